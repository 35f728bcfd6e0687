import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

const tooLarge = 10_000_000

export const logFile = (home: string, name: string) => path.join(home, 'logs', `${name}.log`)

/** Opens a part's log for appending and hands its descriptor to `use`; a log over 10 MB makes room first. */
export function withLog<T>(home: string, name: string, use: (descriptor: number) => T): T {
  const file = logFile(home, name)
  mkdirSync(path.dirname(file), { recursive: true })
  if (existsSync(file) && statSync(file).size > tooLarge) renameSync(file, `${file}.1`)
  const descriptor = openSync(file, 'a', 0o600)
  try {
    return use(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** The last lines of a log, indented, for a message about a failure. */
export function lastLines(home: string, name: string, lines = 6): string {
  const file = logFile(home, name)
  if (!existsSync(file)) return '    (no log)'
  const descriptor = openSync(file, 'r')
  const { size } = fstatSync(descriptor)
  const tail = Buffer.alloc(Math.min(size, 4096))
  readSync(descriptor, tail, 0, tail.length, size - tail.length)
  closeSync(descriptor)
  const last = tail.toString('utf8').trimEnd().split('\n').slice(-lines)
  return last.map((line) => `    ${line}`).join('\n')
}
