import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { requestStopNumber, switchApproval } from '../../commands/approvals.ts'
import { deactivate } from '../../commands/lifecycle.ts'
import { declineWithdrawal } from '../../commands/withdrawal-decisions.ts'
import { settleWithdrawal } from '../../commands/withdrawal-process.ts'
import { requestWithdrawal } from '../../commands/withdrawals.ts'
import { legalTextKeys } from '../../domain/legal/index.ts'
import { exchange } from '../../domain/policies/exchange.ts'
import { addPolicies } from '../../domain/policies/index.ts'
import { settleMail } from '../../store/mails.ts'
import { aCaller } from '../support/actors.ts'
import { theHolder } from '../support/portal.ts'
import { aCompanyAccount, anActive, eventTypes } from '../support/onboardings.ts'
import { atOnce, refused } from '../support/refused.ts'
import {
  type Asked,
  aWallet,
  aWithdrawal,
  aWithdrawer,
  anApprovingAccount,
  freshHolder,
  lastEvent,
  mailKinds,
  numberFor,
  shown,
  wrongNumber,
} from '../support/withdrawals.ts'
import { DAY, HOUR, aWorld } from '../support/world.ts'

const world = await aWorld(20)
const { context, db } = world
const caller = aCaller()

describe('a withdrawal that a sub-user asks for', () => {
  it('[R18] waits for the holder for 24 h where the account requires approval', async () => {
    const one = await aWithdrawal(world)
    const seen = await shown(world, one.withdrawalId)
    expect(seen).toMatchObject({ status: 'waiting', approval: true, amount: '0.850', currency: 'BTC' })
    expect(seen.deadline?.getTime()).toBe(seen.createdAt.getTime() + DAY)
    expect(await mailKinds(world, one.withdrawalId)).toEqual(['withdrawal_waits to holder'])
    expect(await eventTypes(world, one.withdrawalId)).toEqual(['withdrawal.requested'])
    expect(world.nudges.at(-1)).toMatchObject({ process: 'withdrawal', subject: one.withdrawalId })
    expect(await db.prisma.outbox.count({ where: { process: 'withdrawal', subject: one.withdrawalId } })).toBe(1)
  })

  it('[R18] waits as long as the account’s policy says, unless the request says how long', async () => {
    const patient = { ...exchange, id: 'patient', file: 'test', approvalHours: 48 }
    expect(addPolicies([patient], { vendors: ['staff'], legalTexts: legalTextKeys })).toEqual([])
    const accountId = await anApprovingAccount(world)
    await db.prisma.account.update({ where: { id: accountId }, data: { policy: 'patient' } })
    const one = await aWithdrawer(world, { accountId })
    const waits = async (given: { openForMs?: number }) => {
      const { deadline, createdAt } = await shown(world, (await aWithdrawal(world, { one, ...given })).withdrawalId)
      return (deadline?.getTime() ?? 0) - createdAt.getTime()
    }
    expect([await waits({}), await waits({ openForMs: HOUR })]).toEqual([2 * DAY, HOUR])
  })

  it('[R18] is approved at once where the holder has not asked for that, which is the default', async () => {
    const account = await db.prisma.account.findUniqueOrThrow({ where: { id: await aCompanyAccount(world) } })
    expect(account.withdrawalApproval).toBe(false)
    const one = await aWithdrawal(world, { accountId: account.id })
    const seen = await shown(world, one.withdrawalId)
    expect(seen).toMatchObject({ status: 'approved', approval: false, deadline: null })
    expect(seen.processDoneAt).not.toBeNull()
    expect(await mailKinds(world, one.withdrawalId)).toEqual([])
    expect(await eventTypes(world, one.withdrawalId)).toEqual(['withdrawal.requested', 'withdrawal.approved'])
  })

  it('[R18] waits for as long as the platform says, from 1 hour to 7 days', async () => {
    const one = await aWithdrawer(world)
    for (const openForMs of [HOUR - 1, 7 * DAY + 1])
      await refused('deadline-out-of-range', () => aWithdrawal(world, { one, openForMs }))
    const accountId = await anApprovingAccount(world)
    const asked = await aWithdrawal(world, { accountId, openForMs: HOUR })
    const { deadline, createdAt } = await shown(world, asked.withdrawalId)
    expect(deadline?.getTime()).toBe(createdAt.getTime() + HOUR)
  })

  it('[R4] is refused with the reason’s code where an access check says no', async () => {
    const viewer = await anActive(world, { role: 'viewer' })
    const restricted = await anActive(world, { role: 'trader_restricted_withdrawals' })
    const stranger = await aWithdrawer(world)
    const cases = [
      [viewer, await aWallet(world, viewer.accountId), 'right-missing'],
      [restricted, await aWallet(world, restricted.accountId, { times: 0 }), 'destination-new'],
      [stranger, await aWallet(world, stranger.accountId, { registered: false }), 'destination-not-registered'],
      [stranger, await aWallet(world, viewer.accountId), 'destination-not-registered'],
      [stranger, { kind: 'wallet' as const, network: 'x y', address: 'z' }, 'destination-not-registered'],
    ] as const
    for (const [one, destination, reason] of cases) {
      const refusal = await refused('withdrawal-not-allowed', aWithdrawal(world, { one, destination }))
      expect(refusal.facts).toMatchObject({ reason })
    }
    expect(await db.prisma.withdrawal.count({ where: { accountId: stranger.accountId } })).toBe(0)
  })

  it('[R18] is the same one when the platform asks again with its id, and another content is refused', async () => {
    const asked = await aWithdrawal(world, { reference: 'WD-1' })
    const { destination: to } = await shown(world, asked.withdrawalId)
    const destination = { kind: to.kind, network: to.network ?? undefined, address: to.address }
    const input = {
      subUserId: asked.subUserId,
      reference: 'WD-1',
      amount: { value: '0.850', currency: 'BTC' },
      destination,
    }
    const { done } = await atOnce(Array.from({ length: 5 }, () => () => requestWithdrawal(context, caller, input)))
    expect(done).toEqual(done.map(() => ({ withdrawalId: asked.withdrawalId, known: true })))
    await refused(
      'withdrawal-reused',
      requestWithdrawal(context, caller, { ...input, amount: { value: '0.851', currency: 'BTC' } }),
    )
    await deactivate(context, caller, { subUserId: asked.subUserId })
    expect(await requestWithdrawal(context, caller, input)).toEqual({ withdrawalId: asked.withdrawalId, known: true })
  })

  it('[R18] is one however often it is asked for at the same time', async () => {
    const one = await aWithdrawer(world, { accountId: await anApprovingAccount(world) })
    const destination = await aWallet(world, one.accountId)
    const ask = () => aWithdrawal(world, { one, destination, reference: 'WD-2' })
    const { done } = await atOnce(Array.from({ length: 20 }, () => ask))
    expect(new Set(done.map(({ withdrawalId }) => withdrawalId)).size).toBe(1)
    expect(await mailKinds(world, done[0]?.withdrawalId ?? '')).toHaveLength(1)
  })

  it('is not known to a key for other accounts', async () => {
    const one = await aWithdrawer(world)
    const destination = await aWallet(world, one.accountId)
    const other = aCaller([uuidv7()])
    const input = { subUserId: one.subUserId, reference: 'WD-3', amount: { value: '1', currency: 'BTC' }, destination }
    await refused('not-found', requestWithdrawal(context, other, input))
    await refused('not-found', requestWithdrawal(context, caller, { ...input, subUserId: uuidv7() }))
  })
})

