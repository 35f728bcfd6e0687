import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { migrate, missingMigrations } from '../../store/migrate.ts'
import { aDatabase } from '../support/database.ts'
import { schemaDrift } from '../support/schema-drift.mjs'

const prisma = fileURLToPath(new URL('../../prisma', import.meta.url))
const { db, url } = await aDatabase()
const scratch = mkdtempSync(path.join(os.tmpdir(), 'usher-schema-'))
afterAll(() => rmSync(scratch, { recursive: true }))

describe('the migrations', () => {
  it('make exactly what schema.prisma says', async () => {
    expect(await schemaDrift(inject('services').databaseUrl, prisma)).toBe('')
  })

  it('and a field that only one of the two knows is found out', async () => {
    const folder = path.join(scratch, 'prisma')
    cpSync(prisma, folder, { recursive: true })
    const file = path.join(folder, 'schema.prisma')
    const schema = readFileSync(file, 'utf8')
    writeFileSync(file, schema.replace(/^model Account \{$/m, 'model Account {\n  colour String?'))
    expect(await schemaDrift(inject('services').databaseUrl, folder)).toContain('ADD COLUMN     "colour" TEXT')
  })

  it('are applied once, by however many start at the same time', async () => {
    const folder = path.join(prisma, 'migrations')
    expect(await Promise.all([migrate(url, folder), migrate(url, folder)])).toEqual([[], []])
    const { rows } = await db.pool.query('SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL')
    expect(rows.length).toBeGreaterThan(0)
  })

  it('are all there before a process starts; one that is not is named', async () => {
    expect(await missingMigrations(db, path.join(prisma, 'migrations'))).toEqual([])
    const folder = path.join(scratch, 'later')
    cpSync(path.join(prisma, 'migrations'), folder, { recursive: true })
    mkdirSync(path.join(folder, '29991231235959_later'))
    expect(await missingMigrations(db, folder)).toEqual(['29991231235959_later'])
    await db.pool.query('ALTER TABLE _prisma_migrations RENAME TO elsewhere')
    expect((await missingMigrations(db, folder)).length).toBeGreaterThan(1)
    await db.pool.query('ALTER TABLE elsewhere RENAME TO _prisma_migrations')
  })

  it('[R33] no statement of store/ reads now(): it is the transaction’s start', async () => {
    const { rows } = await db.pool.query<{ source: string }>(
      "SELECT prosrc AS source FROM pg_proc WHERE proname IN ('account_now', 'append_event')",
    )
    for (const { source } of rows) expect(source).not.toMatch(/\bnow\(\)/)
  })
})
