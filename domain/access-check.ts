import { type AccessAction, type AccessReason, DEPOSIT_RIGHTS, WITHDRAW_RIGHTS } from './access-actions.ts'
import type { DestinationKind } from './destinations.ts'
import { type Policy, policyOf, rightsOf, roleOf } from './policies/index.ts'
import type { Right } from './rights.ts'
import type { Status } from './status.ts'

/** Somebody's access as the database has it now. */
export type Standing = { status: Status; role: string; rights: readonly string[] }

/** Who acts, as the database has it now; undefined where there is nobody of that id. */
export type Acting =
  | { kind: 'holder'; policy: string }
  /** `first`: whose second user this is (R21). */
  | { kind: 'sub-user'; policy: string; own: Standing; first?: Standing | undefined }

/** What is known of a source or destination in the account. */
export type PlaceStanding = { kind: DestinationKind; registered: boolean; known: boolean }

/** What is asked: may they do this, with this source or destination? */
export type Question = { action: AccessAction; place?: PlaceStanding | undefined }

/** Yes or no, why, and the right that decided. */
export type Verdict = { allowed: boolean; reason: AccessReason; right: Right | null }

/** Decides one access check (R4, R16, R17, R21, R47). Whatever is not known means no. */
export function decide(acting: Acting, { action, place }: Question): Verdict {
  const policy = policyOf(acting.policy)
  const inactive = acting.kind === 'sub-user' ? inactiveBecause(policy, acting) : undefined
  if (inactive) return no(inactive)
  const has = rightsNow(policy, acting)
  if (action === 'withdraw') return withdraw(has, place)
  if (action === 'deposit') return deposit(policy, has, place)
  return byRights(has, [action])
}

/** A second user is active only while the first is (R21). */
function inactiveBecause(policy: Policy, { own, first }: Acting & { kind: 'sub-user' }): AccessReason | undefined {
  if (!first && roleOf(policy, own.role)?.secondOf === 'sub-user') return 'not-active'
  const standings = first ? [own, first] : [own]
  if (standings.every(({ status }) => status === 'active')) return undefined
  return standings.some(({ status }) => status !== 'active' && status !== 'suspended') ? 'not-active' : 'suspended'
}

/** The rights at this moment; a second user has at most those of the first (R21). */
export function rightsNow(policy: Policy, acting: Acting): readonly Right[] {
  if (acting.kind === 'holder') return policy.holderRights
  const own = rightsOf(policy, acting.own)
  if (!acting.first) return own
  const most = rightsOf(policy, acting.first)
  return own.filter((right) => most.includes(right))
}

function withdraw(has: readonly Right[], place: PlaceStanding | undefined): Verdict {
  if (!place?.registered) return no('destination-not-registered')
  const verdict = byRights(has, WITHDRAW_RIGHTS[place.known ? 'known' : 'new'])
  if (verdict.allowed || place.known || !has.includes('withdraw.known')) return verdict
  return no('destination-new', 'withdraw.new')
}

function deposit(policy: Policy, has: readonly Right[], place: PlaceStanding | undefined): Verdict {
  if (!place?.registered) return no('source-not-registered')
  const rights = DEPOSIT_RIGHTS[place.kind]
  const known = rights.filter((right) => policy.holderRights.includes(right))
  return byRights(has, known.length > 0 ? known : rights)
}

/** Yes when one of the rights is there; the first one is named when none is. */
function byRights(has: readonly Right[], anyOf: readonly Right[]): Verdict {
  const right = anyOf.find((one) => has.includes(one))
  return right ? { allowed: true, reason: 'allowed', right } : no('right-missing', anyOf[0])
}

const no = (reason: AccessReason, right: Right | null = null): Verdict => ({ allowed: false, reason, right })
