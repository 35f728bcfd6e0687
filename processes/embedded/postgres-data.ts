import { spawn, type SpawnOptions } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { refuseUnreachable, type PostgresProgram } from './postgres-program.ts'
import { isAlive } from './running-process.ts'
import { StartFault } from './start-fault.ts'

export const dataFolder = (home: string) => path.join(home, 'postgres')

/**
 * Makes the data folder with the database `usher` and its owner `usher`, when there is none. Works beside and renames
 * at the end, so that a start broken off leaves nothing half done. Returns whether it made one.
 */
export async function createDataFolder(program: PostgresProgram, home: string, password: string): Promise<boolean> {
  const folder = dataFolder(home)
  const { uid, gid } = program.runAs
  if (uid !== undefined) refuseUnreachable(home)
  if (existsSync(folder)) {
    refuseStrange(folder)
    return false
  }
  const fresh = `${folder}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  chmodSync(fresh, 0o700)
  const passwordFile = path.join(fresh, 'password')
  const data = path.join(fresh, 'data')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  mkdirSync(data, { mode: 0o700 })
  if (uid !== undefined && gid !== undefined) for (const made of [fresh, data, passwordFile]) chownSync(made, uid, gid)
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8']
  const access = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  await run(program, 'initdb', ['-D', data, ...access, ...locale], '')
  await run(program, 'postgres', ['--single', '-D', data, 'postgres'], ownDatabase(password))
  renameSync(data, folder)
  rmSync(fresh, { recursive: true, force: true })
  return true
}

/** The server that already runs on this data folder, from the file it keeps there; null when none answers. */
export async function runningServer(home: string): Promise<{ pid: number; port: number } | null> {
  const status = serverStatus(home)
  if (status === null || !isAlive(status.pid)) return null
  return (await answers(status.port)) ? { pid: status.pid, port: status.port } : null
}

/** What postmaster.pid says; `ready` when the server takes connections. */
export function serverStatus(home: string): { pid: number; port: number; ready: boolean } | null {
  try {
    const lines = readFileSync(path.join(dataFolder(home), 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return null
  }
}

/** The owner may create databases and roles, but is no superuser: as an installation would have it. */
function ownDatabase(password: string): string {
  return `CREATE ROLE usher LOGIN CREATEDB CREATEROLE PASSWORD '${password}'\nCREATE DATABASE usher OWNER usher\n`
}

function refuseStrange(folder: string): void {
  const version = path.join(folder, 'PG_VERSION')
  const found = existsSync(version) ? readFileSync(version, 'utf8').trim() : null
  if (found === '18') return
  throw new StartFault(
    found === null
      ? `${folder} is not a PostgreSQL data folder (PG_VERSION is missing).`
      : `${folder} was made by PostgreSQL ${found}; this is PostgreSQL 18.`,
    `Restore it from a backup, or begin anew: mv ${folder} ${folder}.old`,
  )
}

function run(program: PostgresProgram, name: 'initdb' | 'postgres', args: string[], input: string): Promise<void> {
  const options: SpawnOptions = { ...program.runAs, cwd: os.tmpdir(), stdio: ['pipe', 'pipe', 'pipe'] }
  return new Promise((resolve, reject) => {
    const child = spawn(program.binary(name), args, options)
    let output = ''
    const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-2000))
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.once('error', (error) => reject(failed(name, error.message)))
    child.once('close', (code) => (code === 0 ? resolve() : reject(failed(name, output.trim()))))
    child.stdin?.on('error', () => {}).end(input)
  })
}

const failed = (name: string, output: string) =>
  new StartFault(
    `PostgreSQL's data folder could not be made; ${name} says:\n${output}`,
    'Mostly the disk is full or the folder is not writable. USHER_HOME names another folder.',
  )

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('close', () => resolve(false)).once('connect', () => socket.end())
  })
}
