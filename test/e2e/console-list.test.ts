import { expect, inject, it } from 'vitest'
import { unique } from '../support/platform.ts'
import { aMember, Staff } from '../support/staff.ts'
import { aDesk } from './desk.ts'
import { arrives, press } from './steps.ts'

const desk = await aDesk()
const { platform, mailbox, site } = desk
const manager = await new Staff(site).joins(await aMember(inject('place'), 'manager', 'Runa Falk'))

it('[R57] [R61] rows are selected by key and reminded, exported and revoked together; a view is saved and deleted', async () => {
  const desktop = await desk.visitor()
  const { page, context } = desktop
  await context.addCookies(manager.cookies().map((cookie) => ({ ...cookie, url: site })))
  const account = await platform.anAccount()
  const key = unique()
  const ended = await platform.invites(account, { role: 'viewer', email: `a.${key}@kestrel.example` })
  const others = [
    await platform.invites(account, { role: 'viewer', email: `b.${key}@kestrel.example` }),
    await platform.invites(account, { role: 'viewer', email: `c.${key}@kestrel.example` }),
  ]
  await platform.call('POST', `/sub-users/${ended.id}/revoke`, {})
  await page.goto(`${site}/console/onboardings?search=${key}`)
  await arrives(page, 'Onboardings')
  await expect.poll(() => page.locator('.grid tbody tr').count()).toBe(3)

  for (const _ of [1, 2, 3]) {
    await page.keyboard.press('j')
    await page.keyboard.press('x')
  }
  await page.getByText('3 selected').waitFor()
  await desk.look(page, 'console-list-selected')
  await page.getByRole('region', { name: 'Selected onboardings' }).getByRole('button', { name: 'Remind now' }).click()
  await page.getByText(new RegExp(`2 reminded\\. 1 not: a\\.${key}.*“Revoked”`)).waitFor()
  for (const { email } of others) await mailbox.waitFor(email, /^Still open/)

  const download = page.waitForEvent('download')
  await press(page, 'Export CSV')
  expect((await download).suggestedFilename()).toBe('onboardings.csv')
  await page.getByRole('region', { name: 'Selected onboardings' }).getByRole('button', { name: 'Revoke' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/Links and sessions stop at once/).waitFor()
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await page.getByText(/2 revoked\. 1 not:/).waitFor()
  for (const { id } of others) expect((await platform.shows(id)).status).toBe('revoked')

  await press(page, 'Save this view')
  await page.getByRole('dialog').getByLabel('Name').fill('My search')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'My search' }).waitFor()
  await page.goto(`${site}/console/onboardings`)
  await page.getByRole('link', { name: 'My search' }).click()
  await page.waitForURL(new RegExp(`search=${key}`))
  await press(page, 'Delete the view My search')
  await expect.poll(() => page.getByRole('link', { name: 'My search' }).count()).toBe(0)
})
