import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { replaceFile } from './replace-file.ts'
import { StartFault } from './start-fault.ts'

const shape = z.object({ USHER_SECRET: z.string(), USHER_MASTER_KEY: z.string(), databasePassword: z.string() })
export type HomeSecrets = z.infer<typeof shape>

/** The secrets of the embedded default: made once, kept in secrets.json (mode 0600) in the data folder. */
export function homeSecrets(home: string): HomeSecrets {
  const file = path.join(home, 'secrets.json')
  if (!existsSync(file)) {
    const key = () => `k1:${randomBytes(32).toString('base64url')}`
    const made: HomeSecrets = {
      USHER_SECRET: key(),
      USHER_MASTER_KEY: key(),
      databasePassword: randomBytes(24).toString('base64url'),
    }
    replaceFile(file, JSON.stringify(made, null, 2))
    return made
  }
  chmodSync(file, 0o600)
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new StartFault(
      `${file} can't be read as the secrets of this data folder.`,
      'Restore it from a backup: documents and links were made with it. To begin anew, move the whole data folder away.',
    )
  }
}
