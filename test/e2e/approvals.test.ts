import pg from 'pg'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { inside } from '../../domain/ids.ts'
import { codeIn, unique } from '../support/platform.ts'
import { aDesk, type Visitor } from './desk.ts'
import { arrives, press } from './steps.ts'

const desk = await aDesk()
const { platform, mailbox } = desk
/** Changes show within two seconds, without a reload. */
const SOON = { timeout: 3_000, interval: 50 }

type World = { account: string; reference: string; holderEmail: string; email: string; subUser: string }

/** A user with access, whose withdrawals the holder approves; the way to the access is tested elsewhere. */
async function aUserWhoWithdraws(): Promise<World> {
  const key = unique()
  const holderEmail = `oskar.${key}@kestrel.example`
  const holder = { name: 'Oskar Lindgard', email: holderEmail }
  const reference = `NX-${key}`
  const given = { reference, type: 'company', name: 'Kestrel Joinery', holder, withdrawalApproval: true }
  const account = String((await platform.call('POST', '/accounts', given)).body['id'])
  const email = `petra.${key}@kestrel.example`
  const invited = await platform.call('POST', '/sub-users', { account, email, role: 'trader_withdrawals' })
  const subUser = String(invited.body['id'])
  await inDatabase(
    `WITH s AS (UPDATE sub_user SET status = 'active', turn = 'nobody', named_at = created_at, accepted_at = created_at,
      activated_at = created_at, due_at = NULL, last_event = 'sub_user.activated' WHERE id = $1 RETURNING person_id)
    UPDATE person SET name = 'Petra Ohlendorf' WHERE id = (SELECT person_id FROM s)`,
    [inside('subUser', subUser)],
  )
  return { account, reference, holderEmail, email, subUser }
}

async function inDatabase(sql: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject('place').databaseUrl })
  await client.connect()
  try {
    await client.query(sql, values)
  } finally {
    await client.end()
  }
}

/** The platform asks about a withdrawal of 0.850 BTC to the holder's cold wallet, which was used before. */
async function aWithdrawal({ account, subUser }: World): Promise<string> {
  const place = { kind: 'wallet', network: 'ethereum', address: `0x${'c01d'.repeat(10)}` }
  await platform.call('POST', '/destinations', { account, place, label: 'Cold wallet 2' })
  const asked = await platform.call('POST', '/withdrawals', {
    subUser,
    reference: `WD-${unique()}`,
    amount: { value: '0.850', currency: 'BTC' },
    destination: place,
    balanceAfter: '1.464',
    valueBeside: { value: '52000', currency: 'EUR' },
  })
  if (asked.status !== 201) throw new Error(`not asked: ${JSON.stringify(asked.body)}`)
  return String(asked.body['id'])
}

const statusOf = async (id: string) => (await platform.call('GET', `/withdrawals/${id}`)).body['status']

/** The holder comes from the platform, to this page. */
async function theHolder(world: World, open: string, given: object = {}, live = true): Promise<Visitor> {
  const visitor = await desk.visitor()
  if (!live) await visitor.page.route('**/portal/api/events', () => undefined) // its line never answers
  const body = { account: world.account, actor: 'holder', open, ...given }
  const { body: made } = await platform.call('POST', '/portal-sessions', body)
  await visitor.page.goto(String(made['url']))
  await arrives(visitor.page, /^Continue as Oskar Lindgard/)
  await press(visitor.page, 'Continue')
  return visitor
}

const item = (id: string): string => `/withdrawals/${id}`
const fresh = { mfaAt: new Date(Date.now() - 60_000).toISOString() }
const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

