/** A platform's colour as a mail needs it, in both themes. */
export type BrandColours = { light: string; onLight: string; dark: string; onDark: string }

type Hsl = { hue: number; saturation: number; lightness: number }

/**
 * The brand colour (`#rrggbb`, checked against white at start-up) and its counterpart on dark paper: the same hue,
 * softened, as light as tokens.css makes the standard brand.
 */
export function brandColours(brand: string): BrandColours {
  const { hue, saturation } = hslOf(brand)
  const soft = Math.min(saturation, 48)
  return {
    light: brand,
    onLight: '#ffffff',
    dark: hexOf({ hue, saturation: soft, lightness: lightnessFor(hue, soft) }),
    onDark: hexOf({ hue, saturation: Math.min(saturation, 56), lightness: 9 }),
  }
}

/** Red, blue and violet look darker than green at the same lightness. */
const lightnessFor = (hue: number, saturation: number): number => (saturation > 20 && (hue < 30 || hue > 210) ? 76 : 66)

function hslOf(colour: string): Hsl {
  if (!/^#[0-9a-f]{6}$/iu.test(colour))
    throw new RangeError('A brand colour is written as # and six hexadecimal digits')
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (from) => Number.parseInt(colour.slice(from, from + 2), 16) / 255,
  )
  const most = Math.max(red, green, blue)
  const range = most - Math.min(red, green, blue)
  const lightness = most - range / 2
  const saturation = range === 0 ? 0 : range / (1 - Math.abs(2 * lightness - 1))
  return { hue: hueOf(red, green, blue, most, range), saturation: saturation * 100, lightness: lightness * 100 }
}

function hueOf(red: number, green: number, blue: number, most: number, range: number): number {
  if (range === 0) return 0
  if (most === red) return (60 * ((green - blue) / range) + 360) % 360
  if (most === green) return 60 * ((blue - red) / range + 2)
  return 60 * ((red - green) / range + 4)
}

function hexOf({ hue, saturation, lightness }: Hsl): string {
  const chroma = (saturation / 100) * Math.min(lightness / 100, 1 - lightness / 100)
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    const value = lightness / 100 - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1))
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(0)}${channel(8)}${channel(4)}`
}
