import type { Page } from 'playwright-core'
import { unique } from '../support/platform.ts'
import type { Desk, Visitor } from './desk.ts'
import { arrives, press } from './steps.ts'

export type World = { account: string; reference: string; holderEmail: string; key: string }

/** An individual's account of the brokerage, with a holder of its own. */
export async function aBrokerageAccount({ platform }: Desk): Promise<World> {
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
export async function theHolder(
  desk: Desk,
  world: World,
  given: { phone?: boolean; sure?: boolean } = {},
): Promise<Visitor> {
  const visitor = await desk.visitor(given.phone ? { phone: true } : {})
  const mfaAt = given.sure ? { mfaAt: new Date(Date.now() - 60_000).toISOString() } : {}
  const { body } = await desk.platform.call('POST', '/portal-sessions', {
    account: world.account,
    actor: 'holder',
    ...mfaAt,
  })
  await visitor.page.goto(String(body['url']))
  await press(visitor.page, 'Continue')
  await arrives(visitor.page, 'Users & access rights')
  return visitor
}

export const onStep = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true }).waitFor()
export const shows = (page: Page, text: string) => page.getByText(text).filter({ visible: true }).first().waitFor()
export const saved = (page: Page) => page.getByText(/^Draft saved at/).waitFor()
export const next = (page: Page) => press(page, 'Continue')
export const box = (page: Page, name: RegExp) => page.getByRole('checkbox', { name })

/** Step 1 about somebody else, complete. */
export async function fillsPerson(page: Page, world: World): Promise<void> {
  await page.getByLabel('User name').fill(`ada.${world.key}`)
  await page.getByLabel('Name', { exact: true }).fill('Ada Brunswijk')
  await page.getByLabel('Relationship to you').selectOption('adviser')
  await page.getByLabel('Ada Brunswijk does not work for me.').check()
  await page.getByLabel('E-mail').fill(`ada.${world.key}@brunswijk.example`)
}

/** From the panel to the first rights of somebody else, without a template. */
export async function choosesRights(page: Page, world: World): Promise<void> {
  await press(page, 'Add a user')
  await fillsPerson(page, world)
  await next(page)
  await onStep(page, 'Template')
  await next(page)
  await onStep(page, 'User settings')
}
