import { describe, expect, it } from 'vitest'
import { resend } from '../../commands/links.ts'
import { linkToken, phoneCode } from '../../domain/secrets.ts'
import { aCaller } from '../support/actors.ts'
import { PASSWORD, aVerifying } from '../support/onboardings.ts'
import { Person } from '../support/person.ts'
import { hasAccepted, type Invited, isInvited, readsTheTexts } from './invited.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const { db, context } = world

/** Sends a form of the present page twice at the same moment; no answer may be a fault. */
async function sendsTwice(person: Person, action: string, fields: Record<string, string> = {}): Promise<void> {
  const answers = await Promise.all([person.post(action, fields), person.post(action, fields)])
  for (const answer of answers) expect(answer.status, action).toBeLessThan(500)
  await Promise.all(answers.map((answer) => answer.arrayBuffer()))
}

const events = (subject: string, type: string) => db.prisma.event.count({ where: { subject, type } })
const mails = (subject: string, kind: string) => db.prisma.mail.count({ where: { subject, kind } })

/** The newest link of this purpose, as its mail leads to it. */
async function newest({ personId }: Invited, purpose: 'sign_in' | 'password'): Promise<string> {
  const { id } = await db.prisma.link.findFirstOrThrow({ where: { personId, purpose }, orderBy: { id: 'desc' } })
  return `${purpose === 'sign_in' ? '/i/go' : '/me/password'}/${linkToken(context.keys, id)}`
}

describe('[R36] a form sent twice has one effect', () => {
  it('a new code', async () => {
    const { person, link, subUserId } = await isInvited(world)
    await person.sends(`${link}/accept`)
    await db.prisma.$executeRaw`UPDATE code SET tries = 1 WHERE sub_user_id = ${subUserId}::uuid`
    await sendsTwice(person, '/me/code/new')
    expect(await mails(subUserId, 'code')).toBe(2)
    expect(await db.prisma.code.count({ where: { subUserId, endedAt: null } })).toBe(1)
  })

  it('declining after all', async () => {
    const { person, subUserId } = await hasAccepted(world)
    await person.open('/me/decline')
    await sendsTwice(person, '/me/decline', { reason: 'No time this year' })
    expect(await events(subUserId, 'sub_user.declined')).toBe(1)
    expect(await mails(subUserId, 'declined_holder')).toBe(1)
  })

  it('asking for a sign-in link, and its button', async () => {
    const one = await hasAccepted(world)
    const { subUserId, email } = one
    const person = new Person(world.url)
    await person.open('/me/link')
    await sendsTwice(person, '/me/link', { email })
    expect(await mails(subUserId, 'sign_in_link')).toBe(1)
    const link = await newest(one, 'sign_in')
    await person.open(link)
    await sendsTwice(person, link)
    expect(await events(subUserId, 'sub_user.resumed')).toBe(1)
    expect(await db.prisma.session.count({ where: { subUserId, purpose: 'resume' } })).toBe(1)
    await person.open(link)
    expect(person.heading).toBe('About you')
  })

  it('a forgotten password, and the new one', async () => {
    const one = await readsTheTexts(world)
    const person = new Person(world.url)
    await person.open('/me/forgot')
    await sendsTwice(person, '/me/forgot', { email: one.email })
    expect(await mails(one.personId, 'password_link')).toBe(1)
    const link = await newest(one, 'password')
    await person.open(link)
    await sendsTwice(person, link, { password: 'quite another horse' })
    expect(await mails(one.personId, 'password_changed')).toBe(1)
    expect(await events(one.personId, 'person.password_changed')).toBe(1)
    expect((await person.sends(link, { password: 'quite another horse' })).status).toBe(200)
    expect(person.heading).toBe('Your password was changed')
    await person.open(link)
    expect(person.heading).toBe('This link no longer works')
  })

  it('“Was it not you?”', async () => {
    const { subUserId, link } = await hasAccepted(world)
    const person = new Person(world.url)
    const stop = `/me/stop/${link.slice(3)}`
    await person.open(stop)
    await sendsTwice(person, stop)
    expect(await events(subUserId, 'sub_user.stopped')).toBe(1)
  })

  it('asking for a new invitation', async () => {
    const { person, subUserId, link } = await isInvited(world)
    await person.open(`${link}/decline`)
    await person.sends(`${link}/decline`)
    await person.open(link)
    await sendsTwice(person, `${link}/ask`)
    expect(await events(subUserId, 'sub_user.asked_again')).toBe(1)
    expect(await mails(subUserId, 'asked_again')).toBe(1)
  })

  it('the newer link once more, and no reminders', async () => {
    const { person, subUserId, link } = await isInvited(world)
    await person.open(`${link}/no-reminders`)
    await sendsTwice(person, `${link}/no-reminders`)
    expect(await events(subUserId, 'sub_user.reminders_stopped')).toBe(1)
    await resend(context, aCaller(), { subUserId })
    await person.open(link)
    await sendsTwice(person, `${link}/mail`)
    expect(await events(subUserId, 'sub_user.link_mailed_again')).toBe(1)
  })

  it('leaving', async () => {
    const { person, subUserId } = await hasAccepted(world)
    await sendsTwice(person, '/me/leave')
    expect(await db.prisma.session.count({ where: { subUserId } })).toBe(0)
    expect(await events(subUserId, 'sub_user.declined')).toBe(0)
  })

  it('handing over to a phone, and going on there', async () => {
    const one = await aVerifying(world)
    const { subUserId, email } = one
    const computer = new Person(world.url)
    await computer.open('/me/sign-in')
    await computer.sends('/me/sign-in', { email, password: PASSWORD })
    await computer.sends('/me/identity/document', { document: 'passport' })
    await sendsTwice(computer, '/me/identity/phone')
    expect(await db.prisma.phoneLink.count({ where: { subUserId, endedAt: null } })).toBe(1)
    const { id } = await db.prisma.phoneLink.findFirstOrThrow({ where: { subUserId, endedAt: null } })
    const place = `/p/${phoneCode(context.keys, id)}`
    const phone = new Person(world.url)
    await phone.open(place)
    await sendsTwice(phone, place, { answer: 'yes' })
    expect(await events(subUserId, 'verification.phone_joined')).toBe(1)
    expect(await db.prisma.session.count({ where: { subUserId, purpose: 'upload' } })).toBe(1)
    await phone.open('/phone')
    expect(phone.heading).toBe('Add the photos')
  })
})
