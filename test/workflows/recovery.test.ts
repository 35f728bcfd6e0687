import { Connection } from '@temporalio/client'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { stopOnboarding } from '../../commands/decline.ts'
import { revoke } from '../../commands/lifecycle.ts'
import { mailSignInLink } from '../../commands/links.ts'
import { PROCESS_REVISION, workflowIdOf } from '../../domain/process.ts'
import { relayNudges } from '../../relay/nudges.ts'
import { recover, startMissing } from '../../relay/recover.ts'
import { aCaller, aMember } from '../support/actors.ts'
import { aRunningWorld, WITHIN } from '../support/engine.ts'
import {
  acceptsWithCode,
  anAccepted,
  anInvite,
  aSignedUp,
  eventTypes,
  isApproved,
  linkOf,
  type Onboarding,
  seen,
  sendsDocuments,
  signsUp,
} from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { DAY, passes } from '../support/world.ts'

const world = await aRunningWorld()
const { context, db, inbox, temporal } = world
const caller = aCaller()

const mailsTo = (address: string, subject: RegExp) =>
  inbox.mails.filter((mail) => mail.to === address && subject.test(mail.subject))
/** Lets the relay's own delay of 3 s pass without waiting for it. */
const relayNow = async (): Promise<void> => {
  await db.prisma.$executeRaw`UPDATE outbox SET due_at = clock_timestamp() - interval '1 minute'`
  await relayNudges(db, temporal)
}

describe('nudges', () => {
  it('that are lost after the commit are carried on by the relay', async () => {
    world.nudging(false)
    const one = await anAccepted(world, { role: 'viewer' })
    await signsUp(world, one)
    world.nudging(true)
    expect(await db.prisma.outbox.count({ where: { subject: one.subUserId } })).toBe(3)
    await relayNow()
    await world.isDone(one.subUserId)
    expect(await db.prisma.outbox.count({ where: { subject: one.subUserId } })).toBe(0)
    expect(mailsTo(one.email, /invites you/)).toEqual([])
    expect(mailsTo(one.email, /You have access/)).toHaveLength(1)
  })

  it('that come many times over do no harm', async () => {
    const one = await anInvite(world, { role: 'viewer' })
    const many = () => Promise.all(Array.from({ length: 20 }, () => world.nudge(one.subUserId)))
    await many()
    await acceptsWithCode(world, one)
    await Promise.all([many(), signsUp(world, one), many()])
    await world.reaches(one.subUserId, 'active')
    await many()
    await world.isDone(one.subUserId)
    const types = await eventTypes(world, one.subUserId)
    expect(new Set(types).size).toBe(types.length)
    for (const subject of [/What comes next/, /You have access/])
      expect(mailsTo(one.email, subject).length).toBeLessThanOrEqual(1)
  })

  it('for an onboarding that is over start nothing', async () => {
    const one = await anAccepted(world, { role: 'viewer' })
    await signsUp(world, one)
    await world.isDone(one.subUserId)
    const mails = inbox.mails.length
    await world.nudge(one.subUserId)
    await world.isDone(one.subUserId)
    expect(inbox.mails).toHaveLength(mails)
  })
})

describe('[R64] Temporal’s data are lost', () => {
  it('and every open onboarding goes on at its step from its row, told nothing twice', async () => {
    const invited = await anInvite(world)
    const accepted = await anAccepted(world)
    const verifying = await aSignedUp(world)
    const inReview = await aSignedUp(world)
    for (const one of [verifying, inReview]) await world.reaches(one.subUserId, 'verifying')
    await sendsDocuments(world, inReview)
    const done = await anAccepted(world, { role: 'viewer' })
    await signsUp(world, done)
    await world.isDone(done.subUserId)
    for (const one of [invited, verifying, inReview]) await inbox.mailTo(one.email, /invites you|What comes next/)

    await world.loseTemporal()
    expect(await recover(db, temporal)).toBeGreaterThanOrEqual(4)
    await expect(world.client.workflow.getHandle(workflowIdOf(done.subUserId)).describe()).rejects.toThrow()

    await world.timePasses(invited, 3 * DAY)
    await inbox.mailTo(invited.email, /^Still open/)
    await signsUp(world, accepted)
    await world.reaches(accepted.subUserId, 'verifying')
    await sendsDocuments(world, verifying)
    for (const one of [verifying, inReview]) {
      await isApproved(world, one)
      await world.isDone(one.subUserId)
      expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active' })
      expect(mailsTo(one.email, /You have access/)).toHaveLength(1)
    }
    expect(mailsTo(invited.email, /invites you/)).toHaveLength(1)
    for (const one of [accepted, verifying, inReview]) await revokeIfOpen(one.subUserId)
    await revoke(context, caller, invited)
    await world.isDone(invited.subUserId)
  })

  it('a workflow that runs notices nothing when only missing ones are started', async () => {
    const one = await anInvite(world)
    await inbox.mailTo(one.email, /invites you/)
    const length = async () => (await world.history(one.subUserId)).events?.length
    await vi.waitFor(async () => {
      const { pendingActivities } = (await world.client.workflow.getHandle(workflowIdOf(one.subUserId)).describe()).raw
      expect(pendingActivities ?? []).toEqual([])
      const { events } = await world.history(one.subUserId)
      expect(events?.at(-1)?.timerStartedEventAttributes).toBeTruthy()
    }, WITHIN)
    const before = await length()
    await startMissing(db, temporal)
    expect(await length()).toBe(before)
  })
})

