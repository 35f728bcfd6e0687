import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { workflowIdOf } from '../../domain/process.ts'
import { anInbox } from '../support/inbox.ts'
import { killNow, startInstallation, usher } from '../support/installation.ts'
import { Platform, unique } from '../support/platform.ts'
import { aMember, Staff } from '../support/staff.ts'
import { Records, sentAgain, temporalOf, uuidOf } from './traces.ts'
import { trouble } from './trouble.ts'
import { Walk, type Cast } from './walk.ts'

/** At full size by `npm run soak`. */
const SOAK = process.env['SOAK'] === '1'
const ONBOARDINGS = SOAK ? 60 : 20
const KILLS_OF_EACH = SOAK ? 5 : 2
const SEED = Number(process.env['FAULT_SEED'] ?? (SOAK ? Date.now() % 1_000_000 : 20_261_124))
const LONG = { timeout: SOAK ? 1_800_000 : 300_000 }

const inbox = await anInbox()
const installation = await startInstallation({ SMTP_URL: `smtp://127.0.0.1:${inbox.port}` })
afterAll(() => installation.stop())
const platform = new Platform(installation)
const records = new Records(installation.databaseUrl)
const staff = new Staff(installation.addresses.api)
beforeAll(async () => void (await staff.joins(await aMember(installation, 'manager'))))
const cast: Cast = { platform, staff, inbox }

/** Half Viewers, half Traders; no two Traders need the same seat. */
async function walks(number: number, heard?: (what: string) => void): Promise<Walk[]> {
  const accounts = await Promise.all(Array.from({ length: Math.ceil(number / 4) }, () => platform.anAccount()))
  return Array.from({ length: number }, (_, index) => {
    const account = accounts[Math.floor(index / 4)]
    if (!account) throw new Error('there are too few accounts')
    const role = index % 2 === 0 ? 'viewer' : 'trader'
    const email = `${role}.${unique()}@kestrel.example`
    return new Walk(
      { ...cast, ...(heard && { acknowledged: heard }) },
      { role, account, name: 'Tomasz Wierzbnik', email },
    )
  })
}

describe('kill -9 of API, worker, Temporal and PostgreSQL', LONG, () => {
  it(`[R64] during ${ONBOARDINGS} running onboardings: all finish, no answer is lost, no mail goes twice (seed ${SEED})`, async () => {
    const disaster = trouble(installation, SEED, KILLS_OF_EACH, ONBOARDINGS * 6)
    const going = await walks(ONBOARDINGS, () => disaster.heard())
    await allArrive(going)
    expect(disaster.killed, disaster.plan).toHaveLength(KILLS_OF_EACH * 4)

    await records.areDone(going.map((walk) => walk.id))
    for (const walk of going) {
      const events = await records.events(walk.id)
      for (const promised of walk.promised) expect(events).toContain(promised)
      const once = events.filter((type) =>
        /invited|accepted|named|login_set|signed_up|submitted|approved|activated/.test(type),
      )
      expect(once).toEqual([...new Set(once)])
    }
    expect(await sentAgain(records, inbox)).toEqual([])
    await vi.waitFor(async () => expect(await unsettled()).toEqual([]), { timeout: 60_000, interval: 200 }) // the relay takes what a killed API left
    await vi.waitFor(() => expectClosed(going.map((walk) => walk.id)), { timeout: 60_000, interval: 200 })
  })
})

describe('Temporal’s data are lost', LONG, () => {
  it('[R64] every open onboarding goes on at its step', async () => {
    const [invited, accepted, named, sent] = await Promise.all(
      (await walks(8)).filter((_, index) => index % 2 === 1).map((walk, index) => walk.goes(STOPS[index])),
    )
    killNow(installation.processes().temporal)
    for (const name of readdirSync(installation.home).filter((file) => file.startsWith('temporal.db')))
      rmSync(path.join(installation.home, name))
    const open = [invited, accepted, named, sent].flatMap((walk) => walk ?? [])
    const recovered = await untilItAnswers(() => usher(installation, ['recover']))
    expect(Number(/\d+/.exec(recovered.out)?.[0])).toBeGreaterThanOrEqual(open.length)

    await allArrive(open)
    await records.areDone(open.map((walk) => walk.id))
    for (const walk of open) {
      const events = await records.events(walk.id)
      expect(events.filter((type) => type === 'sub_user.activated')).toHaveLength(1)
    }
    expect(await sentAgain(records, inbox)).toEqual([])
  })
})

/** Waits for all of them; says where the others are when one does not come. */
async function allArrive(going: readonly Walk[]): Promise<void> {
  const arrived = new Set<Walk>()
  const late = setTimeout(() => {
    const others = going.filter((walk) => !arrived.has(walk)).map((walk) => walk.where)
    process.stderr.write(`still going:\n${others.join('\n')}\n${installation.printed()}`)
  }, LONG.timeout - 10_000)
  try {
    await Promise.all(going.map(async (walk) => arrived.add(await walk.goes())))
  } finally {
    clearTimeout(late)
  }
}

const STOPS = ['invited', 'accepted', 'about', 'sent'] as const

async function untilItAnswers<T extends { code: number | null }>(attempt: () => Promise<T>): Promise<T> {
  return vi.waitFor(
    async () => {
      const ended = await attempt()
      if (ended.code !== 0) throw new Error(JSON.stringify(ended))
      return ended
    },
    { timeout: 60_000, interval: 500 },
  )
}

const unsettled = async (): Promise<object[]> =>
  records.rows("SELECT kind, state FROM mail WHERE settled_at IS NULL OR state = 'bounced'")

/** Nothing is left running in Temporal. */
const expectClosed = (ids: readonly string[]): Promise<void> =>
  temporalOf(installation, async (client) => {
    for (const id of ids) {
      const { status } = await client.workflow.getHandle(workflowIdOf(uuidOf(id))).describe()
      expect(status.name).toBe('COMPLETED')
    }
  })
