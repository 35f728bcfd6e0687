import { hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** One key of a ring: its id travels with what it made, so that the ring can turn. */
export interface RingKey {
  id: string
  key: Buffer
}

/** Keys in order: the first makes new things, all of them recognise old ones. */
export interface KeyRing {
  current: RingKey
  keys: readonly RingKey[]
}

/**
 * 32-byte keys for one purpose, derived (HKDF-SHA-256) from every root secret still known, ids kept. The same purpose
 * always gives the same keys as long as the root secrets stay.
 */
export function deriveKeys(configuration: { secret: KeyRing }, purpose: string): KeyRing {
  const { current, keys } = configuration.secret
  return {
    current: { id: current.id, key: derive(current.key, purpose) },
    keys: keys.map(({ id, key }) => ({ id, key: derive(key, purpose) })),
  }
}

const derive = (root: Buffer, purpose: string) => Buffer.from(hkdfSync('sha256', root, '', `usher/${purpose}`, 32))

/** Parses `id:base64url[,id2:…]`, each key of `min` to `max` bytes. Messages never repeat the value. */
export function keyRing(min: number, max = 1024) {
  return z.string().transform((value, context): KeyRing => {
    const keys = value.split(',').map((part) => parseKey(part.trim()))
    const good = keys.filter((key) => key !== null)
    const [current] = good
    if (current === undefined || good.length !== keys.length) {
      return refuse(context, 'must be id:base64url, several separated by commas')
    }
    if (good.some(({ key }) => key.length < min || key.length > max)) {
      return refuse(
        context,
        min === max ? `every key must have exactly ${min} bytes` : `every key must have ${min} bytes or more`,
      )
    }
    if (new Set(good.map(({ id }) => id)).size !== good.length) return refuse(context, 'names one id twice')
    return { current, keys: good }
  })
}

function parseKey(part: string): RingKey | null {
  const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9_-]+)=*$/.exec(part)
  const [, id, encoded] = match ?? []
  return id !== undefined && encoded !== undefined ? { id, key: Buffer.from(encoded, 'base64url') } : null
}

/** Parses PEM text, or reads the PEM file at the path given, into its bytes. */
export function pem() {
  return z.string().transform((value, context): Buffer => {
    const content = value.includes('-----BEGIN ') ? Buffer.from(value.replaceAll('\\n', '\n')) : readOrNull(value)
    if (content === null) return refuse(context, 'must be PEM text or the path of a file that can be read')
    return content.includes('-----BEGIN ') ? content : refuse(context, 'names a file that holds no PEM text')
  })
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}

function refuse(context: z.core.$RefinementCtx<string>, message: string): never {
  context.issues.push({ code: 'custom', message, input: '' })
  return z.NEVER
}

/** Parses origins separated by commas, like `https://example.com,https://app.example.com`. */
export function origins() {
  return z.string().transform((value, context): string[] => {
    const given = value.split(',').map((part) => part.trim().replace(/\/$/, ''))
    const good = given.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin)
    return good ? given : refuse(context, 'must be origins like https://example.com, separated by commas')
  })
}

/** WCAG contrast of white text on a `#rrggbb` colour, 1 to 21. */
export function contrastWithWhite(color: string): number {
  const channel = (at: number) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 1.05 / (0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) + 0.05)
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
