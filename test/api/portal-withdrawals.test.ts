import { describe, expect, it } from 'vitest'
import { outside } from '../../domain/ids.ts'
import { anActive } from '../support/onboardings.ts'
import { aPortal } from '../support/portal.ts'
import {
  aWallet,
  aWithdrawal,
  aWithdrawer,
  anApprovingAccount,
  numberFor,
  shown,
  wrongNumber,
} from '../support/withdrawals.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const pathOf = (withdrawalId: string, then = '') =>
  `/portal/api/withdrawals/${outside('withdrawal', withdrawalId)}${then}`
const fresh = { mfaAt: new Date() }

async function aReported(
  accountId: string,
  subUserId: string | null,
  destinationId: string,
  value: string,
  result = 'done',
) {
  const at = new Date(Date.now() - 86_400_000)
  const type = 'withdrawal.completed'
  const data = { accountId, subUserId, destinationId, kind: 'withdrawal', type, at, result, reportedAt: at }
  const id = crypto.randomUUID()
  const rest = { id, reference: id, batchId: id, contentHash: new Uint8Array(32) }
  await world.db.prisma.action.create({ data: { ...data, ...rest, details: { amount: { value, currency: 'BTC' } } } })
}

describe('withdrawals in the portal', () => {
  it('[R18] the holder sees what waits, with what helps to decide', async () => {
    const one = await aWithdrawal(world, { balanceAfter: '1.464', valueBeside: { value: '52000', currency: 'EUR' } })
    const { destinationId } = await shown(world, one.withdrawalId)
    await aReported(one.accountId, one.subUserId, destinationId, '0.420')
    await aReported(one.accountId, null, destinationId, '0.500')
    await aReported(one.accountId, one.subUserId, destinationId, '5', 'refused')
    const holder = await aPortal(world, one.accountId)
    const list = await holder.send('GET', '/portal/api/withdrawals?status=waiting')
    expect(list.body).toMatchObject({
      approvals: true,
      withdrawals: [
        {
          id: outside('withdrawal', one.withdrawalId),
          amount: { value: '0.850', currency: 'BTC' },
          to: { label: 'Cold wallet 2' },
          status: 'waiting',
        },
      ],
    })
    const { body } = await holder.send('GET', pathOf(one.withdrawalId))
    expect(body).toMatchObject({
      balanceAfter: '1.464',
      valueBeside: { value: '52000', currency: 'EUR' },
      times: 6,
      last: { currency: 'BTC' },
      larger: { value: '0.420' },
      asks: { role: 'Trader with withdrawals', completed: 1, refused: 1 },
      confirmation: { needed: true, sent: null },
    })
    expect(body.place.address).toMatch(/^0x\w\w( \w{4}){2} … \w{4}$/)
  })

  it('[R28] approves with a number by mail', async () => {
    const one = await aWithdrawal(world)
    const holder = await aPortal(world, one.accountId)
    const sent = await holder.send('POST', pathOf(one.withdrawalId, '/number'))
    expect(sent.body).toMatchObject({ sentTo: expect.stringMatching(/^h•••@/), triesLeft: 5 })
    const number = await numberFor(world, one.withdrawalId)
    const wrong = await holder.send('POST', pathOf(one.withdrawalId, '/approve'), { number: wrongNumber(number) })
    expect([wrong.status, wrong.body.code, wrong.body.facts]).toEqual([422, 'number-wrong', { triesLeft: 4 }])
    const right = await holder.send('POST', pathOf(one.withdrawalId, '/approve'), {
      number: `${number.slice(0, 3)} ${number.slice(3)}`,
    })
    expect(right.status).toBe(204)
    const after = await holder.send('GET', pathOf(one.withdrawalId))
    expect(after.body).toMatchObject({ status: 'approved', confirmation: null })
  })

  it('[R18] a fresh second factor, as the platform says, needs none; the other device is told', async () => {
    const one = await aWithdrawal(world)
    const [first, second] = [await aPortal(world, one.accountId, fresh), await aPortal(world, one.accountId)]
    expect((await first.send('POST', pathOf(one.withdrawalId, '/approve'), {})).status).toBe(204)
    const late = await second.send('POST', pathOf(one.withdrawalId, '/decline'), { reason: 'No.' })
    expect([late.status, late.body.code, late.body.facts.decision]).toEqual([409, 'already-decided', 'approved'])
  })

  it('[R12] an Administrator looks, and decides nothing', async () => {
    const one = await aWithdrawal(world)
    const admin = await anActive(world, { accountId: one.accountId, role: 'administrator' })
    const portal = await aPortal(world, one.accountId, { subUserId: admin.subUserId, ...fresh })
    expect((await portal.send('GET', pathOf(one.withdrawalId))).body).toMatchObject({
      status: 'waiting',
      confirmation: null,
    })
    for (const then of ['/approve', '/decline', '/number'])
      expect((await portal.send('POST', pathOf(one.withdrawalId, then), {})).body.code).toBe('holder-only')
    expect((await portal.send('PUT', '/portal/api/approvals', { on: false })).body.code).toBe('holder-only')
    expect((await shown(world, one.withdrawalId)).status).toBe('waiting')
  })

  it('another account’s is 404, and not in the list', async () => {
    const one = await aWithdrawal(world)
    const other = await aWithdrawal(world)
    const portal = await aPortal(world, other.accountId, fresh)
    expect((await portal.send('GET', pathOf(one.withdrawalId))).status).toBe(404)
    for (const then of ['/approve', '/decline', '/number'])
      expect((await portal.send('POST', pathOf(one.withdrawalId, then), {})).status).toBe(404)
    const { body } = await portal.send('GET', '/portal/api/withdrawals')
    expect(body.withdrawals.map(({ id }: { id: string }) => id)).toEqual([outside('withdrawal', other.withdrawalId)])
  })

  it('[R18] the holder switches approvals on, and off with a number', async () => {
    const accountId = await anApprovingAccount(world)
    const holder = await aPortal(world, accountId)
    expect((await holder.send('GET', '/portal/api/approvals')).body).toMatchObject({
      on: true,
      confirmation: { needed: true },
    })
    expect((await holder.send('PUT', '/portal/api/approvals', { on: false })).body.code).toBe('number-needed')
    await holder.send('POST', '/portal/api/approvals/number')
    const number = await numberFor(world, accountId)
    expect((await holder.send('PUT', '/portal/api/approvals', { on: false, number })).status).toBe(204)
    expect((await holder.send('GET', '/portal/api/approvals')).body).toMatchObject({ on: false, confirmation: null })
    expect((await holder.send('PUT', '/portal/api/approvals', { on: true })).status).toBe(204)
    const one = await aWithdrawer(world, { accountId })
    const asked = await aWithdrawal(world, { one, destination: await aWallet(world, accountId) })
    expect((await shown(world, asked.withdrawalId)).status).toBe('waiting')
  })
})
