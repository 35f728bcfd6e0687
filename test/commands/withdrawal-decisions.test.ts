import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { requestStopNumber, switchApproval } from '../../commands/approvals.ts'
import { deactivate, suspend } from '../../commands/lifecycle.ts'
import {
  approvalState,
  approveWithdrawal,
  declineWithdrawal,
  requestApprovalNumber,
} from '../../commands/withdrawal-decisions.ts'
import { expireWithdrawal } from '../../commands/withdrawal-ends.ts'
import { listWithdrawals } from '../../store/withdrawal-views.ts'
import { aCaller } from '../support/actors.ts'
import { asAdministrator, theHolder } from '../support/portal.ts'
import { aCompanyAccount, anActive, eventTypes } from '../support/onboardings.ts'
import { atOnce, refused } from '../support/refused.ts'
import {
  aWithdrawal,
  freshHolder,
  lastEvent,
  mailKinds,
  numberFor,
  shown,
  wrongNumber,
} from '../support/withdrawals.ts'
import { DAY, HOUR, aWorld, passes } from '../support/world.ts'

const world = await aWorld(20)
const { context, db } = world
const caller = aCaller()

describe('the holder decides', () => {
  it('[R18] approves with a fresh second factor; the platform and the sub-user are told', async () => {
    const one = await aWithdrawal(world)
    const holder = await freshHolder(world, one)
    expect(await approvalState(context, holder, one)).toEqual({ needed: false, sent: null })
    await approveWithdrawal(context, holder, one)
    expect(await shown(world, one.withdrawalId)).toMatchObject({
      status: 'approved',
      decidedByKind: 'holder',
      decidedById: holder.id,
    })
    expect(await mailKinds(world, one.withdrawalId)).toEqual([
      'withdrawal_waits to holder',
      'withdrawal_result to invitee',
    ])
    expect(await eventTypes(world, one.withdrawalId)).toEqual(['withdrawal.requested', 'withdrawal.approved'])
    expect(world.nudges.at(-1)).toMatchObject({ process: 'withdrawal', subject: one.withdrawalId })
  })

  it('[R28] approves with a confirmation number where there is none', async () => {
    const one = await aWithdrawal(world)
    const holder = await theHolder(world, one.accountId)
    await refused('number-needed', approveWithdrawal(context, holder, one))
    await requestApprovalNumber(context, holder, one)
    const number = await numberFor(world, one.withdrawalId)
    const wrong = await refused(
      'number-wrong',
      approveWithdrawal(context, holder, { ...one, number: wrongNumber(number) }),
    )
    expect(wrong.facts).toEqual({ triesLeft: 4 })
    expect((await approvalState(context, holder, one)).sent?.triesLeft).toBe(4)
    await approveWithdrawal(context, holder, { ...one, number })
    expect(await shown(world, one.withdrawalId)).toMatchObject({ status: 'approved' })
  })

  it('[R28] 100 guesses of the number at once approve nothing', async () => {
    const one = await aWithdrawal(world)
    const holder = await theHolder(world, one.accountId)
    await requestApprovalNumber(context, holder, one)
    const number = wrongNumber(await numberFor(world, one.withdrawalId))
    const { done, refusals } = await atOnce(
      Array.from({ length: 100 }, () => () => approveWithdrawal(context, holder, { ...one, number })),
    )
    expect(done).toHaveLength(0)
    expect(refusals.filter(({ code }) => code === 'number-wrong')).toHaveLength(4)
    await refused(
      'number-over',
      approveWithdrawal(context, holder, { ...one, number: await numberFor(world, one.withdrawalId) }),
    )
    expect((await shown(world, one.withdrawalId)).status).toBe('waiting')
  })

  it('[R28] the number of another withdrawal of the same holder is refused', async () => {
    const first = await aWithdrawal(world)
    const second = await aWithdrawal(world, { one: first })
    const holder = await theHolder(world, first.accountId)
    for (const one of [first, second]) await requestApprovalNumber(context, holder, one)
    const number = await numberFor(world, first.withdrawalId)
    await refused('number-wrong', approveWithdrawal(context, holder, { ...second, number }))
    await approveWithdrawal(context, holder, { ...first, number })
    expect((await shown(world, second.withdrawalId)).status).toBe('waiting')
  })

  it('[R18] declines with an optional reason, which stands apart from the event', async () => {
    const one = await aWithdrawal(world)
    await declineWithdrawal(context, await theHolder(world, one.accountId), { ...one, reason: 'Not before the audit.' })
    expect(await shown(world, one.withdrawalId)).toMatchObject({ status: 'declined', reason: 'Not before the audit.' })
    expect(JSON.stringify((await lastEvent(world, one.withdrawalId)).body)).not.toContain('audit')
    const other = await aWithdrawal(world)
    await declineWithdrawal(context, await theHolder(world, other.accountId), other)
    expect(await shown(world, other.withdrawalId)).toMatchObject({ status: 'declined', reason: null })
  })

  it('[R12] and no Administrator: not an approval, not a decline, not a number, not the switch', async () => {
    const one = await aWithdrawal(world)
    const { subUserId } = await anActive(world, { accountId: one.accountId, role: 'administrator' })
    const admin = asAdministrator({ accountId: one.accountId, subUserId }, new Date())
    const tries = [
      () => approveWithdrawal(context, admin, one),
      () => declineWithdrawal(context, admin, one),
      () => requestApprovalNumber(context, admin, one),
      () => approvalState(context, admin, one),
      () => switchApproval(context, admin, { on: false }),
      () => switchApproval(context, admin, { on: true }),
      () => requestStopNumber(context, admin),
    ]
    for (const attempt of tries) await refused('holder-only', attempt)
    expect((await shown(world, one.withdrawalId)).status).toBe('waiting')
  })

  it('of another account knows nothing of it', async () => {
    const one = await aWithdrawal(world)
    const stranger = await freshHolder(world, { accountId: await aCompanyAccount(world) })
    await refused('not-found', approveWithdrawal(context, stranger, one))
    await refused('not-found', declineWithdrawal(context, stranger, one))
    await refused('not-found', requestApprovalNumber(context, stranger, one))
    await refused('not-found', approveWithdrawal(context, stranger, { withdrawalId: uuidv7() }))
    expect((await shown(world, one.withdrawalId)).status).toBe('waiting')
  })

  it('[R18] on two devices at once: one decision counts, the other is told which and when', async () => {
    for (let round = 0; round < 8; round++) {
      const one = await aWithdrawal(world)
      const holder = await freshHolder(world, one)
      const approve = () => approveWithdrawal(context, holder, one)
      const decline = () => declineWithdrawal(context, holder, one)
      const { done, refusals } = await atOnce(round % 2 ? [approve, decline] : [decline, approve])
      expect(done).toHaveLength(1)
      const seen = await shown(world, one.withdrawalId)
      expect(refusals).toMatchObject([
        { code: 'already-decided', facts: { decision: seen.status, at: seen.decidedAt?.toISOString() } },
      ])
      expect(await eventTypes(world, one.withdrawalId)).toEqual(['withdrawal.requested', `withdrawal.${seen.status}`])
      expect(await mailKinds(world, one.withdrawalId)).toHaveLength(2)
    }
  })
})

