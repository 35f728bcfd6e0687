import { createHash } from 'node:crypto'
import type { Request } from 'express'
import { Refusal } from '../../domain/refusals.ts'
import type { IdempotencyClaim } from '../../store/idempotency.ts'
import type { AnyCaller, KeyCaller } from './callers.ts'

/** 1–255 printable ASCII characters. */
const KEY = /^[\x20-\x7e]{1,255}$/

/**
 * The claim that a POST with an Idempotency-Key makes (R52): the key stands for this route and this very request.
 * Refused: `invalid-request` when the key can't be one.
 */
export function claimOf(
  { method, path }: { method: string; path: string },
  req: Request,
  caller: AnyCaller,
): { idempotency?: IdempotencyClaim } {
  const key = req.get('idempotency-key')
  if (key === undefined || method !== 'post' || !isKeyCaller(caller)) return {}
  if (!KEY.test(key)) {
    const errors = [{ pointer: '#header/Idempotency-Key', detail: 'must be 1 to 255 printable ASCII characters' }]
    throw new Refusal('invalid-request', 'The idempotency key must be 1 to 255 printable ASCII characters.', { errors })
  }
  const bodyHash = new Uint8Array(
    createHash('sha256')
      .update(canonical([req.params, req.body ?? {}]))
      .digest(),
  )
  return { idempotency: { apiKeyId: caller.actor.id, route: path, key, bodyHash } }
}

const isKeyCaller = (caller: AnyCaller): caller is KeyCaller =>
  caller !== undefined && 'actor' in caller && caller.actor.kind === 'caller'

/** JSON with the members of every object in one order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
