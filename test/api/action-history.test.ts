import { describe, expect, it } from 'vitest'
import { deactivate, suspend } from '../../commands/lifecycle.ts'
import { reportActions, type ReportedAction } from '../../commands/report-actions.ts'
import { invite } from '../../commands/invite.ts'
import { outside } from '../../domain/ids.ts'
import { ACTION_KINDS, ACTION_TYPES, type ActionKind, type ActionType } from '../../domain/reported-actions.ts'
import { aCaller } from '../support/actors.ts'
import { anActive } from '../support/onboardings.ts'
import { aPortal, asAdministrator } from '../support/portal.ts'
import { aWorld } from './world.ts'

const world = await aWorld({ requestsPerMinute: 1_000_000 })
const key = await world.keyWith()
const START = Date.parse('2026-03-01T00:00:00Z')
const caller = aCaller()

const types = Object.keys(ACTION_TYPES) as ActionType[]
const needsPlace = (type: ActionType) => type === 'withdrawal.completed'

/** The n-th act of somebody: every type in turn, four in the same minute. */
const anAct = (subUserId: string, n: number): ReportedAction => {
  const type = types[n % types.length]!
  return {
    reference: `act-${n}`,
    who: { subUserId },
    type,
    at: new Date(START + Math.floor(n / 4) * 60_000),
    result: 'done',
    ...(needsPlace(type) && { place: { kind: 'bank', address: 'DE89370400440532013000' } }),
    details: {},
  }
}
const report = (acts: readonly ReportedAction[]) => reportActions(world.context, caller, acts)

type Entry = { id: string; reference: string | null; at: string; kind: ActionKind; type: string }
const pages = async (path: string, query = ''): Promise<Entry[]> => {
  const all: Entry[] = []
  for (let cursor = ''; ;) {
    const { body } = await world.call('GET', `${path}?limit=7${query}${cursor}`, { key })
    all.push(...body.items)
    if (body.nextCursor === null) return all
    cursor = `&cursor=${body.nextCursor}`
  }
}

const names = (entries: readonly { reference: string | null }[]): string[] =>
  entries.map(({ reference }) => reference ?? '').toSorted()

const one = await anActive(world, { role: 'administrator' })
const path = `/v1/sub-users/${outside('subUser', one.subUserId)}/actions`
const acts = Array.from({ length: 60 }, (_, n) => anAct(one.subUserId, n))
await report(acts.toReversed())
const other = await anActive(world, { role: 'viewer', accountId: one.accountId })
await report([{ ...anAct(other.subUserId, 1), reference: 'of-another' }])

