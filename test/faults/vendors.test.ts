import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Outcome, WEBHOOKS } from '../../processes/simulator/outcomes.ts'
import { anInbox } from '../support/inbox.ts'
import { startInstallation } from '../support/installation.ts'
import { Platform, unique } from '../support/platform.ts'
import { aMember, Staff } from '../support/staff.ts'
import { Records, sentAgain, uuidOf } from './traces.ts'
import { chance, trouble } from './trouble.ts'
import { orNothing, Walk, type Cast } from './walk.ts'

/** At full size by `npm run soak`. */
const SOAK = process.env['SOAK'] === '1'
const CHECKS = SOAK ? 200 : 20
const KILLS_OF_EACH = SOAK ? 8 : 2
const AT_ONCE = 20
/** After so many looks of a person who waits, the time has passed after which Usher asks the vendor by itself. */
const LOOKS_UNTIL_DUE = 20
/** After so many looks the person presses again: more often is too often (R68). */
const LOOKS_UNTIL_PRESSED = 10
const SEED = Number(process.env['FAULT_SEED'] ?? (SOAK ? Date.now() % 1_000_000 : 20_261_124))
const LONG = { timeout: SOAK ? 1_800_000 : 300_000 }

const inbox = await anInbox()
const installation = await startInstallation({
  SMTP_URL: `smtp://127.0.0.1:${inbox.port}`,
  VERIFICATION_VENDORS: 'simulator',
  SIMULATOR_ANSWERS: 'errors',
})
afterAll(() => installation.stop())
const platform = new Platform(installation)
const records = new Records(installation.databaseUrl)
const staff = new Staff(installation.addresses.api)
beforeAll(async () => void (await staff.joins(await aMember(installation, 'manager'))))
const cast: Cast = { platform, staff, inbox }
const random = chance(SEED)
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

/** What the vendor says, one after the other, and how it all must end. */
const SCENARIOS: readonly { says: readonly Outcome[]; ends: 'active' | 'rejected' | 'staff' }[] = [
  { says: ['approved'], ends: 'active' },
  { says: ['approved'], ends: 'active' },
  { says: ['nothing', 'approved'], ends: 'active' },
  { says: ['slow', 'approved'], ends: 'active' },
  { says: ['glare', 'approved'], ends: 'active' },
  { says: ['cancelled', 'approved'], ends: 'active' },
  { says: ['rejected'], ends: 'rejected' },
  { says: ['name_differs', 'no_reason', 'rejected'], ends: 'rejected' },
  { says: ['glare', 'glare', 'no_reason'], ends: 'staff' },
]

const ENDS: Readonly<Record<string, string>> = {
  'You have access': 'active',
  'We could not verify your identity': 'rejected',
  'A person decides now': 'staff',
}

/** Goes through the check as a person does who looks again, presses again, and is sent back by the vendor. */
async function isChecked(walk: Walk, says: readonly Outcome[], heard: () => void): Promise<string> {
  const left = [...says]
  for (let looks = 1; ; looks++) {
    const page = await orNothing(walk.person.open('/me'))
    const end = ENDS[walk.person.heading]
    if (page && page.status < 400 && end) return end
    if (page?.url.pathname === '/me/sign-in') return (await platform.shows(walk.id)).status // sessions end with the rejection
    const presses = looks % LOOKS_UNTIL_PRESSED === 1
    if (presses && page?.html.includes('href="/me/identity/go"') && left.length > 0) await chooses(walk, left, heard)
    else if (walk.person.heading === 'We are checking your documents' && left.length > 0) await decidesLater(walk, left)
    else if (presses && page?.html.includes('href="/me/identity/back"'))
      await orNothing(walk.person.open('/me/identity/back'))
    if (looks % LOOKS_UNTIL_DUE === 0) await lookIsDue(walk.id)
    await pause(150)
  }
}

const pages = new Map<Walk, string>()

