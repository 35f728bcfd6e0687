import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { aPhoto } from '../support/pictures.ts'
import type { Mailbox } from '../support/platform.ts'
import type { Desk, Visitor } from './desk.ts'

export const PASSWORD = 'seven green umbrellas'

/** Something to look at on the way; nothing unless given. */
export type Look = (page: Page, name: string) => Promise<void>
const passBy: Look = async () => {}

export const heading = (page: Page): Promise<string> => page.locator('h1').innerText()

/** Waits for the page with this heading. */
export async function arrives(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click()

/** Opens an address; a page that waits may just be leading there by itself. */
export async function opens(page: Page, address: string): Promise<void> {
  await page.goto(address).catch((fault: Error) => {
    if (!/interrupted by another navigation|ERR_ABORTED/.test(fault.message)) throw fault
  })
}

export const errors = (page: Page): Promise<string[]> => page.locator('p.problem').allInnerTexts()

/** From the mailed link to the accepted invitation: the button, and the code from the mailbox. */
export async function accepts({ page }: Visitor, mailbox: Mailbox, email: string, look = passBy): Promise<void> {
  await page.goto(await mailbox.link(email, /invites you to the account/))
  await look(page, 'welcome')
  await press(page, 'Accept the invitation')
  await arrives(page, /^Enter the code we sent to/)
  await look(page, 'code')
  await page.getByLabel('Code, 6 digits').fill(await mailbox.code(email))
  await press(page, 'Continue')
  await arrives(page, 'About you')
}

export async function tellsAboutThemself(page: Page, name: string, birth = true, look = passBy): Promise<void> {
  await look(page, birth ? 'about' : 'about-viewer')
  await page.getByLabel(/^Full name/).fill(name)
  if (birth) {
    await page.getByLabel('Day').fill('9')
    await page.getByLabel('Month').fill('3')
    await page.getByLabel('Year').fill('1988')
  }
  await press(page, 'Continue')
  await arrives(page, 'Set up your login')
}

export async function setsLogin(page: Page, look = passBy): Promise<void> {
  await look(page, 'login')
  await page.getByLabel('Password').fill(PASSWORD)
  await press(page, 'Continue')
  await arrives(page, 'Read and accept')
}

export async function acceptsTexts(page: Page, look = passBy): Promise<void> {
  await look(page, 'legal')
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await press(page, 'Continue')
}

/** Name, login and legal texts. */
export async function signsUp({ page }: Visitor, name: string, birth = true, look = passBy): Promise<void> {
  await tellsAboutThemself(page, name, birth, look)
  await setsLogin(page, look)
  await acceptsTexts(page, look)
}

/** Document and photos, sent for the check. */
export async function showsDocuments(visitor: Visitor, look = passBy): Promise<void> {
  const { page } = visitor
  await arrives(page, 'Identity check')
  await look(page, 'identity-choice')
  await choosesPassport(visitor)
  await page.getByRole('heading', { name: 'Passport, photo page' }).waitFor()
  await look(page, 'identity-photos')
  await addsPhoto(visitor, 'passport_photo', await aPhoto())
  await page.getByRole('heading', { name: /^Passport, photo page ?: done$/ }).waitFor()
  await addsPhoto(visitor, 'selfie', await aPhoto(900, 1200))
  await page.getByRole('heading', { name: /^Selfie ?: done$/ }).waitFor()
  await look(page, 'identity-added')
  await press(page, 'Send for the identity check')
  await arrives(page, 'We are checking your documents')
  await look(page, 'waiting')
}

/** A pointer chooses and sends at once where there is JavaScript; else the button does. */
export async function choosesPassport({ page, scripts }: Visitor): Promise<void> {
  await page.getByText('Passport', { exact: true }).click()
  if (!scripts) await press(page, 'Use this document')
}

/** A Trader who has signed up and chosen the passport; returns whose onboarding it is. */
export async function atTheIdentityCheck({ platform, mailbox }: Desk, visitor: Visitor): Promise<string> {
  const { id, email } = await platform.invites(await platform.anAccount())
  await accepts(visitor, mailbox, email)
  await signsUp(visitor, 'Tomasz Wierzbnik')
  await arrives(visitor.page, 'Identity check')
  await choosesPassport(visitor)
  await visitor.page.getByRole('heading', { name: 'Passport, photo page' }).waitFor()
  return id
}

export async function addsPhoto(visitor: Visitor, kind: string, file: Buffer, name = 'photo.jpg'): Promise<void> {
  const form = visitor.page.locator(`form.photo:has(input[value="${kind}"])`)
  const mimeType = name.endsWith('.png') ? 'image/png' : 'image/jpeg'
  if (visitor.scripts)
    return form.locator('input[type="file"]:enabled').last().setInputFiles({ name, mimeType, buffer: file })
  await form.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer: file })
  await form.locator('button').click()
}

/** The one sentence at the form, in its field and in the summary alike. */
export async function isTold(page: Page, sentence: string): Promise<void> {
  await page.locator('.summary').waitFor()
  expect(await errors(page)).toEqual([sentence])
  expect(await page.locator('.summary a').allInnerTexts()).toEqual([sentence])
  expect(await page.title()).toMatch(/^Error: /)
}
