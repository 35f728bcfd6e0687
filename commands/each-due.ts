import { isUnavailable } from '../store/unavailable.ts'

/** One row whose work failed. Its words may be personal: say its kind and where it arose only (R65). */
export type RowFault = { work: string; subject: string; error: unknown }

/** What became of the rows that were due. */
export type Pass = { done: number; faults: readonly RowFault[] }

/** A row whose work failed rests so long, in ms, then twice as long, at most `most`. Of this process only: each tries for itself. */
const REST_MS = { first: 5_000, most: 300_000 } as const
type Rest = { faults: number; until: number }
const rests = new Map<string, Map<string, Rest>>()

/**
 * Does the work of each row that is due; what one of them fails at stops no other, and the row rests before it is tried
 * again. Throws when the database is away: then every row would fail.
 */
export async function eachDue(
  work: string,
  dueExcept: (resting: readonly string[]) => Promise<readonly { id: string }[]>,
  doOne: (id: string) => Promise<void>,
): Promise<Pass> {
  const mine = restsOf(work)
  const due = await dueExcept(restingNow(mine))
  const faults: RowFault[] = []
  for (const { id } of due)
    try {
      await doOne(id)
      mine.delete(id)
    } catch (error) {
      rest(mine, id)
      if (isUnavailable(error)) throw error
      faults.push({ work, subject: id, error })
    }
  return { done: due.length - faults.length, faults }
}

function restsOf(work: string): Map<string, Rest> {
  const known = rests.get(work) ?? new Map<string, Rest>()
  rests.set(work, known)
  return known
}

function rest(mine: Map<string, Rest>, id: string): void {
  const faults = (mine.get(id)?.faults ?? 0) + 1
  const ms = Math.min(REST_MS.first * 2 ** (faults - 1), REST_MS.most)
  mine.set(id, { faults, until: performance.now() + ms })
}

/** Those that rest still. What has been left alone since its rest was over is forgotten. */
function restingNow(mine: Map<string, Rest>): string[] {
  const now = performance.now()
  for (const [id, { until }] of mine) if (until + REST_MS.most < now) mine.delete(id)
  return [...mine].flatMap(([id, { until }]) => (until > now ? [id] : []))
}
