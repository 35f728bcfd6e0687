import path from 'node:path'
import type { Database } from '../store/database.ts'
import { missingMigrations } from '../store/migrate.ts'
import { projectRoot } from './configuration.ts'
import { StartFault } from './embedded/start-fault.ts'

export const migrationsFolder = path.join(projectRoot, 'prisma', 'migrations')

/** Stops the start on a database that can't be used, or lacks what this version's migrations make. */
export async function requireMigrations(db: Database): Promise<void> {
  const missing = await missingMigrations(db, migrationsFolder).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)
    throw new StartFault(`The database can’t be used: ${reason}`, 'Look at DATABASE_URL, and whether PostgreSQL runs.')
  })
  if (missing.length === 0) return
  throw new StartFault(
    `The database is not ready for this version: ${missing.length === 1 ? '1 migration is' : `${missing.length} migrations are`} missing.`,
    'Run `usher migrate` and start again.',
  )
}
