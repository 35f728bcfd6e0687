import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject, vi } from 'vitest'
import { type Database, openDatabase } from '../../store/database.ts'
import { databaseNamed } from './services.ts'

export type TestDatabase = { db: Database; url: string }

/** A fresh, migrated database of its own, cloned from the template; closed and dropped after the file. Call it at the top of a test file. */
export async function aDatabase(connections?: number): Promise<TestDatabase> {
  const { databaseUrl, template } = inject('services')
  const name = `usher_${randomBytes(6).toString('hex')}`
  await onServer(databaseUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const url = databaseNamed(databaseUrl, name)
  const db = openDatabase(url, connections)
  afterAll(async () => {
    await db.close()
    // the server's own clean-up may be at work in it, and nobody else may end that: then a moment later
    const drop = () => onServer(databaseUrl, `DROP DATABASE ${name} WITH (FORCE)`)
    await vi.waitFor(drop, { timeout: 30_000, interval: 250 })
  })
  return { db, url }
}

/** The next number of a sequence that all test files of a run share. */
export async function nextNumber(sequence: string): Promise<number> {
  const [row] = await onServer(inject('services').databaseUrl, `SELECT nextval('${sequence}')::int AS number`)
  return Number(row?.['number'])
}

async function onServer(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
