import { describe, expect, it, vi } from 'vitest'
import { acceptByCode, pressAccept } from '../../commands/answer.ts'
import { expire } from '../../commands/expire.ts'
import { extend, remind, revoke } from '../../commands/lifecycle.ts'
import { resend } from '../../commands/links.ts'
import { remindWhenDue, settle } from '../../commands/process.ts'
import { acceptTexts } from '../../commands/sign-up.ts'
import { transaction } from '../../store/database.ts'
import { planMail } from '../../store/mails.ts'
import { listSubUsers } from '../../store/sub-user-list.ts'
import { aCaller } from '../support/actors.ts'
import {
  aClaim,
  anAccepted,
  anInvite,
  aTraderInReview,
  aVerifying,
  codeOf,
  eventTypes,
  isAskedForSelfie,
  linkOf,
  seen,
  shownTexts,
} from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aWorld, DAY, HOUR, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const caller = aCaller()

const mailKinds = async (subUserId: string): Promise<string[]> =>
  (await db.prisma.mail.findMany({ where: { subject: subUserId }, orderBy: { id: 'asc' } })).map((mail) => mail.kind)

describe('[R33] expiry is exact as far as anybody can see', () => {
  it('one ms before the deadline accepting works; at the deadline it does not', async () => {
    const late = await anInvite(world)
    await passes(world, late.accountId, 7 * DAY)
    const { facts } = await refused('not-in-this-state', pressAccept(context, await linkOf(world, late.subUserId)))
    expect(facts).toMatchObject({
      status: 'expired',
      since: (await seen(world, late.subUserId)).deadline?.toISOString(),
    })
    const inTime = await anInvite(world)
    await passes(world, inTime.accountId, 7 * DAY - 30_000)
    await pressAccept(context, await linkOf(world, inTime.subUserId))
  })

  it('an accept that waited behind a lock while the deadline passed is refused', async () => {
    const one = await anInvite(world)
    const claim = await aClaim(world, one)
    const code = await codeOf(world, one.subUserId)
    await db.prisma.code.updateMany({
      where: { subUserId: one.subUserId },
      data: { expiresAt: new Date(Date.now() + 30 * DAY) },
    })
    const attempt = behindLock(
      one.subUserId,
      () => acceptByCode(context, claim, code),
      () => passes(world, one.accountId, 7 * DAY),
    )
    await refused('not-in-this-state', attempt)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'expired', acceptedAt: null })
  })

  it('the same accept passes behind the lock when the deadline does not', async () => {
    const one = await anInvite(world)
    const claim = await aClaim(world, one)
    const code = await codeOf(world, one.subUserId)
    const attempt = behindLock(
      one.subUserId,
      () => acceptByCode(context, claim, code),
      async () => undefined,
    )
    await attempt
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'accepted' })
  })

  it('nothing goes on late: sign-up, extension, resending, reminding, revoking', async () => {
    const one = await anAccepted(world)
    await passes(world, one.accountId, 30 * DAY)
    const { subUserId } = one
    const deadline = new Date(Date.now() + 40 * DAY)
    await refused('not-in-this-state', acceptTexts(context, one, shownTexts()))
    await refused('not-in-this-state', extend(context, caller, { subUserId, deadline }))
    await refused('not-in-this-state', resend(context, caller, { subUserId }))
    await refused('not-in-this-state', remind(context, caller, { subUserId }))
    await refused('not-in-this-state', revoke(context, caller, { subUserId }))
  })

  it('with no worker running every read shows expired, and the seat is free for the next invite', async () => {
    const two = [await anInvite(world)]
    const [{ accountId }] = two as [(typeof two)[0] & object]
    two.push(await anInvite(world, { accountId }))
    await refused('seat-taken', anInvite(world, { accountId }))
    await passes(world, accountId, 7 * DAY)
    for (const { subUserId } of two)
      expect(await seen(world, subUserId)).toMatchObject({ status: 'expired', turn: 'nobody', dueAt: null })
    const listed = await listSubUsers(db, { accounts: [accountId], statuses: ['expired'] }, 'newest', 10)
    expect(listed.rows.map(({ status }) => status)).toEqual(['expired', 'expired'])
    const next = await anInvite(world, { accountId })
    expect(await seen(world, next.subUserId)).toMatchObject({ status: 'invited' })
    for (const { subUserId } of two) expect(await eventTypes(world, subUserId)).toContain('sub_user.expired')
  })

  it('is written once, dated with the deadline, and told to person and holder', async () => {
    const one = await anInvite(world)
    await passes(world, one.accountId, 8 * DAY)
    await Promise.all([expire(context, one.subUserId), expire(context, one.subUserId)])
    await expire(context, one.subUserId)
    const row = await db.prisma.subUser.findUniqueOrThrow({ where: { id: one.subUserId } })
    expect(row).toMatchObject({ status: 'expired', endedAt: row.deadline })
    expect(await eventTypes(world, one.subUserId)).toEqual(['sub_user.invited', 'sub_user.expired'])
    expect(await mailKinds(one.subUserId)).toEqual(['invitation', 'user_added', 'expired_invitee', 'expired_holder'])
  })

  it('before the deadline expiring changes nothing', async () => {
    const one = await anInvite(world)
    await passes(world, one.accountId, 7 * DAY - 30_000)
    await expire(context, one.subUserId)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'invited' })
  })
})

