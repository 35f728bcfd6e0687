import { expect } from 'vitest'
import { Refusal, type RefusalCode } from '../../domain/refusals.ts'

/** Expects a refusal with this code, and gives what it tells. */
export async function refused(code: RefusalCode, attempt: Promise<unknown> | (() => unknown)): Promise<Refusal> {
  const refusal = await caught(attempt)
  expect(refusal).toBeInstanceOf(Refusal)
  if (!(refusal instanceof Refusal)) throw new Error('not a refusal')
  expect(refusal.code).toBe(code)
  return refusal
}

async function caught(attempt: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof attempt === 'function' ? attempt() : attempt)
  } catch (error) {
    return error
  }
  return new Error('it was not refused')
}
