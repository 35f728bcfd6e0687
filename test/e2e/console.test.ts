import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { aPhoto } from '../support/pictures.ts'
import { aMember, Staff, STAFF_PASSWORD } from '../support/staff.ts'
import { unique } from '../support/platform.ts'
import { aDesk, type Visitor } from './desk.ts'
import {
  accepts,
  acceptsTexts,
  addsPhoto,
  arrives,
  opens,
  press,
  setsLogin,
  showsDocuments,
  tellsAboutThemself,
} from './steps.ts'

const desk = await aDesk()
const { platform, mailbox, site } = desk
/** Changes show without a reload (R57); how soon is for the bench, not for a busy machine. */
const SOON = { timeout: 15_000, interval: 50 }
/** A decision leaves after ten seconds; then as well. */
const AFTER_UNDO = { timeout: 30_000, interval: 50 }

const manager = await new Staff(site).joins(await aMember(inject('place'), 'manager', 'Nadia Brandt'))

/** A browser in which a manager has signed in. */
async function atTheConsole(path: string): Promise<Visitor> {
  const visitor = await desk.visitor()
  await visitor.context.addCookies(manager.cookies().map((cookie) => ({ ...cookie, url: site })))
  await visitor.page.goto(`${site}/console${path}`)
  return visitor
}

const shows = (page: Page, selector: string, text: string | RegExp, within = SOON): Promise<void> =>
  expect.poll(() => page.locator(selector).allInnerTexts(), within).toEqual([expect.stringMatching(text)])

describe('[R61] staff', () => {
  it('set up their sign-in by the link, once; sign out, and in again', async () => {
    const member = await aMember(inject('place'), 'manager', 'Ida Falk')
    const { page } = await desk.visitor()
    await page.goto(member.link)
    await desk.look(page, 'console-set-up')
    await page.getByLabel('E-mail').fill(member.email)
    await page.getByLabel(/password/i).fill('only nine')
    await page.locator('button[type=submit]').click()
    await page.getByText('Use at least 12 characters. You have 9.').waitFor()
    await page.getByLabel(/password/i).fill(STAFF_PASSWORD)
    await page.locator('button[type=submit]').click()
    await page.getByRole('button', { name: /later|not now/i }).waitFor()
    await desk.look(page, 'console-second-factor')
    await press(page, /later|not now/i)
    await arrives(page, 'Onboardings')
    await press(page, /Ida Falk/)
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByLabel('Password').waitFor()
    await desk.look(page, 'console-sign-in')
    await page.getByLabel('E-mail').fill(member.email)
    await page.getByLabel('Password').fill('not the right one')
    await press(page, 'Continue')
    await page.getByText('E-mail or password is wrong.').waitFor()
    await page.getByLabel('Password').fill(STAFF_PASSWORD)
    await press(page, 'Continue')
    await arrives(page, 'Onboardings')
    const again = await desk.visitor()
    await again.page.goto(member.link)
    await again.page.getByLabel('E-mail').fill(member.email)
    await again.page.getByLabel(/password/i).fill(STAFF_PASSWORD)
    await again.page.locator('button[type=submit]').click()
    await again.page.locator('[role=alert]').waitFor()
  })

  it('nobody gets in who is not signed in', async () => {
    const { page } = await desk.visitor()
    await page.goto(`${site}/console/onboardings?turn=staff`)
    await page.getByLabel('Password').waitFor()
    expect(page.url()).toContain('/console/sign-in')
  })
})

it('[R5] [R10] [R57] [R62] a manager invites in the panel; the row waits behind “Show them”, the mail is there', async () => {
  const account = await platform.anAccount()
  const email = `panel.${unique()}@kestrel.example`
  const { page } = await atTheConsole(`/onboardings?search=${email}`)
  await arrives(page, 'Onboardings')
  await page.getByText('No onboarding matches.').waitFor()
  await press(page, 'Invite someone')
  await desk.look(page, 'console-invite-empty')
  await press(page, 'Send the invitation')
  await page.getByText(/There are 3 things to correct/).waitFor()
  await page
    .getByRole('textbox', { name: 'Account' })
    .or(page.getByRole('combobox', { name: 'Account' }))
    .fill(account.name)
  await page.getByRole('option', { name: new RegExp(account.name) }).click()
  await page.getByLabel('E-mail address').fill(email)
  await page
    .getByRole('radio', { name: /^Trader\b/ })
    .first()
    .check()
  await page.getByLabel('Personal message').fill('Look at www.example.com')
  await press(page, 'Send the invitation')
  await page
    .getByText(/A message can’t contain a link or an e-mail address/)
    .first()
    .waitFor()
  await page.getByLabel('Personal message').fill('See you at the desk')
  await desk.look(page, 'console-invite')
  await press(page, 'Send the invitation')
  await page.getByText(`Invitation sent to ${email}`).waitFor()
  expect((await mailbox.waitFor(email, /invites you to the account/)).text).toContain('See you at the desk')
  await mailbox.waitFor(account.holderEmail, new RegExp(`invited ${email}`))
  await page.getByRole('button', { name: /Show them/ }).click()
  await shows(page, '.grid tbody .c-p', new RegExp(email))
})

