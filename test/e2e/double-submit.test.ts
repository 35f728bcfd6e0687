import { expect, inject, it } from 'vitest'
import { Records } from '../faults/traces.ts'
import { aPhoto } from '../support/pictures.ts'
import { Person } from '../support/person.ts'
import { Mailbox, Platform } from '../support/platform.ts'
import { aMember, Staff } from '../support/staff.ts'
import { PASSWORD } from './steps.ts'

const place = inject('place')
const platform = new Platform(place)
const mailbox = new Mailbox(place)
const records = new Records(place.databaseUrl)
const site = place.addresses.api

/** Sends a form twice at the same moment; no answer may be a fault. */
async function sendsTwice(person: Person, action: string, fields: Record<string, string | Blob> = {}): Promise<void> {
  const answers = await Promise.all([person.post(action, fields), person.post(action, fields)])
  for (const answer of answers) expect(answer.status, action).toBeLessThan(500)
  await Promise.all(answers.map((answer) => answer.arrayBuffer()))
  await person.open('/me')
}

it('[R36] every form of the way to access sent twice has one effect', async () => {
  const account = await platform.anAccount()
  const { id, email } = await platform.invites(account)
  const person = new Person(site)
  const link = new URL(await mailbox.link(email, /invites you to the account/)).pathname
  await person.open(link)
  await sendsTwice(person, `${link}/accept`)
  const code = await mailbox.code(email)
  await sendsTwice(person, '/me/code', { code })
  await sendsTwice(person, '/me/about', { name: 'Tomasz Wierzbnik', day: '9', month: '3', year: '1988' })
  await sendsTwice(person, '/me/login', { password: PASSWORD })
  await sendsTwice(person, '/me/legal', { accept_terms: 'on', accept_privacy: 'on' })
  await expect.poll(async () => (await person.open('/me')).url.pathname, { timeout: 30_000 }).toBe('/me/identity')
  await sendsTwice(person, '/me/identity/document', { document: 'passport' })
  const photo = new Blob([new Uint8Array(await aPhoto(640, 450))], { type: 'image/jpeg' })
  for (const kind of ['passport_photo', 'selfie']) await sendsTwice(person, '/me/identity/photo', { kind, photo })
  await sendsTwice(person, '/me/identity/send')
  expect(person.heading).toBe('We are checking your documents')

  const staff = await new Staff(site).joins(await aMember(place, 'manager'))
  await Promise.all([staff.takes(id), staff.takes(id)])
  const decisions = await Promise.all([staff.decides(id, 'approve'), staff.decides(id, 'approve')])
  expect(decisions.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  await platform.reaches(id, 'active')

  const events = await records.events(id)
  const once = events.filter((type) => type !== 'verification.photo_added')
  expect(once).toEqual([...new Set(once)])
  const subjects = (await mailbox.to(email)).map((mail) => mail.subject)
  await mailbox.waitFor(email, /^You have access/)
  expect(subjects).toEqual([...new Set(subjects)])
  const [{ documents } = { documents: 0 }] = await records.rows<{ documents: number }>(
    'SELECT count(*)::int AS documents FROM document d JOIN sub_user s ON s.id = d.sub_user_id JOIN person p ON p.id = s.person_id WHERE p.address = $1',
    [email],
  )
  expect(documents).toBe(2)
})

it('[R36] declining and reporting twice', async () => {
  for (const [form, event] of [
    ['decline', 'sub_user.declined'],
    ['report', 'sub_user.reported'],
  ] as const) {
    const account = await platform.anAccount()
    const { id, email } = await platform.invites(account)
    const person = new Person(site)
    const link = new URL(await mailbox.link(email, /invites you to the account/)).pathname
    await person.open(`${link}/${form}`)
    await sendsTwice(person, `${link}/${form}`, { reason: 'No time this year' })
    expect((await records.events(id)).filter((type) => type === event)).toHaveLength(1)
  }
})
