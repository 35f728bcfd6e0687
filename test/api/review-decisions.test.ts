import { beforeEach, describe, expect, it } from 'vitest'
import { previewMail } from '../../activities/mail-preview.ts'
import { leaveDecisions } from '../../commands/held-decisions.ts'
import { outside } from '../../domain/ids.ts'
import { anInviteeSite } from '../support/invitee-pages.ts'
import { mailSettingsOf } from '../support/mail-settings.ts'
import { aTraderInReview, type Onboarding, seen } from '../support/onboardings.ts'
import { DAY } from '../support/world.ts'
import { enrolled } from './staff-member.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const { db } = world
const { browser } = await enrolled(world, 'reviewer')
const { signedIn } = await anInviteeSite(world)
beforeEach(() => db.pool.query('DELETE FROM limit_use'))

/** One that the reviewer took, and the way to its routes as the page asks them. */
async function aReview() {
  const one = await aTraderInReview(world)
  const path = `/console/api/reviews/${outside('subUser', one.subUserId)}`
  await browser.send('POST', `${path}/take`, {})
  const decides = (body: object) => browser.send('POST', `${path}/decision`, body)
  const types = (until: string) =>
    browser.send('POST', `${path}/typed`, { dateOfBirth: '1988-03-09', number: `N${one.subUserId}`, until })
  return { one, path, decides, types }
}

async function mailTo({ subUserId }: Onboarding): Promise<string> {
  const mail = await db.prisma.mail.findFirstOrThrow({ where: { subject: subUserId, kind: 'resubmission' } })
  return ((await previewMail(mailSettingsOf(world, 1), mail.id))?.text ?? '').replaceAll(/\s+/g, ' ')
}
const eventsOf = async ({ subUserId }: Onboarding): Promise<string> =>
  JSON.stringify(await db.prisma.event.findMany({ where: { subject: subUserId }, select: { data: true } }))

describe('[R42] asked again: page and mail say what the reviewer said', () => {
  it('what can’t be read', async () => {
    const { one, decides } = await aReview()
    const asked = [{ document: 'passport_photo', reason: 'glare', part: 'birth' }]
    expect((await decides({ decision: 'ask_again', asked })).status).toBe(200)
    const words = 'Light reflects on the page, so we can’t read the date of birth.'
    expect((await signedIn(one)).page.html).toContain(words)
    expect(await mailTo(one)).toContain(words)
    expect(await eventsOf(one)).toContain('"part":"birth"')
  })

  it('when the document ran out, as the reviewer typed it; the date stands in no event', async () => {
    const { one, decides, types, path } = await aReview()
    expect((await types('2020-01-31')).body.compared).toMatchObject({ until: 'out_of_date', lastDay: '2020-01-31' })
    expect((await browser.send('GET', path)).body.typed).toMatchObject({ lastDay: '2020-01-31' })
    await decides({ decision: 'ask_again', asked: [{ document: 'passport_photo', reason: 'out_of_date' }] })
    expect((await signedIn(one)).page.html).toContain('This document ran out on 31 Jan 2020.')
    expect(await mailTo(one)).toMatch(/This document ran out on 31 Jan\w* 2020\./)
    expect(await eventsOf(one)).not.toContain('2020')
  })

  it('without a date where nobody typed one, or what was typed is still to come', async () => {
    const { one, decides, types } = await aReview()
    await types('2099-01-31')
    await decides({ decision: 'ask_again', asked: [{ document: 'passport_photo', reason: 'out_of_date' }] })
    expect((await signedIn(one)).page.html).toContain('This document has run out.')
    expect(await mailTo(one)).toContain('This document has run out.')
  })

  it('a part is refused where the reason speaks of none', async () => {
    const { one, decides } = await aReview()
    const asked = [{ document: 'passport_photo', reason: 'blurred', part: 'name' }]
    expect((await decides({ decision: 'ask_again', asked })).body).toMatchObject({ code: 'invalid-request' })
    expect(await seen(world, one.subUserId)).toMatchObject({ verificationState: 'in_review' })
  })

  it('one new photo of each document, with one reason: a second one for the same is refused', async () => {
    const { one, decides } = await aReview()
    const asked = ['glare', 'blurred'].map((reason) => ({ document: 'passport_photo', reason }))
    expect((await decides({ decision: 'ask_again', asked })).body).toMatchObject({ code: 'invalid-request' })
    expect(await seen(world, one.subUserId)).toMatchObject({ verificationState: 'in_review' })
  })
})

describe('[R46] an approval says until when the document is valid', () => {
  const untilOf = async (one: Onboarding) => (await seen(world, one.subUserId)).verifiedUntil
  const today = Date.now()
  const inDays = (days: number) => new Date(today + days * DAY).toISOString().slice(0, 10)
  const approval = { decision: 'approve', asked: [] }

  it('or that no end date stands on it; nothing is decided before', async () => {
    const { one, decides } = await aReview()
    for (const body of [approval, { ...approval, undoable: true }])
      expect((await decides(body)).body).toMatchObject({ status: 422, code: 'input-invalid' })
    expect((await decides({ ...approval, documentUntil: '2020-01-31' })).body).toMatchObject({ code: 'input-invalid' })
    expect(await seen(world, one.subUserId)).toMatchObject({ verificationState: 'in_review' })
    expect((await decides({ ...approval, documentUntil: null })).status).toBe(200)
    const years = ((await untilOf(one))!.getTime() - Date.now()) / (365.25 * DAY)
    expect(Math.round(years * 100) / 100).toBe(5) // the profile's 60 months
  })

  it('and counts until that day, without a line typed, by hand or held', async () => {
    const day = inDays(90)
    const [now, held] = [await aReview(), await aReview()]
    await now.decides({ ...approval, documentUntil: day })
    await held.decides({ ...approval, documentUntil: day, undoable: true })
    await db.prisma.$executeRaw`UPDATE held_decision SET leaves_at = clock_timestamp()`
    await leaveDecisions(world.context)
    for (const { one } of [now, held]) expect((await untilOf(one))?.toISOString()).toBe(`${day}T23:59:59.000Z`)
  })

  it('what was typed before is changed by it', async () => {
    const { one, decides, types } = await aReview()
    await types('2099-01-31')
    await decides({ ...approval, documentUntil: inDays(60) })
    expect((await untilOf(one))?.toISOString()).toBe(`${inDays(60)}T23:59:59.000Z`)
  })
})

it('[R45] a rejection needs a reason, ends the onboarding, and the person reads the reason', async () => {
  const { one, decides } = await aReview()
  expect((await decides({ decision: 'reject', asked: [] })).body).toMatchObject({ status: 422, code: 'reason-needed' })
  const reason = 'The passport was reported as lost.'
  expect((await decides({ decision: 'reject', asked: [], reason })).status).toBe(200)
  expect(await seen(world, one.subUserId)).toMatchObject({ status: 'rejected', verificationState: 'rejected' })
  const mail = await db.prisma.mail.findFirstOrThrow({ where: { subject: one.subUserId, kind: 'rejected_person' } })
  expect((await previewMail(mailSettingsOf(world, 1), mail.id))?.text).toContain(reason)
  expect(await eventsOf(one)).not.toContain('lost')
})
