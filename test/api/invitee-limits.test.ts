import { describe, expect, it } from 'vitest'
import { PHOTO_MOST_BYTES } from '../../vendors/staff/photo.ts'
import { anInviteeSite } from '../support/invitee-pages.ts'
import { aVerifying, aCompanyAccount, type Onboarding } from '../support/onboardings.ts'
import type { Person } from '../support/person.ts'
import { aVendorInMemory } from '../support/vendor-in-memory.ts'
import { aWorld } from '../support/world.ts'

const { vendor } = aVendorInMemory()
const asked: string[] = []
const resume: typeof vendor.resume = (id) => (asked.push(id), vendor.resume(id))
const world = await aWorld(10, [{ ...vendor, resume }])
const { db } = world
const { signedIn } = await anInviteeSite(world)

/** All uses of a limit but so many are used up. */
const leaves = (limit: string, left: number, most: number) =>
  db.prisma.$executeRaw`UPDATE limit_use SET used = ${most - left} WHERE key LIKE ${`${limit}:%`}`

const WAIT = /Too many tries\. Try again in \d+ minutes?\./

describe('[R68] uploads are counted, whatever is wrong with them', () => {
  it.each([
    ['an empty file', () => new Blob([])],
    ['a file that is too large', () => new Blob([new Uint8Array(PHOTO_MOST_BYTES + 2)])],
  ])('%s', async (_, file) => {
    const one = await aVerifying(world, { accountId: await aCompanyAccount(world, { profile: 'four_eyes' }) })
    const person = await signedIn(one)
    await person.sends('/me/identity/document', { document: 'passport' })
    const sends = () => person.sends('/me/identity/photo', { kind: 'passport_photo', photo: file() })
    await sends()
    expect(person.page.html).not.toMatch(WAIT)
    await leaves('upload', 0, 60)
    await sends()
    expect(person.page.html).toMatch(WAIT)
  })
})

it('[R68] names are counted, because each new one begins a vendor’s check anew', async () => {
  const person = await signedIn(await aVerifying(world))
  const says = async (name: string): Promise<number> => {
    await person.open('/me/about')
    return (await person.sends('/me/about', { name, day: '9', month: '3', year: '1988' })).status
  }
  expect(await says('Tomasz Wilk')).toBe(200)
  await leaves('name', 0, 20)
  expect(await says('Tomas Wilk')).toBe(429)
  expect(person.page.html).toMatch(/Try again in \d+ minutes/)
})

describe('[R68] the way to the vendor’s page and back', () => {
  async function atTheVendor(): Promise<{ one: Onboarding; person: Person }> {
    const one = await aVerifying(world)
    const vendorSessionId = `session-${one.subUserId}`
    const { subUserId } = one
    await db.prisma.subUser.update({ where: { id: subUserId }, data: { vendorSessionId } })
    await db.prisma.verificationAttempt.updateMany({ where: { subUserId }, data: { vendorSessionId } })
    return { one, person: await signedIn(one) }
  }

  it('is counted: after 60 times the vendor is left alone, and the page says when to try again', async () => {
    const { person } = await atTheVendor()
    expect((await person.leads('/me/identity/go')).to).toMatch('https://larkcheck.example/')
    await leaves('to-vendor', 0, 60)
    const before = asked.length
    const page = await person.leads('/me/identity/go')
    expect([page.status, asked.length - before]).toEqual([429, 0])
    expect(page.html).toMatch(WAIT)
  })

  it('back as well: no look is made', async () => {
    const { one, person } = await atTheVendor()
    const looks = async () =>
      (await db.prisma.subUser.findUniqueOrThrow({ where: { id: one.subUserId } })).nextPollAt?.getTime()
    await person.leads('/me/identity/back')
    const first = await looks()
    expect(first).toBeDefined()
    await leaves('from-vendor', 0, 60)
    const page = await person.leads('/me/identity/back')
    expect([page.status, await looks()]).toEqual([429, first])
    expect(page.html).toMatch(WAIT)
  })
})
