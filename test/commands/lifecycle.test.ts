import { describe, expect, it } from 'vitest'
import type { Actor } from '../../commands/actor.ts'
import { deactivate, extend, inviteAgain, reactivate, remind, revoke, suspend } from '../../commands/lifecycle.ts'
import { mailSignInLink, resend } from '../../commands/links.ts'
import { addNote, recordView } from '../../commands/notes.ts'
import { activate, settle } from '../../commands/process.ts'
import { allowOneMoreTry, decideReview, handBackReview, takeReview } from '../../commands/review.ts'
import { signIn } from '../../commands/sign-in.ts'
import { allowedActions, STAFF_ROLES, type StaffAction, staffMay } from '../../domain/actions.ts'
import { Refusal } from '../../domain/refusals.ts'
import { aCaller, aMember } from '../support/actors.ts'
import {
  anAccepted,
  anActive,
  anInvite,
  aTraderInReview,
  eventTypes,
  isApproved,
  type Onboarding,
  PASSWORD,
  seen,
} from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aWorld, DAY, HOUR, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const caller = aCaller()
const manager = aMember('manager')

describe('[R39] suspending and reactivating', () => {
  it('pauses the access with a reason, ends sessions, and is lifted again', async () => {
    const one = await anActive(world, { role: 'viewer' })
    await signIn(context, one.email, PASSWORD)
    await suspend(context, caller, { ...one, reason: 'Unusual orders' })
    const view = await seen(world, one.subUserId)
    expect(view).toMatchObject({ status: 'suspended', suspendedByKind: 'caller', processDoneAt: null })
    expect(await db.prisma.session.count({ where: { subUserId: one.subUserId } })).toBe(0)
    const event = await db.prisma.event.findFirstOrThrow({
      where: { subject: one.subUserId, type: 'sub_user.suspended' },
    })
    const { remarkId } = event.data as { remarkId: string }
    expect((await db.prisma.remark.findUniqueOrThrow({ where: { id: remarkId } })).text).toBe('Unusual orders')
    await reactivate(context, caller, one)
    expect(await seen(world, one.subUserId)).toMatchObject({
      status: 'active',
      suspendedAt: null,
      suspendedByKind: null,
    })
    const mails = await db.prisma.mail.findMany({
      where: { subject: one.subUserId, kind: { in: ['suspended', 'reactivated'] } },
    })
    expect(mails).toHaveLength(2)
  })

  it('what staff suspended only staff lift', async () => {
    const one = await anActive(world, { role: 'viewer' })
    await suspend(context, manager, one)
    const { facts } = await refused('suspended-by-another', reactivate(context, caller, one))
    expect(facts).toEqual({ suspendedBy: 'staff' })
    await reactivate(context, aMember('manager'), one)
  })

  it('what Usher itself suspended only staff lift', async () => {
    const one = await anActive(world, { role: 'viewer' })
    await suspend(context, { kind: 'usher' }, one)
    await refused('suspended-by-another', reactivate(context, caller, one))
    await reactivate(context, manager, one)
  })

  it('happens once: a second time it is refused and nothing is written', async () => {
    const one = await anActive(world, { role: 'viewer' })
    await suspend(context, caller, one)
    await refused('not-in-this-state', suspend(context, caller, one))
    expect((await eventTypes(world, one.subUserId)).filter((type) => type === 'sub_user.suspended')).toHaveLength(1)
  })

  it('of two at once one wins', async () => {
    const one = await anActive(world, { role: 'viewer' })
    const results = await Promise.allSettled([suspend(context, caller, one), deactivate(context, caller, one)])
    const row = await seen(world, one.subUserId)
    const won = results.filter(({ status }) => status === 'fulfilled').length
    expect([won, row.status]).toEqual(row.status === 'deactivated' ? [won, 'deactivated'] : [1, 'suspended'])
  })
})

describe('[R39] deactivating', () => {
  it('is final', async () => {
    const one = await anActive(world, { role: 'viewer' })
    await deactivate(context, caller, one)
    for (const attempt of [reactivate, suspend, deactivate, revoke, remind])
      await refused('not-in-this-state', attempt(context, caller, one))
    await activate(context, one.subUserId)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'deactivated' })
  })

  it('by the person is leaving: the holder is told', async () => {
    const one = await anActive(world, { role: 'viewer' })
    await deactivate(context, { kind: 'person', id: one.personId }, one)
    expect(await db.prisma.mail.count({ where: { subject: one.subUserId, kind: 'left_holder' } })).toBe(1)
  })

  it('by another person is not even seen', async () => {
    const [one, other] = [await anActive(world, { role: 'viewer' }), await anActive(world, { role: 'viewer' })]
    await refused('not-found', deactivate(context, { kind: 'person', id: other.personId }, one))
  })
})

