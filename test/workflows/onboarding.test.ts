import { uuidv7 } from 'uuidv7'
import { describe, expect, it, vi } from 'vitest'
import { acceptByCode } from '../../commands/answer.ts'
import { decline, declineAfterAll, report } from '../../commands/decline.ts'
import { deactivate, extend, reactivate, revoke, suspend } from '../../commands/lifecycle.ts'
import { resend } from '../../commands/links.ts'
import { decideReview, takeReview } from '../../commands/review.ts'
import { readLinkToken } from '../../domain/secrets.ts'
import { type Progress, workflowIdOf } from '../../domain/process.ts'
import { aCaller, aMember } from '../support/actors.ts'
import { aRunningWorld, WITHIN } from '../support/engine.ts'
import type { Mail } from '../support/inbox.ts'
import {
  aClaim,
  acceptsWithCode,
  anAccepted,
  anInvite,
  eventTypes,
  type InviteGiven,
  isApproved,
  linkOf,
  type Onboarding,
  seen,
  sendsDocuments,
  signsUp,
} from '../support/onboardings.ts'
import { DAY, HOUR } from '../support/world.ts'

const world = await aRunningWorld()
const { context, inbox, db } = world
const caller = aCaller()
const reviewer = aMember('reviewer')

const subjectsTo = (address: string): string[] =>
  inbox.mails.filter(({ to }) => to === address).map(({ subject }) => subject)
const holderOf = async ({ subUserId }: Onboarding): Promise<string> =>
  (await seen(world, subUserId)).account.holder.address
const linkIn = ({ text }: Mail): string | undefined =>
  readLinkToken(context.keys, /\/i\/([\w-]{40,})/.exec(text)?.[1] ?? '')
const progressOf = ({ subUserId }: Onboarding): Promise<Progress> =>
  world.client.workflow.getHandle(workflowIdOf(subUserId)).query<Progress>('progress')
const invited = async (given: InviteGiven = {}): Promise<Onboarding> => {
  const one = await anInvite(world, given)
  await inbox.mailTo(one.email, /invites you/)
  return one
}
const verifying = async (): Promise<Onboarding> => {
  const one = await anAccepted(world)
  await signsUp(world, one)
  await world.reaches(one.subUserId, 'verifying')
  return one
}
const inReview = async (): Promise<Onboarding> => {
  const one = await verifying()
  await sendsDocuments(world, one)
  await takeReview(context, reviewer, one)
  return one
}

