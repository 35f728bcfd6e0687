import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Prisma, PrismaClient } from '../generated/prisma/client.ts'
import { preparedName, send } from './statement.ts'

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
export type Reading = { prisma: Tx; pool?: never } | Database

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
  tellConnections(pool)
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, {
      disposeExternalPool: false,
      ...(prepares && { statementNameGenerator: ({ sql }) => preparedName(sql) }),
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

/** Rows of one statement; outside a transaction past Prisma: for what is asked often. */
export async function readRows<R extends object>(db: Reading, sql: Prisma.Sql): Promise<R[]> {
  return db.pool ? (await send<R>(db.pool, sql, db.prepares)).rows : db.prisma.$queryRaw<R[]>(sql)
}

/** The same for a statement that changes rows: how many. */
export async function changeRows(db: Reading, sql: Prisma.Sql): Promise<number> {
  return db.pool ? ((await send(db.pool, sql, db.prepares)).rowCount ?? 0) : db.prisma.$executeRaw(sql)
}

/**
 * A condition that always holds, for a statement on its own: its commit does not wait for the disk. For what may be lost
 * with the last second before a crash of the database: counts of limits, claims, nudges that have arrived.
 */
export const UNHURRIED = Prisma.sql`set_config('synchronous_commit', 'off', true) = 'off'`

/** Serialization failures and deadlocks are tried again, three times in all. */
const TRIES = 3

/** Runs `work` in one transaction (READ COMMITTED). What it throws rolls back. */
export async function transaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      const held: Held = {}
      return await opening.run(held, () => db.prisma.$transaction((tx) => work(withStatements(tx, held, db.prepares))))
    } catch (error) {
      if (tried >= TRIES || !isConflict(error)) throw error
    }
  }
}

/** The connection of a transaction while it is open. */
type Held = { connection?: pg.PoolClient | undefined }
/** The transaction for which Prisma takes a connection. */
const opening = new AsyncLocalStorage<Held>()

const ENDS = new Set<unknown>(['COMMIT', 'ROLLBACK'])

/**
 * Lets a transaction know its connection from when Prisma takes it until Prisma ends the transaction: what came after that
 * on the same connection would stand alone, and stay.
 */
function tellConnections(pool: pg.Pool): void {
  const connect = pool.connect.bind(pool)
  const told = async (): Promise<pg.PoolClient> => {
    const connection = await connect()
    const held = opening.getStore()
    if (!held || 'connection' in held) return connection
    held.connection = connection
    const { query } = connection
    const release = connection.release.bind(connection)
    connection.query = function (this: unknown, asked: string | { text?: string }, ...rest: unknown[]) {
      if (ENDS.has(typeof asked === 'string' ? asked : asked.text)) held.connection = undefined
      return Reflect.apply(query, connection, [asked, ...rest])
    } as typeof query
    connection.release = (fault) => {
      held.connection = undefined
      Reflect.deleteProperty(connection, 'query') // its own again
      release(fault)
    }
    return connection
  }
  pool.connect = ((done?: Parameters<typeof connect>[0]) => (done ? connect(done) : told())) as typeof pool.connect
}

/** Prisma's transaction, whose own statements go straight to its connection; the models' go through Prisma. */
function withStatements(tx: Tx, held: Held, prepares: boolean): Tx {
  const sent = (query: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
    if (!held.connection) throw overdue()
    return send(held.connection, 'text' in query ? query : Prisma.sql(query, ...values), prepares)
  }
  const own: Record<string | symbol, unknown> = {
    $queryRaw: async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await sent(query, values)).rows,
    $executeRaw: async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await sent(query, values)).rowCount ?? 0,
  }
  return new Proxy(tx, { get: (target, key): unknown => own[key] ?? Reflect.get(target, key) })
}

/** Prisma's own answer to a statement after the time of a transaction is over. */
const overdue = (): Error =>
  new Prisma.PrismaClientKnownRequestError('the transaction is over', {
    code: 'P2028',
    clientVersion: Prisma.prismaVersion.client,
  })

/** Serialization failures and deadlocks, told by PostgreSQL or by Prisma. */
const CONFLICTS = /\b(40001|40P01)\b|deadlock detected|write conflict/

function isConflict(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return CONFLICTS.test(error.code ?? '')
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    (error.code === 'P2034' || CONFLICTS.test(error.message) || CONFLICTS.test(JSON.stringify(error.meta ?? {})))
  )
}

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
