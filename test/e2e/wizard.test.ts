import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { codeIn, unique } from '../support/platform.ts'
import { aDesk, type Visitor } from './desk.ts'
import { accepts, arrives, press, setsLogin, tellsAboutThemself } from './steps.ts'

const desk = await aDesk()
const { platform, mailbox, site } = desk

type World = { account: string; reference: string; holderEmail: string; key: string }

async function aBrokerageAccount(): Promise<World> {
  const key = unique()
  const reference = `SB-${key}`
  const holderEmail = `signe.${key}@haldors.example`
  const holder = { name: 'Signe Haldors', email: holderEmail }
  const { status, body } = await platform.call('POST', '/accounts', {
    reference,
    policy: 'brokerage',
    type: 'individual',
    holder,
  })
  if (status !== 201) throw new Error(`no account: ${JSON.stringify(body)}`)
  return { account: String(body['id']), reference, holderEmail, key }
}

/** The holder comes from the platform; with `sure`, a second factor was just seen. */
async function theHolder(world: World, given: { phone?: boolean; sure?: boolean } = {}): Promise<Visitor> {
  const visitor = await desk.visitor(given.phone ? { phone: true } : {})
  const mfaAt = given.sure ? { mfaAt: new Date(Date.now() - 60_000).toISOString() } : {}
  const { body } = await platform.call('POST', '/portal-sessions', {
    account: world.account,
    actor: 'holder',
    ...mfaAt,
  })
  await visitor.page.goto(String(body['url']))
  await press(visitor.page, 'Continue')
  await arrives(visitor.page, 'Users & access rights')
  return visitor
}

const onStep = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true }).waitFor()
const shows = (page: Page, text: string) => page.getByText(text).filter({ visible: true }).first().waitFor()
const saved = (page: Page) => page.getByText(/^Draft saved at/).waitFor()
const next = (page: Page) => press(page, 'Continue')
const box = (page: Page, name: RegExp) => page.getByRole('checkbox', { name })

async function fillsPerson(page: Page, world: World): Promise<void> {
  await page.getByLabel('User name').fill(`ada.${world.key}`)
  await page.getByLabel('Name', { exact: true }).fill('Ada Brunswijk')
  await page.getByLabel('Relationship to you').selectOption('adviser')
  await page.getByLabel('Ada Brunswijk does not work for me.').check()
  await page.getByLabel('E-mail').fill(`ada.${world.key}@brunswijk.example`)
}

