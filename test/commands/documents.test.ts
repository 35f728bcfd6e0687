import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { addPhoto, chooseDocument, openDocument, submitDocuments } from '../../commands/documents.ts'
import { documentsOf } from '../../store/verification.ts'
import { PHOTO_MOST_BYTES } from '../../vendors/staff/photo.ts'
import { aMember } from '../support/actors.ts'
import {
  aPicture,
  aTraderInReview,
  aVerifying,
  isAskedForSelfie,
  seen,
  sendsDocuments,
} from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aWorld, HOUR } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const picture = await aPicture()

describe('[R45] documents', () => {
  it('are encrypted at rest: no row holds the picture', async () => {
    const one = await aTraderInReview(world)
    const [document] = await documentsOf(db.prisma, one.subUserId)
    const reviewer = aMember('reviewer')
    const { image, type } = await openDocument(context, reviewer, { documentId: document?.id ?? '' })
    expect(type).toBe('image/jpeg')
    expect(await sharp(image).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 })
    const dump = await everyRow()
    const content = await db.prisma.documentContent.findUniqueOrThrow({ where: { documentId: document?.id ?? '' } })
    expect(dump).toContain(Buffer.from(content.sealed).toString('hex'))
    for (const part of [image.subarray(0, 64), image.subarray(-64), Buffer.from('JFIF')])
      expect(dump).not.toContain(part.toString('hex'))
  })

  it('swapped in the database do not open', async () => {
    const one = await aTraderInReview(world)
    const [passport, selfie] = await documentsOf(db.prisma, one.subUserId)
    const contentOf = (documentId = '') => db.prisma.documentContent.findUniqueOrThrow({ where: { documentId } })
    const { sealed } = await contentOf(selfie?.id)
    await db.prisma.documentContent.update({ where: { documentId: passport?.id ?? '' }, data: { sealed } })
    await expect(openDocument(context, aMember('reviewer'), { documentId: passport?.id ?? '' })).rejects.toThrow()
  })

  it('every view is recorded, before the picture is given, with who and which', async () => {
    const one = await aTraderInReview(world)
    const [document] = await documentsOf(db.prisma, one.subUserId)
    const documentId = document?.id ?? ''
    const reviewer = aMember('reviewer')
    await openDocument(context, reviewer, { documentId })
    await refused('role-may-not', openDocument(context, aMember('viewer'), { documentId }))
    await refused('not-found', openDocument(context, reviewer, { documentId: reviewer.id }))
    const views = await db.prisma.event.findMany({ where: { subject: one.subUserId, type: 'staff.viewed' } })
    expect(views).toMatchObject([{ actorKind: 'staff', actorId: reviewer.id, data: { what: 'documents', documentId } }])
  })
})

/** All that a dump of the database holds, as text. */
async function everyRow(): Promise<string> {
  const { rows } = await db.pool.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  )
  const read = ({ name }: { name: string }) => db.pool.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)
  return (await Promise.all(rows.map(read))).flatMap((table) => table.rows.map(({ row }) => row)).join('\n')
}

describe('photos', () => {
  const tiny = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const bad: readonly [string, () => Buffer | Promise<Buffer>, string][] = [
    ['a text', () => Buffer.from('hello'), 'kind'],
    ['nothing', () => Buffer.alloc(0), 'kind'],
    ['an SVG with a script', () => tiny, 'kind'],
    ['a PDF', () => Buffer.from('%PDF-1.7 …'), 'kind'],
    ['a script that begins like a JPEG', () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), tiny]), 'unreadable'],
    ['a picture cut off', () => picture.subarray(0, picture.length / 2), 'unreadable'],
    ['a picture of 900 million pixels', () => aBomb(30_000, 30_000), 'unreadable'],
    ['more than 20 MB', () => Buffer.concat([picture, Buffer.alloc(PHOTO_MOST_BYTES)]), 'large'],
  ]
  it.each(bad)('%s: a clear reason, and nothing is stored', async (_, file, fault) => {
    const one = await aVerifying(world)
    const { facts } = await refused('photo-invalid', addPhoto(context, one, { kind: 'selfie', file: await file() }))
    expect(facts).toMatchObject({ fault })
    expect(await documentsOf(db.prisma, one.subUserId)).toEqual([])
    expect(await seen(world, one.subUserId)).toMatchObject({ verificationState: 'created' })
  })

  it('are made anew: what was appended or hidden in them is gone', async () => {
    const one = await aVerifying(world)
    const withPlace = await sharp(picture)
      .jpeg()
      .withExif({ IFD0: { Copyright: 'Plantedsecret' } })
      .toBuffer()
    await addPhoto(context, one, { kind: 'selfie', file: withPlace })
    const [document] = await documentsOf(db.prisma, one.subUserId)
    const { image } = await openDocument(context, aMember('reviewer'), { documentId: document?.id ?? '' })
    expect(withPlace.includes('Plantedsecret')).toBe(true)
    expect(image.includes('Plantedsecret')).toBe(false)
  })

  it('of the same kind replace each other; the last one counts', async () => {
    const one = await aVerifying(world)
    for (let n = 0; n < 3; n++) await addPhoto(context, one, { kind: 'selfie', file: picture })
    expect(await documentsOf(db.prisma, one.subUserId)).toHaveLength(1)
  })
})

