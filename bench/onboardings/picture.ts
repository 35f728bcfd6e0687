import sharp from 'sharp'

let picture: Promise<Buffer> | undefined

/** The photo that everybody uploads. */
export const aPicture = (): Promise<Buffer> =>
  (picture ??= sharp({ create: { width: 640, height: 480, channels: 3, background: '#a8b4c0' } })
    .png()
    .toBuffer())
