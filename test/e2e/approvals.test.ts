import { text as textOf } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inside } from '../../domain/ids.ts'
import { codeIn, unique } from '../support/platform.ts'
import { aDesk, type Visitor } from './desk.ts'
import { arrives, press } from './steps.ts'

const desk = await aDesk()
const { platform, mailbox } = desk
/** Changes show without a reload; how soon is for the bench, not for a busy machine. */
const SOON = { timeout: 15_000, interval: 50 }

const COLD_WALLET = { kind: 'wallet', network: 'ethereum', address: `0x${'c01d'.repeat(10)}` }

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
  await desk.inDatabase(
    `WITH s AS (UPDATE sub_user SET status = 'active', turn = 'nobody', named_at = created_at, accepted_at = created_at,
      activated_at = created_at, due_at = NULL, last_event = 'sub_user.activated' WHERE id = $1 RETURNING person_id)
    UPDATE person SET name = 'Petra Ohlendorf' WHERE id = (SELECT person_id FROM s)`,
    [inside('subUser', subUser)],
  )
  return { account, reference, holderEmail, email, subUser }
}

/** The platform reports what the user did before: orders, a sign-in, and a smaller withdrawal to the cold wallet. */
async function hasActed({ subUser }: World, orders: number): Promise<void> {
  const hoursAgo = (n: number): string => new Date(Date.now() - n * 3_600_000).toISOString()
  const one = { subUser, at: hoursAgo(1), result: 'done' }
  const amount = { value: '0.420', currency: 'BTC' }
  const actions = [
    { ...one, id: 'in-1', type: 'signed_in', at: hoursAgo(2) },
    { ...one, id: 'wd-1', type: 'withdrawal.completed', destination: COLD_WALLET, details: { amount } },
    ...Array.from({ length: orders }, (_, n) => ({ ...one, id: `or-${n}`, type: 'order.placed' })),
  ]
  const { body } = await platform.call('POST', '/actions', { actions })
  expect(body['recorded']).toBe(actions.length)
}

/** The platform asks about a withdrawal of 0.850 BTC to the holder's cold wallet. */
async function aWithdrawal({ account, subUser }: World): Promise<string> {
  await platform.call('POST', '/destinations', { account, place: COLD_WALLET, label: 'Cold wallet 2' })
  const asked = await platform.call('POST', '/withdrawals', {
    subUser,
    reference: `WD-${unique()}`,
    amount: { value: '0.850', currency: 'BTC' },
    destination: COLD_WALLET,
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
  it('[R15] is led from the mail to the item, which says what is known, and approves with a number by mail', async () => {
    const world = await aUserWhoWithdraws()
    await hasActed(world, 60)
    const id = await aWithdrawal(world)
    const mail = await mailbox.waitFor(world.holderEmail, /^Petra Ohlendorf asks to withdraw 0\.850 BTC$/)
    expect(mail.text).toContain(`open=%2Fwithdrawals%2F${id}`)
    const { page } = await theHolder(world, item(id))
    await arrives(page, 'Petra Ohlendorf asks to withdraw')
    await shows(page, '0.850 BTC')
    await shows(page, 'about EUR 52,000; you approve the amount in BTC')
    await shows(page, '1.464 BTC left after it')
    await shows(page, /^Used before, once; last on .*, 0\.420 BTC, sent by Petra Ohlendorf\.$/)
    await shows(page, /^Larger than any before by Petra: the largest was 0\.420 BTC on/)
    await page.getByRole('button', { name: 'Suspend Petra Ohlendorf…' }).waitFor()
    expect(await page.getByRole('link', { name: 'Get help' }).getAttribute('href')).toBe('/help')
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
    await page.getByRole('link', { name: 'Action history' }).click()
    await readsHistory(page)
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

  it('[R67] sees in the list what comes in and what ends, without a reload, which keeps no session open', async () => {
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
    await page.clock.setFixedTime(Date.now() + 2 * 60_000) // nobody has touched the page since
    const byItself = page.waitForRequest((request) => request.url().includes(`/portal/api/withdrawals/${id}`))
    await platform.call('POST', `/sub-users/${world.subUser}/reactivate`, { reason: 'Found.' })
    expect((await byItself).headers()['usher-unattended']).toBe('1')
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
  it('[R13] sees the item, without the buttons; deactivates themself, after being asked', async () => {
    const world = await aUserWhoWithdraws()
    const id = await aWithdrawal(world)
    await desk.inDatabase(`UPDATE sub_user SET role = 'administrator' WHERE id = $1`, [
      inside('subUser', world.subUser),
    ])
    const visitor = await desk.visitor()
    const { page } = visitor
    const body = { account: world.account, actor: world.subUser, open: item(id) }
    await page.goto(String((await platform.call('POST', '/portal-sessions', body)).body['url']))
    await press(page, 'Continue')
    await arrives(page, 'Petra Ohlendorf asks to withdraw')
    await shows(page, 'Only the holder decides.')
    expect(await page.getByRole('button', { name: /Approve|Decline/ }).count()).toBe(0)
    await desk.look(page, 'portal-withdrawal-administrator')
    await page.getByRole('link', { name: 'Manage users' }).click()
    await page.getByRole('button', { name: 'Actions for Petra Ohlendorf' }).click()
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Action history', 'Deactivate…'])
    await page.getByRole('menuitem', { name: 'Deactivate…' }).click()
    await shows(page, 'You lose access to Kestrel Joinery at once and can’t undo it.')
    await press(page, 'Deactivate myself')
    await arrives(page, 'You are signed out here')
    expect(await statusOf(id)).toBe('ended')
  })
})

/** [R15] 62 actions or more: paged, filtered by kind and time, exported as they are filtered. */
async function readsHistory(page: Page): Promise<void> {
  const lines = page.locator('.history-card tbody tr:has(td + td)')
  await arrives(page, 'Action history')
  await expect.poll(() => lines.count()).toBe(50)
  await press(page, 'Older')
  await expect.poll(() => lines.filter({ hasText: 'Signed in' }).count()).toBe(1)
  await press(page, 'Newer')
  await expect.poll(() => lines.count()).toBe(50)
  await press(page, 'Orders')
  await page.waitForURL(/kind=order/)
  await press(page, 'Withdrawals')
  await page.waitForURL(/kind=withdrawal/)
  await shows(page, 'Withdrawal sent')
  expect(await lines.filter({ hasText: 'Order placed' }).count()).toBe(0)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  const file = await textOf(await (await download).createReadStream())
  expect(file).toContain('withdrawal.completed')
  expect(file).not.toContain('order.placed')
}
