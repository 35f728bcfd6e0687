import pg from 'pg'

/** What those who wait for a state of a sub-user see. */
type State = { status: string; vendorSessionId: string | null }
/** Waits until a sub-user's row is so. */
export type Watch = { until(subUserId: string, is: (state: State) => boolean): Promise<void>; stop(): Promise<void> }

/** How often the rows are read, in ms. */
const EVERY_MS = 5
/** Nobody of the bench waits so long, in ms. */
const MOST_MS = 60_000

type Waiting = { subUserId: string; is: (state: State) => boolean; done(): void }

/**
 * One statement every few milliseconds for all who wait, on a connection of its own: each person asking for themselves
 * would take more of the machine than the onboardings do.
 */
export async function watchRows(url: string): Promise<Watch> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const all = new Set<Waiting>()
  let looking = false
  const look = async (): Promise<void> => {
    const ids = [...new Set([...all].map(({ subUserId }) => subUserId))]
    const { rows } = await client.query<State & { id: string }>({
      name: 'watch',
      text: 'SELECT id, status, vendor_session_id AS "vendorSessionId" FROM sub_user WHERE id = ANY($1::uuid[])',
      values: [ids],
    })
    const byId = new Map(rows.map((row) => [row.id, row]))
    for (const one of all) {
      const state = byId.get(one.subUserId)
      if (state && one.is(state)) one.done()
    }
  }
  const timer = setInterval(() => {
    if (looking || all.size === 0) return
    looking = true
    look().then(
      () => (looking = false),
      () => undefined, // the connection is gone: whoever waits says so when the time is over
    )
  }, EVERY_MS)
  return {
    until: (subUserId, is) =>
      new Promise((resolve, reject) => {
        const overdue = setTimeout(
          () => reject(new Error(`${subUserId} did not get there within ${MOST_MS} ms`)),
          MOST_MS,
        )
        const one: Waiting = {
          subUserId,
          is,
          done() {
            all.delete(one)
            clearTimeout(overdue)
            resolve()
          },
        }
        all.add(one)
      }),
    async stop() {
      clearInterval(timer)
      await client.end()
    },
  }
}
