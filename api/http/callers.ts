import type { Request } from 'express'
import type { Actor } from '../../commands/actor.ts'
import type { Context } from '../../commands/command.ts'
import type { StaffAction, StaffRole } from '../../domain/actions.ts'
import type { Scope } from '../../domain/scopes.ts'

/** Who may call a route. There is no default: a contract that does not say it does not type-check. */
export type Audience = { key: Scope } | { staff: StaffAction | 'signed-in' } | 'anyone'

/** A program with an API key. `only`: the accounts the key may see; undefined means all. */
export type KeyCaller = {
  actor: Extract<Actor, { kind: 'caller' }>
  scopes: readonly Scope[]
  only: readonly string[] | undefined
}

/** A signed-in member of staff. */
export type Staff = { id: string; name: string; email: string; role: StaffRole }
export type StaffCaller = { actor: Extract<Actor, { kind: 'staff' }>; staff: Staff }

/** Who calls, as far as the declared audience lets us know. */
export type CallerOf<W extends Audience> = W extends { key: Scope }
  ? KeyCaller
  : W extends { staff: string }
    ? StaffCaller
    : undefined

/** What every route needs of its process: what commands need, and the two ways to find out who calls. Both throw a `Refusal`. */
export type Edge = {
  context: Context
  keyCaller(req: Request, scope: Scope): Promise<KeyCaller>
  staffCaller(req: Request, action: StaffAction | 'signed-in'): Promise<StaffCaller>
}