describe('[R32] [R38] an onboarding, from invite to access', () => {
  it('a Viewer: no verification, active, everybody is told, at most 20 events of history', async () => {
    const one = await invited({ role: 'viewer' })
    await acceptsWithCode(world, one)
    await inbox.mailTo(one.email, /^What comes next/)
    await signsUp(world, one)
    await world.isDone(one.subUserId)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active', verificationState: null, attempt: 0 })
    const told = subjectsTo(one.email).map((subject) => subject.replace(/\d/g, '0'))
    expect(told.toSorted((a, b) => a.localeCompare(b, 'en'))).toEqual([
      'Northwind Exchange invites you to the account of Kestrel Joinery',
      'What comes next for Kestrel Joinery',
      'You have access to Kestrel Joinery',
      'Your code: 000 000',
    ])
    const [added, accepted, active] = subjectsTo(await holderOf(one))
    expect([added, accepted, active]).toEqual([
      expect.stringMatching(/invited tomasz/),
      expect.stringMatching(/accepted$/),
      'Tomasz Wilk is active',
    ])
    expect((await world.history(one.subUserId)).events?.length).toBeLessThanOrEqual(20)
  })

  it('a Trader: verified by staff, active, at most 30 events of history', async () => {
    const one = await inReview()
    await decideReview(context, reviewer, { ...one, decision: 'approve', asked: [] })
    await world.isDone(one.subUserId)
    await inbox.mailTo(one.email, /^You have access/)
    expect(await eventTypes(world, one.subUserId)).toEqual([
      'sub_user.invited',
      'sub_user.seen',
      'sub_user.code_sent',
      'sub_user.accepted',
      'sub_user.named',
      'sub_user.login_set',
      'sub_user.signed_up',
      'sub_user.verifying',
      'verification.photo_added',
      'verification.photo_added',
      'verification.submitted',
      'verification.taken',
      'verification.approved',
      'sub_user.activated',
    ])
    const events = (await world.history(one.subUserId)).events ?? []
    expect(events.length, events.map(({ eventType }) => eventType).join(' ')).toBeLessThanOrEqual(30)
    expect(await db.prisma.outbox.count({ where: { subject: one.subUserId } })).toBe(0)
  })

  it('[R44] asked again for one photo, then approved', async () => {
    const one = await inReview()
    await decideReview(context, reviewer, {
      ...one,
      decision: 'ask_again',
      asked: [{ document: 'selfie', reason: 'blurred' }],
    })
    await inbox.mailTo(one.email, /^We need one new photo/)
    await sendsDocuments(world, one, ['selfie'])
    await isApproved(world, one, reviewer)
    await world.isDone(one.subUserId)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active', attempt: 2 })
  })

  it('rejected: person and holder are told, the process ends', async () => {
    const one = await inReview()
    await decideReview(context, reviewer, { ...one, decision: 'reject', asked: [], reason: 'Not the person' })
    await world.isDone(one.subUserId)
    expect((await inbox.mailTo(one.email, /^We could not verify/)).text).toContain('Not the person')
    await inbox.mailTo(await holderOf(one), /was not activated$/)
  })

  it('[R39] suspended and reactivated after the end: the process comes back to tell it', async () => {
    const one = await anAccepted(world, { role: 'viewer' })
    await signsUp(world, one)
    await world.isDone(one.subUserId)
    await suspend(context, caller, { ...one, reason: 'Unusual orders' })
    await inbox.mailTo(one.email, /is paused$/)
    await world.isDone(one.subUserId)
    await reactivate(context, caller, one)
    await inbox.mailTo(one.email, /is back$/)
    await deactivate(context, caller, one)
    await inbox.mailTo(one.email, /has ended$/)
    await world.isDone(one.subUserId)
  })
})

describe('[R33] while an invitation waits', () => {
  it('reminders come on day 3 and 24 h before the end with the current link, then it expires', async () => {
    const one = await invited()
    const link = await linkOf(world, one.subUserId)
    await world.timePasses(one, 3 * DAY)
    expect(linkIn(await inbox.mailTo(one.email, /^Still open/))).toBe(link)
    await world.timePasses(one, 3 * DAY)
    expect(linkIn(await inbox.mailTo(one.email, /^Ends /))).toBe(link)
    await world.timePasses(one, DAY)
    await inbox.mailTo(one.email, /has expired$/)
    await inbox.mailTo(await holderOf(one), /^Expired/)
    await world.isDone(one.subUserId)
    expect(subjectsTo(one.email)).toHaveLength(4)
    expect((await eventTypes(world, one.subUserId)).filter((type) => type === 'sub_user.reminded')).toHaveLength(2)
  })

  it('extending moves the end: nothing expires at the old date', async () => {
    const one = await invited()
    await extend(context, caller, { ...one, deadline: new Date(Date.now() + 20 * DAY) })
    await inbox.mailTo(one.email, /More time|open until|longer/i)
    await world.timePasses(one, 7 * DAY + HOUR)
    await inbox.mailTo(one.email, /^Still open/)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'invited' })
    await world.timePasses(one, 13 * DAY)
    await world.reaches(one.subUserId, 'expired')
    await world.isDone(one.subUserId)
  })

  it('[R34] a new link goes out, and only that one leads in', async () => {
    const one = await invited()
    await resend(context, caller, one)
    expect(linkIn(await inbox.mailTo(one.email, /^Your new link/))).toBe(await linkOf(world, one.subUserId))
    await acceptsWithCode(world, one)
  })

  it('[R35] a reported one stands still, whatever time passes', async () => {
    const one = await invited()
    await report(context, await linkOf(world, one.subUserId))
    await world.timePasses(one, 20 * DAY)
    await vi.waitFor(
      async () => expect(await progressOf(one)).toMatchObject({ waitsFor: 'staff', until: null }),
      WITHIN,
    )
    await revoke(context, aMember('manager'), one)
    await world.isDone(one.subUserId)
  })
})

