import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Prisma, PrismaClient } from '../generated/prisma/client.ts'

export { Prisma }

/** The open database. One for each process. */
export type Database = {
  prisma: PrismaClient
  pool: pg.Pool
  /** Whether statements can be kept prepared on a connection. */
  prepares: boolean
  close(): Promise<void>
}
/** A running transaction. Every function of `store/` that writes takes one. */
export type Tx = Prisma.TransactionClient
/** Whatever can be read from: the database, or a running transaction. */
export type Reading = { prisma: Tx }

/** So many statements are kept prepared on each connection; those beyond are planned each time. */
const PREPARED_MOST = 300
/** Lists and searches: their best plan depends on what is asked for. */
const PLANNED_EACH_TIME = /\b(ORDER BY|I?LIKE)\b/
const prepared = new Map<string, string>()

/** The name under which PostgreSQL keeps a statement, so that it parses and plans it once on a connection; empty: it does not. */
function preparedName({ sql }: { sql: string }): string {
  const known = prepared.get(sql)
  if (known !== undefined || prepared.size >= PREPARED_MOST || PLANNED_EACH_TIME.test(sql)) return known ?? ''
  const name = `usher_${prepared.size}`
  prepared.set(sql, name)
  return name
}

/** A statement that takes so long, in ms, is given up by the database; a database that is gone does not even do that. */
const STATEMENT_MS = 60_000
/** What a transaction of a process that is gone may hold up, in ms. */
const IDLE_MS = 60_000

/** How the database is asked, so that nothing waits for ever when it, or a process of ours, vanishes without a word. */
const LIMITS = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: 10_000,
  query_timeout: STATEMENT_MS + 5_000,
}
/** Set on each session; a pooler that shares sessions takes no such settings. */
const SESSION_LIMITS = { statement_timeout: STATEMENT_MS, idle_in_transaction_session_timeout: IDLE_MS }

/**
 * Opens a pool of `connections` (default 10). A database that can't be reached is found out at the first query. A pooler
 * that can't keep prepared statements is named by `pgbouncer=true` in the address, as Prisma has it.
 */
export function openDatabase(url: string, connections = 10): Database {
  const prepares = !/[?&]pgbouncer=true\b/.test(url)
  const pool = new pg.Pool({ connectionString: url, max: connections, ...LIMITS, ...(prepares && SESSION_LIMITS) })
  pool.on('error', () => undefined) // an idle connection that breaks is replaced at the next use
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, {
      disposeExternalPool: false,
      ...(prepares && { statementNameGenerator: preparedName }),
    }),
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  })
  return {
    prisma,
    pool,
    prepares,
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/**
 * Rows of one statement, past Prisma, which would take as long again: for what is asked with every request. Only for
 * columns that pg reads as Prisma does: no bigint, numeric or bytea.
 */
export async function readRows<R extends pg.QueryResultRow>(db: Database, { text, values }: Prisma.Sql): Promise<R[]> {
  const name = db.prepares ? preparedName({ sql: text }) : ''
  return (await db.pool.query<R>({ text, values, ...(name && { name }) })).rows
}

/** Serialization failures and deadlocks are tried again, three times in all. */
const TRIES = 3

/** Runs `work` in one transaction (READ COMMITTED). What it throws rolls back. */
export async function transaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await db.prisma.$transaction(work)
    } catch (error) {
      if (tried >= TRIES || !isConflict(error)) throw error
    }
  }
}

const CONFLICTS = /\b(40001|40P01)\b|deadlock detected|write conflict/

const isConflict = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  (error.code === 'P2034' || CONFLICTS.test(error.message) || CONFLICTS.test(JSON.stringify(error.meta ?? {})))

const snake = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * `alias."deadline_at" AS "deadlineAt", …` for the scalar fields of a model, so that raw rows have the model's own shape.
 * With a prefix, several models fit into one row; `partOf` takes them apart.
 */
export const columnsOf = (fields: Record<string, string>, alias: string, prefix = ''): Prisma.Sql =>
  Prisma.raw(
    Object.keys(fields)
      .map((field) => `${alias}."${snake(field)}" AS "${prefix}${field}"`)
      .join(', '),
  )

/** A row of several models, read in one statement. */
export type JoinedRow = Record<string, unknown>

/** The model that was read with this prefix: the one place where a raw row is given its model's type. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export const partOf = <T>(row: JoinedRow, fields: Record<string, string>, prefix = ''): T =>
  Object.fromEntries(Object.keys(fields).map((field) => [field, row[prefix + field]])) as T

/** `"deadline_at" = …, …` for what is given of a model's fields. */
export const changesOf = (change: Record<string, unknown>): Prisma.Sql =>
  Prisma.join(
    Object.entries(change).flatMap(([field, value]) =>
      value === undefined ? [] : [Prisma.sql`${Prisma.raw(`"${snake(field)}"`)} = ${value}`],
    ),
  )
