import type { ActorKind } from './actions.ts'

/** Whose suspensions somebody lifts beside one's own (R39). What staff or a verification suspended is left to staff. */
const LIFTS: Readonly<Partial<Record<ActorKind, readonly string[]>>> = {
  staff: ['staff', 'usher', 'holder', 'administrator', 'caller'],
  holder: ['holder', 'administrator'],
  caller: ['caller'],
}

type Suspension = { suspendedByKind: string | null; suspendedById: string | null }

/** What an access is again once its suspension is lifted. */
export const LIFTED = {
  status: 'active',
  suspendedAt: null,
  suspendedByKind: null,
  suspendedById: null,
  suspendedCause: null,
} as const

/** Whether an actor may lift a suspension: the one who suspended, and whoever stands above (R39). */
export const mayLift = (actor: { kind: ActorKind; id: string | null }, by: Suspension): boolean =>
  LIFTS[actor.kind]?.includes(by.suspendedByKind ?? '') === true ||
  (by.suspendedByKind === actor.kind && by.suspendedById === actor.id)
