import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTION_KINDS, ACTION_TYPES, REFUSED_BECAUSE } from '../../../domain/reported-actions.ts'
import { detailsOf, type Entry, money, resultOf, whatOf } from '../../../web/portal/history/entry-text.ts'
import { questionOf, readHistorySearch, SPAN_IDS } from '../../../web/portal/history/filters.ts'
import { words } from '../../../web/portal/words/portal.ts'

const entry = (given: Partial<Entry>): Entry => ({
  id: 'act_1',
  reference: 'x',
  at: '2026-11-24T09:40:03.000Z',
  kind: 'order',
  type: 'order.placed',
  result: 'done',
  reason: null,
  details: {},
  place: null,
  approval: null,
  user: null,
  ...given,
})
const place = { kind: 'bank', network: null, address: 'DE89370400440532013000', label: null, registered: true } as const

describe('[R15] the words of an action', () => {
  it.each([
    [{ details: { side: 'buy', amount: { value: '0.400', currency: 'BTC' }, price: { value: '61200', currency: 'EUR' } } }, 'Order placed', 'Buy 0.400 BTC at EUR 61,200'], // prettier-ignore
    [{ details: { side: 'buy', amount: { value: '2.000', currency: 'BTC' }, leverage: '3' } }, 'Order with leverage', 'Buy 2.000 BTC, 3 times'], // prettier-ignore
    [{ type: 'withdrawal.completed', place, details: { amount: { value: '4800', currency: 'EUR' } } }, 'Withdrawal sent', 'EUR 4,800 to bank account ending 3000'], // prettier-ignore
    [{ type: 'withdrawal.requested', place: { ...place, label: 'Cold wallet 2' }, details: { amount: { value: '0.850', currency: 'BTC' } } }, 'Withdrawal asked for', '0.850 BTC to Cold wallet 2'], // prettier-ignore
    [{ type: 'destination.added', place: { ...place, registered: false } }, 'Destination added', 'Bank account ending 3000, not the holder’s own'], // prettier-ignore
    [{ type: 'signed_in', details: { method: 'password' } }, 'Signed in', 'with the password'],
    [{ type: 'sub_user.invited', user: { id: 'sub_1', name: 'books@achterberg.example', role: 'viewer' } }, 'User invited', 'books@achterberg.example as Viewer'], // prettier-ignore
  ] as const)('%j reads “%s”: “%s”', (given, what, details) => {
    expect([whatOf(entry(given)), detailsOf(entry(given))]).toEqual([what, details])
  })

  it('are there for every type, kind and reason', () => {
    for (const type of Object.keys(ACTION_TYPES)) expect(whatOf(entry({ type }))).toMatch(/^[A-Z]/)
    for (const kind of ACTION_KINDS) expect(words.history.kinds[kind]).toMatch(/^[A-Z]/)
    for (const reason of REFUSED_BECAUSE)
      expect(resultOf(entry({ result: 'refused', reason }), 'holder').text).toMatch(/^Refused: [a-z]/)
  })

  it('say who has to decide about a withdrawal', () => {
    expect(resultOf(entry({ approval: 'waiting' }), 'holder')).toMatchObject({
      text: 'Waiting for you',
      tone: 'holder',
    })
    expect(resultOf(entry({ approval: 'waiting' }), 'administrator').text).toBe('Waiting for the holder')
  })

  it('keep every digit of an amount', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,18}(\.\d{1,18})?$/), (value) => {
        expect(money({ value, currency: 'BTC' }).replaceAll(',', '')).toBe(`${value} BTC`)
      }),
    )
    expect(money({ value: '1234567.10', currency: 'EUR' })).toBe('EUR 1,234,567.10')
  })
})

describe('[R15] the filters in the address', () => {
  it('are what the address says, and the usual for whatever it does not know', () => {
    expect(readHistorySearch({ kind: 'order', time: '7d' })).toEqual({ kind: 'order', time: '7d' })
    expect(readHistorySearch({ kind: 'orders', time: '30d', other: 1 })).toEqual({})
  })

  it('ask for no time at all, or for a span that ends now', () => {
    const now = Date.parse('2026-11-24T09:40:30.000Z')
    expect(questionOf({ time: 'all' }, now)).toEqual({})
    expect(questionOf({ time: '24h', kind: 'order' }, now)).toEqual({
      kind: ['order'],
      from: '2026-11-23T09:40:00.000Z',
    })
    for (const time of SPAN_IDS.slice(0, -1)) expect(questionOf({ time }, now).from).toBeDefined()
  })
})