describe('an end at any step ends the process', () => {
  const ends: readonly [
    string,
    () => Promise<Onboarding>,
    (one: Onboarding) => Promise<unknown>,
    RegExp | undefined,
  ][] = [
    ['revoked while invited', () => invited(), (one) => revoke(context, caller, one), /was revoked$/],
    ['revoked while verifying', verifying, (one) => revoke(context, caller, one), /was revoked$/],
    ['revoked in review', inReview, (one) => revoke(context, caller, one), /was revoked$/],
    ['declined', () => invited(), async (one) => decline(context, await linkOf(world, one.subUserId)), undefined],
    ['declined after all', () => anAccepted(world), (one) => declineAfterAll(context, one), undefined],
  ]
  it.each(ends)('%s', async (_, begin, end, mail) => {
    const one = await begin()
    await end(one)
    await world.isDone(one.subUserId)
    if (mail) await inbox.mailTo(one.email, mail)
    else await inbox.mailTo(await holderOf(one), /declined$/)
    expect(await db.prisma.seatUse.findFirst({ where: { accountId: one.accountId } })).toMatchObject({ taken: 0 })
  })

  it('[R33] expired while accepted, after its own reminders', async () => {
    const one = await anAccepted(world)
    await world.timePasses(one, 4 * DAY)
    await inbox.mailTo(one.email, /^Not finished/)
    await world.timePasses(one, 26 * DAY)
    await world.reaches(one.subUserId, 'expired')
    await world.isDone(one.subUserId)
  })
})

describe('the query progress', () => {
  it('says what it waits for, until when, and the next reminder', async () => {
    const one = await invited()
    const { deadline, createdAt } = await seen(world, one.subUserId)
    const progress = await vi.waitFor(() => progressOf(one), WITHIN)
    expect(progress).toMatchObject({
      waitsFor: 'invitee',
      status: 'invited',
      until: deadline?.toISOString(),
      attempt: 0,
    })
    expect(progress.nextReminder?.kind).toBe('day3')
    const off = new Date(progress.nextReminder?.at ?? 0).getTime() - (createdAt.getTime() + 3 * DAY)
    expect(Math.abs(off)).toBeLessThan(5_000)
  })

  it('follows the turn', async () => {
    const one = await inReview()
    await vi.waitFor(async () => {
      const expected = {
        waitsFor: 'staff',
        status: 'verifying',
        until: null,
        nextReminder: null,
        attempt: 1,
        attemptsAllowed: 3,
      }
      expect(await progressOf(one)).toEqual(expected)
    }, WITHIN)
  })
})

describe('[R37] a code', () => {
  it('is mailed at once by who took the command, and the one in the mail is right', async () => {
    const one = await invited()
    const claim = await aClaim(world, one)
    const { subject } = await inbox.mailTo(one.email, /^Your code/)
    expect(await acceptByCode(context, claim, /\d{3} \d{3}/.exec(subject)?.[0] ?? '')).toHaveProperty('session')
  })
})

describe('A mail that bounces', () => {
  it('is recorded with the code of the mail server and shown in the time line, and no word of the server is kept [R58] [R65]', async () => {
    const one = await anInvite(world, { email: `nobody.${uuidv7()}@kestrel.example` })
    const mail = await vi.waitFor(
      () => db.prisma.mail.findFirstOrThrow({ where: { subject: one.subUserId, state: 'bounced' } }),
      WITHIN,
    )
    expect(mail).toMatchObject({ kind: 'invitation', refusedWith: '5.1.1' })
    const [event] = await db.prisma.event.findMany({ where: { subject: one.subUserId, type: 'mail.bounced' } })
    expect(event?.data).toEqual({ mailId: mail.id, kind: 'invitation', audience: 'invitee', code: '5.1.1' })
  })
})
