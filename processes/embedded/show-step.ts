const slow = 1_500 // ms until a step that still runs is named

/** Says on stderr what was done and how long it took; a slow step is named before it ends. */
export async function showStep<T>(title: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const say = (end: string) => process.stderr.write(`  ${title}… ${end}\n`)
  const timer = setTimeout(say, slow, 'takes a moment')
  try {
    const result = await work()
    say(`${((performance.now() - begun) / 1000).toFixed(1)} s`)
    return result
  } catch (error) {
    say('failed')
    throw error
  } finally {
    clearTimeout(timer)
  }
}
