import { killNow, type Installation } from '../support/installation.ts'

const PARTS = ['api', 'worker', 'temporal', 'postgres'] as const
export type Part = (typeof PARTS)[number]

/** Numbers from 0 to 1 that look random and repeat with the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Kills each of these parts of an installation `times` times, at moments that the seed picks among the `answers` expected. Call
 * `heard` at each answer.
 */
export function trouble(
  installation: Installation,
  seed: number,
  times: number,
  answers: number,
  parts: readonly Part[] = PARTS,
) {
  const random = chance(seed)
  const victims = Array.from({ length: times }, () => parts).flat()
  const plan = victims
    .map((part) => ({ part, at: Math.floor((0.05 + 0.85 * random()) * answers) }))
    .toSorted((a, b) => a.at - b.at)
  const killed: Part[] = []
  let count = 0
  return {
    killed,
    plan: plan.map(({ part, at }) => `${part}@${at}`).join(' '),
    heard(): void {
      count += 1
      while (plan[0] && plan[0].at <= count) {
        const { part } = plan.shift() as { part: Part }
        killNow(installation.processes()[part])
        killed.push(part)
      }
    },
  }
}
