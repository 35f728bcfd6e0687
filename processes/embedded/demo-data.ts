import { existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Whether somebody was told of a data folder's demo data: they hold secrets that are shown once. */
export function demoData(home: string) {
  const marker = path.join(home, 'seeded')
  return {
    /**
     * Makes demo data in a database that is `fresh`, and again at each start until one has come to its announcement: what
     * an interrupted one made, nobody has seen. Asked no more afterwards; the question costs half a second.
     */
    async prepare<T>(fresh: boolean, seed: () => Promise<T>): Promise<T | null> {
      if (fresh) rmSync(marker, { force: true })
      return existsSync(marker) ? null : seed()
    },
    /** The announcement is out. */
    told: (): void => writeFileSync(marker, new Date().toISOString()),
  }
}
