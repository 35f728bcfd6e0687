import type { Database } from '../../store/database.ts'

/** One statement as it went to PostgreSQL. */
export type Statement = { text: string; values: readonly unknown[] }

/** Runs `work` and returns the statements that it sent. The pool is the one of the database: nothing else may use it meanwhile. */
export async function watched(db: Database, work: (db: Database) => Promise<void>): Promise<Statement[]> {
  const statements: Statement[] = []
  const { pool } = db
  const send = pool.query
  pool.query = function (this: unknown, config: { text: string; values?: readonly unknown[] }, ...rest: unknown[]) {
    statements.push({ text: config.text, values: config.values ?? rest.flat() })
    return Reflect.apply(send, pool, [config, ...rest])
  } as typeof send
  try {
    await work(db)
  } finally {
    pool.query = send
  }
  if (statements.length === 0) throw new Error('no statement was seen')
  return statements
}
