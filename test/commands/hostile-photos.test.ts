import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { addPhoto, openDocument } from '../../commands/documents.ts'
import { PHOTO_MOST_BYTES, readPhoto } from '../../vendors/staff/photo.ts'
import { aMember } from '../support/actors.ts'
import { aVerifying } from '../support/onboardings.ts'
import { aPhoto } from '../support/pictures.ts'
import { refused } from '../support/refused.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const photo = await aPhoto()
const png = await sharp(photo).png().toBuffer()
const [gif, webp, tiff, avif] = await Promise.all(
  (['gif', 'webp', 'tiff', 'avif'] as const).map((format) => sharp(photo).resize(64).toFormat(format).toBuffer()),
)
const SCRIPT = Buffer.from('<!doctype html><script>alert(document.domain)</script>')
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
const ZIP = Buffer.from('504b0304140000000800', 'hex')
const JPEG_START = Buffer.from('ffd8ffe000104a4649460001', 'hex')

/** A PNG whose header promises so many pixels. */
function promising(width: number, height: number): Buffer {
  const made = Buffer.from(png)
  made.writeUInt32BE(width, 16)
  made.writeUInt32BE(height, 20)
  return made
}
/** A PNG with a chunk of compressed text that unpacks to 200 MB. */
function withHugeText(): Buffer {
  const text = Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(200_000_000, 65))])
  const chunk = Buffer.alloc(text.length + 12)
  chunk.writeUInt32BE(text.length, 0)
  chunk.write('zTXt', 4)
  text.copy(chunk, 8)
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}
const changed = (file: Buffer, at: number): Buffer => {
  const copy = Buffer.from(file)
  copy.fill(0x5a, at, at + 200)
  return copy
}

/** Twenty files that are no photos, or more than one. `null`: made anew, without what was hidden in it. */
const FILES: readonly [string, Buffer, 'kind' | 'unreadable' | 'large' | null][] = [
  ['nothing at all', Buffer.alloc(0), 'kind'],
  ['two bytes of a JPEG', Buffer.from('ffd8', 'hex'), 'kind'],
  ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>'), 'kind'],
  ['an SVG with a script', SVG, 'kind'],
  ['HTML', SCRIPT, 'kind'],
  ['a GIF', gif ?? SVG, 'kind'],
  ['a WebP', webp ?? SVG, 'kind'],
  ['a TIFF', tiff ?? SVG, 'kind'],
  ['an AVIF, like a phone’s HEIC', avif ?? SVG, 'kind'],
  ['an archive', ZIP, 'kind'],
  ['a program', Buffer.from('7f454c460201010000000000', 'hex'), 'kind'],
  ['the beginning of a JPEG and nothing more', JPEG_START, 'unreadable'],
  ['HTML that begins like a JPEG', Buffer.concat([JPEG_START, SCRIPT]), 'unreadable'],
  ['a JPEG that is cut off', photo.subarray(0, Math.floor(photo.length * 0.6)), 'unreadable'],
  ['a PNG that is cut off', png.subarray(0, Math.floor(png.length / 2)), 'unreadable'],
  ['a PNG of 900 million pixels', promising(30_000, 30_000), 'unreadable'],
  ['a PNG that is four thousand million pixels wide', promising(0xffffffff, 1), 'unreadable'],
  ['a PNG whose data were changed', changed(png, Math.floor(png.length / 2)), 'unreadable'],
  ['100 MB that begin like a JPEG', Buffer.concat([JPEG_START, Buffer.alloc(100_000_000)]), 'large'],
  ['a little more than 20 MB', Buffer.concat([photo, Buffer.alloc(PHOTO_MOST_BYTES)]), 'large'],
  ['a photo with an archive behind it', Buffer.concat([photo, ZIP, Buffer.from('PLANTED')]), null],
  ['a photo with HTML behind it', Buffer.concat([photo, SCRIPT, Buffer.from('PLANTED')]), null],
  ['a PNG with text that unpacks to 200 MB', withHugeText(), null],
]

describe('[R45] [R68] hostile files', () => {
  it.each(FILES)('%s', async (_, file, fault) => {
    const one = await aVerifying(world)
    const before = process.memoryUsage().rss
    if (fault) {
      const { facts } = await refused('photo-invalid', addPhoto(context, one, { kind: 'selfie', file }))
      expect(facts).toMatchObject({ fault })
      expect(await db.prisma.document.count({ where: { subUserId: one.subUserId } })).toBe(0)
    } else {
      const made = await readPhoto(file)
      if ('fault' in made) expect(made.fault).toBe('unreadable') // refused is as good as made anew
      else for (const word of ['PLANTED', '<script', 'PK\u0003\u0004']) expect(made.image.includes(word)).toBe(false)
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(600_000_000)
  })

  it('the process is healthy afterwards: a good photo is taken, without the place where it was taken', async () => {
    const one = await aVerifying(world)
    const withPlace = await sharp(photo)
      .withExif({ IFD0: { Make: 'PLANTEDMAKER' }, IFD3: { GPSLatitude: '52/1 13/1 47/1', GPSLatitudeRef: 'N' } })
      .toBuffer()
    expect(withPlace.includes('PLANTEDMAKER')).toBe(true)
    await addPhoto(context, one, { kind: 'selfie', file: withPlace })
    const { id } = await db.prisma.document.findFirstOrThrow({ where: { subUserId: one.subUserId } })
    const { image } = await openDocument(context, aMember('reviewer'), { documentId: id })
    expect((await sharp(image).metadata()).exif).toBeUndefined()
    expect(image.includes('PLANTEDMAKER')).toBe(false)
  })
})
