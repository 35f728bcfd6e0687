import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inside } from '../../domain/ids.ts'
import { type Account, unique } from '../support/platform.ts'
import { aDesk, type Visitor } from './desk.ts'
import { accepts, arrives, press, signsUp } from './steps.ts'

const desk = await aDesk()
const { platform, mailbox } = desk
/** Changes show without a reload; how soon is for the bench, not for a busy machine. */
const SOON = { timeout: 15_000, interval: 50 }

/** The platform asks for a link and redirects the browser there; the holder continues. */
async function inThePortal(account: Account, given: object = {}): Promise<Visitor> {
  const visitor = await desk.visitor()
  const asked = await platform.call('POST', '/portal-sessions', { account: account.id, actor: 'holder', ...given })
  await visitor.page.goto(String(asked.body['url']))
  await arrives(visitor.page, `Continue as ${account.holder}`)
  await desk.look(visitor.page, 'portal-enter')
  await press(visitor.page, 'Continue')
  await arrives(visitor.page, 'Manage users')
  return visitor
}

const rows = (page: Page): Promise<string[]> => page.locator('tbody tr').allInnerTexts()
const row = (page: Page, name: string | RegExp) => page.locator('tbody tr').filter({ hasText: name })

describe('[R67] the portal', () => {
  it('takes the secret out of the address, works once, and keeps the way back', async () => {
    const account = await platform.anAccount()
    const { page } = await desk.visitor()
    const { body } = await platform.call('POST', '/portal-sessions', {
      account: account.id,
      actor: 'holder',
      open: '/users/add',
    })
    const url = String(body['url'])
    await page.goto(url)
    await arrives(page, 'Continue as Oskar Lindgard')
    expect(page.url()).not.toContain('#')
    await press(page, 'Continue')
    await arrives(page, 'Add a user')
    await page.reload()
    await arrives(page, 'Add a user')
    const again = await desk.visitor()
    await again.page.goto(url)
    await arrives(again.page, 'This link leads nowhere any more')
    await desk.look(again.page, 'portal-dead-link')
    await press(page, /^Back to/)
    await page.waitForURL(/\/dev\/portal$/) // the embedded default has a page in the platform's place
    await page.goto(`${desk.site}/portal/users`)
    await arrives(page, 'You are signed out here')
    await desk.look(page, 'portal-over')
  })
})

