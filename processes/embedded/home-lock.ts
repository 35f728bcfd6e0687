import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { replaceFile } from './replace-file.ts'
import { birthOf, isAlive } from './running-process.ts'

/** Either the lock is ours (`release` gives it back), or `heldBy` is the process that has it. */
export type HomeLock = { heldBy: null; release(): void } | { heldBy: number }

/**
 * Takes the data folder for this process. A lock whose process is gone (kill -9, power cut), or whose id belongs to
 * another program by now, is taken over; of two that take over at once, one wins.
 */
export async function lockHome(home: string): Promise<HomeLock> {
  const file = path.join(home, 'lock')
  const own = `${process.pid} ${birthOf(process.pid) ?? ''}`
  const release = () => {
    if (read(file) === own) rmSync(file, { force: true })
  }
  if (create(file, own)) return { heldBy: null, release }
  const holder = livingHolder(read(file))
  if (holder !== null) return { heldBy: holder }
  replaceFile(file, own)
  await pause(100)
  const winner = read(file)
  return winner === own ? { heldBy: null, release } : { heldBy: Number(winner?.split(' ')[0]) }
}

/** The process that has the data folder now, or null. */
export function lockHolder(home: string): number | null {
  return livingHolder(read(path.join(home, 'lock')))
}

function livingHolder(content: string | null): number | null {
  const [id = '', ...birth] = content?.split(' ') ?? []
  const pid = Number(id)
  return isAlive(pid) && (birthOf(pid) ?? '') === birth.join(' ') ? pid : null
}

function create(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
