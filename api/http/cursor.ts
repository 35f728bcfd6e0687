import * as z from 'zod'
import { Refusal } from '../../domain/refusals.ts'

/** How many rows a page may have, and how many it has unless asked. */
export const PAGE = { most: 100, usual: 25 } as const

export const limitParameter = z.coerce
  .number()
  .int()
  .min(1)
  .max(PAGE.most)
  .default(PAGE.usual)
  .describe(`How many at most, 1–${PAGE.most}.`)
export const cursorParameter = z
  .string()
  .max(400)
  .optional()
  .describe('`nextCursor` of the page before. Opaque; use it with the same filters.')

/** The opaque text of where a list goes on. */
export const cursorText = (cursor: Readonly<Record<string, string | number | boolean | null>>): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** Reads a cursor that `cursorText` made. Refused: `invalid-request` when it is none. */
export function readCursor<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  if (text === undefined) return undefined
  const parsed = schema.safeParse(jsonIn(text))
  if (parsed.success) return parsed.data
  throw new Refusal('invalid-request', 'The cursor is not one of this list.', {
    errors: [{ pointer: '#query/cursor', detail: 'is not a cursor of this list' }],
  })
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}

/** A time in a cursor: ISO text to Date. */
export const cursorTime = z.iso.datetime().transform((text) => new Date(text))

/** One page: one row more was read than is shown, so that the end is known without counting. */
export function pageOf<R, T>(rows: readonly R[], limit: number, show: (row: R) => T, cursorOf: (row: R) => string) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(show), nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}
