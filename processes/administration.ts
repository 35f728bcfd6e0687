import { outside } from '../domain/ids.ts'
import { SCOPES, type Scope } from '../domain/scopes.ts'
import type { StaffRole } from '../domain/actions.ts'
import { createAccount } from '../commands/accounts.ts'
import type { Context } from '../commands/command.ts'
import { rewrapDocuments } from '../commands/retention.ts'
import { createApiKey, revokeApiKey } from '../commands/keys.ts'
import { createStaff } from '../api/staff/create.ts'
import { recover as recoverAll } from '../relay/recover.ts'
import type { Configuration } from './configuration.ts'
import { type Installation, lazyTemporal, openInstallation } from './installation.ts'
import { mailStaffLink } from './staff-links.ts'
import { staffAuthOf } from './staff.ts'

/** Runs one administrative step with an installation that is closed afterwards. */
async function withInstallation<T>(
  configuration: Configuration,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const installation = await openInstallation(configuration, { nudge: () => undefined, mail: () => undefined }, 2)
  try {
    return await work(installation)
  } finally {
    await installation.close()
  }
}

export type StaffInput = { email: string; name: string; role: StaffRole }

/** Makes a member of staff and a link to set up the login; it works once. */
export const inviteStaff = (configuration: Configuration, input: StaffInput): Promise<{ link: string }> =>
  withInstallation(configuration, (installation) => addStaff(installation, input))

/** The link is shown to whoever runs the command, and mailed as well where mail leaves the machine. */
async function addStaff(installation: Installation, input: StaffInput): Promise<{ link: string }> {
  const { configuration, context } = installation
  const staff = { auth: staffAuthOf(installation), db: context.db, publicUrl: configuration.publicUrl }
  const { staffId, link, worksUntil } = await createStaff(staff, input)
  await mailStaffLink(installation, staffId, 'staff_setup', link, worksUntil)
  return { link }
}

/** Makes an API key; `key` is shown once and kept nowhere (R56). */
export const createKey = (
  configuration: Configuration,
  input: { name: string; scopes?: readonly Scope[]; accounts?: 'all' | readonly string[] },
): Promise<{ id: string; key: string }> =>
  withInstallation(configuration, async ({ context }) => {
    const { id, key } = await createApiKey(context, {
      name: input.name,
      scopes: input.scopes ?? SCOPES,
      accounts: input.accounts ?? 'all',
      test: configuration.embedded,
    })
    return { id: outside('apiKey', id), key }
  })

/** Ends an API key after some hours; false when no such key is in use. */
export const revokeKey = (configuration: Configuration, id: string, afterHours: number): Promise<boolean> =>
  withInstallation(configuration, ({ context }) => revokeApiKey(context, id, afterHours))

/** Wraps the keys of all documents by the current master key. */
export const rewrapAll = (configuration: Configuration): Promise<{ rewrapped: number; left: number }> =>
  withInstallation(configuration, ({ context }) => rewrapDocuments(context))

/** Nudges every open process, after Temporal's data were lost or restored (R64). */
export const recover = (configuration: Configuration): Promise<{ nudged: number }> =>
  withInstallation(configuration, async ({ context }) => {
    const temporal = lazyTemporal(configuration)
    try {
      return { nudged: await recoverAll(context.db, temporal) }
    } finally {
      await temporal.connection.close()
    }
  })

const DEMO_KEY = 'Demo'

export type Seeded = {
  staffLink: string
  staffEmail: string
  apiKey: string
  accounts: { id: string; reference: string; name: string; type: string }[]
}

const DEMO_ACCOUNTS = [
  {
    reference: 'NX-204-881',
    policy: 'exchange',
    type: 'company',
    name: 'Kestrel Joinery',
    holder: { name: 'Oskar Lindgard', email: 'oskar@kestrel.example', twoFactor: true },
  },
  {
    reference: 'NX-771-036',
    policy: 'exchange',
    type: 'personal',
    name: undefined,
    holder: { name: 'Ines Maravelle', email: 'ines@maravelle.example', twoFactor: false },
  },
  {
    reference: 'SB-40127',
    policy: 'brokerage',
    type: 'individual',
    name: undefined,
    holder: { name: 'Sunniva Haldorsdatter', email: 'sunniva@haldors.example', twoFactor: false },
  },
] as const

/**
 * Fills an empty database with three demo accounts, a manager's set-up link and an API key; null when there are other
 * accounts. What an earlier start began and told nobody of is taken over: its link and key get successors.
 */
export const seedDemo = (configuration: Configuration): Promise<Seeded | null> =>
  withInstallation(configuration, async (installation) => {
    const { context } = installation
    const known = await context.db.prisma.account.findMany({
      select: { id: true, reference: true },
      take: DEMO_ACCOUNTS.length + 1,
    })
    if (known.some(({ reference }) => DEMO_ACCOUNTS.every((demo) => demo.reference !== reference))) return null
    const accounts: Seeded['accounts'] = []
    for (const demo of DEMO_ACCOUNTS) {
      const made = known.find(({ reference }) => reference === demo.reference)
      accounts.push(demoAccount(demo, made?.id ?? (await createDemo(context, demo))))
    }
    const manager: StaffInput = { email: 'marta@northwind.example', name: 'Marta Quillon', role: 'manager' }
    const { link } = await addStaff(installation, manager)
    await endUntoldKeys(context)
    const { key } = await createApiKey(context, { name: DEMO_KEY, scopes: SCOPES, accounts: 'all', test: true })
    return { staffLink: link, staffEmail: manager.email, apiKey: key, accounts }
  })

type Demo = (typeof DEMO_ACCOUNTS)[number]

async function createDemo(context: Context, demo: Demo): Promise<string> {
  const input = { ...demo, withdrawalApproval: false, language: 'en', test: false }
  return (await createAccount(context, { kind: 'usher' }, input)).accountId
}

const demoAccount = ({ reference, name, holder, type }: Demo, id: string): Seeded['accounts'][number] => ({
  id: outside('account', id),
  reference,
  name: name ?? holder.name,
  type,
})

/** A demo key that was never used is one that nobody has seen. */
async function endUntoldKeys(context: Context): Promise<void> {
  const untold = { name: DEMO_KEY, lastUsedAt: null, expiresAt: null }
  for (const { id } of await context.db.prisma.apiKey.findMany({ where: untold, select: { id: true } }))
    await revokeApiKey(context, id, 0)
}
