import { randomBytes } from 'node:crypto'
import type { Context } from '../../commands/command.ts'
import { alwaysOpen } from '../../domain/office-hours.ts'
import type { KeyRing } from '../../domain/secrets.ts'
import type { Database } from '../../store/database.ts'
import type { Nudge } from '../../store/outbox.ts'
import type { Vendor } from '../../vendors/vendor.ts'
import { aDatabase } from './database.ts'
import { aVerification } from './vendors.ts'

/** Commands on a real database of its own; what they would do after the commit is only noted down. */
export type World = {
  context: Context
  db: Database
  url: string
  /** Nudges that a process would have given to Temporal. */
  nudges: Nudge[]
  /** Mails that a process would have sent at once. */
  mails: string[]
}

export const aKeyRing = (): KeyRing => [{ id: 'k1', secret: randomBytes(32) }]

/** Call it at the top of a test file; its database goes when the file is done. */
export async function aWorld(connections?: number, vendors: readonly Vendor[] = []): Promise<World> {
  const { db, url } = await aDatabase(connections)
  const nudges: Nudge[] = []
  const mails: string[] = []
  const effects = {
    nudge: (given: readonly Nudge[]) => void nudges.push(...given),
    mail: (ids: readonly string[]) => void mails.push(...ids),
  }
  const verification = aVerification(db, vendors)
  const context = {
    db,
    keys: aKeyRing(),
    masterKeys: aKeyRing(),
    numberKeys: aKeyRing(),
    office: alwaysOpen(),
    verification,
    effects,
  }
  return { context, db, url, nudges, mails }
}

/** Moves the clock of a test account forward, by ms. */
export async function passes({ db }: Pick<World, 'db'>, accountId: string, ms: number): Promise<void> {
  await db.prisma
    .$executeRaw`UPDATE account SET clock_offset_ms = clock_offset_ms + ${ms} WHERE id = ${accountId}::uuid`
}

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
