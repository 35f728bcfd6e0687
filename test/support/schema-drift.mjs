// Compares what the migrations make with what schema.prisma says, by Prisma's own engine as WebAssembly: no download.
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'

/** PostgreSQL's types `"char"` and `text`. */
const CHAR = 18
const TEXT = 25

/**
 * The statements that would be needed to bring a database made by the migrations to the schema; empty when they agree.
 * @param {string} databaseUrl of a role that may create databases
 * @param {string} folder of schema.prisma and migrations
 * @returns {Promise<string>}
 */
export async function schemaDrift(databaseUrl, folder) {
  const { SchemaEngine } = await (loading ??= loadEngine())
  const file = path.join(folder, 'schema.prisma')
  const content = readFileSync(file, 'utf8')
  const engine = await SchemaEngine.new({ datamodels: [[file, content]] }, () => {}, adapterFactory(databaseUrl))
  try {
    const from = { tag: 'migrations', ...migrationsList(path.join(folder, 'migrations')) }
    const to = { tag: 'schemaDatamodel', files: [{ path: file, content }] }
    const filters = { externalTables: [], externalEnums: [] }
    const { exitCode, stdout } = await engine.diff({ from, to, script: true, exitCode: true, filters })
    return exitCode === 0 ? '' : (stdout ?? `exit code ${exitCode}`)
  } finally {
    engine.free()
  }
}

let loading
/** Once for each process: the module keeps its memory in a variable of its own. */
async function loadEngine() {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const engine = await import(pathToFileURL(path.join(folder, 'schema_engine_bg.js')).href)
  const module = await WebAssembly.compile(readFileSync(path.join(folder, 'schema_engine_bg.wasm')))
  const { exports } = await WebAssembly.instantiate(module, { './schema_engine_bg.js': engine })
  engine.__wbg_set_wasm(exports)
  exports.__wbindgen_start()
  return engine
}

function migrationsList(baseDir) {
  const names = readdirSync(baseDir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const lock = readFileSync(path.join(baseDir, 'migration_lock.toml'), 'utf8')
  const sqlOf = (name) => readFileSync(path.join(baseDir, name, 'migration.sql'), 'utf8')
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: lock },
    shadowDbInitScript: '',
    migrationDirectories: names
      .map(({ name }) => name)
      .toSorted()
      .map((name) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sqlOf(name) } },
      })),
  }
}

function adapterFactory(databaseUrl) {
  const connect = async (url) => mended(await new PrismaPg({ connectionString: url, max: 1 }).connect())
  return bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(databaseUrl),
    connectToShadowDb: () => shadowDatabase(databaseUrl, connect),
  })
}

/** A database of its own, gone when it is given back. */
async function shadowDatabase(databaseUrl, connect) {
  const admin = new pg.Client({ connectionString: databaseUrl })
  await admin.connect()
  const name = `shadow_${crypto.randomUUID().replaceAll('-', '')}`
  await admin.query(`CREATE DATABASE ${name}`)
  const url = new URL(databaseUrl)
  url.pathname = `/${name}`
  const adapter = await connect(url.href)
  const dispose = adapter.dispose.bind(adapter)
  adapter.dispose = async () => {
    await dispose()
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.end()
  }
  return adapter
}

/** The adapter takes PostgreSQL's type "char" for a number, and runs scripts statement by statement: both break the engine. */
function mended(adapter) {
  const performIO = adapter.performIO.bind(adapter)
  const queryRaw = adapter.queryRaw.bind(adapter)
  const charColumns = new WeakMap()
  adapter.performIO = async (query) => {
    const result = await performIO(query)
    const chars = result.fields.flatMap((field, i) => (field.dataTypeID === CHAR ? [i] : []))
    for (const i of chars) result.fields[i].dataTypeID = TEXT
    charColumns.set(query, chars)
    return result
  }
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const i of charColumns.get(query) ?? []) result.columnTypes[i] = ColumnTypeEnum.Character
    return result
  }
  adapter.executeScript = async (script) => void (await adapter.client.query(script))
  return adapter
}
