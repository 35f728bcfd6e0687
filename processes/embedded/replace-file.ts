import { renameSync, writeFileSync } from 'node:fs'

/** Writes a file so that a reader sees the old or the new content, never a part. Only this user may read it. */
export function replaceFile(file: string, content: string): void {
  const fresh = `${file}.${process.pid}.new`
  writeFileSync(fresh, content, { mode: 0o600 })
  renameSync(fresh, file)
}
