import { describe, expect, it } from 'vitest'
import { changeRights } from '../../commands/change-rights.ts'
import { deactivate, suspend } from '../../commands/lifecycle.ts'
import type { Right } from '../../domain/rights.ts'
import { aCaller } from '../support/actors.ts'
import { aBrokerageAccount, aSecondUser, anActiveIndividual, READS, theSureHolder } from '../support/brokerage.ts'
import { eventTypes } from '../support/onboardings.ts'
import { aWallet, aWithdrawal, aWithdrawer, anApprovingAccount, shown } from '../support/withdrawals.ts'
import { atOnce } from '../support/refused.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const caller = aCaller()
const WITHDRAWS: readonly Right[] = [...READS, 'withdraw.known']

/** An individual who may withdraw to known destinations, and whose withdrawals the holder approves. */
async function anIndividual() {
  const accountId = await aBrokerageAccount(world)
  await db.prisma.account.update({ where: { id: accountId }, data: { withdrawalApproval: true } })
  return anActiveIndividual(world, { accountId, rights: WITHDRAWS })
}

describe('[R18] a withdrawal that is asked for while the access ends', () => {
  it('is refused or ended, and never left waiting', async () => {
    for (let round = 0; round < 12; round++) {
      const one = await aWithdrawer(world, { accountId: await anApprovingAccount(world) })
      const destination = await aWallet(world, one.accountId)
      const ask = () => aWithdrawal(world, { one, destination }).then(() => undefined)
      const end = () => deactivate(context, caller, one).then(() => undefined)
      const { refusals } = await atOnce(round % 2 ? [ask, end] : [end, ask])
      const left = await db.prisma.withdrawal.findMany({ where: { subUserId: one.subUserId } })
      expect(left.map(({ status }) => status)).toEqual(refusals.length > 0 ? [] : ['ended'])
      expect(refusals.map(({ code }) => code)).toEqual(refusals.map(() => 'withdrawal-not-allowed'))
    }
  })
})

describe('[R18] what waits of a user whose rights are chosen one by one', () => {
  it('ends when a right is taken, in the same transaction', async () => {
    const one = await anIndividual()
    const { withdrawalId } = await aWithdrawal(world, { one })
    const holder = await theSureHolder(world, one.accountId)
    await changeRights(context, holder, { subUserId: one.subUserId, rights: READS })
    expect(await shown(world, withdrawalId)).toMatchObject({ status: 'ended', endedBecause: 'rights_changed' })
    expect(await eventTypes(world, withdrawalId)).toEqual(['withdrawal.requested', 'withdrawal.ended'])
  })

  it.each([
    ['suspended', suspend],
    ['deactivated', deactivate],
  ] as const)('[R21] of a second user: ends when the first is %s', async (because, change) => {
    const first = await anIndividual()
    const second = await aSecondUser(world, first, WITHDRAWS)
    const { withdrawalId } = await aWithdrawal(world, { one: { ...first, subUserId: second.subUserId } })
    await change(context, caller, { subUserId: first.subUserId, reason: 'Left.' })
    expect(await shown(world, withdrawalId)).toMatchObject({ status: 'ended', endedBecause: because })
  })

  it('[R21] of a second user: ends when the first loses a right', async () => {
    const first = await anIndividual()
    const second = await aSecondUser(world, first, WITHDRAWS)
    const { withdrawalId } = await aWithdrawal(world, { one: { ...first, subUserId: second.subUserId } })
    const holder = await theSureHolder(world, first.accountId)
    await changeRights(context, holder, { subUserId: first.subUserId, rights: READS })
    expect((await shown(world, withdrawalId)).status).toBe('ended')
  })
})