describe('[R38] a late approval', () => {
  it('after an end is only a row that nobody acts upon', async () => {
    const one = await aTraderInReview(world)
    await isApproved(world, one)
    await revoke(context, caller, one)
    await activate(context, one.subUserId)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'revoked', activatedAt: null })
  })

  it('[R32] activates only who is approved or exempt and signed up', async () => {
    for (const one of [await anInvite(world), await anAccepted(world), await aTraderInReview(world)]) {
      const before = (await seen(world, one.subUserId)).status
      await activate(context, one.subUserId)
      expect((await seen(world, one.subUserId)).status).toBe(before)
    }
  })

  it('is told once, however often the step is repeated', async () => {
    const one = await anActive(world)
    await Promise.all([activate(context, one.subUserId), activate(context, one.subUserId)])
    expect((await eventTypes(world, one.subUserId)).filter((type) => type === 'sub_user.activated')).toHaveLength(1)
    expect(await db.prisma.mail.count({ where: { subject: one.subUserId, kind: 'active_person' } })).toBe(1)
    expect((await settle(context, one.subUserId)).done).toBe(false)
  })
})

type Order = (actor: Actor & { kind: 'staff' }, one: Onboarding) => Promise<unknown>

/** An hour later, to as late as may be: no date is moved nearer. */
const extended: Order = async (actor, one) => {
  await passes(world, one.accountId, HOUR)
  const { now } = await seen(world, one.subUserId)
  return extend(context, actor, { ...one, deadline: new Date(now.getTime() + 30 * DAY - 60_000) })
}

/** What staff may order, and an onboarding on which the state allows it. */
const ORDERS: readonly [StaffAction, () => Promise<Onboarding>, Order][] = [
  ['remind', () => anInvite(world), (actor, one) => remind(context, actor, one)],
  ['resend', () => anInvite(world), (actor, one) => resend(context, actor, one)],
  ['mail_sign_in_link', () => anAccepted(world), (actor, one) => mailSignInLink(context, actor, one)],
  ['extend', () => anInvite(world), extended],
  ['revoke', () => anInvite(world), (actor, one) => revoke(context, actor, one)],
  ['suspend', () => anActive(world, { role: 'viewer' }), (actor, one) => suspend(context, actor, one)],
  ['deactivate', () => anActive(world, { role: 'viewer' }), (actor, one) => deactivate(context, actor, one)],
  ['add_note', () => anInvite(world), (actor, one) => addNote(context, actor, { ...one, text: 'Called them' })],
  ['reveal', () => anInvite(world), (actor, one) => recordView(context, actor, { ...one, what: 'date_of_birth' })],
  ['look', () => anInvite(world), (actor, one) => recordView(context, actor, { ...one, what: 'detail' })],
  ['review', () => aTraderInReview(world), (actor, one) => takeReview(context, actor, one)],
  [
    'reactivate',
    async () => {
      const one = await anActive(world, { role: 'viewer' })
      await suspend(context, manager, one)
      return one
    },
    (actor, one) => reactivate(context, actor, one),
  ],
  [
    'invite_again',
    async () => {
      const one = await anInvite(world)
      await revoke(context, manager, one)
      return one
    },
    (actor, one) => inviteAgain(context, actor, one),
  ],
]

describe('[R61] every order of staff obeys the table', () => {
  it.each(ORDERS)('%s', async (action, begin, order) => {
    for (const role of STAFF_ROLES) {
      const one = await begin()
      const before = await eventTypes(world, one.subUserId)
      if (staffMay(role, action)) await order(aMember(role), one)
      else {
        await refused('role-may-not', () => order(aMember(role), one))
        expect(await eventTypes(world, one.subUserId)).toEqual(before)
      }
    }
  })
})