describe('sending documents', () => {
  it('needs a document type and every photo of it', async () => {
    const one = await aVerifying(world)
    expect((await refused('documents-missing', submitDocuments(context, one))).facts).toEqual({ missing: ['document'] })
    await chooseDocument(context, one, 'id_card')
    await addPhoto(context, one, { kind: 'id_card_front', file: picture })
    const { facts } = await refused('documents-missing', submitDocuments(context, one))
    expect(facts).toEqual({ missing: ['id_card_back', 'selfie'] })
  })

  it('gives the turn to staff with a limit of 4 hours, once', async () => {
    const one = await aTraderInReview(world)
    const view = await seen(world, one.subUserId)
    expect(view).toMatchObject({ turn: 'staff', verificationState: 'in_review', dueAt: view.reviewDueAt })
    const left = (view.reviewDueAt?.getTime() ?? 0) - view.now.getTime()
    expect(Math.abs(left - 4 * HOUR)).toBeLessThan(10_000)
    await refused('not-in-this-state', submitDocuments(context, one))
    await refused('not-in-this-state', addPhoto(context, one, { kind: 'selfie', file: picture }))
  })

  it('[R44] asked again for one, the others need not be sent again', async () => {
    const one = await aTraderInReview(world)
    await isAskedForSelfie(world, one)
    expect((await refused('documents-missing', submitDocuments(context, one))).facts).toEqual({ missing: ['selfie'] })
    await sendsDocuments(world, one, ['selfie'])
    const documents = await documentsOf(db.prisma, one.subUserId, 2)
    expect(documents.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      'passport_photo accepted',
      'selfie sent',
    ])
  })
})

describe('[R45] another document is chosen', () => {
  const kindsOf = async ({ subUserId }: { subUserId: string }, attempt: number) =>
    (await documentsOf(db.prisma, subUserId, attempt)).map(({ kind, state }) => `${kind} ${state}`).toSorted()

  it('photos of the one before go, the accepted one as well; selfie and proof of address stay', async () => {
    const one = await aTraderInReview(world)
    await isAskedForSelfie(world, one)
    for (const kind of ['selfie', 'address_proof'] as const) await addPhoto(context, one, { kind, file: picture })
    await chooseDocument(context, one, 'passport')
    expect(await kindsOf(one, 2)).toEqual(['address_proof added', 'passport_photo accepted', 'selfie added'])
    await chooseDocument(context, one, 'id_card')
    expect(await kindsOf(one, 2)).toEqual(['address_proof added', 'selfie added'])
    const deleted = { subject: one.subUserId, type: 'verification.documents_deleted' }
    expect(await db.prisma.event.findMany({ where: deleted })).toMatchObject([
      { actorKind: 'person', data: { count: 1 } },
    ])
    const { facts } = await refused('documents-missing', submitDocuments(context, one))
    expect(facts).toEqual({ missing: ['id_card_front', 'id_card_back'] })
  })

  it.each(['id_card', 'residence_permit'] as const)(
    '%s: both sides reach staff, and no photo of another that was added on an older page',
    async (type) => {
      const one = await aVerifying(world)
      await chooseDocument(context, one, type)
      for (const kind of [`${type}_front`, `${type}_back`, 'selfie', 'passport_photo'] as const)
        await addPhoto(context, one, { kind, file: picture })
      await submitDocuments(context, one)
      expect(await kindsOf(one, 1)).toEqual([`${type}_back sent`, `${type}_front sent`, 'selfie sent'])
      expect(await seen(world, one.subUserId)).toMatchObject({ verificationState: 'in_review', turn: 'staff' })
    },
  )
})

/** A PNG of a few bytes that would be `width` × `height` pixels. */
function aBomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc((width / 8 + 1) * 1_000))
  const parts = [chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}
