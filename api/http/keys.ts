import type { Request } from 'express'
import { type CallerFound, callerOf, callerWith, isWellFormedKey } from '../../commands/keys.ts'
import { Refusal } from '../../domain/refusals.ts'
import { SCOPES, type Scope } from '../../domain/scopes.ts'
import { secretHash } from '../../domain/secrets.ts'
import type { Database } from '../../store/database.ts'
import type { Edge, KeyCaller } from './callers.ts'
import type { RequestLimit } from './limits.ts'

/**
 * The guard of routes for callers (R56): `Authorization: Bearer usk_…`, a scope, and the key's share of requests (R68).
 * Refused: `key-missing`, `key-invalid`, `scope-missing`, `too-many`.
 */
export function keyGuard(db: Database, limit: RequestLimit): Pick<Edge, 'keyCaller' | 'unreadKey'> {
  const admit = async (found: CallerFound | undefined, scope: Scope): Promise<KeyCaller> => {
    if (!found) throw new Refusal('key-invalid')
    await limit(found.actor.id)
    const scopes = SCOPES.filter((known) => found.scopes.includes(known))
    if (!scopes.includes(scope))
      throw new Refusal('scope-missing', `This needs a key with the scope ${scope}.`, { scope })
    const { accounts } = found.actor
    return { actor: found.actor, scopes, only: accounts === 'all' ? undefined : accounts }
  }
  return {
    keyCaller: async (req, scope) => admit(await callerOf(db, keyIn(req)), scope),
    unreadKey: (req, scope) => {
      const key = keyIn(req)
      if (!isWellFormedKey(key)) throw new Refusal('key-invalid')
      return { secretHash: secretHash(key), admit: (row) => admit(row && callerWith(db, row), scope) }
    },
  }
}

/** The key that a request carries; empty when the header holds something else. */
function keyIn(req: Request): string {
  const given = req.get('authorization')
  if (given === undefined) throw new Refusal('key-missing', 'Send the header “Authorization: Bearer usk_…”.')
  return /^Bearer +(\S+) *$/i.exec(given)?.[1] ?? ''
}