describe('[R5] [R8] [R14] Manage users', () => {
  it('adds a Viewer: the new row has focus and says until when; a mail goes out; revoking asks first', async () => {
    const account = await platform.anAccount()
    const { page } = await inThePortal(account)
    await page.getByText('Nobody but you has access.').waitFor()
    await desk.look(page, 'portal-users-empty')
    await page.getByRole('link', { name: 'Add a user' }).click()
    await arrives(page, 'Add a user')
    await press(page, 'Send the invitation')
    await page.getByText('There are 2 things to correct').waitFor()
    expect(await page.title()).toMatch(/^Error: Add a user/)
    await desk.look(page, 'portal-add-errors')
    const email = `books.${unique()}@achterberg.example`
    await page.getByLabel('E-mail address').fill(email)
    await page.getByRole('radio', { name: /^Viewer/ }).check()
    await page.getByLabel('Personal message').fill('See www.example.com')
    await press(page, 'Send the invitation')
    await page.getByText('Remove “www.example.com”').first().waitFor()
    await page.getByLabel('Personal message').fill('You can see the orders here.')
    await desk.look(page, 'portal-add')
    await press(page, 'Send the invitation')
    await arrives(page, 'Manage users')
    await page.getByText(`Invitation sent to ${email}. It is open until`).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), SOON).toContain(email)
    expect((await rows(page))[1]).toMatch(/no name given yet[\s\S]*Viewer[\s\S]*Invited[\s\S]*by you[\s\S]*The invited person accepts or declines[\s\S]*Open until .*, in 6 days/) // prettier-ignore
    const mail = await mailbox.waitFor(email, /invites you/)
    expect(mail.subject).toContain('Oskar Lindgard')
    expect(mail.text).toContain('You can see the orders here.')

    await row(page, email).getByRole('button').click()
    await page.getByRole('menuitem', { name: 'Revoke the invitation' }).click()
    await page.getByText('Links and sessions stop at once.').waitFor()
    await desk.look(page, 'portal-revoke')
    await press(page, 'Keep it')
    await row(page, email).getByRole('button').click()
    await page.getByRole('menuitem', { name: 'Revoke the invitation' }).click()
    await press(page, 'Revoke')
    await page.getByText('Show 1 ended invitation').click()
    await row(page, /Revoked/).waitFor()
  })

  it('is used by keyboard only: ↓ opens the menu, arrows move, Esc closes and returns', async () => {
    const account = await platform.anAccount()
    const { email } = await platform.invites(account, { role: 'viewer' })
    const { page } = await inThePortal(account)
    const button = row(page, email).getByRole('button')
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim())
    await button.focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused, SOON).toBe('Action history')
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe('Remind now')
    await page.keyboard.press('ArrowUp')
    expect(await focused()).toBe('Action history')
    await page.keyboard.press('Escape')
    await expect.poll(() => button.evaluate((node) => node === document.activeElement), SOON).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(focused, SOON).toBe('Action history')
    await page.keyboard.press('End')
    expect(await focused()).toBe('Revoke the invitation')
    await page.keyboard.press('Enter')
    await expect.poll(focused, SOON).toBe('Keep it')
    await page.keyboard.press('Escape')
    await expect.poll(() => button.evaluate((node) => node === document.activeElement), SOON).toBe(true)
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused, SOON).toBe('Action history')
    await page.keyboard.press('Enter')
    await arrives(page, 'Action history')
  })

  it('[R57] shows by itself what others do; suspends and reactivates with a reason', async () => {
    const account = await platform.anAccount()
    const { email, id } = await platform.invites(account, { role: 'viewer' })
    const { page } = await inThePortal(account)
    await row(page, /Invited/).waitFor()
    const invited = await desk.visitor({ phone: true })
    await accepts(invited, mailbox, email)
    await expect.poll(async () => (await rows(page))[1], SOON).toContain('Accepted')
    await signsUp(invited, 'Emeka Brontë-Osei', false)
    await platform.reaches(id, 'active')
    const told = await mailbox.waitFor(account.holderEmail, /is active/)
    expect(told.text).toContain('/dev/portal?open=%2Fusers') // the entry address, with the page to come back to
    await expect
      .poll(async () => (await rows(page))[1], SOON)
      .toMatch(/Emeka Brontë-Osei[\s\S]*Active[\s\S]*Nothing to do/)
    await row(page, /Emeka/).getByRole('button').click()
    await page.getByRole('menuitem', { name: 'Suspend…' }).click()
    await press(page, 'Suspend')
    await page.getByText('Write a reason. The person reads it.').waitFor()
    await page.getByLabel(/^Reason/).fill('on leave')
    await press(page, 'Suspend')
    await expect.poll(async () => (await rows(page))[1], SOON).toMatch(/Suspended[\s\S]*by you, .*: “on leave”[\s\S]*You can reactivate/) // prettier-ignore
    await mailbox.waitFor(email, /paused/)
    await row(page, /Emeka/).getByRole('button').click()
    await page.getByRole('menuitem', { name: 'Reactivate' }).click()
    await page.getByLabel(/^Reason/).fill('back again')
    await press(page, 'Reactivate')
    await expect.poll(async () => (await rows(page))[1], SOON).toContain('Active')
  })
})

describe('[R32] [R34] [R39] the list', () => {
  it('says of everybody the state, what happens next and whose turn it is, and what waits', async () => {
    const account = await platform.anAccount({ name: `Kestrel Joinery ${unique()}` })
    await aFullHouse(account)
    const { page } = await inThePortal(account)
    await row(page, /Lena Okarsdal/).waitFor()
    const all = (await rows(page)).map((text) => text.replaceAll(/\s+/g, ' '))
    const line = (name: string) => all.find((text) => text.startsWith(name))
    expect(line('Petra Ohlendorf')).toMatch(/Administrator .* Active since .* Nothing to do/)
    expect(line('Lena Okarsdal')).toMatch(/Verifying identity check Northwind Exchange checks the documents The date stands still while we check/) // prettier-ignore
    expect(line('Tomasz Wierzbnik')).toMatch(
      /Verifying identity check Tomasz sends a new photo Open until .*, in 27 days/,
    )
    expect(line('Davit Sarkanian')).toMatch(/Suspended by Northwind Exchange, .* Only Northwind Exchange can reactivate No access until then/) // prettier-ignore
    await page.getByText(/^The invitation of never@kestrel.example expired on/).waitFor()
    await page.getByText('asks for a new invitation.').waitFor()
    await press(page, /^Show 2 ended/)
    await desk.look(page, 'portal-users')
    await row(page, /Tomasz/)
      .getByRole('button')
      .click()
    expect((await page.getByRole('menuitem').allInnerTexts()).map((text) => text.trim())).toEqual([
      'Action history',
      'Remind now',
      'Mail a sign-in link',
      'Extend',
      'Revoke the invitation',
    ])
    await desk.look(page, 'portal-users-menu')
    await page.keyboard.press('Escape')
    await press(page, 'Invite again: never@kestrel.example')
    await page.getByText('A new invitation is on its way to never@kestrel.example.').waitFor()
    await expect.poll(() => page.getByText(/^The invitation of never@/).count(), SOON).toBe(0)
  })
})

