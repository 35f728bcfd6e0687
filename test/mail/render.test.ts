import { describe, expect, it } from 'vitest'
import type { Frame } from '../../mail/facts.ts'
import { renderMail } from '../../mail/render.tsx'
import { frame, kinds, sampleOf, samples } from './samples.ts'
import { wordsOfHtml, wordsOfText } from './words.ts'

const german: Frame = { ...frame, locale: 'de' }
const count = (text: string, part: string) => text.split(part).length - 1

describe.each([frame, german])('every mail, $locale', (own) => {
  it.each(kinds)('%s says the same words in HTML and in text', (kind) => {
    const mail = renderMail(kind, sampleOf(kind), own)
    expect(wordsOfText(mail)).toEqual(wordsOfHtml(mail))
    expect(mail.subject).not.toMatch(/[{}]|undefined|\p{Cc}/u)
    expect(mail.text).not.toMatch(/[{}]|undefined|Invalid Date/u)
  })

  it.each(kinds)('%s has one button at most, its address once in each, and is small', (kind) => {
    const { html, text } = renderMail(kind, sampleOf(kind), own)
    const hrefs = [...html.matchAll(/<td class="b[tq]".*?href="([^"]*)"/gsu)].map((hit) => hit[1])
    expect(hrefs.length).toBeLessThanOrEqual(1)
    expect(hrefs.map((href) => count(text, `:\n${href}\n`))).toEqual(hrefs.map(() => 1))
    expect(hrefs.map((href) => count(html, `>${href}<`))).toEqual(hrefs.map(() => 1))
    expect(Buffer.byteLength(html)).toBeLessThan(30_000)
  })

  it.each(kinds)('%s loads nothing, names its language and leads to help', (kind) => {
    const { html, text } = renderMail(kind, sampleOf(kind), own)
    expect(html).not.toMatch(/<img|<script|<link|url\(|src=/iu)
    expect(html).toContain(`<html lang="${own.locale}">`)
    expect(html).toContain('prefers-color-scheme:dark')
    expect(text).toContain(`(${own.helpUrl})`)
  })

  it('is the same to the byte when it is written again', () => {
    expect(renderMail('invitation', samples.invitation, own)).toEqual(renderMail('invitation', samples.invitation, own))
  })
})

const endingSubject = (writtenAt: string): string =>
  renderMail('reminder_invited_24h', { ...samples.reminder_invited_24h, writtenAt: new Date(writtenAt) }, frame).subject

describe('the date stands in every mail while something is open [R33]', () => {
  const dated = kinds.filter((kind) => 'openUntil' in samples[kind])

  it.each(dated)('%s', (kind) => {
    const { text, html } = renderMail(kind, sampleOf(kind), frame)
    const date =
      /(Saturday, 28|Sat 28) Nov\w* 2026, 14:05 \(Warsaw time\)|22 Dec\w* 2026, 19:12|3 December 2026, 14:05/u
    const seen = kind === 'sign_in_link' ? /The date stands still while we check\./u : date
    expect(text).toMatch(seen)
    expect(html.replaceAll(/<[^>]*>/gu, '')).toMatch(seen)
  })

  it('counts in the platform’s time zone', () => {
    const { text } = renderMail('new_link', samples.new_link, { ...frame, timeZone: 'UTC' })
    expect(text).toContain('Saturday, 28 November 2026, 13:05 (UTC)')
  })

  it('says “today” or the date when a reminder of the last day comes at another time', () => {
    expect(endingSubject('2026-11-27T13:05:00Z')).toBe('Ends tomorrow, 14:05: the invitation to Kestrel Joinery')
    expect(endingSubject('2026-11-28T01:00:00Z')).toBe('Ends today, 14:05: the invitation to Kestrel Joinery')
    expect(endingSubject('2026-11-26T13:05:00Z')).toBe('Ends Sat 28 Nov, 14:05: the invitation to Kestrel Joinery')
  })
})

describe('subjects', () => {
  it.each([
    ['invitation', 'Oskar Lindgard invites you to the account of Kestrel Joinery'],
    ['reminder_invited_day3', 'Still open: the invitation to Kestrel Joinery'],
    ['reminder_accepted_24h', 'Ends tomorrow, 19:12: Kestrel Joinery'],
    ['code', 'Your code: 490 713'],
    ['deadline_moved', 'More time: the invitation is open until Thu 3 Dec'],
    ['resubmission', 'We need one new photo'],
    ['user_added', 'Petra Ohlendorf invited books@achterberg.example'],
    ['expired_holder', 'Expired: the invitation of tomasz.w@kestrel.example'],
    ['suspended', 'Your access to Kestrel Joinery is paused'],
  ] as const)('%s', (kind, subject) => {
    expect(renderMail(kind, samples[kind], frame).subject).toBe(subject)
  })
})

describe('the words follow the facts', () => {
  it('a viewer’s invitation asks for no document [R7]', () => {
    const facts = {
      ...samples.invitation,
      access: { policy: 'exchange', role: 'viewer', rights: [] },
      identityCheck: false,
      reminders: [],
    } as const
    const { text } = renderMail('invitation', facts, frame)
    expect(text).toContain('Takes: about 6 minutes\n')
    expect(text).toContain('Northwind Exchange sends this once for the invitation.')
  })

  it('the footer names the days of the reminders', () => {
    expect(renderMail('invitation', samples.invitation, frame).text).toContain('reminders on 24 and 27 November unless')
    expect(renderMail('invitation', samples.invitation, german).text).toContain('am 24. und 27. November')
  })

  it('asks for several photos, or only for the name, with why and what helps [R42]', () => {
    const items = [
      { document: 'id_card_front', reason: 'blurred' },
      { document: 'selfie', reason: 'selfie_unclear' },
    ] as const
    const photos = renderMail('resubmission', { ...samples.resubmission, items }, frame)
    expect(photos.subject).toBe('We need 2 new photos')
    expect(photos.text).toContain('Selfie: We can’t see your whole face. What helps: look ahead')
    const name = [{ document: 'name', reason: 'name_differs' }] as const
    const corrected = renderMail('resubmission', { ...samples.resubmission, items: name }, frame)
    expect(corrected.subject).toBe('Check your name once more')
    expect(corrected.text).toContain('Check the name:\n')
  })

  it('a reported invitation names no person', () => {
    for (const stage of ['invited', 'accepted', 'access'] as const)
      expect(renderMail('reported', { ...samples.reported, stage }, frame).text).not.toMatch(/Oskar|Tomasz|@/u)
  })

  it('[R35] a reported access is no invitation: nothing stands still, staff may suspend it', () => {
    const { subject, text } = renderMail('reported', { ...samples.reported, stage: 'access' }, frame)
    expect(subject).toBe(`Reported: an access to ${samples.reported.account}`)
    expect(text).toContain('Suspend it')
    expect(text).not.toContain('stands still')
  })
})

describe('what goes on after a report [R34]', () => {
  it.each([
    [frame, 'invited', 'revokes the invitation or sends a new link', 'sign-in link'],
    [frame, 'accepted', 'revokes the invitation or mails a sign-in link', 'new link'],
    [german, 'invited', 'einen neuen Link sendet', 'Anmeldelink'],
    [german, 'accepted', 'einen Anmeldelink mailt', 'neuen Link'],
  ] as const)('is said as it is offered ($0.locale, $1)', (own, stage, said, unsaid) => {
    const { text } = renderMail('reported', { ...samples.reported, stage }, own)
    expect(text.replaceAll(/\s+/gu, ' ')).toContain(said)
    expect(text).not.toContain(unsaid)
  })
})
