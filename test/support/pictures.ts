import sharp from 'sharp'

/** A photo as a phone takes it, with a place and a maker in its EXIF data. */
export const aPhoto = (width = 1200, height = 850, background = '#a8b4c0'): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: lines(width, height), top: 0, left: 0 }])
    .withExif({ IFD0: { Make: 'Planted Maker', ImageDescription: 'planted-description' } })
    .jpeg({ quality: 80 })
    .toBuffer()

/** Something to see, so that no two photos are alike. */
const lines = (width: number, height: number): Buffer =>
  Buffer.from(
    `<svg width="${width}" height="${height}"><rect x="8%" y="10%" width="84%" height="80%" rx="20" fill="#eef2f5"/>` +
      `<rect x="12%" y="18%" width="26%" height="45%" fill="#8796a5"/><text x="44%" y="30%" font-size="40">SPECIMEN</text>` +
      `<text x="12%" y="82%" font-size="28">P&lt;UTOWIERZBNIK&lt;&lt;TOMASZ&lt;&lt;&lt;&lt;&lt;&lt;&lt;</text></svg>`,
  )