describe('the deadline', () => {
  it('[R18] is exact without a worker: nothing is approved late, and everybody reads “expired”', async () => {
    const one = await aWithdrawal(world)
    const holder = await theHolder(world, one.accountId)
    await requestApprovalNumber(context, holder, one)
    const number = await numberFor(world, one.withdrawalId)
    await passes(world, one.accountId, DAY)
    const late = await refused('withdrawal-over', approveWithdrawal(context, holder, { ...one, number }))
    expect(late.facts).toMatchObject({ status: 'expired' })
    await refused('withdrawal-over', declineWithdrawal(context, holder, one))
    const seen = await shown(world, one.withdrawalId)
    expect(seen.status).toBe('expired')
    expect(await listWithdrawals(db, { accounts: [one.accountId], statuses: ['waiting'] }, 10)).toEqual([])
    expect(await listWithdrawals(db, { accounts: [one.accountId], statuses: ['expired'] }, 10)).toHaveLength(1)
  })

  it('[R18] is written once by the process, at the deadline, and the sub-user is told', async () => {
    const one = await aWithdrawal(world)
    await expireWithdrawal(context, one.withdrawalId)
    expect((await shown(world, one.withdrawalId)).status).toBe('waiting')
    await passes(world, one.accountId, DAY + HOUR)
    await Promise.all([1, 2, 3].map(() => expireWithdrawal(context, one.withdrawalId)))
    const { decidedAt, deadline } = await shown(world, one.withdrawalId)
    expect(decidedAt).toEqual(deadline)
    expect(await eventTypes(world, one.withdrawalId)).toEqual(['withdrawal.requested', 'withdrawal.expired'])
    expect(await mailKinds(world, one.withdrawalId)).toEqual([
      'withdrawal_waits to holder',
      'withdrawal_result to invitee',
    ])
  })
})

