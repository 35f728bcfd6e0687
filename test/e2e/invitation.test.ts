import { describe, expect, it } from 'vitest'
import { aDesk } from './desk.ts'
import { accepts, arrives, heading, press } from './steps.ts'

const desk = await aDesk()
const { platform, mailbox, site } = desk
const INVITATION = /invites you to the account/

describe('opening an invitation', () => {
  it('[R35] changes nothing, however often and by whatever: a button does', async () => {
    const { id, email } = await platform.invites(await platform.anAccount())
    const link = await mailbox.link(email, INVITATION)
    const before = await platform.shows(id)
    const mails = (await mailbox.to(email)).length
    const { page } = await desk.visitor()
    await page.goto(link)
    await page.reload()
    for (const headers of [{ purpose: 'prefetch' }, { 'sec-purpose': 'prefetch;prerender' }] as Record<
      string,
      string
    >[])
      expect((await fetch(link, { headers })).status).toBe(200)
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(200)
    expect((await fetch(link, { method: 'POST' })).status).toBeGreaterThanOrEqual(400) // what follows links may press blindly
    expect((await fetch(`${link}/accept`, { method: 'POST', headers: { origin: site } })).status).toBe(403)
    expect(await platform.shows(id)).toEqual(before)
    expect(await mailbox.to(email)).toHaveLength(mails)
    await press(page, 'Accept the invitation')
    await arrives(page, /^Enter the code/)
  })

  it('[R36] [R62] says who invites to what, what that opens, until when, and quotes the message', async () => {
    const account = await platform.anAccount({ holder: 'Oskar Lindgard' })
    const { email } = await platform.invites(account, { message: 'Welcome & "hello" <b>' })
    const { page } = await desk.visitor({ phone: true })
    await page.goto(await mailbox.link(email, INVITATION))
    const text = await page.locator('main').innerText()
    expect(await heading(page)).toContain(account.name)
    for (const said of [
      'Welcome & "hello" <b>',
      'Trader',
      'Buy and sell',
      'No withdrawals',
      'Open until',
      't•••@kestrel.example',
    ])
      expect(text).toContain(said)
    expect(text).not.toContain(email)
  })

  it('[R36] in German, when the invite says so', async () => {
    const { email } = await platform.invites(await platform.anAccount(), { language: 'de' })
    const { page } = await desk.visitor({ scripts: false })
    const mail = await mailbox.waitFor(email, /./)
    await page.goto(/https?:\/\/\S+\/i\/[\w-]+/.exec(mail.text)?.[0] ?? '')
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
  })
})

describe.each([{ scripts: true }, { scripts: false }])('with JavaScript: $scripts', (way) => {
  it('[R36] declines with a reason; the holder reads it, the seat is free', async () => {
    const account = await platform.anAccount({ type: 'personal' })
    const { id, email } = await platform.invites(account)
    const { page } = await desk.visitor(way)
    await page.goto(await mailbox.link(email, INVITATION))
    await page.getByRole('link', { name: 'Decline…' }).click()
    await arrives(page, 'Decline the invitation?')
    await desk.look(page, 'decline')
    await page.getByLabel('Reason').fill('No time this year')
    await press(page, 'Decline')
    await arrives(page, 'You declined this invitation')
    await desk.look(page, 'declined')
    expect((await platform.shows(id)).status).toBe('declined')
    expect((await mailbox.waitFor(account.holderEmail, /declined$/)).text).toContain('No time this year')
    await platform.invites(account)
  })

  it('[R36] declines after “Accept”, instead of giving the code', async () => {
    const { id, email } = await platform.invites(await platform.anAccount())
    const { page } = await desk.visitor(way)
    await page.goto(await mailbox.link(email, INVITATION))
    await press(page, 'Accept the invitation')
    await page.getByRole('link', { name: 'Decline…' }).click()
    await arrives(page, 'Decline the invitation?')
    await press(page, 'Decline')
    await arrives(page, 'You declined this invitation')
    expect((await platform.shows(id)).status).toBe('declined')
  })

  it('[R36] declines after all, in the middle of the onboarding', async () => {
    const { id, email } = await platform.invites(await platform.anAccount())
    const visitor = await desk.visitor(way)
    await accepts(visitor, mailbox, email)
    await visitor.page.getByRole('link', { name: 'Decline after all' }).click()
    await arrives(visitor.page, 'Decline after all?')
    await desk.look(visitor.page, 'decline-after-all')
    await press(visitor.page, 'Decline after all')
    await arrives(visitor.page, 'You declined this invitation')
    expect((await platform.shows(id)).status).toBe('declined')
    await visitor.page.goto(`${site}/me`)
    await arrives(visitor.page, 'Sign in and go on')
  })

  it('[R35] [R36] reports: the link ends, it is staff’s turn, and nobody else sends a new one', async () => {
    const { id, email } = await platform.invites(await platform.anAccount())
    const { page } = await desk.visitor(way)
    const link = await mailbox.link(email, INVITATION)
    await page.goto(link)
    await page.getByRole('link', { name: 'Report this invitation' }).click()
    await arrives(page, 'Report this invitation?')
    await desk.look(page, 'report')
    await page.getByLabel('Reason').fill('I know nobody there')
    await press(page, 'Report and end the link')
    await arrives(page, 'Reported. This link has ended.')
    await desk.look(page, 'reported')
    expect(await platform.shows(id)).toMatchObject({ status: 'invited', turn: 'staff', deadlineStandsStill: true })
    await page.goto(link)
    await arrives(page, 'This link has ended')
    await desk.look(page, 'dead-reported')
    expect((await platform.call('POST', `/sub-users/${id}/resend`)).status).toBe(409)
  })
})