describe('[R64] runs of older workflow code', () => {
  const revisionOf = async (id: string) =>
    (await db.prisma.subUser.findUniqueOrThrow({ where: { id } })).processRevision
  const away = Connection.lazy({ address: '127.0.0.1:1' })
  afterAll(() => away.close())

  it('keep their rows until they are known to have ended; then the rows start anew', async () => {
    const one = await anInvite(world)
    await inbox.mailTo(one.email, /invites you/)
    const first = (await world.history(one.subUserId)).events?.[0]
    await db.prisma.subUser.update({ where: { id: one.subUserId }, data: { processRevision: 0 } })
    await expect(startMissing(db, { ...temporal, connection: away })).rejects.toThrow()
    expect(await revisionOf(one.subUserId)).toBe(0)
    await startMissing(db, temporal)
    expect(await revisionOf(one.subUserId)).toBe(PROCESS_REVISION)
    expect((await world.history(one.subUserId)).events?.[0]).not.toEqual(first)
    await revoke(context, caller, one)
    await world.isDone(one.subUserId)
  })
})

describe('workers are down', () => {
  it('[R33] past a deadline: nothing accepts late, the seat is free, and they write it when they are back', async () => {
    const one = await anInvite(world)
    await inbox.mailTo(one.email, /invites you/)
    await world.stopWorker()
    await passes(world, one.accountId, 7 * DAY)
    await refused('not-in-this-state', acceptsWithCode(world, one))
    await anInvite(world, { accountId: one.accountId })
    await anInvite(world, { accountId: one.accountId })
    await world.startWorker()
    await world.nudge(one.subUserId)
    await inbox.mailTo(one.email, /has expired$/)
    await world.isDone(one.subUserId)
  })

  it('the whole way is taken meanwhile as far as a person can go, and goes on afterwards', async () => {
    await world.stopWorker()
    const one = await aSignedUp(world)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'accepted', turn: 'nobody' })
    await world.startWorker()
    await world.reaches(one.subUserId, 'verifying')
    await revoke(context, caller, one)
    await world.isDone(one.subUserId)
  })
})

describe('the mail server is down', () => {
  it('for a while: mails arrive once, afterwards', async () => {
    inbox.isDown(true)
    const one = await anInvite(world, { role: 'viewer' })
    await vi.waitFor(async () => {
      const mail = await db.prisma.mail.findFirstOrThrow({ where: { subject: one.subUserId, kind: 'invitation' } })
      expect(mail).toMatchObject({ state: 'planned', claimedUntil: null })
      expect(mail.tries).toBeGreaterThan(1)
    }, WITHIN)
    inbox.isDown(false)
    await inbox.mailTo(one.email, /invites you/)
    await vi.waitFor(async () => {
      const mails = await db.prisma.mail.findMany({ where: { subject: one.subUserId } })
      expect(mails.map(({ state }) => state)).toEqual(['accepted', 'accepted'])
    }, WITHIN)
    await world.nudge(one.subUserId)
    await acceptsWithCode(world, one)
    await signsUp(world, one)
    await world.isDone(one.subUserId)
    for (const subject of [/invites you/, /You have access/]) expect(mailsTo(one.email, subject)).toHaveLength(1)
    const ids = inbox.mails.filter(({ to }) => to === one.email).map(({ messageId }) => messageId)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

async function revokeIfOpen(subUserId: string): Promise<void> {
  if ((await seen(world, subUserId)).status === 'verifying') await revoke(context, caller, { subUserId })
}

describe('[R38] “Was it not you?” just before Usher goes on', () => {
  const readings = async ({ subUserId }: Onboarding): Promise<number> =>
    ((await world.history(subUserId)).events ?? []).filter((event) => event.markerRecordedEventAttributes).length

  it('keeps neither the check nor the access from beginning, once staff have lifted it', async () => {
    const stoppedAfter = async (one: Onboarding, last: (parts: typeof world, of: Onboarding) => Promise<void>) => {
      world.nudging(false)
      await last(world, one)
      await stopOnboarding(context, await linkOf(world, one.subUserId))
      const before = await readings(one)
      world.nudging(true)
      await world.nudge(one.subUserId)
      await vi.waitFor(async () => expect(await readings(one)).toBeGreaterThan(before), WITHIN)
      await mailSignInLink(context, aMember('manager'), one)
    }
    const one = await anAccepted(world)
    await stoppedAfter(one, signsUp)
    await world.reaches(one.subUserId, 'verifying')
    await sendsDocuments(world, one)
    await stoppedAfter(one, isApproved)
    await world.isDone(one.subUserId)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active' })
  })
})