it('[R42] [R45] [R57] [R58] a Trader, watched by staff: list and page show every change by themselves; asked once more, then approved', async () => {
  const account = await platform.anAccount()
  const { id, email } = await platform.invites(account, { message: 'Welcome to the desk' })
  const list = (await atTheConsole(`/onboardings?search=${email}`)).page
  const detail = (await atTheConsole(`/onboardings/${id}`)).page
  const bothShow = async (status: RegExp, next: RegExp, within = SOON): Promise<void> => {
    await Promise.all([
      shows(list, '.grid tbody .c-s .st', status, within),
      shows(detail, '.next p.big >> nth=0', next, within),
    ])
  }
  await list.locator('.grid tbody tr').waitFor()
  await bothShow(/Invited/, /accepts the invitation/)
  await desk.look(detail, 'console-detail-invited')

  const person = await desk.visitor({ phone: true })
  await accepts(person, mailbox, email)
  await bothShow(/Accepted[\s\S]*name left/, /gives a name/)
  await tellsAboutThemself(person.page, 'Tomasz Wierzbnik')
  await bothShow(/login left/, /Tomasz Wierzbnik sets a login|Tomasz sets a login/)
  await shows(list, '.grid tbody .c-p', /Tomasz Wierzbnik/)
  await setsLogin(person.page)
  await bothShow(/legal texts left/, /accepts the legal texts/)
  await acceptsTexts(person.page)
  await bothShow(/Verifying/, /chooses a document/)
  await showsDocuments(person)
  await bothShow(/Verifying[\s\S]*unassigned/, /Staff review the documents/)
  await desk.look(list, 'console-list')
  await desk.look(detail, 'console-detail-in-review')

  const review = (await atTheConsole('/reviews')).page
  await decides(review, id, async () => {
    await review.getByRole('radio', { name: /^Ask again/ }).check()
    await review.getByRole('combobox', { name: 'Document' }).selectOption({ label: 'Passport' })
    await review.getByRole('combobox', { name: 'Why' }).selectOption({ label: 'Glare' })
    await review.getByText(/Light reflects on the page/).waitFor()
    await press(review, 'Add another') // each document once: the next one is offered
    const added = review.getByRole('combobox', { name: 'Document' }).last()
    expect(await added.inputValue()).toBe('selfie')
    expect(await added.locator('option').allInnerTexts()).not.toContain('Passport')
    await review.getByRole('button', { name: 'Remove' }).last().click()
    await desk.look(review, 'console-review')
  })
  await bothShow(/needs resubmission/, /takes a new photo/, AFTER_UNDO)
  expect((await mailbox.waitFor(email, /^We need one new photo/)).text).toContain('Light reflects on the page')

  await opens(person.page, `${site}/me`)
  await arrives(person.page, 'We need one new photo')
  await addsPhoto(person, 'passport_photo', await aPhoto(1300, 900))
  await person.page.getByText('New photo added').waitFor()
  await press(person.page, 'Send for the identity check')
  await bothShow(/Verifying[\s\S]*unassigned/, /Staff review the documents/)
  await review.goto(`${site}/console/reviews`)
  await decides(review, id, async () => {
    for (const check of await review.locator('.chk input').all()) await check.check()
    await review.getByRole('radio', { name: /^Approve/ }).check()
    await review.getByLabel('Document valid until').fill('2099-05-01')
  })
  await bothShow(/Active/, /Nothing is left to do/, AFTER_UNDO)
  await desk.look(detail, 'console-detail-active')
  await opens(person.page, `${site}/me`)
  await arrives(person.page, 'You have access')
  await mailbox.waitFor(email, new RegExp(`^You have access to ${account.name}`))
  await mailbox.waitFor(account.holderEmail, /^Tomasz Wierzbnik is active/)
  await expect
    .poll(() => detail.locator('table.m').innerText(), { timeout: 30_000 })
    .toMatch(/You have access\s+accepted/)
})

/** Takes a review from the queue, looks at every document, and decides; the decision leaves although the page is closed. */
async function decides(page: Page, id: string, choose: () => Promise<void>): Promise<void> {
  await page.locator(`.queue a[href$="${id}"]`).click()
  await press(page, 'Take this review')
  await press(page, /^Side by side/)
  await expect.poll(() => page.locator('.pics img, .pics canvas').count(), { timeout: 30_000 }).toBe(2)
  await expect.poll(() => page.locator('.chk input:enabled').count(), { timeout: 30_000 }).toBe(4)
  await choose()
  await press(page, /^Give the decision/)
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await page.goto('about:blank')
}

it('[R34] [R57] a manager revokes on the page of an onboarding; accounts and queue can be read', async () => {
  const account = await platform.anAccount({ type: 'personal' })
  const { id } = await platform.invites(account)
  const { page } = await atTheConsole(`/onboardings/${id}`)
  await press(page, 'Read the mail: Invitation')
  await page.getByRole('dialog').getByText('Look at the invitation').first().waitFor()
  await desk.look(page, 'console-mail')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await expect.poll(focused).toBe('Read the mail: Invitation') // a dialog brings focus back to where it came from
  await press(page, 'Revoke')
  await page.getByRole('dialog').waitFor()
  await desk.look(page, 'console-revoke')
  await page.getByRole('dialog').getByLabel('Reason').fill('The desk is closed')
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
  await shows(page, '.title .st', /Revoked/)
  expect((await platform.shows(id)).status).toBe('revoked')
  await page.goto(`${site}/console/accounts`)
  await arrives(page, 'Accounts')
  await page.locator('tbody tr').first().waitFor()
  await desk.look(page, 'console-accounts')
  await page.goto(`${site}/console/accounts/${account.id}`)
  await arrives(page, account.name)
  await desk.look(page, 'console-account')
  await page.goto(`${site}/console/reviews`)
  await arrives(page, 'Review queue')
  await desk.look(page, 'console-queue')
  const beyond = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight)
  await expect.poll(beyond).toBe(0) // only what is inside scrolls
})