describe('[R23] the wizard', () => {
  it('[R24] [R26] [R27] [R28] [R29] [R30] goes forward, back and through a reload, and ends with an invitation', async () => {
    const world = await aBrokerageAccount()
    const { page } = await theHolder(world)
    await desk.look(page, 'access-empty')
    await press(page, 'Add a user')
    await onStep(page, 'Person')
    expect(await page.title()).toMatch(/^Step 1 of 9: Person/)
    await next(page)
    await page
      .getByText('Confirm that this person does not work for you. Employees can’t be added here.')
      .first()
      .waitFor()
    await desk.look(page, 'wizard-person-errors')
    await fillsPerson(page, world)
    await page.getByText(`ada.${world.key} is free`).waitFor()
    await saved(page)
    await desk.look(page, 'wizard-person')
    await next(page)
    await onStep(page, 'Template')
    await page.getByText('No templates yet. You can save one at the end.').waitFor()
    await desk.look(page, 'wizard-template')
    await next(page)
    await onStep(page, 'User settings')
    await box(page, /^Change the own password/).check()
    await next(page)
    await onStep(page, 'Trading')
    await expect.poll(() => page.locator('h2').evaluate((heading) => heading === document.activeElement)).toBe(true)
    await box(page, /^See positions and orders/).check()
    await box(page, /^Place and cancel orders in shares/).check()
    await shows(page, 'Ada goes through an identity check, because you ticked')
    await shows(page, '0 of 5 seats for other people are taken. Ada takes one when you press OK, not before.')
    await saved(page)
    await desk.look(page, 'wizard-rights')
    await page.reload()
    await onStep(page, 'Trading')
    expect(await box(page, /^Place and cancel orders in shares/).isChecked()).toBe(true)
    await press(page, 'Back')
    await onStep(page, 'User settings')
    expect(await box(page, /^Change the own password/).isChecked()).toBe(true)
    await page.goBack()
    await onStep(page, 'Trading')

    const other = await theHolder(world)
    await other.page.getByRole('button', { name: 'Actions for Ada Brunswijk' }).click()
    await other.page.getByRole('menuitem', { name: 'Go on with the draft' }).click()
    await onStep(other.page, 'Person')
    expect(await other.page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ada Brunswijk')

    await press(page, 'Go to review')
    await onStep(page, 'Review')
    await page.getByText('You confirmed: Ada Brunswijk does not work for me.').waitFor()
    await page.getByText('3 rights given').waitFor()
    await page.getByText('Close the account: not given').waitFor()
    await desk.look(page, 'wizard-review')
    await next(page)
    await onStep(page, 'Confirm')
    await page.getByText('costs EUR 14.50 a month, charged from the day Ada is active').waitFor()
    await press(page, 'OK: add Ada and send the invitation')
    await page.getByText('Accept the fee to go on.').first().waitFor()
    await page.getByLabel('I accept this fee.').check()
    await press(page, 'Request confirmation number')
    await page.getByText(/We sent 6 digits to s•••@haldors\.example at .* 5 tries left\./).waitFor()
    const number = codeIn((await mailbox.waitFor(world.holderEmail, /^Your confirmation number: /)).subject)
    await page.getByLabel('Confirmation number').fill(String((Number(number) + 1) % 1_000_000).padStart(6, '0'))
    await press(page, 'OK: add Ada and send the invitation')
    await page.getByText('That number is wrong. 4 tries left.').first().waitFor()
    await desk.look(page, 'wizard-confirm')
    await press(page, 'Save as a template')
    await page.getByRole('dialog').getByLabel('Name of the template').fill('Tax adviser')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByText('Template ‘Tax adviser’ saved.').waitFor()
    await page.getByLabel('Confirmation number').fill(number)
    await press(page, 'OK: add Ada and send the invitation')
    await arrives(page, 'Users & access rights')
    await page.getByText(/^Invitation sent to ada\..*It is open until/).waitFor()
    await page.getByText('1 of 5 seats for other people are taken.').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain('Ada Brunswijk')
    await desk.look(page, 'access-list')
    await other.page.goto(`${site}/portal/settings`)
    await arrives(other.page, 'Account settings')
    await other.page.getByText(`ada.${world.key}`).waitFor()
    await desk.look(other.page, 'account-settings')

    const ada = await desk.visitor()
    await accepts(ada, mailbox, `ada.${world.key}@brunswijk.example`)
    await tellsAboutThemself(ada.page, 'Ada Brunswijk')
    await setsLogin(ada.page)
    await arrives(ada.page, 'Read and accept')
    await ada.page.getByText('Limited power of attorney').first().click()
    await ada.page.getByText('Signe Haldors gives you this limited power of attorney').waitFor()
    await ada.page.getByText('Place and cancel orders in shares and funds').waitFor()
    await desk.look(ada.page, 'legal-lpoa')
  })

  it('[R25] [R31] a template leads to the review; the user is deleted from the panel', async () => {
    const world = await aBrokerageAccount()
    const { page } = await theHolder(world, { sure: true })
    await press(page, 'Add a user')
    await fillsPerson(page, world)
    await next(page)
    await onStep(page, 'Template')
    await next(page)
    await onStep(page, 'User settings')
    await box(page, /^Change the own password/).check()
    await saved(page)
    await press(page, 'Go to review')
    await next(page)
    await press(page, 'Save as a template')
    await page.getByRole('dialog').getByLabel('Name of the template').fill('Looks only')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByText('No number is needed').waitFor()
    await page.getByLabel('I accept this fee.').check()
    await press(page, 'OK: add Ada and send the invitation')
    await arrives(page, 'Users & access rights')

    await press(page, 'Add a user')
    await onStep(page, 'Person')
    await page.getByLabel('User name').fill(`ada.${world.key}`)
    await page.getByText(`ada.${world.key} is taken. Free:`, { exact: false }).waitFor()
    await page.getByRole('button', { name: new RegExp(`^Take ada\\.${world.key}2`) }).click()
    await page.getByText(`ada.${world.key}2 is free`).waitFor()
    await page.getByLabel('Name', { exact: true }).fill('Ben Brunswijk')
    await page.getByLabel('Relationship to you').selectOption('friend')
    await page.getByLabel('Ben Brunswijk does not work for me.').check()
    await page.getByLabel('E-mail').fill(`ben.${world.key}@brunswijk.example`)
    await next(page)
    await onStep(page, 'Template')
    await page.getByLabel('Looks only, 1 right').check()
    await next(page)
    await onStep(page, 'Review')
    await page.getByText('1 right given').waitFor()
    await press(page, 'Discard')
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
    await arrives(page, 'Users & access rights')

    await page.getByRole('button', { name: 'Actions for Ada Brunswijk' }).click()
    await page.getByRole('menuitem', { name: 'Delete…' }).click()
    await page.getByRole('dialog').getByText('The access and all sessions end at once. The history stays.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('Ada Brunswijk was deleted.').waitFor()
    await page.getByText('Nobody but you has access.').waitFor()
  })

  it('[R19] opens a second user in the holder’s own name, by keyboard alone', async () => {
    const world = await aBrokerageAccount()
    const { page } = await theHolder(world, { sure: true })
    await page.getByRole('button', { name: 'Add a user' }).focus()
    await page.keyboard.press('Enter')
    await onStep(page, 'Person')
    await page.getByLabel('A second user for me').focus()
    await page.keyboard.press('Space')
    await page.getByLabel('Password').waitFor()
    await page.getByLabel('User name').focus()
    await page.keyboard.type(`signe.${world.key}`)
    await page.getByLabel('Password').focus()
    await page.keyboard.type('seven green umbrellas')
    await page.keyboard.press('Enter')
    await onStep(page, 'Template')
    await page.getByLabel('Start empty').focus()
    await page.keyboard.press('Enter')
    await onStep(page, 'User settings')
    await box(page, /^Change the own password/).focus()
    await page.keyboard.press('Space')
    for (const step of ['Trading', 'Reporting', 'Funding', 'Account settings']) {
      await page.keyboard.press('Tab')
      await page.getByRole('checkbox').first().focus()
      await page.keyboard.press('Enter')
      await onStep(page, step)
    }
    await page.getByRole('checkbox').first().focus()
    await page.keyboard.press('Enter')
    await onStep(page, 'Review')
    await page.getByRole('button', { name: 'Continue' }).focus()
    await page.keyboard.press('Enter')
    await onStep(page, 'Confirm')
    await page.getByLabel('I accept this fee.').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await arrives(page, 'Users & access rights')
    await page.getByText(`signe.${world.key} is active.`).waitFor()
    const person = await desk.visitor()
    await person.page.goto(`${site}/me/sign-in`)
    await person.page.getByLabel('E-mail or user name').fill(`SIGNE.${world.key}`)
    await person.page.getByLabel('Password').fill('seven green umbrellas')
    await press(person.page, 'Sign in and go on')
    await arrives(person.page, 'You have access')
  })

  it('works on a phone: the steps in a list, what it comes to in a fold', async () => {
    const world = await aBrokerageAccount()
    const { page } = await theHolder(world, { phone: true })
    await press(page, 'Add a user')
    await fillsPerson(page, world)
    await saved(page)
    await press(page, 'All steps')
    await page.getByRole('link', { name: /^Trading/ }).click()
    await onStep(page, 'Trading')
    await box(page, /^See live market data/).check()
    await page.getByText('What Ada may do so far').filter({ visible: true }).click()
    await page.getByText('No identity check: Ada can only read.').filter({ visible: true }).waitFor()
    await saved(page)
  })
})
