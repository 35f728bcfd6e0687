import { Client, Connection } from '@temporalio/client'
import pg from 'pg'
import { vi } from 'vitest'
import { workflowIdOf } from '../../domain/process.ts'
import { inside, outside } from '../../domain/ids.ts'
import type { Inbox } from '../support/inbox.ts'
import type { Place } from '../support/installation.ts'

const WITHIN = { timeout: 90_000, interval: 100 }

/** The id inside of a sub-user that the API named. */
export function uuidOf(id: string): string {
  const uuid = inside('subUser', id)
  if (!uuid) throw new Error(`${id} is no sub-user`)
  return uuid
}

/** What the database holds in the end, read as its owner and beside the program. */
export class Records {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  async rows<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.#url })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query<T>(sql, values)).rows
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  /** Types of the events about one sub-user, in their order. */
  async events(id: string): Promise<string[]> {
    const rows = await this.rows<{ type: string }>('SELECT type FROM event WHERE subject = $1 ORDER BY sequence', [
      uuidOf(id),
    ])
    return rows.map((row) => row.type)
  }

  /** Waits until nothing is left to do for these. */
  areDone(ids: readonly string[]): Promise<void> {
    return vi.waitFor(async () => {
      const sql = 'SELECT count(*)::int AS open FROM sub_user WHERE id = ANY($1) AND process_done_at IS NULL'
      const [row] = await this.rows<{ open: number }>(sql, [ids.map(uuidOf)])
      if (row?.open !== 0) throw new Error(`${row?.open} of ${ids.length} are still under way`)
    }, WITHIN)
  }
}

/** Mails that arrived after their row said that the mail server had taken them: promised never to happen. */
export async function sentAgain(records: Records, inbox: Inbox): Promise<string[]> {
  const rows = await records.rows<{ id: string; kind: string; settled_at: Date | null }>(
    'SELECT id, kind, settled_at FROM mail',
  )
  return rows.flatMap(({ id, kind, settled_at: settled }) => {
    const copies = inbox.mails.filter((mail) => mail.messageId.startsWith(`<${outside('mail', id)}@`))
    const late = copies.filter((mail) => settled && mail.arrivedAt > settled)
    const differ = copies.filter((mail) => mail.text !== copies[0]?.text)
    return [...late, ...differ].map(() => `${kind} ${outside('mail', id)}`)
  })
}

/** Asks an installation's Temporal server. */
export async function temporalOf<T>(
  { addresses }: Pick<Place, 'addresses'>,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const connection = await Connection.connect({ address: addresses.temporalAddress })
  try {
    return await work(new Client({ connection }))
  } finally {
    await connection.close()
  }
}

/** Everything that Temporal keeps of these onboardings: whole histories, and the list with its search attributes. */
export async function historiesOf(client: Client, ids: readonly string[]): Promise<string> {
  const kept: string[] = []
  for (const id of ids) {
    const history = await client.workflow.getHandle(workflowIdOf(uuidOf(id))).fetchHistory()
    kept.push(asText(history))
  }
  for await (const execution of client.workflow.list()) kept.push(asText(execution.raw))
  return kept.join('\n')
}

/** All words in a message of Temporal's, payloads as the text that they hold. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8')
  if (typeof value !== 'object' || value === null) return ''
  return Object.values(value).map(asText).filter(Boolean).join('\n')
}
