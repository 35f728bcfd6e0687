/** What the person gives on accepting, and the words of each fault (screens, section 7). Faults name the field and a closed code. */
export type FieldFault = { field: string; code: FaultCode; values?: Record<string, string | number> }
export type FaultCode =
  | 'name_empty'
  | 'birth_incomplete'
  | 'birth_not_past'
  | 'password_short'
  | 'password_common'
  | 'text_not_accepted'
  | 'code_empty'
  | 'code_wrong'
  | 'code_over'
  | 'address_empty'
  | 'address_wrong'
  | 'sign_in_wrong'
  | 'document_missing'
  | 'photo_missing'
  | 'photo_kind'
  | 'photo_unreadable'
  | 'photo_large'

export const PASSWORD_LEAST = 12

/** The few passwords of twelve characters and more that lists of leaked ones begin with. */
const COMMON = new Set([
  '123456789012', '1234567890123', '12345678901234', '123123123123', 'qwertyuiop12', 'qwertyuiop123', 'abcdefghijkl',
  'abcd12345678', 'q1w2e3r4t5y6', '1q2w3e4r5t6y', 'zaq12wsxcde3',
]) // prettier-ignore

/** What those lists make longer: once or more, with figures and signs before and after. */
const COMMON_WORDS =
  /^[^a-z]*(?:password|passwort|kennwort|qwerty|qwertz|iloveyou|administrator|admin|letmein|welcome|willkommen|changeme)+[^a-z]*$/

/** Undefined when the password may be used: at least 12 characters, not a common one, not one key again and again. */
export function passwordFault(password: string): FieldFault | undefined {
  const length = [...password].length
  if (length < PASSWORD_LEAST) return { field: 'password', code: 'password_short', values: { length } }
  const plain = password.toLowerCase()
  if (COMMON.has(plain) || COMMON_WORDS.test(plain) || new Set(plain).size < 4)
    return { field: 'password', code: 'password_common' }
  return undefined
}

/** A person's full name, trimmed and with single spaces, or undefined when it can't be one. */
export function fullName(text: string): string | undefined {
  const name = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
  return name.length >= 2 && name.length <= 120 && /\p{L}/u.test(name) && !/[\p{Cc}<>@/\\]/u.test(name)
    ? name
    : undefined
}

/** A date of birth as `YYYY-MM-DD` from typed day, month and year; a fault when it is none or not in the past. */
export function dateOfBirth(
  typed: { day: string; month: string; year: string },
  today: Date,
): { date: string } | { fault: FieldFault } {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((part) =>
    /^\d{1,4}$/.test(part.trim()) ? Number(part) : Number.NaN,
  ) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!real || year < 1900) return { fault: { field: 'day', code: 'birth_incomplete' } }
  if (date.getTime() >= today.getTime()) return { fault: { field: 'day', code: 'birth_not_past' } }
  return { date: date.toISOString().slice(0, 10) }
}

/** Whether a text can be an e-mail address. */
export const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

/** The address to compare by: lower case, no surrounding space. */
export const addressKey = (address: string): string => address.trim().toLowerCase()

/** `t•••@kestrel.example`: first letter, always three dots. */
export const maskedAddress = (address: string): string => {
  const at = address.lastIndexOf('@')
  return `${[...address][0] ?? ''}•••${at > 0 ? address.slice(at) : ''}`
}

export const MESSAGE_MOST = 500

/** How names end that are links; “orders.Thanks” is a forgotten space, not a domain. */
const ENDING = String.raw`(?:\p{Ll}{2,24}|[A-Z]{2,24}|[A-Z][a-z]{1,23}(?=[/:?#])|Com|Net|Org|Info|Biz|Io|Dev|Xyz|Eu|De|Uk|Ru|Cn)`
/** Schemes, addresses, IPv4, and names that end like a domain. */
const LINKS = [
  String.raw`[A-Za-z][A-Za-z\d+.-]*:\/\/`,
  String.raw`(?:[Mm]ailto|[Jj]avascript):`,
  String.raw`[Ww]{3}\.`,
  String.raw`[\w.+-]+@[\p{L}\d-]+`,
  String.raw`(?<![\p{L}\d])(?:[\p{L}\d-]+\.)+${ENDING}(?![\p{L}\d])`,
  String.raw`(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)`,
]
const LINK = new RegExp(`(?:${LINKS.join('|')})\\S*`, 'u')

/**
 * The part of a personal message that is or could be a link or an address, or undefined (R62: plain text without addresses
 * or links).
 */
export const linkIn = (message: string): string | undefined =>
  LINK.exec(message.normalize('NFKC').replaceAll('。', '.'))?.[0]
