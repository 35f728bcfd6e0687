import { expect } from 'vitest'
import { Refusal, type RefusalCode } from '../../domain/refusals.ts'

/** Expects a refusal with this code, and gives it. */
export async function refused(code: RefusalCode, attempt: Promise<unknown> | (() => unknown)): Promise<Refusal> {
  const error = await outcomeOf(attempt)
  if (!(error instanceof Refusal)) throw error instanceof Error ? error : new Error(`not refused with ${code}`)
  expect(error.code).toBe(code)
  return error
}

async function outcomeOf(attempt: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof attempt === 'function' ? attempt() : attempt)
    return undefined
  } catch (error) {
    return error
  }
}

/** Runs all at once; how many succeeded, and the refusals of the others. Any other error is thrown. */
export async function atOnce<T>(attempts: readonly (() => Promise<T>)[]): Promise<{ done: T[]; refusals: Refusal[] }> {
  const results = await Promise.allSettled(attempts.map((attempt) => attempt()))
  const done: T[] = []
  const refusals: Refusal[] = []
  for (const result of results)
    if (result.status === 'fulfilled') done.push(result.value)
    else if (result.reason instanceof Refusal) refusals.push(result.reason)
    else throw result.reason
  return { done, refusals }
}