describe('the access changes while it waits', () => {
  it.each([
    ['suspended', suspend],
    ['deactivated', deactivate],
  ] as const)('[R18] %s: it ends in the same transaction', async (because, change) => {
    const one = await aWithdrawal(world)
    const holder = await theHolder(world, one.accountId)
    await requestApprovalNumber(context, holder, one)
    const number = await numberFor(world, one.withdrawalId)
    await change(context, caller, { subUserId: one.subUserId })
    const told = world.nudges.filter(({ subject }) => subject === one.withdrawalId).map(({ process }) => process)
    expect(told).toEqual(['withdrawal', 'withdrawal']) // asked, ended
    expect(await shown(world, one.withdrawalId)).toMatchObject({ status: 'ended', endedBecause: because })
    expect(await eventTypes(world, one.withdrawalId)).toEqual([
      'withdrawal.requested',
      'confirmation.sent',
      'withdrawal.ended',
    ])
    const late = await refused('withdrawal-over', approveWithdrawal(context, holder, { ...one, number }))
    expect(late.facts).toMatchObject({ status: 'ended', because })
  })

  it('[R18] deactivated at the moment of the approval: exactly one outcome', async () => {
    const outcomes = new Set<string>()
    for (let round = 0; round < 12; round++) {
      const one = await aWithdrawal(world)
      const holder = await freshHolder(world, one)
      const approve = () => approveWithdrawal(context, holder, one)
      const leave = () => deactivate(context, caller, one).then(() => undefined)
      const { refusals } = await atOnce(round % 2 ? [approve, leave] : [leave, approve])
      const { status } = await shown(world, one.withdrawalId)
      outcomes.add(status)
      expect(['approved', 'ended']).toContain(status)
      expect(refusals.map(({ code }) => code)).toEqual(status === 'approved' ? [] : ['withdrawal-over'])
      expect(await eventTypes(world, one.withdrawalId)).toEqual(['withdrawal.requested', `withdrawal.${status}`])
    }
    expect(outcomes.size).toBeGreaterThan(0)
  })

  it('[R17] its destination is not the holder’s any more: it ends instead of being approved', async () => {
    const one = await aWithdrawal(world)
    await db.prisma.destination.updateMany({ where: { accountId: one.accountId }, data: { removedAt: new Date() } })
    const refusal = await refused('withdrawal-over', approveWithdrawal(context, await freshHolder(world, one), one))
    expect(refusal.facts).toMatchObject({ status: 'ended', because: 'not_allowed' })
    expect(await shown(world, one.withdrawalId)).toMatchObject({ status: 'ended', endedBecause: 'not_allowed' })
  })
})
