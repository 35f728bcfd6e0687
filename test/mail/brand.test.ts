import { describe, expect, it } from 'vitest'
import { brandColours } from '../../mail/brand.ts'

const DARK_CARD = '#1c1b18'

describe('a platform’s colour in dark mode', () => {
  it.each(['#0f4f58', '#3b2fa0', '#a02318', '#0000ff', '#7a0099', '#006b2d', '#8a5a00', '#000000', '#1f4fb0'])(
    '%s is seen on the card, and its words on it',
    (brand) => {
      const { dark, onDark } = brandColours(brand)
      expect(contrast(dark, DARK_CARD)).toBeGreaterThan(4.5)
      expect(contrast(dark, onDark)).toBeGreaterThan(7)
    },
  )

  it('refuses what is no colour', () => {
    expect(() => brandColours('red;}</style>')).toThrow(RangeError)
  })
})

/** WCAG contrast of two colours, 1 to 21. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const channel = Number.parseInt(colour.slice(from, from + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
