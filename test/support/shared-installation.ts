import type { TestProject } from 'vitest/node'
import { startInstallation, type Place } from './installation.ts'

declare module 'vitest' {
  interface ProvidedContext {
    place: Place
  }
}

/** One installation for all test files in a browser: each makes accounts and people of its own. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { processes: _processes, printed: _printed, stop, ...place } = await startInstallation()
  provide('place', place)
  return stop
}
