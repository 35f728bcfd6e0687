import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { Records, uuidOf } from '../faults/traces.ts'
import { aDesk } from './desk.ts'
import { accepts, arrives, press, PASSWORD, signsUp, tellsAboutThemself } from './steps.ts'

const desk = await aDesk()
const { platform, mailbox, site } = desk
const records = new Records(inject('place').databaseUrl)
const INVITATION = /invites you to the account/

const invited = async () => {
  const account = await platform.anAccount()
  const one = await platform.invites(account)
  return { ...one, link: await mailbox.link(one.email, INVITATION) }
}

/** Lets the deadline pass, as far as the database knows: there is no other clock. */
const deadlinePasses = (id: string) =>
  records.rows("UPDATE sub_user SET deadline = now() - interval '1 second', due_at = now() WHERE id = $1", [uuidOf(id)])

async function answers(page: Page, link: string, status: number, title: string): Promise<string> {
  const answer = await page.goto(link)
  expect(answer?.status()).toBe(status)
  await arrives(page, title)
  return page.locator('main').innerText()
}

describe('[R35] each dead link says which it is and offers the way on', () => {
  it('expired: nothing was set up; a new invitation can be asked for, once a day', async () => {
    const { id, link, account, email } = await invited()
    const { page } = await desk.visitor()
    await page.goto(link)
    await deadlinePasses(id)
    await press(page, 'Accept the invitation')
    await arrives(page, 'This invitation has expired')
    expect(await page.locator('main').innerText()).toContain('before you sent this. Nothing was changed.')
    expect(await answers(page, link, 410, 'This invitation has expired')).toContain('Nothing was set up.')
    await desk.look(page, 'dead-expired')
    await press(page, 'Ask for a new invitation')
    await page.getByText(`We have asked ${account.name}.`).waitFor()
    await desk.look(page, 'dead-expired-asked')
    expect((await mailbox.waitFor(account.holderEmail, /asks for a new invitation/)).subject).toContain(email)
    await page.goto(link)
    await press(page, 'Ask for a new invitation')
    await page.getByText(`We have asked ${account.name}.`).waitFor()
    expect((await mailbox.to(account.holderEmail)).filter((mail) => /asks for a new/.test(mail.subject))).toHaveLength(
      1,
    )
  })

  it('used: leads back in by a mailed link, then by signing in; “Was it not you?” stops it', async () => {
    const { id, link, email } = await invited()
    const visitor = await desk.visitor()
    await accepts(visitor, mailbox, email)
    const { page } = await desk.visitor()
    expect(await answers(page, link, 410, 'This link was already used')).toContain('let us mail you a sign-in link')
    await tellsAboutThemself(visitor.page, 'Tomasz Wierzbnik')
    await visitor.page.getByLabel('Password').fill(PASSWORD)
    await press(visitor.page, 'Continue')
    await arrives(visitor.page, 'Read and accept')
    expect(await answers(page, link, 410, 'This link was already used')).toContain('sign in with the login you set up')
    await desk.look(page, 'dead-used')
    await page.getByRole('link', { name: 'Was it not you?' }).click()
    await arrives(page, 'Was it not you?')
    await desk.look(page, 'stop')
    await press(page, 'Stop it now')
    await arrives(page, 'Stopped. Staff have been told.')
    await desk.look(page, 'stopped')
    expect(await platform.shows(id)).toMatchObject({ status: 'accepted', turn: 'staff' })
    await visitor.page.goto(`${site}/me`)
    await arrives(visitor.page, 'Sign in and go on')
  })

  it('revoked: when, and why', async () => {
    const { id, link } = await invited()
    await platform.call('POST', `/sub-users/${id}/revoke`, { reason: 'The desk is closed' })
    const { page } = await desk.visitor()
    expect(await answers(page, link, 410, 'This invitation was revoked')).toContain('Reason: The desk is closed')
    await desk.look(page, 'dead-revoked')
  })

  it('replaced: names the newest mail, and mails it again to the invited address only', async () => {
    const { id, link, email } = await invited()
    await platform.call('POST', `/sub-users/${id}/resend`)
    const newest = await mailbox.waitFor(email, /^Your new link/)
    const { page } = await desk.visitor()
    const text = await answers(page, link, 410, 'There is a newer link')
    expect(text).toContain(`Subject: “${newest.subject}”`)
    await desk.look(page, 'dead-replaced')
    await press(page, 'Mail it to me again')
    await page.getByText(/^We have mailed it again to t•••@/).waitFor()
    const again = await mailbox.waitFor(email, /^Your new link/, [newest.id])
    await page.goto(/https?:\/\/\S+\/i\/[\w-]+/.exec(again.text)?.[0] ?? '')
    await arrives(page, INVITATION)
  })

  it('declined: changed your mind?', async () => {
    const { link } = await invited()
    const { page } = await desk.visitor()
    await page.goto(`${link}/decline`)
    await press(page, 'Decline')
    expect(await answers(page, link, 410, 'You declined this invitation')).toContain('Changed your mind?')
    await desk.look(page, 'dead-declined')
  })

  it('unknown or cut: says nothing about any address', async () => {
    const { link, email, account } = await invited()
    const { page } = await desk.visitor()
    for (const address of [link.slice(0, -3), `${link.slice(0, -1)}_`, `${site}/i/nothing`, `${site}/i/go/nothing`]) {
      const text = await answers(page, address, 404, 'This link is not complete')
      for (const known of [email, account.name, account.holder, '•••']) expect(text).not.toContain(known)
    }
    await desk.look(page, 'dead-unknown')
  })

  it('somebody else is signed in: signs out first, nothing changed', async () => {
    const first = await invited()
    const second = await invited()
    const visitor = await desk.visitor()
    await accepts(visitor, mailbox, first.email)
    await signsUp(visitor, 'Ada Brunswijk')
    await answers(visitor.page, second.link, 409, 'You are signed in as somebody else')
    await desk.look(visitor.page, 'dead-somebody-else')
    await press(visitor.page, 'Sign out and go on')
    await arrives(visitor.page, INVITATION)
    expect((await platform.shows(second.id)).status).toBe('invited')
  })

  it('too many tries: when to try again', async () => {
    const { link } = await invited()
    const { page } = await desk.visitor()
    for (let tries = 0; tries <= 20; tries++) {
      await page.goto(link)
      await press(page, 'Accept the invitation')
    }
    await arrives(page, 'Too many tries from here')
    await desk.look(page, 'dead-limited')
  })
})
