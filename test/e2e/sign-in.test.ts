import { describe, expect, it } from 'vitest'
import { aDesk, type Visitor } from './desk.ts'
import { accepts, arrives, isTold, PASSWORD, press, setsLogin, tellsAboutThemself } from './steps.ts'

const desk = await aDesk()
const { platform, mailbox, site } = desk
const INVITATION = /invites you to the account/

/** A person whose login is set, in the middle of the onboarding. */
async function aLogin(visitor: Visitor) {
  const one = await platform.invites(await platform.anAccount(), { role: 'viewer' })
  await accepts(visitor, mailbox, one.email)
  await tellsAboutThemself(visitor.page, 'Ada Brunswijk', false)
  await setsLogin(visitor.page)
  return one
}

async function signsIn({ page }: Visitor, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: /^Sign in/ }).click()
}

describe.each([{ scripts: true }, { scripts: false }])('with JavaScript: $scripts', (way) => {
  it('[R37] wrong codes: says how many tries are left; the fifth voids it, a new one works', async () => {
    const { id, email } = await platform.invites(await platform.anAccount())
    const { page } = await desk.visitor(way)
    await page.goto(await mailbox.link(email, INVITATION))
    await press(page, 'Accept the invitation')
    const code = await mailbox.code(email)
    const wrong = code === '111111' ? '222222' : '111111'
    for (const left of ['4 tries left', '3 tries left', '2 tries left', '1 try left']) {
      await page.getByLabel('Code, 6 digits').fill(wrong)
      await press(page, 'Continue')
      await isTold(page, `That code is wrong. ${left}.`)
    }
    await desk.look(page, 'code-wrong')
    await page.getByLabel('Code, 6 digits').fill(wrong)
    await press(page, 'Continue')
    await page.getByText('That code has run out. Send a new one.').first().waitFor()
    await page.getByLabel('Code, 6 digits').fill(code)
    await press(page, 'Continue')
    await isTold(page, 'That code has run out. Send a new one.')
    const old = (await mailbox.to(email)).map((mail) => mail.id)
    await press(page, 'Send a new code')
    await page.getByText('A new code is on its way.').waitFor()
    expect((await platform.shows(id)).status).toBe('invited')
    await page.getByLabel('Code, 6 digits').fill(await mailbox.code(email, old))
    await press(page, 'Continue')
    await arrives(page, 'About you')
  })

  it('[R36] Save and leave, and go on at the same step in another browser by signing in', async () => {
    const first = await desk.visitor(way)
    const { email } = await aLogin(first)
    await press(first.page, 'Save and leave')
    await arrives(first.page, 'Saved. You can go on later.')
    await desk.look(first.page, 'left')
    const second = await desk.visitor({ ...way, phone: true })
    await second.page.goto(`${site}/me`)
    await arrives(second.page, 'Sign in and go on')
    await desk.look(second.page, 'sign-in')
    await signsIn(second, email, 'not the right one at all')
    await isTold(second.page, 'E-mail or password is wrong.')
    await desk.look(second.page, 'sign-in-wrong')
    await signsIn(second, email)
    await arrives(second.page, 'Read and accept')
  })

  it('[R36] [R37] a mailed sign-in link opens this onboarding, once, by its button', async () => {
    const { email } = await aLogin(await desk.visitor(way))
    const { page } = await desk.visitor(way)
    await page.goto(`${site}/me/link`)
    await desk.look(page, 'mail-link')
    await press(page, 'Mail me a sign-in link')
    await isTold(page, 'Enter an e-mail address.')
    await page.getByLabel('E-mail').fill(email)
    await press(page, 'Mail me a sign-in link')
    await arrives(page, 'Look into your mailbox')
    await desk.look(page, 'mail-link-sent')
    const link = await mailbox.link(email, /^Go on with/)
    await page.goto(link)
    await page.reload()
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(200)
    await desk.look(page, 'sign-in-link')
    await page.getByRole('link', { name: 'Was it not you?' }).click()
    await page.getByRole('link', { name: 'Back' }).click()
    await press(page, 'Go on with the onboarding')
    await arrives(page, 'Read and accept')
    await page.getByText('Welcome back. You stopped at the legal texts.').waitFor()
    const again = await desk.visitor(way)
    expect((await again.page.goto(link))?.status()).toBe(410)
    await arrives(again.page, 'This sign-in link no longer works')
    await desk.look(again.page, 'dead-sign-in-link')
  })

  it('[R37] forgotten password: a new one by mail, once; all sessions end', async () => {
    const first = await desk.visitor(way)
    const { email } = await aLogin(first)
    const { page } = await desk.visitor(way)
    await page.goto(`${site}/me/forgot`)
    await desk.look(page, 'forgot')
    await page.getByLabel('E-mail').fill('not an address')
    await press(page, 'Mail me the link')
    await isTold(page, 'Enter an e-mail address like name@example.com.')
    await page.getByLabel('E-mail').fill(email)
    await press(page, 'Mail me the link')
    await arrives(page, 'Look into your mailbox')
    await desk.look(page, 'forgot-sent')
    const link = await mailbox.link(email, /^Choose a new password/)
    await page.goto(link)
    await desk.look(page, 'new-password')
    await page.getByLabel('New password').fill('short')
    await press(page, 'Set the new password')
    await isTold(page, 'Use at least 12 characters. You have 5.')
    await page.getByLabel('New password').fill('nine orange kettles')
    await press(page, 'Set the new password')
    await arrives(page, 'Your password was changed')
    await desk.look(page, 'password-changed')
    await mailbox.waitFor(email, /^Your password was changed/)
    await first.page.goto(`${site}/me`)
    await arrives(first.page, 'Sign in and go on')
    await first.page.getByText('Your session has ended. Nothing you saved was lost.').waitFor()
    await signsIn(first, email)
    await isTold(first.page, 'E-mail or password is wrong.')
    await signsIn(first, email, 'nine orange kettles')
    await arrives(first.page, 'Read and accept')
    expect((await page.goto(link))?.status()).toBe(410)
    await arrives(page, 'This link no longer works')
    await desk.look(page, 'dead-password-link')
  })

  it('[R11] [R37] an address that has a login signs in to accept; the invitation changes nothing about it', async () => {
    const first = await desk.visitor(way)
    const { email } = await aLogin(first)
    const earlier = (await mailbox.to(email)).map((mail) => mail.id)
    const { id } = await platform.invites(await platform.anAccount(), { email, role: 'viewer' })
    const visitor = await desk.visitor(way)
    const { page } = visitor
    await page.goto(await mailbox.link(email, INVITATION, earlier))
    await press(page, 'Accept the invitation')
    await arrives(page, 'Sign in to accept')
    await desk.look(page, 'sign-in-to-accept')
    expect(await page.getByRole('link', { name: 'Mail me a sign-in link' }).count()).toBe(0)
    await signsIn(visitor, email, 'not the right one at all')
    await isTold(page, 'E-mail or password is wrong.')
    expect((await platform.shows(id)).status).toBe('invited')
    await signsIn(visitor, email)
    await arrives(page, 'About you')
    expect((await platform.shows(id)).status).toBe('accepted')
    await page.getByLabel('Full name').fill('Ada Brunswijk')
    await press(page, 'Continue')
    await arrives(page, 'Read and accept')
  })
})

it('[R37] nobody learns from the answers whether an address is known', async () => {
  const { page } = await desk.visitor({ scripts: false })
  const known = await platform.invites(await platform.anAccount())
  const said = async (path: string, button: string, email: string): Promise<string> => {
    await page.goto(`${site}${path}`)
    await page.getByLabel('E-mail').fill(email)
    await press(page, button)
    return (await page.locator('main').innerText()).replaceAll(/\S+@\S+/g, '…')
  }
  for (const [path, button] of [
    ['/me/link', 'Mail me a sign-in link'],
    ['/me/forgot', 'Mail me the link'],
  ] as const)
    expect(await said(path, button, known.email)).toBe(await said(path, button, 'nobody@nowhere.example'))
})

it('help and what is not there: the same frame, no fault', async () => {
  const { page } = await desk.visitor()
  await page.goto(`${site}/help`)
  await arrives(page, 'Get help')
  await desk.look(page, 'help')
  expect((await page.goto(`${site}/me/nothing`))?.status()).toBe(404)
  await desk.look(page, 'not-found')
})
