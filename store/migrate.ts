import { createHash, randomUUID } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { Database } from './database.ts'

/** The lock that Prisma's own migration command takes, so that the two never run at once. */
const LOCK = 72_707_369

/**
 * Applies `prisma/migrations` in Prisma's own table, as `prisma migrate deploy` does, without its downloaded engine.
 * Returns the names applied. Throws when an earlier one failed half-way or this one fails.
 */
export async function migrate(databaseUrl: string, folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`)
    const done = await appliedMigrations(client)
    const names = (await migrationsIn(folder)).filter((name) => !done.has(name))
    for (const name of names)
      await apply(client, name, await readFile(path.join(folder, name, 'migration.sql'), 'utf8'))
    return names
  } finally {
    await client.end()
  }
}

/** Names of the migrations in `folder` that this database doesn't have, oldest first. */
export async function missingMigrations({ prisma }: Database, folder: string): Promise<string[]> {
  const [table] = await prisma.$queryRaw<{ there: boolean }[]>`
    SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`
  const done = table?.there
    ? await prisma.$queryRaw<{ name: string }[]>`
        SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
    : []
  const names = new Set(done.map(({ name }) => name))
  return (await migrationsIn(folder)).filter((name) => !names.has(name))
}

async function migrationsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).toSorted() // prettier-ignore
}

async function appliedMigrations(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ migration_name: string; finished_at: Date | null }>(
    'SELECT migration_name, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  const failed = rows.filter((row) => !row.finished_at).map((row) => row.migration_name)
  if (failed.length > 0)
    throw new Error(
      `These migrations failed earlier: ${failed.join(', ')}. Mend the database, then delete their rows in _prisma_migrations.`,
    )
  return new Set(rows.map((row) => row.migration_name))
}

/** In one transaction, so that a process that ends in between leaves nothing half done. */
async function apply(client: pg.Client, name: string, sql: string): Promise<void> {
  const checksum = createHash('sha256').update(sql).digest('hex')
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`Migration ${name} failed and changed nothing: ${(error as Error).message}`, { cause: error })
  }
}