describe('switching approvals', () => {
  it('[R12] the holder switches on at once; what was asked before stays approved', async () => {
    const accountId = await aCompanyAccount(world)
    const before = await aWithdrawal(world, { accountId })
    await switchApproval(context, await theHolder(world, accountId), { on: true })
    const after = await aWithdrawal(world, { one: before })
    expect((await shown(world, before.withdrawalId)).status).toBe('approved')
    expect((await shown(world, after.withdrawalId)).status).toBe('waiting')
    expect((await lastEvent(world, accountId)).type).toBe('account.approval_on')
  })

  it('[R18] switching off is confirmed; what waits stays waiting', async () => {
    const waiting = await aWithdrawal(world)
    const holder = await theHolder(world, waiting.accountId)
    await refused('number-needed', switchApproval(context, holder, { on: false }))
    await requestStopNumber(context, holder)
    const number = await numberFor(world, waiting.accountId)
    await refused('number-wrong', switchApproval(context, holder, { on: false, number: wrongNumber(number) }))
    await switchApproval(context, holder, { on: false, number })
    expect((await shown(world, waiting.withdrawalId)).status).toBe('waiting')
    const after = await aWithdrawal(world, { one: waiting })
    expect((await shown(world, after.withdrawalId)).status).toBe('approved')
    expect((await lastEvent(world, waiting.accountId)).type).toBe('account.approval_off')
  })

  it('twice is once', async () => {
    const accountId = await aCompanyAccount(world)
    const holder = await freshHolder(world, { accountId })
    await Promise.all([1, 2, 3].map(() => switchApproval(context, holder, { on: true })))
    expect((await eventTypes(world, accountId)).filter((type) => type === 'account.approval_on')).toHaveLength(1)
  })
})

describe('the process', () => {
  const settled = (one: Asked) => settleWithdrawal(context, one.withdrawalId)

  it('is open until it waits no more and all mails have left', async () => {
    const one = await aWithdrawal(world)
    const first = await settled(one)
    expect(first).toMatchObject({ status: 'waiting', unsentMails: 1, done: false })
    expect(first.remainingMs).toBeGreaterThan(DAY - HOUR)
    await declineWithdrawal(context, await freshHolder(world, one), one)
    expect(await settled(one)).toMatchObject({ status: 'declined', remainingMs: null, unsentMails: 2, done: false })
    for (const { id } of await db.prisma.mail.findMany({ where: { subject: one.withdrawalId } }))
      await settleMail(db, id, 'accepted', new Date())
    expect(await settled(one)).toMatchObject({ unsentMails: 0, done: true })
    expect((await shown(world, one.withdrawalId)).processDoneAt).not.toBeNull()
  })
})
