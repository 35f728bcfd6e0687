import sharp from 'sharp'

/** The most that is read of an upload, in bytes, and the most pixels that are decoded. */
export const PHOTO_MOST_BYTES = 20_000_000
const MOST_PIXELS = 40_000_000
/** Longest edge kept, in pixels: enough to read the smallest print of a passport page. */
const LONGEST_EDGE = 3_000

export type Photo = { image: Buffer; width: number; height: number }
export type PhotoFault = 'kind' | 'unreadable' | 'large'

const FIRST_BYTES = [Buffer.from('ffd8ff', 'hex'), Buffer.from('89504e470d0a1a0a', 'hex')]

/** At most so many pictures are decoded at once; the rest wait. */
const AT_ONCE = 4
let busy = 0
const waiting: (() => void)[] = []
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= AT_ONCE) await new Promise<void>((next) => waiting.push(next))
  else busy++
  try {
    return await work()
  } finally {
    const next = waiting.shift() // the place is handed over, so that nobody slips in between
    if (next) next()
    else busy--
  }
}

/**
 * A JPEG or PNG made anew from an upload: judged by its first bytes, decoded within limits, turned upright, stripped of all
 * that is not picture (place, appended scripts). A fault says why it can't be used; nothing of it is kept.
 */
export async function readPhoto(file: Buffer): Promise<Photo | { fault: PhotoFault }> {
  if (file.length > PHOTO_MOST_BYTES) return { fault: 'large' }
  if (!FIRST_BYTES.some((start) => file.subarray(0, start.length).equals(start))) return { fault: 'kind' }
  try {
    const { data, info } = await inTurn(() =>
      sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'warning' })
        .rotate()
        .resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: 88 })
        .toBuffer({ resolveWithObject: true }),
    )
    return { image: data, width: info.width, height: info.height }
  } catch {
    return { fault: 'unreadable' } // sharp's own words may hold parts of the file
  }
}
