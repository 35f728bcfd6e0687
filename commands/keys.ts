import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { uuidv7 } from 'uuidv7'
import { INSTALLATION_CHAIN } from '../domain/ids.ts'
import type { Scope } from '../domain/scopes.ts'
import { secretHash } from '../domain/secrets.ts'
import { accountNow } from '../store/accounts.ts'
import { type ApiKeyRow, expireApiKey, findApiKey, insertApiKey, touchApiKey } from '../store/api-keys.ts'
import type { Database } from '../store/database.ts'
import type { Actor } from './actor.ts'
import { type Context, execute, record } from './command.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const base62 = (number: bigint, length: number): string => {
  let text = ''
  for (let rest = number; text.length < length; rest /= 62n) text = (ALPHABET[Number(rest % 62n)] ?? '') + text
  return text
}

/** `usk_live_` + 192 random bits + CRC32, all base62: recognisable to secret scanners without asking us (R56). */
function newKey(test: boolean): string {
  const body = base62(BigInt(`0x${randomBytes(24).toString('hex')}`), 33)
  return `usk_${test ? 'test' : 'live'}_${body}${base62(BigInt(crc32(body)), 6)}`
}

const KEY = /^usk_(live|test)_([0-9A-Za-z]{33})([0-9A-Za-z]{6})$/

/** Whether a text has the form and the check digits of a key. */
export function isWellFormedKey(text: string): boolean {
  const [, , body, check] = KEY.exec(text) ?? []
  return body !== undefined && base62(BigInt(crc32(body)), 6) === check
}

/** Makes an API key. The key itself is in the answer and nowhere else (R56). */
export async function createApiKey(
  context: Context,
  input: { name: string; scopes: readonly Scope[]; accounts: 'all' | readonly string[]; test: boolean },
): Promise<{ id: string; key: string }> {
  const id = uuidv7()
  const key = newKey(input.test)
  await execute(context, async (work) => {
    const at = await accountNow(work.tx, null)
    await insertApiKey(work.tx, {
      id,
      name: input.name,
      secretHash: secretHash(key),
      hint: key.slice(0, 14),
      scopes: [...input.scopes],
      allAccounts: input.accounts === 'all',
      accountIds: input.accounts === 'all' ? [] : [...input.accounts],
      test: input.test,
      createdAt: at,
    })
    const data = { scopes: input.scopes, allAccounts: input.accounts === 'all' }
    await record(work, {
      chain: INSTALLATION_CHAIN,
      type: 'api_key.created',
      subject: id,
      actor: { kind: 'usher', id: null },
      at,
      data,
    })
  })
  return { id, key }
}

/** The last use of a key is noted at most this often, in ms. */
const TOUCHED_EVERY_MS = 60_000

/** Ends a key, at once or after some hours in which both the old and its successor work (R56). False when no such key is in use. */
export const revokeApiKey = (context: Context, id: string, afterHours: number): Promise<boolean> =>
  execute(context, async (work) => {
    if (!(await expireApiKey(work.tx, id, afterHours))) return false
    const at = await accountNow(work.tx, null)
    const event = {
      chain: INSTALLATION_CHAIN,
      type: 'api_key.revoked',
      subject: id,
      actor: { kind: 'usher', id: null },
      at,
    }
    await record(work, { ...event, data: { afterHours } })
    return true
  })

/** Who calls, and what they may do. */
export type CallerFound = { actor: Actor & { kind: 'caller' }; scopes: readonly string[] }

/** Who calls with this key and what they may do, or undefined. */
export async function callerOf(db: Database, text: string): Promise<CallerFound | undefined> {
  if (!isWellFormedKey(text)) return undefined
  const key = await findApiKey(db, secretHash(text))
  return key && callerWith(db, key)
}

/** Who calls with a key that was read as one that works; notes the use. */
export function callerWith(db: Database, key: ApiKeyRow): CallerFound {
  if (Date.now() - (key.lastUsedAt?.getTime() ?? 0) > TOUCHED_EVERY_MS) touchApiKey(db, key.id).catch(() => undefined) // the last use is for the eye; a request does not wait for it or fail with it
  return {
    actor: { kind: 'caller', id: key.id, accounts: key.allAccounts ? 'all' : key.accountIds },
    scopes: key.scopes,
  }
}
