import type { TestProject } from 'vitest/node'
import { chromiumProgram } from './chromium.ts'
import { startInstallation, type Place } from './installation.ts'

declare module 'vitest' {
  interface ProvidedContext {
    place: Place
  }
}

/** A browser, and one installation for all test files in it: each makes accounts and people of its own. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  chromiumProgram()
  const { processes: _processes, printed: _printed, stop, ...place } = await startInstallation()
  provide('place', place)
  return stop
}
