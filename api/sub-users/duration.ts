import * as z from 'zod'

const FORM = /^P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/
const MS = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000] as const

/** An ISO 8601 duration of weeks, days, hours, minutes and seconds in ms; undefined for anything else. Months and years vary, so they are none. */
export function durationMs(text: string): number | undefined {
  const parts = FORM.exec(text)?.slice(1)
  if (!parts || parts.every((part) => part === undefined) || text.endsWith('T')) return undefined
  return parts.reduce((sum, part, i) => sum + Number(part ?? 0) * (MS[i] ?? 0), 0)
}

/** A duration in a request, parsed to ms. */
export const durationField = z
  .string()
  .max(40)
  .transform((text, context) => {
    const ms = durationMs(text)
    if (ms === undefined) context.addIssue({ code: 'custom', message: 'is no ISO 8601 duration like P7D or PT36H' })
    return ms ?? z.NEVER
  })
