import { describe, expect, inject, it } from 'vitest'
import { aMember, Staff } from '../support/staff.ts'
import { unique } from '../support/platform.ts'
import { aPhoto } from '../support/pictures.ts'
import { aDesk } from './desk.ts'
import { accepts, addsPhoto, arrives, isTold, opens, press, showsDocuments, signsUp } from './steps.ts'

const desk = await aDesk()
const { platform, mailbox, site } = desk
const staff = await new Staff(site).joins(await aMember(inject('place'), 'manager'))

const ways = [
  { scripts: true, phone: true, how: 'on a phone' },
  { scripts: false, phone: false, how: 'at a desk without JavaScript' },
]

describe.each(ways)('an onboarding through the pages, $how', (way) => {
  it('[R5] [R7] [R36] [R38] a Viewer: from the mail to access, no identity check, all are told', async () => {
    const account = await platform.anAccount()
    const { id, email } = await platform.invites(account, { role: 'viewer', message: 'See you on Monday' })
    const visitor = await desk.visitor(way)
    await accepts(visitor, mailbox, email)
    await signsUp(visitor, 'Wiktor Alban', false, desk.look)
    await reachesAccess(visitor.page)
    await desk.look(visitor.page, 'access')
    expect(await visitor.page.locator('main').innerText()).toContain(account.name)
    await visitor.page.getByRole('link', { name: 'Go to Northwind Exchange' }).waitFor()
    await platform.reaches(id, 'active')
    await mailbox.waitFor(email, new RegExp(`^You have access to ${account.name}`))
    await mailbox.waitFor(account.holderEmail, /^Wiktor Alban is active/)
    await mailbox.waitFor(account.holderEmail, /accepted$/)
  })

  it('[R6] [R36] [R42] [R45] a Trader: checked by staff, asked once more with the reason, then access', async () => {
    const account = await platform.anAccount()
    const { id, email } = await platform.invites(account, { message: 'Welcome to the desk' })
    const visitor = await desk.visitor(way)
    const { look } = desk
    const { page } = visitor
    await accepts(visitor, mailbox, email, look)
    await signsUp(visitor, 'Tomasz Wierzbnik', true, look)
    await showsDocuments(visitor, look)

    await staff.takes(id)
    const asked = [{ document: 'passport_photo', reason: 'glare' }]
    expect((await staff.decides(id, 'ask_again', asked)).status).toBe(200)
    const mail = await mailbox.waitFor(email, /^We need one new photo/)
    expect(mail.text).toContain('Light reflects on the page')
    await opens(page, `${site}/me`)
    await arrives(page, 'We need one new photo')
    await look(page, 'resubmission')
    expect(await page.locator('main').innerText()).toContain('Light reflects on the page')
    expect(await page.locator('main').innerText()).toContain('Accepted, you don’t need to do anything.')
    await addsPhoto(visitor, 'passport_photo', await aPhoto(1300, 900))
    await page.getByText('New photo added').waitFor()
    await press(page, 'Send for the identity check')
    await arrives(page, 'We are checking your documents')

    await staff.takes(id)
    expect((await staff.decides(id, 'approve')).status).toBe(200)
    await platform.reaches(id, 'active')
    await opens(page, `${site}/me`)
    await reachesAccess(page)
    await look(page, 'access-trader')
    await mailbox.waitFor(email, new RegExp(`^You have access to ${account.name}`))
    await mailbox.waitFor(account.holderEmail, /^Tomasz Wierzbnik is active/)
  })

  it('[R36] errors in forms: the sentence on top and at the field, and what was typed stays', async () => {
    const { email } = await platform.invites(await platform.anAccount())
    const visitor = await desk.visitor(way)
    const { page } = visitor
    await accepts(visitor, mailbox, email)
    await page.getByLabel('Day').fill('31')
    await press(page, 'Continue')
    await page.locator('.summary').waitFor()
    expect(await page.locator('p.problem').allInnerTexts()).toEqual([
      'Enter your full name as it stands on the document.',
      'Enter the day, month and year, for example 9 3 1988.',
    ])
    expect(await page.getByLabel('Day').inputValue()).toBe('31')
    await desk.look(page, 'about-errors')
    await page.getByLabel(/^Full name/).fill('Tomasz')
    await page.getByLabel('Day').fill('1')
    await page.getByLabel('Month').fill('1')
    await page.getByLabel('Year').fill('2090')
    await press(page, 'Continue')
    await isTold(page, 'The date of birth must be in the past.')
    await page.getByLabel('Year').fill('1990')
    await press(page, 'Continue')
    await arrives(page, 'Set up your login')
    await page.getByLabel('Password').fill('only nine')
    await press(page, 'Continue')
    await isTold(page, 'Use at least 12 characters. You have 9.')
    await page.getByLabel('Password').fill('passwordpassword')
    await press(page, 'Continue')
    await isTold(page, 'This password is too common. Choose another.')
    await page.getByLabel('Password').fill(`long and rare ${unique()}`)
    await press(page, 'Continue')
    await arrives(page, 'Read and accept')
    await press(page, 'Continue')
    await page.locator('.summary').waitFor()
    expect(await page.locator('p.problem').first().innerText()).toBe(
      'Accept the Terms of Use to go on, or decline the invitation.',
    )
  })
})

/** The workflow activates within moments; a page that says so looks again by itself, or is loaded again. */
async function reachesAccess(page: import('playwright-core').Page): Promise<void> {
  await page.waitForURL(`${site}/me`)
  await expect
    .poll(async () => (await opens(page, `${site}/me`), page.locator('h1').innerText()), {
      timeout: 20_000,
      interval: 200,
    })
    .toBe('You have access')
}