describe('[R33] a deadline', () => {
  it('begins anew with accepting: 30 days', async () => {
    const view = await seen(world, (await anAccepted(world)).subUserId)
    expect(view.deadline?.getTime()).toBe((view.acceptedAt?.getTime() ?? 0) + 30 * DAY)
  })

  it('can’t pass during staff’s turn', async () => {
    const one = await aTraderInReview(world)
    await passes(world, one.accountId, 90 * DAY)
    await expire(context, one.subUserId)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'verifying', turn: 'staff' })
  })

  it.each([
    ['little is left: it moves to 72 h', 29 * DAY, 72 * HOUR, true],
    ['it passed meanwhile: it moves to 72 h', 60 * DAY, 72 * HOUR, true],
    ['enough is left: it stays', 10 * DAY, 20 * DAY, false],
  ])('when the turn comes back and %s', async (_, waited, left, moved) => {
    const one = await aTraderInReview(world)
    const before = (await seen(world, one.subUserId)).deadline
    await passes(world, one.accountId, waited)
    await isAskedForSelfie(world, one)
    const view = await seen(world, one.subUserId)
    expect(view).toMatchObject({ status: 'verifying', turn: 'invitee', dueAt: view.deadline })
    const leftMs = (view.deadline?.getTime() ?? 0) - view.now.getTime()
    expect(leftMs).toBeGreaterThan(left - 30_000)
    expect(leftMs).toBeLessThanOrEqual(left + 1_000)
    expect(view.deadline?.getTime() !== before?.getTime()).toBe(moved)
    const mail = await db.prisma.mail.findFirstOrThrow({ where: { subject: one.subUserId, kind: 'resubmission' } })
    expect(mail.facts).toMatchObject({ moved })
  })
})

describe('[R34] extending', () => {
  it('sets a new date, tells the person, and notes both dates', async () => {
    const one = await anInvite(world)
    const before = (await seen(world, one.subUserId)).deadline
    const deadline = new Date(Date.now() + 20 * DAY)
    await extend(context, caller, { ...one, deadline, reason: 'On leave' })
    expect(await seen(world, one.subUserId)).toMatchObject({ deadline, dueAt: deadline })
    expect(await mailKinds(one.subUserId)).toContain('deadline_moved')
    const event = await db.prisma.event.findFirstOrThrow({
      where: { subject: one.subUserId, type: 'sub_user.extended' },
    })
    expect(event.data).toMatchObject({ deadline: deadline.toISOString(), before: before?.toISOString() })
  })

  it.each([HOUR - 60_000, 30 * DAY + 60_000, -HOUR])('to %i ms from now is out of range', async (ms) => {
    const one = await anInvite(world)
    await refused('deadline-out-of-range', extend(context, caller, { ...one, deadline: new Date(Date.now() + ms) }))
  })

  it('never moves a date nearer: what was mailed stays true', async () => {
    const one = await anInvite(world)
    const { deadline } = await seen(world, one.subUserId)
    const sooner = extend(context, caller, { ...one, deadline: new Date(Date.now() + 6 * DAY) })
    await refused('deadline-out-of-range', sooner)
    expect(await seen(world, one.subUserId)).toMatchObject({ deadline })
  })

  it('while staff review moves the date for when the turn comes back, and mails nobody', async () => {
    const one = await aTraderInReview(world)
    const limit = (await seen(world, one.subUserId)).dueAt
    await passes(world, one.accountId, 5 * DAY)
    const deadline = new Date(Date.now() + 34 * DAY)
    await extend(context, caller, { ...one, deadline })
    expect(await seen(world, one.subUserId)).toMatchObject({ deadline, dueAt: limit })
    expect(await mailKinds(one.subUserId)).not.toContain('deadline_moved')
  })
})