/** At the vendor's page: what it says is chosen, and how it tells Usher. */
async function chooses(walk: Walk, left: Outcome[], heard: () => void): Promise<void> {
  const page = await orNothing(walk.person.open('/me/identity/go'))
  if (!page || page.url.pathname.slice(0, 7) !== '/check/' || !page.html.includes('name="outcome"')) return
  pages.set(walk, page.url.href)
  await tells(page.url.href, left)
  heard()
  await orNothing(walk.person.open('/me/identity/back'))
}

const decidesLater = (walk: Walk, left: Outcome[]): Promise<void> => tells(pages.get(walk) ?? '', left)

async function tells(address: string, left: Outcome[]): Promise<void> {
  const body = new URLSearchParams({ outcome: left[0] ?? '', webhooks: oneOf(Object.keys(WEBHOOKS)) })
  const answer = await orNothing(fetch(address, { method: 'POST', body, redirect: 'manual' }))
  if (answer?.status === 303) left.shift()
}

describe('[R43] a vendor that misbehaves, while API and worker are killed', LONG, () => {
  it(`${CHECKS} checks all end as the vendor truly said, none twice, none stuck (seed ${SEED})`, async () => {
    const disaster = trouble(installation, SEED, KILLS_OF_EACH, CHECKS, ['api', 'worker'])
    const ended: { walk: Walk; ends: string; was: string }[] = []
    const accounts = await Promise.all(Array.from({ length: Math.ceil(CHECKS / 2) }, () => platform.anAccount()))
    const going = new Set<Walk>()
    const queue = Array.from({ length: CHECKS }, (_, index) => index)
    const goes = async (index: number): Promise<void> => {
      const account = accounts[Math.floor(index / 2)]
      const scenario = SCENARIOS[index % SCENARIOS.length]
      if (!account || !scenario) throw new Error('there are too few accounts')
      const email = `trader.${unique()}@kestrel.example`
      const walk = new Walk(cast, { role: 'trader', account, name: 'Tomasz Wierzbnik', email })
      going.add(walk)
      await walk.goes('legal', '/me/identity') // on that page without the answer when a kill took it
      const was = await isChecked(walk, scenario.says, () => disaster.heard())
      ended.push({ walk, ends: scenario.ends, was })
      going.delete(walk)
    }
    const lane = async (): Promise<void> => {
      for (let index = queue.shift(); index !== undefined; index = queue.shift()) await goes(index)
    }
    const late = setTimeout(() => process.stderr.write(stillGoing(going)), LONG.timeout - 10_000)
    await Promise.all(Array.from({ length: AT_ONCE }, lane)).finally(() => clearTimeout(late))

    expect(disaster.killed, disaster.plan).toHaveLength(KILLS_OF_EACH * 2)
    expect(ended.map(({ was }) => was)).toEqual(ended.map(({ ends }) => ends))
    const over = ended.filter(({ ends }) => ends !== 'staff')
    await records.areDone(over.map(({ walk }) => walk.id))
    for (const { walk, ends } of over) {
      const events = await records.events(walk.id)
      const decided = events.filter((type) => /sub_user\.(activated|rejected)|verification\.approved/.test(type))
      expect(decided).toEqual(
        ends === 'active' ? ['verification.approved', 'sub_user.activated'] : ['sub_user.rejected'],
      )
    }
    expect(await sentAgain(records, inbox)).toEqual([])
    expect(await twice()).toEqual([])
  })
})

const stillGoing = (going: ReadonlySet<Walk>): string =>
  `still going:\n${[...going].map((walk) => walk.where).join('\n')}\n`

/** The minute after which Usher looks by itself has passed for one who waits: no webhook may come any more. */
const lookIsDue = (id: string): Promise<object[]> =>
  records.rows(
    `UPDATE sub_user SET next_poll_at = clock_timestamp() - interval '1 hour' WHERE id = $1 AND next_poll_at IS NOT NULL`,
    [uuidOf(id)],
  )

/** Sessions that the vendor was asked for twice for the same attempt. */
const twice = (): Promise<object[]> =>
  records.rows(
    'SELECT vendor_session_id FROM verification_attempt GROUP BY 1 HAVING count(*) > 1 AND vendor_session_id IS NOT NULL',
  )
