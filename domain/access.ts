import { policies, rightsOf, roleOf } from './policies/index.ts'
import type { Right } from './rights.ts'
import { fill, wordsIn } from './words/index.ts'
import type { Language, RoleWords } from './words/shape.ts'

/** What somebody was given: a role of a policy, and the rights where the policy has them chosen. */
export type Access = { policy: string; role: string; rights: readonly string[] }

/** An access in plain words for one account: what it opens and what it does not (R36). */
export type AccessText = { name: string; line: string; may: readonly string[]; mayNot: readonly string[] }

/** The words of an access, with the account's name put in. A role without words of its own is told by its rights. */
export function accessText(language: Language, access: Access, account: string): AccessText {
  const forAccount = (texts: readonly string[]): string[] => texts.map((text) => fill(text, { account }))
  const { name, line, may, mayNot } = ownWords(language, access) ?? byRights(language, access)
  return { name, line, may: forAccount(may), mayNot: forAccount(mayNot) }
}

/** The shipped exchange roles were written by hand; a role of the same name in another policy may open something else. */
function ownWords(language: Language, { policy, role }: Access): RoleWords | undefined {
  if (policy !== 'exchange') return undefined
  return Object.entries(wordsIn(language).roles).find(([id]) => id === role)?.[1]
}

function byRights(language: Language, access: Access): AccessText {
  const policy = policies.get(access.policy)
  const role = policy && roleOf(policy, access.role)
  const words = wordsIn(language)
  const known = Object.entries(words.chosen).find(([id]) => id === access.role)?.[1]
  const given: readonly Right[] = policy ? rightsOf(policy, access) : []
  const others = (policy?.rights === 'chosen' ? role?.rights : policy?.holderRights) ?? []
  const may = given.map((right) => words.rights[right].may)
  return {
    name: known?.name ?? role?.name ?? access.role,
    line: known?.line ?? may.join(', '),
    may,
    mayNot: others.filter((right) => !given.includes(right)).map((right) => words.rights[right].mayNot),
  }
}