describe('[R32] every order obeys the table of states', () => {
  const orders: Readonly<Record<string, Order>> = {
    remind: (actor, one) => remind(context, actor, one),
    resend: (actor, one) => resend(context, actor, one),
    mail_sign_in_link: (actor, one) => mailSignInLink(context, actor, one),
    extend: extended,
    revoke: (actor, one) => revoke(context, actor, one),
    suspend: (actor, one) => suspend(context, actor, one),
    reactivate: (actor, one) => reactivate(context, actor, one),
    deactivate: (actor, one) => deactivate(context, actor, one),
    invite_again: (actor, one) => inviteAgain(context, actor, one),
    review: (actor, one) => takeReview(context, actor, one),
  }
  const states: readonly [string, () => Promise<Onboarding>][] = [
    ['invited', () => anInvite(world)],
    ['accepted', () => anAccepted(world)],
    ['in review', () => aTraderInReview(world)],
    ['active', () => anActive(world, { role: 'viewer' })],
    [
      'suspended',
      async () => ended(await anActive(world, { role: 'viewer' }), (one) => suspend(context, manager, one)),
    ],
    ['revoked', async () => ended(await anInvite(world), (one) => revoke(context, manager, one))],
    [
      'deactivated',
      async () => ended(await anActive(world, { role: 'viewer' }), (one) => deactivate(context, manager, one)),
    ],
  ]
  const ended = async (one: Onboarding, end: (one: Onboarding) => Promise<unknown>): Promise<Onboarding> => {
    await end(one)
    return one
  }

  it.each(states)('%s: what is not offered is refused and changes nothing, what is offered works', async (_, begin) => {
    for (const [action, order] of Object.entries(orders)) {
      const one = await begin()
      const { status, turn } = await seen(world, one.subUserId)
      const offered = (allowedActions(status, turn, 'staff') as string[]).includes(action)
      const row = await db.prisma.subUser.findUniqueOrThrow({ where: { id: one.subUserId } })
      const outcome = await order(manager, one).catch((error: unknown) => error)
      expect([action, outcome instanceof Refusal && outcome.code]).toEqual([action, !offered && 'not-in-this-state'])
      if (!offered) expect(await db.prisma.subUser.findUniqueOrThrow({ where: { id: one.subUserId } })).toEqual(row)
    }
  })
})

describe('[R44] [R45] review by staff', () => {
  const reviewer = aMember('reviewer')
  const selfieAgain = { decision: 'ask_again', asked: [{ document: 'selfie', reason: 'blurred' }] } as const

  it('belongs to who took it; a manager takes over, others do not', async () => {
    const one = await aTraderInReview(world)
    await refused('review-taken', decideReview(context, reviewer, { ...one, decision: 'approve', asked: [] }))
    await takeReview(context, reviewer, one)
    await takeReview(context, reviewer, one)
    const other = aMember('reviewer')
    await refused('review-taken', takeReview(context, other, one))
    await refused('review-taken', decideReview(context, other, { ...one, decision: 'approve', asked: [] }))
    await takeReview(context, manager, one)
    await refused('review-taken', decideReview(context, reviewer, { ...one, decision: 'approve', asked: [] }))
    await handBackReview(context, manager, one)
    await isApproved(world, one, other)
    expect(await seen(world, one.subUserId)).toMatchObject({ verificationState: 'approved', turn: 'nobody' })
  })

  it('rejects with a reason only, and asks again only with one', async () => {
    const one = await aTraderInReview(world)
    await takeReview(context, reviewer, one)
    await refused(
      'reason-needed',
      decideReview(context, reviewer, { ...one, decision: 'reject', asked: [], reason: ' ' }),
    )
    await refused('reason-needed', decideReview(context, reviewer, { ...one, decision: 'ask_again', asked: [] }))
    await decideReview(context, reviewer, { ...one, decision: 'reject', asked: [], reason: 'Not the person' })
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'rejected', verificationState: 'rejected' })
  })

  it('of two decisions at once one counts', async () => {
    const one = await aTraderInReview(world)
    await takeReview(context, reviewer, one)
    const decide = () => decideReview(context, reviewer, { ...one, decision: 'approve', asked: [] })
    const results = await Promise.allSettled([decide(), decide()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('[R44] after the last try a manager decides, or allows one more', async () => {
    const one = await aTraderInReview(world)
    await db.prisma.subUser.update({ where: { id: one.subUserId }, data: { attemptsAllowed: 1 } })
    await takeReview(context, reviewer, one)
    await refused('not-in-this-state', allowOneMoreTry(context, manager, one))
    await decideReview(context, reviewer, { ...one, ...selfieAgain })
    expect(await seen(world, one.subUserId)).toMatchObject({ turn: 'staff', attempt: 1, reviewerId: null })
    await refused('role-may-not', takeReview(context, reviewer, one))
    await refused('review-taken', decideReview(context, reviewer, { ...one, decision: 'approve', asked: [] }))
    await refused('role-may-not', allowOneMoreTry(context, reviewer, one))
    await allowOneMoreTry(context, manager, one)
    const view = await seen(world, one.subUserId)
    expect(view).toMatchObject({
      turn: 'invitee',
      attempt: 2,
      attemptsAllowed: 2,
      verificationState: 'needs_resubmission',
    })
  })
})
