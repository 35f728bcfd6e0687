import { once } from 'node:events'
import net from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isAlive, signalProcess } from '../../processes/embedded/running-process.ts'
import { anInbox } from '../support/inbox.ts'
import { killNow, logsOf, startInstallation, usher } from '../support/installation.ts'
import { Person } from '../support/person.ts'
import { linkIn, Platform, unique } from '../support/platform.ts'
import { aMember, Staff } from '../support/staff.ts'
import { historiesOf, Records, sentAgain, temporalOf, uuidOf } from './traces.ts'
import { Walk, type Cast, type Walker } from './walk.ts'

const inbox = await anInbox()
const installation = await startInstallation({ SMTP_URL: `smtp://127.0.0.1:${inbox.port}` })
afterAll(() => installation.stop())
const platform = new Platform(installation)
const records = new Records(installation.databaseUrl)
const staff = new Staff(installation.addresses.api)
const cast: Cast = { platform, staff, inbox }
beforeAll(async () => void (await staff.joins(await aMember(installation, 'manager'))))

const WITHIN = { timeout: 60_000, interval: 100 }

async function aWalk(given: Partial<Walker> = {}): Promise<Walk> {
  const account = given.account ?? (await platform.anAccount())
  const email = `tomasz.${unique()}@kestrel.example`
  return new Walk(cast, { role: 'viewer', name: 'Tomasz Wierzbnik', ...given, account, email })
}

const codesTried = async (id: string): Promise<number> =>
  (await records.rows("SELECT id FROM mail WHERE subject = $1 AND kind = 'code' AND tries > 0", [uuidOf(id)])).length

/** Mails about a sub-user that have not found their end. */
const leftBy = (id: string): Promise<object[]> =>
  records.rows('SELECT id FROM mail WHERE subject = $1 AND settled_at IS NULL', [uuidOf(id)])

/** Subjects of the mails that arrived at an address. */
const subjectsTo = (email: string): string[] =>
  inbox.mails.filter((mail) => mail.to === email).map((mail) => mail.subject)

describe('the mail server is down for a while', () => {
  it('invites and resends succeed, and every mail arrives afterwards, once', async () => {
    inbox.isDown(true)
    const account = await platform.anAccount()
    const invited = await Promise.all([1, 2, 3].map(() => platform.invites(account, { role: 'viewer' })))
    const tried = () => records.rows('SELECT id FROM mail WHERE tries > 0 AND settled_at IS NULL')
    await vi.waitFor(async () => expect((await tried()).length).toBeGreaterThanOrEqual(3), WITHIN)
    expect(inbox.mails.filter((mail) => invited.some((one) => one.email === mail.to))).toEqual([])
    inbox.isDown(false)
    for (const { email } of invited)
      await vi.waitFor(
        () => expect(subjectsTo(email)).toEqual([`Northwind Exchange invites you to the account of ${account.name}`]),
        WITHIN,
      )
    expect(await sentAgain(records, inbox)).toEqual([])
  })
})

describe('the mail server is silent, and the worker that waits for it is killed', () => {
  it('[R64] another delivers as soon as the mail server speaks again', async () => {
    inbox.isSilent(true)
    const { id, email } = await platform.invites(await platform.anAccount())
    const sql = `SELECT id FROM mail WHERE subject = $1 AND tries > 1 AND claimed_until > clock_timestamp()`
    await vi.waitFor(async () => expect(await records.rows(sql, [uuidOf(id)])).toHaveLength(1), WITHIN)
    killNow(installation.processes().worker)
    inbox.isSilent(false)
    await vi.waitFor(() => expect(subjectsTo(email)).toHaveLength(1), WITHIN)
    await vi.waitFor(async () => expect(await leftBy(id)).toEqual([]), WITHIN)
  })
})

describe('Temporal is away', () => {
  it('[R64] invites and acceptances succeed meanwhile, and everything catches up', async () => {
    const before = await aWalk()
    await before.goes('invited')
    const temporal = installation.processes().temporal ?? 0
    signalProcess(temporal, 'SIGSTOP') // it takes connections and answers nothing: worse than being gone
    const account = await platform.anAccount()
    const invited = await platform.invites(account)
    expect(invited.status).toBe('invited')
    await before.goes('legal')
    expect(await platform.shows(before.id)).toMatchObject({ status: 'accepted' })
    const live = await platform.call('GET', `/sub-users/${before.id}/onboarding`)
    expect(live).toMatchObject({ status: 200, body: { live: false, status: 'accepted' } })
    killNow(temporal)
    await vi.waitFor(() => expect(installation.processes().temporal).not.toBe(temporal), WITHIN)
    await before.goes()
    await platform.reaches(before.id, 'active')
    await vi.waitFor(() => expect(subjectsTo(invited.email)).toHaveLength(1), WITHIN)
  })
})

