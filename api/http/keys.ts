import type { Request } from 'express'
import { callerOf } from '../../commands/keys.ts'
import { Refusal } from '../../domain/refusals.ts'
import { SCOPES, type Scope } from '../../domain/scopes.ts'
import type { Database } from '../../store/database.ts'
import type { KeyCaller } from './callers.ts'
import type { RequestLimit } from './limits.ts'

/**
 * The guard of routes for callers (R56): `Authorization: Bearer usk_…`, a scope, and the key's share of requests (R68).
 * Refused: `key-missing`, `key-invalid`, `scope-missing`, `too-many`.
 */
export const keyGuard =
  (db: Database, limit: RequestLimit) =>
  async (req: Request, scope: Scope): Promise<KeyCaller> => {
    const given = req.get('authorization')
    if (given === undefined) throw new Refusal('key-missing', 'Send the header “Authorization: Bearer usk_…”.')
    const key = /^Bearer +(\S+) *$/i.exec(given)?.[1]
    const found = key === undefined ? undefined : await callerOf(db, key)
    if (!found) throw new Refusal('key-invalid')
    await limit(found.actor.id)
    const scopes = SCOPES.filter((known) => found.scopes.includes(known))
    if (!scopes.includes(scope))
      throw new Refusal('scope-missing', `This needs a key with the scope ${scope}.`, { scope })
    const { accounts } = found.actor
    return { actor: found.actor, scopes, only: accounts === 'all' ? undefined : accounts }
  }