describe('[R18] the holder', () => {
  it('is led from the mail to the item, and approves with a number by mail', async () => {
    const world = await aUserWhoWithdraws()
    const id = await aWithdrawal(world)
    const mail = await mailbox.waitFor(world.holderEmail, /^Petra Ohlendorf asks to withdraw 0\.850 BTC$/)
    expect(mail.text).toContain(`open=%2Fwithdrawals%2F${id}`)
    const { page } = await theHolder(world, item(id))
    await arrives(page, 'Petra Ohlendorf asks to withdraw')
    await shows(page, '0.850 BTC')
    await shows(page, 'about EUR 52,000; you approve the amount in BTC')
    await shows(page, '1.464 BTC left after it')
    await desk.look(page, 'portal-withdrawal')
    await press(page, 'Approve 0.850 BTC')
    await shows(page, 'Request a number first.')
    await press(page, 'Request confirmation number')
    await shows(page, /We sent 6 digits to o•••@kestrel\.example at|We sent 6 digits to o•••@kestrel\.example/)
    const digits = codeIn((await mailbox.waitFor(world.holderEmail, /^Your confirmation number: /)).subject)
    const field = page.getByLabel('Confirmation number')
    await field.fill(String((Number(digits) + 1) % 1_000_000).padStart(6, '0'))
    await press(page, 'Approve 0.850 BTC')
    await shows(page, 'That number is wrong. 4 tries left.')
    await desk.look(page, 'portal-withdrawal-wrong-number')
    await field.fill(`${digits.slice(0, 3)} ${digits.slice(3)}`)
    await press(page, 'Approve 0.850 BTC')
    await shows(page, 'Approved. Petra is told.')
    expect(await statusOf(id)).toBe('approved')
    await desk.look(page, 'portal-withdrawal-approved')
    await mailbox.waitFor(world.email, /^Approved: 0\.850 BTC to Cold wallet 2$/)
  })

  it('declines with a reason; another device is told who was faster', async () => {
    const world = await aUserWhoWithdraws()
    const id = await aWithdrawal(world)
    const [first, second] = [await theHolder(world, item(id), fresh), await theHolder(world, item(id), fresh, false)]
    for (const { page } of [first, second]) await arrives(page, 'Petra Ohlendorf asks to withdraw')
    await first.page.getByLabel(/^Reason/).fill('Not before the audit.')
    await press(first.page, 'Decline, nothing is sent')
    await shows(first.page, 'Declined. Nothing was sent. Petra is told.')
    await shows(first.page, 'Not before the audit.')
    expect(await statusOf(id)).toBe('declined')
    const told = await mailbox.waitFor(world.email, /^Declined: 0\.850 BTC/)
    expect(told.text).toContain('Not before the audit.')
    await press(second.page, 'Approve 0.850 BTC')
    await shows(second.page, /^You declined this at \d\d:\d\d on another device\.$/)
    expect(await statusOf(id)).toBe('declined')
  })

  it('sees in the list what comes in and what ends, without a reload', async () => {
    const world = await aUserWhoWithdraws()
    const { page } = await theHolder(world, '/approvals')
    await arrives(page, 'Withdrawal approvals')
    await shows(page, 'Nothing waits for you.')
    const id = await aWithdrawal(world)
    const waiting = page.getByRole('link', { name: 'Petra Ohlendorf asks to withdraw 0.850 BTC' })
    await waiting.waitFor(SOON)
    await desk.look(page, 'portal-approvals')
    await waiting.click()
    await arrives(page, 'Petra Ohlendorf asks to withdraw')
    await platform.call('POST', `/sub-users/${world.subUser}/suspend`, { reason: 'Lost phone.' })
    await page.getByText('Nothing was sent.').first().waitFor(SOON)
    expect(await statusOf(id)).toBe('ended')
    await desk.look(page, 'portal-withdrawal-ended')
  })

  it('[R12] switches approvals off, after a number, and on again', async () => {
    const world = await aUserWhoWithdraws()
    const { page } = await theHolder(world, '/approvals')
    await press(page, 'Switch off…')
    await shows(page, 'Switch approvals off?')
    await desk.look(page, 'portal-approvals-off')
    await press(page, 'Request confirmation number')
    const digits = codeIn((await mailbox.waitFor(world.holderEmail, /^Your confirmation number: /)).subject)
    await page.getByLabel('Confirmation number').fill(digits)
    await press(page, 'Switch approvals off')
    await shows(page, 'Approvals are off')
    await press(page, 'Switch on…')
    await press(page, 'Switch approvals on')
    await shows(page, 'Approvals are on')
  })
})

describe('[R12] an Administrator', () => {
  it('sees the item, without the buttons', async () => {
    const world = await aUserWhoWithdraws()
    const id = await aWithdrawal(world)
    await inDatabase(`UPDATE sub_user SET role = 'administrator' WHERE id = $1`, [inside('subUser', world.subUser)])
    const visitor = await desk.visitor()
    const { page } = visitor
    const body = { account: world.account, actor: world.subUser, open: item(id) }
    await page.goto(String((await platform.call('POST', '/portal-sessions', body)).body['url']))
    await press(page, 'Continue')
    await arrives(page, 'Petra Ohlendorf asks to withdraw')
    await shows(page, 'Only the holder decides.')
    expect(await page.getByRole('button', { name: /Approve|Decline/ }).count()).toBe(0)
    await desk.look(page, 'portal-withdrawal-administrator')
  })
})
