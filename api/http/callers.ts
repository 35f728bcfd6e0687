import type { Request } from 'express'
import type { Actor } from '../../commands/actor.ts'
import type { Context } from '../../commands/command.ts'
import type { PortalPerson } from '../../commands/portal-sessions.ts'
import type { StaffAction, StaffRole } from '../../domain/actions.ts'
import type { Scope } from '../../domain/scopes.ts'
import type { ApiKeyRow } from '../../store/api-keys.ts'

/** Programs with a key of this scope. */
export type KeyAudience = { key: Scope; readBy?: never } | { key: Scope; readBy: 'handler' }
/**
 * Who may use a route of the portal: the account holder alone, or whoever manages users of the account (the holder too).
 * `entering`: nobody yet, but only from a page of the portal.
 */
export type PortalAudience = 'holder' | 'manager' | 'entering'
/** Who may call a route. There is no default: a contract that does not say it does not type-check. */
export type Audience = KeyAudience | { staff: StaffAction | 'signed-in' } | { portal: PortalAudience } | 'anyone'

/** A program with an API key. `only`: the accounts the key may see; undefined means all. */
export type KeyCaller = {
  actor: Extract<Actor, { kind: 'caller' }>
  scopes: readonly Scope[]
  only: readonly string[] | undefined
}

/**
 * A key that was sent but not looked up yet: a handler whose contract says `readBy: 'handler'` reads it in the same
 * statement as its answer, and has to admit it before it answers. Refused: `key-invalid`, `scope-missing`, `too-many`.
 */
export type UnreadKey = { secretHash: Uint8Array<ArrayBuffer>; admit(key: ApiKeyRow | undefined): Promise<KeyCaller> }

/** A signed-in member of staff. */
export type Staff = { id: string; name: string; email: string; role: StaffRole }
export type StaffCaller = { actor: Extract<Actor, { kind: 'staff' }>; staff: Staff }

/** The holder, or a sub-user who manages users; read anew for each request, with the account and the rights they have now. */
export type PortalCaller = PortalPerson

/** Who calls, as far as the declared audience lets us know. */
export type CallerOf<W extends Audience> = W extends { key: Scope; readBy: 'handler' }
  ? UnreadKey
  : W extends { key: Scope }
    ? KeyCaller
    : W extends { staff: string }
      ? StaffCaller
      : W extends { portal: 'holder' | 'manager' }
        ? PortalCaller
        : undefined
/** Whoever may call anything. */
export type AnyCaller = UnreadKey | KeyCaller | StaffCaller | PortalCaller | undefined

/** What every route needs of its process: what commands need, and the ways to find out who calls. All throw a `Refusal`. */
export type Edge = {
  context: Context
  keyCaller(req: Request, scope: Scope): Promise<KeyCaller>
  unreadKey(req: Request, scope: Scope): UnreadKey
  staffCaller(req: Request, action: StaffAction | 'signed-in'): Promise<StaffCaller>
  /** `use`: the request keeps an idle session open; a stream that connects again by itself does not. */
  portalCaller(req: Request, audience: 'holder' | 'manager', use: boolean): Promise<PortalCaller>
  /** Refuses what a page elsewhere asked for. */
  requireOwnPage(req: Request): void
}
