import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { unique } from '../support/platform.ts'
import { aMember, Staff } from '../support/staff.ts'
import { aDesk } from './desk.ts'
import { accepts, arrives, press, showsDocuments, signsUp } from './steps.ts'

const desk = await aDesk()
const { platform, mailbox, site } = desk
/** A decision leaves after ten seconds. */
const AFTER_UNDO = { timeout: 30_000, interval: 100 }

/** A browser in which a new member of staff has signed in. */
async function atTheQueue(role: string, name: string): Promise<Page> {
  const member = await new Staff(site).joins(await aMember(inject('place'), role, name))
  const { page, context } = await desk.visitor()
  await context.addCookies(member.cookies().map((cookie) => ({ ...cookie, url: site })))
  await page.goto(`${site}/console/reviews`)
  return page
}

/** Takes the review and looks at every document. */
async function looks(page: Page, id: string): Promise<void> {
  await page.goto(`${site}/console/reviews/${id}`)
  await press(page, 'Take this review')
  await press(page, /^Side by side/)
  await expect.poll(() => page.locator('.chk input:enabled').count(), { timeout: 30_000 }).toBe(4)
}

it('[R45] two reviewers, each alone: lines typed, the first decision unseen, the two differ, a manager decides', async () => {
  const answer = await platform.call('POST', '/accounts', {
    reference: `NX-${unique()}`,
    type: 'company',
    name: 'Kestrel Joinery',
    holder: { name: 'Oskar Lindgard', email: `oskar.${unique()}@kestrel.example` },
    verificationProfile: 'four_eyes',
  })
  expect(answer.status).toBe(201)
  const account = { id: String(answer.body['id']), name: 'Kestrel Joinery', holder: 'Oskar Lindgard', holderEmail: '' }
  const { id, email } = await platform.invites(account)
  const person = await desk.visitor({ phone: true })
  await accepts(person, mailbox, email)
  await signsUp(person, 'Tomasz Jaworek')
  await showsDocuments(person)

  const jonas = await atTheQueue('reviewer', 'Jonas Feldgraf')
  await looks(jonas, id)
  await jonas.getByLabel('Line 1').fill('P<UTOJAWOREK<<TOMASZ')
  await jonas.getByLabel('Line 2').fill('L898902C36UTO7408122F1204159ZE184226B<<<<<10')
  await jonas.getByLabel('Line 2').blur()
  await jonas.getByText('Line 1 has 20 characters; this document has').waitFor()
  await jonas.getByLabel('Line 1').fill('P<UTOJAWOREK<<TOMASZ'.padEnd(44, '<'))
  await jonas.getByLabel('Line 1').blur()
  await jonas.getByText('Check digits agree').waitFor()
  await jonas.getByText('Out of date').waitFor()
  await desk.look(jonas, 'review-typed')
  for (const check of await jonas.locator('.chk input').all()) await check.check()
  await jonas.keyboard.press('a')
  await press(jonas, /^Give first decision/)
  await jonas.getByText('This document has run out.').waitFor() // as typed from its lines
  await jonas.getByLabel('Document valid until').fill('2099-01-31')
  await press(jonas, /^Give first decision/)
  await press(jonas, 'Undo')
  await jonas.getByText('Taken back. Nothing was sent.').waitFor()
  await arrives(jonas, 'Tomasz Jaworek') // from the next review, if there is one: its address changes before its page does
  await press(jonas, /^Side by side/) // leaving a review blanks its documents
  await expect.poll(() => jonas.locator('.chk input:enabled').count(), AFTER_UNDO).toBe(4)
  for (const check of await jonas.locator('.chk input').all()) await check.check()
  await jonas.getByRole('radio', { name: /^Approve/ }).check()
  await press(jonas, /^Give first decision/)

  const marta = await atTheQueue('manager', 'Marta Quillon')
  await expect
    .poll(async () => (await marta.locator(`.queue a[href$="${id}"]`).allInnerTexts()).join(), AFTER_UNDO)
    .toContain('Second decision · free')
  await looks(marta, id)
  await marta.getByText(/Jonas Feldgraf gave the first decision at/).waitFor()
  expect(await marta.locator('.mrz input').first().inputValue()).toBe('')
  await desk.look(marta, 'review-second')
  await marta.getByRole('radio', { name: /^Reject/ }).check()
  await marta.getByRole('textbox', { name: /Reason/ }).fill('Not the same face')
  await press(marta, /^Give second decision/)

  const nadia = await atTheQueue('manager', 'Nadia Brandt')
  await expect
    .poll(async () => (await nadia.locator(`.queue a[href$="${id}"]`).allInnerTexts()).join(), AFTER_UNDO)
    .toContain('Two differ · manager')
  await jonas.goto(`${site}/console/reviews`)
  await jonas.locator('.queue header').waitFor()
  expect(await jonas.locator(`.queue a[href$="${id}"]`).count()).toBe(0)
  await looks(nadia, id)
  await nadia.getByText('Jonas Feldgraf: Approve').waitFor()
  await nadia.getByText('Marta Quillon: Reject').waitFor()
  for (const check of await nadia.locator('.chk input').all()) await check.check()
  await nadia.getByRole('radio', { name: /^Approve/ }).check()
  await nadia.getByLabel('No end date on it').check()
  await press(nadia, /^Give the decision/)
  await nadia.getByRole('button', { name: 'Undo' }).waitFor()
  await nadia.goto('about:blank')
  await expect.poll(async () => (await platform.shows(id)).status, AFTER_UNDO).toBe('active')
  await person.page.getByRole('heading', { level: 1, name: 'You have access' }).waitFor() // [R38] told at once
})
