/** Where money of an account comes from or goes to. Withdrawals go to the first two only (R17). */
export const DESTINATION_KINDS = ['wallet', 'bank', 'card', 'paypal'] as const
export type DestinationKind = (typeof DESTINATION_KINDS)[number]

/** A source or destination as somebody writes it. */
export type Place = {
  kind: DestinationKind
  /** Wallets: the chain on which it is. */
  network?: string | undefined
  /** A wallet's address, an IBAN or account number, the platform's id of a card or PayPal account. */
  address: string
  /** Banks: sort code, routing number or BIC, for account numbers that are no IBAN. */
  bankCode?: string | undefined
  /** Wallets: tag or memo, where one address serves many people. */
  tag?: string | undefined
}

/** A place in its one way of writing; two that lead to the same money have the same `key` (R16). */
export type NormalPlace = {
  kind: DestinationKind
  network: string | null
  address: string
  bankCode: string | null
  tag: string | null
  key: string
}

/** Brings a place into its one way of writing, or undefined when it can't be one: a wrong check digit, a blank inside an address. */
export function normalPlace(place: Place): NormalPlace | undefined {
  const parts = NORMAL[place.kind](place)
  if (!parts) return undefined
  const { network = null, address, bankCode = null, tag = null } = parts
  return { kind: place.kind, network, address, bankCode, tag, key: JSON.stringify([place.kind, network, address, bankCode, tag]) } // prettier-ignore
}

type Parts = { network?: string; address: string; bankCode?: string | null; tag?: string | null }

const NORMAL: Readonly<Record<DestinationKind, (place: Place) => Parts | undefined>> = {
  wallet: normalWallet,
  bank: normalBank,
  card: ({ address }) => ownReference(address),
  paypal: ({ address }) => ownReference(address),
}

const NETWORK = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/
const HEX_ADDRESS = /^0x[0-9a-f]+$/i
/** Bech32 and its kin: letters, then a `1` or `:`, then 32 characters of their own; never in mixed case. */
const BECH32 = /^[a-z]{1,20}(?:1|:)[02-9ac-hj-np-z]{6,110}$/
const PRINTABLE = /^[\x21-\x7e]{1,200}$/
const TAG = /^[\x20-\x7e]{1,100}$/
/** Networks whose addresses are 40 hex digits, with or without `0x` in front. */
const HEX_NETWORKS: ReadonlySet<string> = new Set(['ethereum', 'ethereum-classic', 'polygon', 'arbitrum', 'optimism', 'base', 'avalanche', 'bnb', 'bsc', 'gnosis', 'fantom']) // prettier-ignore
/** Networks whose tags are numbers: leading zeros say nothing. */
const NUMBER_TAGS: ReadonlySet<string> = new Set(['xrp', 'ripple', 'xrp-ledger'])

function normalWallet({ network = '', address, tag }: Place): Parts | undefined {
  const chain = network.trim().toLowerCase()
  const written = address.trim()
  if (!NETWORK.test(chain) || !PRINTABLE.test(written)) return undefined
  const memo = normalTag(chain, tag)
  return memo === undefined ? undefined : { network: chain, address: normalAddress(chain, written), tag: memo }
}

/** Case is kept where it may mean something (base58, base32), dropped where it only checks or decorates (hex, bech32). */
function normalAddress(network: string, address: string): string {
  const lower = address.toLowerCase()
  if (HEX_NETWORKS.has(network) && /^[0-9a-f]{40}$/.test(lower)) return `0x${lower}`
  if (HEX_ADDRESS.test(address)) return lower
  const inOneCase = address === lower || address === address.toUpperCase()
  return inOneCase && BECH32.test(lower) ? lower : address
}

/** Null: none; undefined: it can't be one. */
function normalTag(network: string, tag: string | undefined): string | null | undefined {
  const written = tag?.trim() ?? ''
  if (written === '') return null
  if (!TAG.test(written)) return undefined
  return NUMBER_TAGS.has(network) && /^\d+$/.test(written) ? String(BigInt(written)) : written
}

const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/
const ACCOUNT_NUMBER = /^[A-Z0-9]{4,34}$/
const BANK_CODE = /^[A-Z0-9]{4,11}$/

/** An IBAN says everything by itself; any other number needs the bank's code. */
function normalBank({ address, bankCode }: Place): Parts | undefined {
  const number = plain(address)
  if (IBAN.test(number) && checksOut(number)) return { address: number }
  const code = bankCode === undefined ? '' : withoutHeadOffice(plain(bankCode))
  return ACCOUNT_NUMBER.test(number) && BANK_CODE.test(code) ? { address: number, bankCode: code } : undefined
}

const plain = (text: string): string => text.replaceAll(/[\s-]/g, '').toUpperCase()

/** `DEUTDEFFXXX` is the head office, which `DEUTDEFF` names too. */
const withoutHeadOffice = (code: string): string => (/^[A-Z]{6}[A-Z0-9]{2}XXX$/.test(code) ? code.slice(0, 8) : code)

/** ISO 13616: the number, its first four moved to the end and letters as 10–35, leaves 1 when divided by 97. */
function checksOut(iban: string): boolean {
  const digits = (iban.slice(4) + iban.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n
}

/** The platform's id of a card or PayPal account: kept as it is. A card's own number is refused: it must never come here. */
function ownReference(address: string): Parts | undefined {
  const reference = address.trim()
  if (!PRINTABLE.test(reference) || /^\d{12,19}$/.test(reference)) return undefined
  return { address: reference }
}

/** The last characters, by which people tell their accounts apart. */
export const endingOf = (address: string): string => address.slice(-4)