describe('[R15] the action history', () => {
  it('is newest first, whatever the order of the reports, and paged without gap or repeat', async () => {
    const all = await pages(path)
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    expect(names(all)).toEqual(names(acts))
  })

  it('holds nothing of another user, and nothing for a key that may not know of the account', async () => {
    const theirs = await pages(`/v1/sub-users/${outside('subUser', other.subUserId)}/actions`)
    expect(theirs.map(({ reference }) => reference)).toEqual(['of-another'])
    const narrow = await world.keyWith(['sub-users:read'], [])
    for (const end of ['', '.csv']) expect((await world.call('GET', path + end, { key: narrow })).status).toBe(404)
  })

  it.each(ACTION_KINDS)('by kind: %s', async (kind) => {
    const found = await pages(path, `&kind=${kind}`)
    expect(names(found)).toEqual(names(acts.filter(({ type }) => ACTION_TYPES[type] === kind)))
  })

  it('by time, from the first moment until before the last', async () => {
    const [from, to] = [new Date(START + 120_000).toISOString(), new Date(START + 240_000).toISOString()]
    const found = await pages(path, `&from=${from}&to=${to}`)
    expect(names(found)).toEqual(names(acts.slice(8, 16)))
  })

  it('shows what somebody who manages users did in Usher itself', async () => {
    const admin = await anActive(world, { role: 'administrator' })
    const { subUserId } = await invite(world.context, asAdministrator(admin), {
      accountId: admin.accountId,
      email: 'books@achterberg.example',
      role: 'viewer',
    })
    const viewer = await anActive(world, { role: 'viewer', accountId: admin.accountId })
    await suspend(world.context, asAdministrator(admin), { subUserId: viewer.subUserId, reason: 'A pause.' })
    await report([{ ...anAct(admin.subUserId, 0), reference: 'in', at: new Date(START) }])
    const all = await pages(`/v1/sub-users/${outside('subUser', admin.subUserId)}/actions`)
    expect(all).toMatchObject([
      { kind: 'user', type: 'sub_user.suspended', reference: null, user: { name: 'Tomasz Wilk', role: 'viewer' } },
      { kind: 'user', type: 'sub_user.invited', user: { id: outside('subUser', subUserId), name: 'books@achterberg.example' } }, // prettier-ignore
      { kind: 'sign_in', type: 'signed_in', reference: 'in', user: null },
    ])
    expect(await pages(`/v1/sub-users/${outside('subUser', admin.subUserId)}/actions`, '&kind=user')).toHaveLength(2)
  })

  it('[R18] shows a withdrawal that was asked for here, and where its approval stands', async () => {
    const trader = await anActive(world, { role: 'trader_withdrawals' })
    await world.db.prisma.account.update({ where: { id: trader.accountId }, data: { withdrawalApproval: true } })
    const destination = { kind: 'bank', address: 'DE89370400440532013000' }
    const account = outside('account', trader.accountId)
    await world.call('POST', '/v1/destinations', { key, body: { account, place: destination, label: 'House bank' } })
    const subUser = outside('subUser', trader.subUserId)
    const body = { subUser, reference: 'WD-1', amount: { value: '10.00', currency: 'EUR' }, destination }
    expect((await world.call('POST', '/v1/withdrawals', { key, body })).status).toBe(201)
    const asked = { kind: 'withdrawal', type: 'withdrawal.requested', approval: 'waiting', details: { amount: body.amount }, place: { label: 'House bank' } } // prettier-ignore
    expect(await pages(`/v1/sub-users/${subUser}/actions`, '&kind=withdrawal')).toMatchObject([asked])
    expect(await pages(`/v1/sub-users/${subUser}/actions`, '&kind=order')).toEqual([])
  })

  it('exports all rows as a file, page by page, with cells that no spreadsheet runs', async () => {
    const many = await anActive(world, { role: 'viewer' })
    const reported = Array.from({ length: 1_203 }, (_, n) => ({ ...anAct(many.subUserId, n), reference: n === 7 ? '=1+1' : `r,"${n}` })) // prettier-ignore
    for (let at = 0; at < reported.length; at += 500) await report(reported.slice(at, at + 500))
    const file = await world.call('GET', `/v1/sub-users/${outside('subUser', many.subUserId)}/actions.csv`, { key })
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    const lines = file.text.split('\r\n')
    expect(lines).toHaveLength(1 + 1_203 + 1)
    expect(lines[0]).toMatch(/^time,kind,type,result,.*,platform id$/)
    expect(lines.filter((line) => line.endsWith(",'=1+1"))).toHaveLength(1)
    expect(lines.filter((line) => line.endsWith(',"r,""8"'))).toHaveLength(1)
    const orders = await world.call('GET', `/v1/sub-users/${outside('subUser', many.subUserId)}/actions.csv?kind=order`, { key }) // prettier-ignore
    const wanted = reported.filter(({ type }) => ACTION_TYPES[type] === 'order').length
    expect(orders.text.split('\r\n')).toHaveLength(wanted + 2)
  })

  it('in the portal is for the users of one’s own account, those whose access ended too', async () => {
    const holder = await aPortal(world, one.accountId)
    const at = (subUserId: string) => `/portal/api/users/${outside('subUser', subUserId)}/history`
    await deactivate(world.context, caller, { subUserId: other.subUserId, reason: 'Over.' })
    const page = await holder.send('GET', `${at(one.subUserId)}?limit=5`)
    expect(page.body).toMatchObject({ user: { name: 'Tomasz Wilk', role: 'Administrator', status: 'active' } })
    expect(page.body.items).toHaveLength(5)
    expect((await holder.send('GET', `${at(one.subUserId)}.csv`)).text.split('\r\n')).toHaveLength(62)
    expect((await holder.send('GET', at(other.subUserId))).body).toMatchObject({ user: { status: 'deactivated' }, items: [{ reference: 'of-another' }] }) // prettier-ignore
    const elsewhere = await anActive(world, { role: 'viewer' })
    expect((await holder.send('GET', at(elsewhere.subUserId))).status).toBe(404)
    expect((await holder.send('GET', `${at(elsewhere.subUserId)}.csv`)).status).toBe(404)
  })
})
