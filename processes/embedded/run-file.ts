import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { replaceFile } from './replace-file.ts'

const runningInstance = z.object({
  /** Process id of `usher start` itself. */
  process: z.int(),
  startedAt: z.iso.datetime(),
  addresses: z.object({
    /** The address that people and callers use: PUBLIC_URL. */
    api: z.string(),
    /** Where the API listens on this machine. */
    listening: z.string(),
    console: z.string(),
    docs: z.string(),
    /** Absent where a real service is used instead of the embedded one. */
    inbox: z.string().optional(),
    inboxSmtp: z.string().optional(),
    temporalUi: z.string().optional(),
    temporalAddress: z.string(),
    simulator: z.string().optional(),
    /** Of the embedded database, with its password; the file's mode is 0600. */
    databaseUrl: z.string().optional(),
  }),
  processes: z.object({
    api: z.int(),
    worker: z.int(),
    simulator: z.int().optional(),
    postgres: z.int().optional(),
    temporal: z.int().optional(),
    /** The inbox lives in the process of `usher start`. */
    inbox: z.int().optional(),
  }),
})

/** What run.json in the data folder tells scripts and tests while `usher start` runs. */
export type RunningInstance = z.infer<typeof runningInstance>

const runFile = (home: string) => path.join(home, 'run.json')

export function writeRunFile(home: string, instance: RunningInstance): void {
  replaceFile(runFile(home), `${JSON.stringify(instance, null, 2)}\n`)
}

/** The content of run.json, or null when there is none (or one that can't be read); it may be left over. */
export function readRunFile(home: string): RunningInstance | null {
  if (!existsSync(runFile(home))) return null
  try {
    return runningInstance.parse(JSON.parse(readFileSync(runFile(home), 'utf8')))
  } catch {
    return null
  }
}

export function removeRunFile(home: string): void {
  rmSync(runFile(home), { force: true })
}
