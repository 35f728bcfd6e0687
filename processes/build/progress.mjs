const live = process.stderr.isTTY

/**
 * Shows one line while `work` runs, with the seconds on a terminal, and how it ended. Returns what `work` returns.
 * Progress goes to stderr, so that stdout holds results only.
 */
export async function showProgress(title, work) {
  const begun = Date.now()
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(1)} s`
  const line = (end) => process.stderr.write(live ? `\r\x1b[2K  ${title}… ${end}` : `  ${title}… ${end}\n`)
  if (live) line('')
  const timer = live ? setInterval(() => line(`${Math.round((Date.now() - begun) / 1000)} s`), 1000) : null
  try {
    const result = await work()
    line(`${seconds()}${live ? '\n' : ''}`)
    return result
  } catch (error) {
    line(`failed after ${seconds()}${live ? '\n' : ''}`)
    throw error
  } finally {
    if (timer) clearInterval(timer)
  }
}
