import { expect, it } from 'vitest'
import { createAccount } from '../../commands/accounts.ts'
import { callerOf } from '../../commands/keys.ts'
import { seedDemo } from '../../processes/administration.ts'
import { readConfiguration } from '../../processes/configuration.ts'
import { anInbox } from '../support/inbox.ts'
import { aWorld } from '../support/world.ts'

const { db, url, context } = await aWorld()
const inbox = await anInbox()
const secret = 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8'
const configuration = readConfiguration({
  USHER_EMBEDDED: 'true',
  DATABASE_URL: url,
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  SMTP_URL: `smtp://127.0.0.1:${inbox.port}`,
  PUBLIC_URL: 'http://localhost:3000',
  USHER_SECRET: secret,
  USHER_MASTER_KEY: secret,
})

it('demo data that a start made and told nobody of get a new staff link and key; other data are left alone', async () => {
  const first = await seedDemo(configuration)
  const second = await seedDemo(configuration)
  expect(second?.accounts).toEqual(first?.accounts)
  expect(second?.staffLink).toMatch(/^http:\/\/localhost:3000\//)
  expect(second?.staffLink).not.toBe(first?.staffLink)
  expect(await callerOf(db, second?.apiKey ?? '')).toBeDefined()
  expect(await callerOf(db, first?.apiKey ?? '')).toBeUndefined()
  expect([await db.prisma.account.count(), await db.prisma.staffUser.count()]).toEqual([3, 1])
  const holder = { name: 'Oskar Lindgard', email: 'oskar.other@kestrel.example', twoFactor: true }
  const given = { reference: 'NX-1', policy: 'exchange', type: 'company', holder, withdrawalApproval: false }
  await createAccount(context, { kind: 'usher' }, { ...given, language: 'en', test: false })
  expect(await seedDemo(configuration)).toBeNull()
})