describe('[R33] reminders', () => {
  it('day 3 and 24 h before the end, each once, on the account’s clock', async () => {
    const { subUserId, accountId } = await anInvite(world)
    await remindWhenDue(context, subUserId, 'day3')
    expect(await mailKinds(subUserId)).toHaveLength(2)
    await passes(world, accountId, 3 * DAY)
    await Promise.all([remindWhenDue(context, subUserId, 'day3'), remindWhenDue(context, subUserId, 'day3')])
    await remindWhenDue(context, subUserId, '24h')
    expect((await mailKinds(subUserId)).slice(2)).toEqual(['reminder_invited_day3'])
    await passes(world, accountId, 3 * DAY)
    await remindWhenDue(context, subUserId, 'day3')
    await remindWhenDue(context, subUserId, '24h')
    expect((await mailKinds(subUserId)).slice(2)).toEqual(['reminder_invited_day3', 'reminder_invited_24h'])
  })

  it('wait 12 h after any mail to the person, one to the holder aside', async () => {
    const { subUserId, accountId } = await anInvite(world)
    await passes(world, accountId, 3 * DAY - HOUR)
    await remind(context, caller, { subUserId })
    await passes(world, accountId, 2 * HOUR)
    await remindWhenDue(context, subUserId, 'day3')
    expect((await mailKinds(subUserId)).slice(2)).toEqual(['reminder_invited_day3'])
    const toHolder = { subject: subUserId, kind: 'asked_again', audience: 'holder' as const }
    const { now } = await seen(world, subUserId)
    await transaction(db, (tx) => planMail(tx, { ...toHolder, at: new Date(now.getTime() + 9 * HOUR) }))
    await passes(world, accountId, 10 * HOUR + 60_000)
    await remindWhenDue(context, subUserId, 'day3')
    expect((await mailKinds(subUserId)).filter((kind) => kind === 'reminder_invited_day3')).toHaveLength(2)
  })

  it('wait 12 h after a code, too', async () => {
    const one = await anInvite(world)
    await passes(world, one.accountId, 3 * DAY - HOUR)
    await aClaim(world, one)
    await passes(world, one.accountId, 2 * HOUR)
    await remindWhenDue(context, one.subUserId, 'day3')
    expect(await mailKinds(one.subUserId)).not.toContain('reminder_invited_day3')
  })

  it('none while staff have the turn, none after an end', async () => {
    const inReview = await aTraderInReview(world)
    await passes(world, inReview.accountId, 4 * DAY)
    expect((await settle(context, inReview.subUserId)).reminder).toBeNull()
    const revoked = await aVerifying(world)
    await revoke(context, caller, revoked)
    await passes(world, revoked.accountId, 4 * DAY)
    await remindWhenDue(context, revoked.subUserId, 'day3')
    expect((await mailKinds(revoked.subUserId)).filter((kind) => kind.startsWith('reminder'))).toEqual([])
  })
})

/** Starts `attempt` while another transaction holds the row, lets `meanwhile` happen once it waits, and gives its outcome. */
async function behindLock<T>(
  subUserId: string,
  attempt: () => Promise<T>,
  meanwhile: () => Promise<unknown>,
): Promise<T> {
  const holder = await db.pool.connect()
  try {
    await holder.query('BEGIN')
    await holder.query('SELECT 1 FROM sub_user WHERE id = $1 FOR UPDATE', [subUserId])
    const outcome = attempt()
    outcome.catch(() => undefined) // looked at below, after the lock is given back
    await vi.waitFor(async () => {
      const waiting = await db.pool.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      )
      expect(waiting.rowCount).toBeGreaterThan(0)
    })
    await meanwhile()
    await holder.query('COMMIT')
    return await outcome
  } finally {
    holder.release()
  }
}
