import { Refusal } from '../domain/refusals.ts'
import type { PortalActor } from './actor.ts'

/** Refuses what stays with the holder, whatever rights somebody else was given (R12). Refused: `holder-only`. */
export function requireHolder(actor: PortalActor): void {
  if (actor.kind !== 'holder') throw new Refusal('holder-only', 'Only the holder decides.')
}
