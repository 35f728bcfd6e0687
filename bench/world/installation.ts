import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Client, Connection } from '@temporalio/client'
import { NativeConnection, Worker } from '@temporalio/worker'
import { uuidv7 } from 'uuidv7'
import type { MailSettings } from '../../activities/mail-settings.ts'
import { sendMail } from '../../activities/mails.ts'
import { allActivities } from '../../activities/index.ts'
import { createAccount } from '../../commands/accounts.ts'
import type { Actor } from '../../commands/actor.ts'
import type { Context, Effects } from '../../commands/command.ts'
import { ONBOARDING_QUEUE, OUTSIDE_QUEUE } from '../../domain/process.ts'
import { alwaysOpen } from '../../domain/office-hours.ts'
import type { KeyRing } from '../../domain/secrets.ts'
import { withHint } from '../../processes/worker.ts'
import { createMailer } from '../../mail/transport.ts'
import { createNudger, type Temporal } from '../../relay/nudges.ts'
import { type Database, openDatabase } from '../../store/database.ts'
import { recordedAnswer } from '../../store/vendor-sessions.ts'
import { staffVendor } from '../../vendors/staff/staff.ts'
import type { Vendor } from '../../vendors/vendor.ts'
import type { Services } from './services.ts'
import { type Watch, watchRows } from './watch.ts'

/** Commands over a database of the bench; without effects nothing follows a commit. */
export type Bare = { db: Database; context: Context }

/** An installation within this process: commands, nudges, mails and the worker, wired as `usher api` and `usher worker` do. */
export type Installation = Bare & {
  mails: MailSettings
  client: Client
  connection: Connection
  watch: Watch
  stop(): Promise<void>
}

export const aKeyRing = (): KeyRing => [{ id: 'k1', secret: randomBytes(32) }]

const verificationOf = (db: Database, given: readonly Vendor[]) => ({
  vendors: new Map(
    [...given, staffVendor({ stateOf: (id) => recordedAnswer(db, 'staff', id) })].map((vendor) => [vendor.id, vendor]),
  ),
  first: given.map(({ id }) => id),
  returnUrl: 'http://localhost:3000/me/identity/back',
})

export const CALLER: Actor = { kind: 'caller', id: uuidv7(), accounts: 'all' }

export function bareInstallation(
  url: string,
  effects: Effects = { nudge: () => undefined, mail: () => undefined },
  vendors: readonly Vendor[] = [],
): Bare {
  const db = openDatabase(url, 16)
  return {
    db,
    context: {
      db,
      keys: aKeyRing(),
      masterKeys: aKeyRing(),
      numberKeys: aKeyRing(),
      office: alwaysOpen(),
      verification: verificationOf(db, vendors),
      effects,
    },
  }
}

/**
 * The shipped connections: as many as `usher api` opens and the workers' own beside them. `hintOf`: what live readers are
 * hinted by; without it nobody reads live.
 */
export async function wholeInstallation(
  services: Services,
  url: string,
  namespace: string,
  vendors: readonly Vendor[] = [],
  hintOf: (db: Database) => () => void = () => () => undefined,
): Promise<Installation> {
  const connection = await Connection.connect({ address: services.temporalAddress })
  const temporal: Temporal = { connection, namespace }
  const effects: Effects = {
    nudge: (nudges) => (nudger.push(nudges), hint()),
    mail: (ids) => ids.forEach((id) => void sendMail(mails, id)),
  }
  const { db, context } = bareInstallation(url, effects, vendors)
  const mails = mailSettings(db, context.keys, services.mailbox.smtpUrl)
  const nudger = createNudger(db, temporal)
  const hint = hintOf(db)
  const native = await NativeConnection.connect({ address: services.temporalAddress })
  const codePath = fileURLToPath(new URL('workflows.js', import.meta.url))
  const common = { connection: native, namespace, activities: withHint(allActivities(context, mails), hint) }
  const workers = [
    await Worker.create({
      ...common,
      taskQueue: ONBOARDING_QUEUE,
      workflowBundle: { codePath },
      maxCachedWorkflows: 2_000,
    }),
    await Worker.create({ ...common, taskQueue: OUTSIDE_QUEUE }),
  ]
  const running = workers.map((worker) => worker.run())
  const watch = await watchRows(url)
  return {
    db,
    context,
    mails,
    connection,
    watch,
    client: new Client({ connection, namespace }),
    async stop() {
      for (const worker of workers) worker.shutdown()
      await Promise.all(running)
      mails.mailer.close()
      await watch.stop()
      await native.close()
      await connection.close()
      await db.close()
    },
  }
}

/** How mails look, the same for ours and for the reference. */
export const PLATFORM: MailSettings['platform'] = {
  platformName: 'Northwind Exchange',
  platformUrl: 'https://northwind.example',
  timeZone: 'Europe/Warsaw',
  helpUrl: 'http://localhost:3000/help',
  supportLine: '',
  brand: '#0f4f58',
}

export const aMailer = (smtpUrl: string): MailSettings['mailer'] =>
  createMailer({ smtpUrl, from: 'Northwind Exchange <no-reply@northwind.example>', timeoutMs: 5_000 })

const mailSettings = (db: Database, keys: KeyRing, smtpUrl: string): MailSettings => ({
  db,
  keys,
  mailer: aMailer(smtpUrl),
  entryUrl: 'https://northwind.example/users',
  publicUrl: 'http://localhost:3000',
  mailDomain: 'northwind.example',
  platform: PLATFORM,
})

/** So many accounts of the exchange. */
export async function accounts({ context }: Bare, count: number, type: 'personal' | 'company'): Promise<string[]> {
  const made: string[] = []
  for (let n = 0; n < count; n++) {
    const id = uuidv7()
    const holder = { name: 'Oskar Lindgard', email: `holder.${id}@kestrel.example`, twoFactor: true }
    const input = { reference: `NX-${id}`, type, policy: 'exchange', name: 'Kestrel Joinery', holder }
    const rest = { withdrawalApproval: false, language: 'en', test: false }
    made.push((await createAccount(context, { kind: 'usher' }, { ...input, ...rest })).accountId)
  }
  return made
}
