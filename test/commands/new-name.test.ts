import { describe, expect, it } from 'vitest'
import { askVendor } from '../../activities/ask-vendor.ts'
import { acceptBySignIn } from '../../commands/answer.ts'
import { activate } from '../../commands/process.ts'
import { giveName } from '../../commands/sign-up.ts'
import { goToVendor, hostedSession, noteVendorNews } from '../../commands/vendor-sessions.ts'
import { triesOf } from '../../domain/verification.ts'
import { askedBefore, attemptsOf } from '../../store/verification.ts'
import type { Vendor } from '../../vendors/vendor.ts'
import { aClaim, aVerifying, anInvite, type Onboarding, PASSWORD, seen } from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aVendorInMemory } from '../support/vendor-in-memory.ts'
import { aWorld } from '../support/world.ts'

const { vendor, truth, names, reads } = aVendorInMemory()
/** What it asks for again is always the name. */
const nameVendor: Vendor = {
  ...vendor,
  fetch: async (id) => {
    const { state, read } = await vendor.fetch(id)
    return {
      state,
      ...(read && { read }),
      asked: state === 'needs_resubmission' ? [{ document: 'name', reason: 'name_differs' }] : [],
    }
  },
}
const world = await aWorld(10, [nameVendor])
const { context, db } = world
const BORN = '1988-03-09'

const sessionOf = async ({ subUserId }: Onboarding): Promise<string> =>
  (await seen(world, subUserId)).vendorSessionId ?? ''

/** The person went to the vendor's page. */
async function isThere(one: Onboarding): Promise<string> {
  const session = await hostedSession(context, one)
  if (session) await goToVendor(context, one, session)
  return sessionOf(one)
}

/** One whose page the vendor has made. */
async function aChecked(): Promise<Onboarding> {
  const one = await aVerifying(world)
  await askVendor(context, one.subUserId)
  return one
}

async function hears(one: Onboarding, session: string): Promise<void> {
  await noteVendorNews(context, vendor.id, session)
  await askVendor(context, one.subUserId)
  await activate(context, one.subUserId)
}

describe('[R36] [R43] a name given while a vendor’s page is open', () => {
  it('is checked on a new page, which costs no try; an approval of the name before counts no more', async () => {
    const one = await aChecked()
    const before = await isThere(one)
    await giveName(context, one, { name: 'Tomasz Bielik', dateOfBirth: BORN })
    truth.set(before, 'approved') // submitted there before, and not heard of yet
    await hears(one, before)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'verifying', attempt: 2, turn: 'invitee' })
    const now = await sessionOf(one)
    expect(names.get(now)).toBe('Tomasz Bielik')
    const attempts = await attemptsOf(db.prisma, one.subUserId)
    expect(triesOf(await seen(world, one.subUserId), attempts)).toEqual({ tryNumber: 1, tryLimit: 3 })
    truth.set(now, 'approved')
    await hears(one, now)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active' })
  })

  it('is checked on a new page when it differed from the document', async () => {
    const one = await aChecked()
    truth.set(await sessionOf(one), 'needs_resubmission')
    await hears(one, await sessionOf(one))
    await askVendor(context, one.subUserId)
    const before = await sessionOf(one)
    expect(names.get(before)).toBe('Tomasz Wilk')
    for (const name of ['Tomasz Bielik', 'Tomas Bielik']) await giveName(context, one, { name, dateOfBirth: BORN })
    await askVendor(context, one.subUserId)
    expect(names.get(await sessionOf(one))).toBe('Tomas Bielik')
    const attempts = await attemptsOf(db.prisma, one.subUserId)
    const view = await seen(world, one.subUserId)
    expect(view).toMatchObject({ verificationState: 'needs_resubmission', attempt: 4 })
    expect(triesOf(view, attempts)).toEqual({ tryNumber: 2, tryLimit: 3 })
  })

  it('closes the page that it replaces', async () => {
    const one = await aChecked()
    const before = await isThere(one)
    await giveName(context, one, { name: 'Tomasz Wilk', dateOfBirth: '1988-03-10' })
    await askVendor(context, one.subUserId)
    expect(truth.get(before)).toBe('cancelled')
  })

  it('that is the same as before changes nothing', async () => {
    const one = await aChecked()
    const before = await isThere(one)
    await giveName(context, one, { name: 'Tomasz Wilk', dateOfBirth: BORN })
    expect([await sessionOf(one), truth.get(before)]).toEqual([before, 'created'])
  })

  it('for another account is a new name for the check here, too', async () => {
    const one = await aChecked()
    const before = await isThere(one)
    const other = await anInvite(world, { email: one.email })
    await acceptBySignIn(context, await aClaim(world, other), PASSWORD)
    await giveName(context, other, { name: 'Tomasz Bielik', dateOfBirth: BORN })
    truth.set(before, 'approved')
    await hears(one, before)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'verifying', attempt: 2 })
    expect(names.get(await sessionOf(one))).toBe('Tomasz Bielik')
  })

  it('stays once it was judged', async () => {
    const one = await aChecked()
    truth.set(await sessionOf(one), 'processing')
    await hears(one, await sessionOf(one))
    await refused('not-in-this-state', giveName(context, one, { name: 'Tomasz Bielik', dateOfBirth: BORN }))
  })
})

describe('[R43] [R42] an approval of another person than was named', () => {
  const approves = async (one: Onboarding, name: string, dateOfBirth?: string): Promise<void> => {
    const session = await sessionOf(one)
    truth.set(session, 'approved')
    reads.set(session, { name, ...(dateOfBirth && { dateOfBirth }) })
    await hears(one, session)
    await hears(one, session)
  }

  it('asks for the name again, and a try is used; nothing that was read is kept', async () => {
    for (const [name, born] of [['Ines Maravelle', BORN] as const, ['Tomasz Wilk', '1990-01-01'] as const]) {
      const one = await aChecked()
      await approves(one, name, born)
      const view = await seen(world, one.subUserId)
      expect(view).toMatchObject({ status: 'verifying', verificationState: 'needs_resubmission', turn: 'invitee' })
      expect(await askedBefore(db.prisma, view)).toEqual([{ document: 'name', reason: 'name_differs' }])
      expect(triesOf(view, await attemptsOf(db.prisma, one.subUserId)).tryNumber).toBe(2)
      await giveName(context, one, { name: 'Ines Maravelle', dateOfBirth: BORN })
      await askVendor(context, one.subUserId)
      await approves(one, 'MARAVELLE INES', BORN)
      expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active' })
      const events = await db.prisma.event.findMany({ where: { subject: one.subUserId } })
      expect(JSON.stringify(events.map(({ body }) => body))).not.toMatch(/Maravelle|1990-01-01/i)
    }
  })

  it('of the same one counts, in whatever order and letters; and where nothing was read', async () => {
    for (const name of ['WILK TOMASZ', undefined]) {
      const one = await aChecked()
      if (name) await approves(one, name)
      else truth.set(await sessionOf(one), 'approved')
      await hears(one, await sessionOf(one))
      expect(await seen(world, one.subUserId)).toMatchObject({ status: 'active' })
    }
  })
})
