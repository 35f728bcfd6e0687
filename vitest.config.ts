import { defineConfig } from 'vitest/config'

/** Two at a time: what two cores carry, and what keeps times comparable. */
const WORKERS = 2

export default defineConfig({
  test: {
    pool: 'forks',
    isolate: false, // modules are read once by each worker: files share nothing that changes
    maxWorkers: WORKERS,
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['test/{domain,mail,vendors,web}/**/*.test.{ts,tsx}'],
          // In any order; the seed is printed, and `--sequence.seed` repeats it.
          sequence: { groupOrder: 0, shuffle: { files: false, tests: true } },
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: ['test/processes/**/*.test.{ts,tsx}'],
          isolate: true, // policies that a process adds stay with it
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/{store,commands,activities,relay,workflows,api}/**/*.test.{ts,tsx}'],
          globalSetup: ['test/support/services.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/shared-installation.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
