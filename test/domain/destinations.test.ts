import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalPlace, type Place } from '../../domain/destinations.ts'

const wallet = (network: string, address: string, tag?: string): Place => ({ kind: 'wallet', network, address, tag })
const bank = (address: string, bankCode?: string): Place => ({ kind: 'bank', address, bankCode })
const keyOf = (place: Place) => normalPlace(place)?.key

describe('[R16] two ways of writing one destination are one', () => {
  it.each([
    ['hex in any case', wallet('Ethereum', '0xDE0B295669a9FD93d5F28D9Ec85E40f4cb697BAe'), wallet('ethereum', '0Xde0b295669a9fd93d5f28d9ec85e40f4cb697bae')], // prettier-ignore
    ['hex without 0x where all addresses are hex', wallet('polygon', 'DE0B295669A9FD93D5F28D9EC85E40F4CB697BAE'), wallet('polygon', '0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae')], // prettier-ignore
    ['bech32 in capitals', wallet('bitcoin', 'BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ'), wallet(' bitcoin ', ' bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq')], // prettier-ignore
    ['cashaddr in capitals', wallet('bitcoin-cash', 'BITCOINCASH:QPM2QSZNHKS23Z7629MMS6S4CWEF74VCWVY22GDX6A'), wallet('bitcoin-cash', 'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a')], // prettier-ignore
    ['no tag and an empty one', wallet('xrp', 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh'), wallet('xrp', 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh', ' ')], // prettier-ignore
    ['a number as tag with zeros in front', wallet('xrp', 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh', '0042'), wallet('xrp', 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh', '42')], // prettier-ignore
    ['an IBAN in groups', bank('de89 3704 0044 0532 0130 00'), bank('DE89370400440532013000')],
    ['an IBAN with the bank’s code beside it', bank('DE89370400440532013000', 'COBADEFFXXX'), bank('DE89370400440532013000')], // prettier-ignore
    ['a sort code with dashes', bank('3168 1930', '20-00-00'), bank('31681930', '200000')],
    ['a BIC that names the head office', bank('532013000', 'COBADEFFXXX'), bank('532013000', 'cobadeff')],
  ])('%s', (_what, one, other) => {
    expect(keyOf(one)).toBeDefined()
    expect(keyOf(one)).toBe(keyOf(other))
  })

  it.each([
    ['the network', wallet('ethereum', '0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae'), wallet('polygon', '0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae')], // prettier-ignore
    ['the tag', wallet('xrp', 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh', '1'), wallet('xrp', 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh', '2')], // prettier-ignore
    ['zeros in front of a memo that is text', wallet('stellar', 'GDQP2KPQGKIHYJGXNUIYOMHARUARCA7DJT5FO2FFOOKY3B2WSQHG4W37', '042'), wallet('stellar', 'GDQP2KPQGKIHYJGXNUIYOMHARUARCA7DJT5FO2FFOOKY3B2WSQHG4W37', '42')], // prettier-ignore
    ['the case of base58', wallet('bitcoin', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2'), wallet('bitcoin', '1bvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2')], // prettier-ignore
    ['the bank', bank('31681930', '200000'), bank('31681930', '200001')],
    ['the kind', { kind: 'card', address: 'ref_1' } as const, { kind: 'paypal', address: 'ref_1' } as const],
  ])('but %s tells them apart', (_what, one, other) => {
    expect(keyOf(one)).toBeDefined()
    expect(keyOf(other)).toBeDefined()
    expect(keyOf(one)).not.toBe(keyOf(other))
  })

  it.each([
    ['a wrong check digit', bank('DE88370400440532013000')],
    ['an account number without its bank', bank('31681930')],
    ['a wallet without its network', { kind: 'wallet', address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq' } as const], // prettier-ignore
    ['a blank inside an address', wallet('bitcoin', 'bc1qar0 srrr7')],
    ['a card’s own number', { kind: 'card', address: '4111111111111111' } as const],
  ])('%s is none', (_what, place) => {
    expect(normalPlace(place)).toBeUndefined()
  })
})

const text = fc.stringMatching(/^[\x20-\x7e]{1,60}$/)
const anything = fc.record(
  {
    kind: fc.constantFrom('wallet', 'bank', 'card', 'paypal'),
    network: fc.constantFrom('bitcoin', 'ethereum', 'xrp', 'Cosmos-Hub'),
    address: fc.oneof(text, fc.stringMatching(/^0x[0-9a-fA-F]{40}$/), fc.stringMatching(/^[A-Z]{2}\d{10,30}$/)),
    bankCode: text,
    tag: text,
  },
  { requiredKeys: ['kind', 'address'] },
) as fc.Arbitrary<Place>

describe('the one way of writing', () => {
  it('is its own: writing it again changes nothing', () => {
    fc.assert(
      fc.property(anything, (place) => {
        const once = normalPlace(place)
        if (!once) return
        const { kind, network, address, bankCode, tag } = once
        const again = normalPlace({ kind, address, ...(network && { network }), ...(bankCode && { bankCode }), ...(tag && { tag }) }) // prettier-ignore
        expect(again).toEqual(once)
      }),
      { numRuns: 2_000 },
    )
  })

  it('has blanks around and capitals in the network’s name never matter', () => {
    fc.assert(
      fc.property(anything, (place) => {
        const padded = { ...place, address: ` ${place.address} `, ...(place.network && { network: place.network.toUpperCase() }) } // prettier-ignore
        expect(keyOf(padded)).toBe(keyOf(place))
      }),
    )
  })
})
