import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, inject, it } from 'vitest'
import sharp from 'sharp'
import { Records, uuidOf } from '../faults/traces.ts'
import { aPhoto } from '../support/pictures.ts'
import { aMember, Staff } from '../support/staff.ts'
import { aDesk } from './desk.ts'
import { addsPhoto, arrives, atTheIdentityCheck, isTold, press } from './steps.ts'

const desk = await aDesk()
const { site } = desk
const records = new Records(inject('place').databaseUrl)

const stored = (id: string) => records.rows('SELECT id FROM document WHERE sub_user_id = $1', [uuidOf(id)])

/** A PNG of a few kilobytes that wants to become 900 million points. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(30_000, 0)
  head.writeUInt32BE(30_000, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(Buffer.alloc(3_000_000))
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

const photo = await aPhoto()
const UNREADABLE = 'This file can’t be read as a photo. Take it again.'
const WRONG: { what: string; file: Buffer; sentence: string }[] = [
  {
    what: 'a PDF',
    file: Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'),
    sentence: 'The photo must be a JPEG or PNG. This one is a PDF.',
  },
  {
    what: 'an SVG with a script',
    file: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    sentence: 'The photo must be a JPEG or PNG. This one is a drawing (SVG).',
  },
  {
    what: 'HTML that calls itself .jpg',
    file: Buffer.from('<!doctype html><script>alert(1)</script>'),
    sentence: 'The photo must be a JPEG or PNG. This one is something else.',
  },
  { what: 'nothing at all', file: Buffer.alloc(0), sentence: UNREADABLE },
  { what: 'a JPEG that is cut off', file: photo.subarray(0, Math.floor(photo.length * 0.6)), sentence: UNREADABLE },
  { what: 'a decompression bomb', file: bomb(), sentence: UNREADABLE },
  {
    what: '21 MB that no browser can make smaller',
    file: Buffer.concat([photo.subarray(0, 20), Buffer.alloc(21_000_000)]),
    sentence: 'The photo is 22 MB. At most 20 MB.',
  },
]

describe.each([{ scripts: true }, { scripts: false }])('[R45] with JavaScript: $scripts', (way) => {
  it('what is no photo is refused in a clear sentence, and nothing is stored', async () => {
    const visitor = await desk.visitor(way)
    const { page } = visitor
    const id = await atTheIdentityCheck(desk, visitor)
    for (const { what, file, sentence } of WRONG) {
      await page.goto(`${site}/me/identity`)
      await addsPhoto(visitor, 'passport_photo', file)
      await page.locator('.summary').waitFor()
      expect([what, ...(await page.locator('p.problem').allInnerTexts())]).toEqual([what, sentence])
      expect(await stored(id), what).toEqual([])
    }
    await desk.look(page, 'identity-refused')
    await page.goto(`${site}/me/identity`)
    await press(page, 'Send for the identity check')
    await isTold(page, 'Add a photo of the passport before you send.')
  })
})

it('[R45] a polyglot is made anew: no appended script, no EXIF; staff get a picture that can do nothing', async () => {
  const visitor = await desk.visitor({ scripts: false })
  const id = await atTheIdentityCheck(desk, visitor)
  const polyglot = Buffer.concat([photo, Buffer.from('<script>alert("planted")</script>')])
  expect((await sharp(photo).metadata()).exif?.toString('latin1')).toContain('Planted Maker')
  await addsPhoto(visitor, 'passport_photo', polyglot)
  await visitor.page.getByRole('heading', { name: /^Passport, photo page ?: done$/ }).waitFor()
  await addsPhoto(visitor, 'selfie', photo)
  await press(visitor.page, 'Send for the identity check')
  await arrives(visitor.page, 'We are checking your documents')

  const staff = await new Staff(site).joins(await aMember(inject('place'), 'reviewer'))
  const { body } = await staff.call('GET', `/console/api/reviews/${id}`)
  const [first] = body['documents'] as { id: string }[]
  const picture = await staff.picture(`/console/api/documents/${first?.id}`)
  const image = Buffer.from(await picture.arrayBuffer())
  expect(picture.headers.get('content-type')).toBe('image/jpeg')
  expect(picture.headers.get('x-content-type-options')).toBe('nosniff')
  expect(picture.headers.get('cache-control')).toBe('no-store')
  expect((await sharp(image).metadata()).exif).toBeUndefined()
  for (const planted of ['script', 'Planted', 'planted']) expect(image.toString('latin1')).not.toContain(planted)
  const [row] = await records.rows<{ sealed: Buffer }>('SELECT sealed FROM document_content LIMIT 1')
  expect(row?.sealed.subarray(0, 64).toString('latin1')).not.toContain('JFIF')
})
