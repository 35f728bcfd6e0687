/** What kind of device somebody acted from; no more of it is looked at or kept. */
export const DEVICES = ['phone', 'tablet', 'computer'] as const
export type Device = (typeof DEVICES)[number]

const TABLET = /iPad|Tablet|PlayBook|Silk|Android(?!.*Mobile)/i
const PHONE = /Mobi|iPhone|iPod|Android/i

/** The kind, by what a browser says of itself; undefined when it says nothing. */
export function deviceOf(userAgent: string | undefined): Device | undefined {
  if (!userAgent) return undefined
  if (TABLET.test(userAgent)) return 'tablet'
  return PHONE.test(userAgent) ? 'phone' : 'computer'
}