/** States that take hours and people, written as rows: how they look is what counts here. */
async function aFullHouse(account: Account): Promise<void> {
  const invited = async (name: string, role: string, change: string) => {
    const email = `${(name.split(' ')[0] ?? '').toLowerCase()}@kestrel.example`
    const { id } = await platform.invites(account, { email, role })
    await database(`UPDATE person SET name = $2 WHERE id = (SELECT person_id FROM sub_user WHERE id = $1)`, id, name)
    await database(`UPDATE sub_user SET process_done_at = now(), ${change} WHERE id = $1`, id)
  }
  const month = "deadline = now() + interval '27 days 9 hours'"
  await invited('never', 'viewer', "status = 'expired', turn = 'nobody', ended_at = now()")
  await invited('Ferdy Nkembe', 'viewer', "named_at = now(), status = 'declined', turn = 'nobody', ended_at = now(), last_event = 'sub_user.asked_again'") // prettier-ignore
  await invited(
    'Emeka Brontë-Osei',
    'viewer',
    "named_at = now(), status = 'active', turn = 'nobody', activated_at = now()",
  )
  await invited('books', 'viewer', 'changed_at = now()')
  await invited('Davit Sarkanian', 'viewer', "named_at = now(), status = 'suspended', turn = 'nobody', activated_at = now(), suspended_at = now(), suspended_by_kind = 'staff'") // prettier-ignore
  await invited('Tomasz Wierzbnik', 'trader_restricted_withdrawals', `named_at = now(), status = 'verifying', verification_state = 'needs_resubmission', ${month}`) // prettier-ignore
  await invited('Lena Okarsdal', 'trader_withdrawals', `named_at = now(), status = 'verifying', turn = 'staff', verification_state = 'in_review', ${month}`) // prettier-ignore
  await invited(
    'Petra Ohlendorf',
    'administrator',
    "named_at = now(), status = 'active', turn = 'nobody', activated_at = now()",
  )
}

const database = (sql: string, id: string, ...values: string[]): Promise<void> =>
  desk.inDatabase(sql, [inside('subUser', id), ...values])

describe('[R10] [R40] what is refused', () => {
  it('names who holds the seats, and leads to the invitation that stands in the way', async () => {
    const account = await platform.anAccount({ type: 'personal' })
    const first = await platform.invites(account, { role: 'trader' })
    const { page } = await inThePortal(account)
    await page.getByRole('link', { name: 'Add a user' }).click()
    await page.getByText(`The Trader seat is taken: ${first.email} (invited, open until`).first().waitFor()
    expect(await page.getByRole('radio', { name: /^Trader with withdrawals/ }).isDisabled()).toBe(true)
    await desk.look(page, 'portal-add-full')
    await page.getByLabel('E-mail address').fill(first.email)
    await page.getByRole('radio', { name: /^Viewer/ }).check()
    await press(page, 'Send the invitation')
    await page.getByText(`${first.email} was invited on`).waitFor()
    await page.getByRole('link', { name: 'Open that invitation' }).click()
    await arrives(page, 'Manage users')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), SOON).toContain(first.email)
    await page.getByRole('link', { name: 'Add a user' }).click()
    await page.getByLabel('E-mail address').fill(account.holderEmail)
    await page.getByRole('radio', { name: /^Viewer/ }).check()
    await press(page, 'Send the invitation')
    await page.getByText('You already have access. Enter somebody else’s address.').waitFor()
  })
})
