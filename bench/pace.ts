/** Runs `work` for each of `items`, `atOnce` at a time; returns how long each took, in ms. */
export async function paced<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<number[]> {
  const left = [...items]
  const times: number[] = []
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      const since = performance.now()
      await work(item)
      times.push(performance.now() - since)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return times
}

/** Asks until the answer is something; throws after `withinMs`. */
export async function until<T>(
  ask: () => Promise<T | undefined> | T | undefined,
  everyMs = 20,
  withinMs = 60_000,
): Promise<T> {
  for (const since = performance.now(); performance.now() - since < withinMs;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((again) => setTimeout(again, everyMs))
  }
  throw new Error(`it did not happen within ${withinMs} ms: ${String(ask)}`)
}

/** The two sides in turn, so that neither always has the warmer or the busier machine. */
export async function alternating<T>(
  round: number,
  ours: () => Promise<T>,
  reference: () => Promise<T>,
): Promise<{ ours: T; reference: T }> {
  if (round % 2 === 0) return { ours: await ours(), reference: await reference() }
  const first = await reference()
  return { ours: await ours(), reference: first }
}
