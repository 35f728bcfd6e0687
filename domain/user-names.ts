/** How long a user name may be, in characters (R22). */
export const USER_NAME_LEAST = 4
export const USER_NAME_MOST = 30

export type UserNameFault = 'empty' | 'length' | 'characters'

/** Undefined when the text can be a user name: 4 to 30 letters a to z, digits and dots, with a letter or digit at both ends. */
export function userNameFault(text: string): UserNameFault | undefined {
  if (text === '') return 'empty'
  if (!/^[a-z\d](?:[a-z\d.]*[a-z\d])?$/i.test(text)) return 'characters'
  return text.length < USER_NAME_LEAST || text.length > USER_NAME_MOST ? 'length' : undefined
}

/** What user names are compared by: the case of letters makes no difference (R22). */
export const userNameKey = (userName: string): string => userName.trim().toLowerCase()

/** Letters beside a to z as people write them without; what is left of others is dropped. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', œ: 'oe' }

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[ßæøłđðþœ]/g, (letter) => PLAIN[letter] ?? '')
    .replaceAll(/[^a-z\d.]+/g, '')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^\.|\.$/g, '')

/** Names to offer instead of one that is taken, from it and from the person's own name, the likeliest first. Not yet checked. */
export function userNameIdeas(wanted: string, personName = ''): string[] {
  const words = personName.split(/\s+/).map(plain).filter(Boolean)
  const [first = ''] = words
  const last = words.at(-1) ?? ''
  const bases = [plain(wanted), `${first}.${last}`, `${first.slice(0, 1)}.${last}`, `${last}.${first}`]
  const whole = bases.slice(1).filter(() => words.length > 1)
  const numbered = bases.slice(0, 2).flatMap((base) => [2, 3, 4, 5, 6, 7].map((n) => `${base.slice(0, 28)}${n}`))
  return [...new Set([`${bases[0]?.slice(0, 28)}2`, ...whole, ...numbered])].filter((idea) => !userNameFault(idea))
}
