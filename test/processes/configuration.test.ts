import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigurationRefused, readConfiguration } from '../../processes/configuration.ts'
import { planParts } from '../../processes/embedded/plan.ts'

const KEY = 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8'
/** All that an installation has to say. */
const WHOLE = {
  DATABASE_URL: 'postgresql://usher:secret@db.northwind.example/usher',
  TEMPORAL_ADDRESS: 'temporal.northwind.example:7233',
  SMTP_URL: 'smtps://usher:secret@mail.northwind.example',
  MAIL_FROM: 'Northwind Exchange <no-reply@northwind.example>',
  PUBLIC_URL: 'https://access.northwind.example',
  USHER_SECRET: KEY,
  USHER_MASTER_KEY: KEY,
  PLATFORM_NAME: 'Northwind Exchange',
}
type Given = Record<string, string | undefined>

/** What stops the start, a line each, and the whole message. */
function refusalOf(env: Given): { faults: string[]; message: string } {
  try {
    readConfiguration(env)
    return { faults: [], message: '' }
  } catch (error) {
    if (!(error instanceof ConfigurationRefused)) throw error
    return { faults: error.message.split('\n').slice(1), message: error.message }
  }
}

describe('the configuration', () => {
  it('is whole with these variables', () => {
    expect(refusalOf(WHOLE).faults).toEqual([])
    expect(readConfiguration(WHOLE)).toMatchObject({ embedded: false, host: '0.0.0.0', platformTimeZone: 'UTC' })
  })

  it('names every variable that is missing, one line each', () => {
    expect(refusalOf({}).faults.toSorted()).toEqual(
      Object.keys(WHOLE)
        .map((variable) => `  ${variable}: is required`)
        .toSorted(),
    )
    expect(refusalOf({ ...WHOLE, SMTP_URL: ' ' }).faults).toEqual(['  SMTP_URL: is required'])
  })

  it.each<[string, string]>([
    ['PUBLIC_URL', 'http://access.northwind.example'],
    ['PUBLIC_URL', 'https://access.northwind.example/usher'],
    ['PORT', 'seventy'],
    ['USHER_SECRET', 'secret-without-an-id'],
    ['USHER_MASTER_KEY', 'k1:c2hvcnQtc2VjcmV0'],
    ['DATABASE_URL', 'mysql://usher:secret@db.northwind.example/usher'],
    ['PLATFORM_TIME_ZONE', 'Europe/Nowhere'],
    ['OFFICE_HOURS', 'sometimes'],
    ['BRAND_COLOR', '#ffff00'],
    ['LOG_LEVEL', 'loud'],
    ['TEMPORAL_TLS_CERT', 'no certificate'],
    ['VERIFICATION_VENDORS', 'somebody'],
  ])('%s = “%s” is one line that names it, and tells no secret', (variable, value) => {
    const { faults, message } = refusalOf({ ...WHOLE, [variable]: value })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(new RegExp(`^  ${variable}: \\S`))
    expect(message).not.toMatch(/secret@|secret-without|c2hvcnQtc2VjcmV0/)
  })

  it('two faults are two lines', () => {
    const { faults } = refusalOf({ ...WHOLE, PORT: 'seventy', LOG_LEVEL: 'loud' })
    expect(faults.map((line) => line.split(':')[0]?.trim())).toEqual(expect.arrayContaining(['PORT', 'LOG_LEVEL']))
    expect(faults).toHaveLength(2)
  })
})

describe('what a start brings along', () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'usher-plan-'))
  afterAll(() => rmSync(home, { recursive: true }))
  const embeddedOf = async (env: Given) => {
    const { postgres, temporal, inbox, simulator, addresses } = await planParts({ PORT: '0', ...env }, home)
    const parts = { postgres, temporal, inbox }
    return { parts: Object.entries(parts).flatMap(([name, part]) => (part ? [name] : [])), simulator, addresses }
  }
  const { DATABASE_URL, TEMPORAL_ADDRESS, SMTP_URL } = WHOLE

  it('nothing when database, Temporal and mail server are given', async () => {
    const { parts, simulator, addresses } = await embeddedOf(WHOLE)
    expect(parts).toEqual([])
    expect(simulator).toBe(false)
    expect(addresses).toMatchObject({ api: WHOLE.PUBLIC_URL, temporalAddress: TEMPORAL_ADDRESS })
    for (const own of ['inbox', 'inboxSmtp', 'temporalUi', 'simulator', 'databaseUrl'])
      expect(addresses).not.toHaveProperty(own)
  })

  it.each<[string, Given, string[]]>([
    ['everything when nothing is given', {}, ['postgres', 'temporal', 'inbox']],
    ['what is not given: a database', { DATABASE_URL: '', TEMPORAL_ADDRESS, SMTP_URL }, ['postgres']],
    ['what is not given: Temporal', { ...WHOLE, TEMPORAL_ADDRESS: undefined }, ['temporal']],
    ['what is not given: a mail server', { ...WHOLE, SMTP_URL: undefined, DATABASE_URL }, ['inbox']],
  ])('%s', async (_, env, expected) => {
    expect((await embeddedOf(env)).parts).toEqual(expected)
  })
})
