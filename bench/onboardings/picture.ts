import { randomBytes } from 'node:crypto'

/** The photo that everybody uploads: as large as one from a phone after it was made smaller, and a PNG by its first bytes. */
export const PICTURE = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(60_000)])
