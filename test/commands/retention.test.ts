import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openDocument } from '../../commands/documents.ts'
import { revoke } from '../../commands/lifecycle.ts'
import { deleteOldDocuments, rewrapDocuments } from '../../commands/retention.ts'
import { takeReview } from '../../commands/review.ts'
import { compareTyped } from '../../commands/typed-check.ts'
import { outside } from '../../domain/ids.ts'
import type { SecretKey } from '../../domain/secrets.ts'
import { type Vendor, VendorFault } from '../../vendors/vendor.ts'
import { aCaller, aMember } from '../support/actors.ts'
import { aTraderInReview, eventTypes } from '../support/onboardings.ts'
import { aWorld, DAY, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

const aKey = (id: string): SecretKey => ({ id, secret: randomBytes(32) })
const documentsOf = (subUserId: string) => db.prisma.document.findMany({ where: { subUserId } })

describe('[R45] documents go when the time of keeping ends', () => {
  /** Exchange profiles keep for this long, in days. */
  const kept = (days: number) => [{ policy: 'exchange', profile: 'standard', days }]
  const anEnded = async () => {
    const one = await aTraderInReview(world)
    const by = aMember('reviewer')
    await takeReview(context, by, one)
    const typed = { dateOfBirth: '1988-03-09', number: 'AA1', until: '2033-05-01' }
    await compareTyped(context, by, { subUserId: one.subUserId, typed })
    await revoke(context, aCaller(), one)
    return one
  }

  it('after five years unless the profile says otherwise, on the account’s clock, and not a moment before', async () => {
    const one = await anEnded()
    await passes(world, one.accountId, 1_826 * DAY - 60_000)
    await deleteOldDocuments(context)
    expect(await documentsOf(one.subUserId)).toHaveLength(2)
    await passes(world, one.accountId, 61_000)
    await deleteOldDocuments(context)
    expect(await documentsOf(one.subUserId)).toEqual([])
  })

  it('picture, key and what came of typing; one event says how many; a second look changes nothing', async () => {
    const one = await anEnded()
    const other = await aTraderInReview(world)
    await passes(world, one.accountId, 2 * DAY)
    await deleteOldDocuments(context, kept(1))
    await deleteOldDocuments(context, kept(1))
    const ids = (await documentsOf(other.subUserId)).map(({ id }) => id)
    expect(ids).toHaveLength(2)
    expect(await db.prisma.documentContent.count({ where: { documentId: { notIn: ids } } })).toBe(0)
    expect(await db.prisma.typedCheck.count({ where: { subUserId: one.subUserId } })).toBe(0)
    const told = (await eventTypes(world, one.subUserId)).filter((type) => type === 'verification.documents_deleted')
    expect(told).toHaveLength(1)
  })

  it('an access that goes on keeps its documents, however old they are', async () => {
    const one = await aTraderInReview(world)
    await passes(world, one.accountId, 4_000 * DAY)
    await deleteOldDocuments(context)
    expect(await documentsOf(one.subUserId)).toHaveLength(2)
  })

  it('at the vendor, too; one that is away is asked again, and ours have gone by then', async () => {
    const one = await anEnded()
    await db.prisma.verificationAttempt.updateMany({
      where: { subUserId: one.subUserId },
      data: { vendor: 'larkcheck', vendorSessionId: `lark-${one.subUserId}` },
    })
    await passes(world, one.accountId, 2 * DAY)
    const asked: string[] = []
    let away = true
    const redact = (sessionId: string): Promise<void> => {
      asked.push(sessionId)
      return away ? Promise.reject(new VendorFault('away')) : Promise.resolve()
    }
    const staff = context.verification.vendors.get('staff')
    if (!staff) throw new Error('staff review is always there')
    const lark: Vendor = { ...staff, id: 'larkcheck', redact }
    const verification = { ...context.verification, vendors: new Map([['larkcheck', lark]]) }
    await deleteOldDocuments({ ...context, verification }, kept(1))
    expect(await documentsOf(one.subUserId)).toEqual([])
    away = false
    await deleteOldDocuments({ ...context, verification }, kept(1))
    await deleteOldDocuments({ ...context, verification }, kept(1))
    expect(asked).toEqual([`lark-${one.subUserId}`, `lark-${one.subUserId}`])
  })

  it('what fails at one keeps nobody else’s from going, and is told', async () => {
    const all = await Promise.all(Array.from({ length: 3 }, anEnded))
    for (const { accountId } of all) await passes(world, accountId, 2 * DAY)
    const [first = ''] = all.map(({ subUserId }) => subUserId).toSorted((one, other) => (one < other ? -1 : 1))
    const staff = context.verification.vendors.get('staff')
    if (!staff) throw new Error('staff review is always there')
    const find: Vendor['find'] = (key) =>
      key.startsWith(outside('subUser', first)) ? Promise.reject(new TypeError('ours')) : staff.find(key)
    await db.prisma.verificationAttempt.updateMany({ where: { subUserId: first }, data: { vendorSessionId: null } })
    const verification = { ...context.verification, vendors: new Map([['staff', { ...staff, find }]]) }
    const faults = await deleteOldDocuments({ ...context, verification }, kept(1))
    expect(faults.map(({ work, subject }) => [work, subject])).toEqual([['retention', first]])
    for (const { subUserId } of all) expect(await documentsOf(subUserId)).toEqual([])
    await deleteOldDocuments(context, kept(1))
  })

  it('a vendor that is away or no longer configured keeps nobody else’s from going, and is asked once it is there', async () => {
    const all = await Promise.all(Array.from({ length: 3 }, anEnded))
    const of = { subUserId: { in: all.map(({ subUserId }) => subUserId) } }
    for (const [index, vendor] of (['larkcheck', 'larkcheck', 'goneaway'] as const).entries())
      await db.prisma.verificationAttempt.updateMany({
        where: { subUserId: all[index]?.subUserId ?? '' },
        data: { vendor, vendorSessionId: `lark-${all[index]?.subUserId}` },
      })
    for (const { accountId } of all) await passes(world, accountId, 2 * DAY)
    const staff = context.verification.vendors.get('staff')
    if (!staff) throw new Error('staff review is always there')
    let calls = 0
    const away = async (): Promise<void> => {
      calls += 1
      throw new VendorFault('away')
    }
    const withLark = (redact: Vendor['redact'], ...more: string[]) => {
      const vendors = new Map(['larkcheck', ...more].map((id) => [id, { ...staff, id, redact }]))
      return { ...context, verification: { ...context.verification, vendors } }
    }
    await deleteOldDocuments(withLark(away), kept(1))
    expect([calls, await db.prisma.document.count({ where: of })]).toEqual([1, 0])
    const left = () => db.prisma.verificationAttempt.count({ where: { ...of, redactedAt: null } })
    expect(await left()).toBe(3)
    await deleteOldDocuments(
      withLark(async () => undefined),
      kept(1),
    )
    expect(await left()).toBe(1)
    await deleteOldDocuments(
      withLark(async () => undefined, 'goneaway'),
      kept(1),
    )
    expect(await left()).toBe(0)
  })
})

describe('[R45] the master key turns', () => {
  const opens = async (masterKeys: readonly [SecretKey, ...SecretKey[]], documentId: string) =>
    (await openDocument({ ...context, masterKeys }, aMember('reviewer'), { documentId })).image

  it('each document’s key is wrapped anew; then the old master key can be taken out, and opens nothing any more', async () => {
    const one = await aTraderInReview(world)
    const [document] = await documentsOf(one.subUserId)
    const id = document?.id ?? ''
    const sealed = (await db.prisma.documentContent.findUniqueOrThrow({ where: { documentId: id } })).sealed
    const before = await opens(context.masterKeys, id)
    const next = aKey('k2')
    await rewrapDocuments({ ...context, masterKeys: [next, ...context.masterKeys] })
    expect(await opens([next], id)).toEqual(before)
    await expect(opens(context.masterKeys, id)).rejects.toThrow('not configured')
    expect((await db.prisma.documentContent.findUniqueOrThrow({ where: { documentId: id } })).sealed).toEqual(sealed)
    expect(await rewrapDocuments({ ...context, masterKeys: [next, ...context.masterKeys] })).toEqual({
      rewrapped: 0,
      left: 0,
    })
    await rewrapDocuments({ ...context, masterKeys: [context.masterKeys[0], next] })
  })

  it('however many processes do it at once; what no key opens is counted and left as it is', async () => {
    await aTraderInReview(world)
    const next = aKey('k3')
    const turned = { ...context, masterKeys: [next, ...context.masterKeys] as const }
    const results = await Promise.all([rewrapDocuments(turned), rewrapDocuments(turned)])
    const all = await db.prisma.document.count()
    expect(results.reduce((sum, one) => sum + one.rewrapped, 0)).toBe(all)
    const lost = { ...context, masterKeys: [aKey('k4')] as const }
    expect(await rewrapDocuments(lost)).toEqual({ rewrapped: 0, left: all })
  })
})
