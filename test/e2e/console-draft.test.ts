import { expect, inject, it } from 'vitest'
import { aMember, Staff } from '../support/staff.ts'
import { aDesk } from './desk.ts'
import { arrives, press } from './steps.ts'
import { aBrokerageAccount, onStep, theHolder } from './wizard-steps.ts'

const desk = await aDesk()
const { mailbox, site } = desk
const manager = await new Staff(site).joins(await aMember(inject('place'), 'manager', 'Runa Falk'))

it('[R29] staff begin a draft for an account whose rights are chosen; the holder is told and goes on with it', async () => {
  const world = await aBrokerageAccount(desk)
  const { page, context } = await desk.visitor()
  await context.addCookies(manager.cookies().map((cookie) => ({ ...cookie, url: site })))
  await page.goto(`${site}/console/accounts/${world.account}`)
  await arrives(page, 'Signe Haldors')
  await press(page, 'Invite someone')
  await page.getByText(/This account chooses rights one by one/).waitFor()
  await press(page, 'Save the draft and tell the holder')
  await page.getByText('Choose the relationship.').first().waitFor()
  await desk.look(page, 'console-invite-draft')
  await page.getByRole('textbox', { name: /^Name/ }).fill('Ada Brunswijk')
  await page.getByLabel('Relationship to the holder').selectOption('friend')
  await page.getByLabel('E-mail address').fill(`ada.${world.key}@brunswijk.example`)
  await press(page, 'Save the draft and tell the holder')
  await page.getByText(/^Draft saved, and Signe Haldors is told\. It is kept until/).waitFor()
  await mailbox.waitFor(world.holderEmail, /^A draft waits for you: a user for SB-/)

  const holder = await theHolder(desk, world)
  await holder.page.getByText(/began it; rights, fee and confirmation are yours/).waitFor()
  await holder.page.getByRole('button', { name: 'Actions for Ada Brunswijk' }).click()
  await holder.page.getByRole('menuitem', { name: 'Go on with the draft' }).click()
  await onStep(holder.page, 'Person')
  expect(await holder.page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ada Brunswijk')
  expect(await holder.page.getByLabel('Relationship to you').inputValue()).toBe('friend')
})