describe('the worker is away when a deadline passes', () => {
  it('[R33] [R9] nothing accepts late, the seat is free for the next invite, and the end is told once', async () => {
    const account = await platform.anAccount({ type: 'personal' })
    const invited = await platform.invites(account)
    await vi.waitFor(() => expect(subjectsTo(invited.email)).toHaveLength(1), WITHIN)
    const person = new Person(installation.addresses.api)
    const link = linkIn(inbox.mails.find((mail) => mail.to === invited.email)?.text ?? '')
    await person.open(link)
    const { worker } = installation.processes()
    signalProcess(worker, 'SIGSTOP')
    await records.rows('UPDATE sub_user SET deadline = clock_timestamp() + $2::interval, due_at = NULL WHERE id = $1', [
      uuidOf(invited.id),
      '50 milliseconds',
    ])
    await vi.waitFor(async () => expect((await platform.shows(invited.id)).status).toBe('expired'), WITHIN)
    const late = await person.sends(`${new URL(link).pathname}/accept`)
    expect([late.status, person.heading]).toEqual([410, 'This invitation has expired'])
    expect((await platform.invites(account)).status).toBe('invited')
    killNow(worker)
    await vi.waitFor(
      () => expect(subjectsTo(invited.email).filter((subject) => /expired/.test(subject))).toHaveLength(1),
      WITHIN,
    )
    await records.areDone([invited.id])
    expect(await records.events(invited.id)).toEqual(['sub_user.invited', 'sub_user.expired'])
  })
})

describe('[R65] what is nobody’s business is nowhere', () => {
  it('no name, address or message in histories, search attributes and logs, errors of mail server and database included', async () => {
    const planted = { name: 'Zbigniew Plantowski', holder: 'Hortensia Plantova', local: `plant.${unique()}` }
    const holderEmail = `${planted.local}.holder@secret.example`
    const account = await platform.anAccount({
      holder: planted.holder,
      holderEmail,
      name: `Planted & Sons ${unique()}`,
    })
    const walk = new Walk(cast, {
      role: 'trader',
      account,
      name: planted.name,
      email: `${planted.local}@secret.example`,
    })
    await walk.goes('invited')
    inbox.isDown(true) // its words name the recipient
    const accepted = walk.goes('accepted')
    await vi.waitFor(async () => expect(await codesTried(walk.id)).toBeGreaterThan(0), WITHIN)
    inbox.isDown(false)
    await accepted
    killNow(installation.processes().postgres)
    await walk.goes()
    await records.areDone([walk.id])
    const kept = await temporalOf(installation, (client) => historiesOf(client, [walk.id]))
    const logs = logsOf(installation.home)
    expect(kept).toContain(uuidOf(walk.id))
    expect(logs).toContain('/me/about')
    for (const word of [
      'Zbigniew',
      'Plantowski',
      'Hortensia',
      planted.local,
      'secret.example',
      'Planted & Sons',
      installation.apiKey,
    ]) {
      expect(kept, word).not.toContain(word)
      expect(logs, word).not.toContain(word)
    }
  })
})

describe('a second start', () => {
  it('beside the first is refused with its addresses, and harms nothing', async () => {
    const second = await usher(installation, ['start'])
    expect(second.code).toBe(1)
    expect(second.err).toContain('already runs here')
    expect(second.err).toContain(installation.addresses.console)
    expect(isAlive(installation.processes().api)).toBe(true)
    expect((await fetch(`${installation.addresses.api}/readyz`)).status).toBe(200)
  })

  it('on a port that somebody else has says who, and which port to take instead', async () => {
    const server = net.createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as net.AddressInfo
    const home = `${installation.home}/second`
    const taken = await usher({ home, given: { ...installation.given, PORT: String(port) } }, ['start'])
    server.close()
    expect(taken.code).toBe(1)
    expect(taken.err).toContain(`Port ${port} is taken by process ${process.pid}`)
    expect(taken.err).toContain(`PORT=${port + 1}`)
  })
})
