import type { Resubmission, ResubmissionReason } from '../../domain/verification.ts'

/** Parts of Onfido's breakdowns that a better picture or another document mends, and what they mean. */
const MENDS: Readonly<Record<string, ResubmissionReason>> = {
  blurred_photo: 'blurred',
  covered_photo: 'covered',
  cut_off_document: 'cut_off',
  glare_on_photo: 'glare',
  dark_photo: 'too_dark',
  obscured_data_points: 'covered',
  obscured_security_features: 'covered',
  two_documents_uploaded: 'wrong_document',
  no_document_in_image: 'wrong_document',
  missing_back: 'wrong_side',
  wrong_side: 'wrong_side',
  incorrect_side: 'wrong_side',
  document_on_printed_paper: 'copy_or_screen',
  photo_of_screen: 'copy_or_screen',
  screenshot: 'copy_or_screen',
  colour_picture: 'copy_or_screen',
  supported_document: 'wrong_document',
  document_expiration: 'out_of_date',
  expired_document: 'out_of_date',
  first_name: 'name_differs',
  last_name: 'name_differs',
  face_comparison: 'selfie_differs',
  face_not_detected: 'selfie_unclear',
}

/** Parts that speak of a forged document or a stranger: no better picture helps. */
const GRAVE: ReadonlySet<string> = new Set(['visual_authenticity', 'compromised_document', 'police_record'])

/** A result that is not clear, under its name in the breakdown. */
type Finding = { name: string; grave: boolean }

/**
 * What a declined run asks for again, read from whatever breakdowns its workflow puts out, and from its reasons. Empty:
 * it names nothing that can be mended, or something grave; then the decline is final.
 */
export function mendable(output: unknown, reasons: readonly string[] = []): Resubmission[] {
  const findings = [...findingsIn(output), ...reasons.map((name) => ({ name, grave: GRAVE.has(name) }))]
  if (findings.some(({ grave }) => grave)) return []
  const found = new Set(findings.flatMap(({ name }) => MENDS[name] ?? []))
  return [...found].map((reason) => ({ reason, document: documentFor(reason) }))
}

/** The last day of the document that was shown, `2031-03-14`, where the workflow puts it out; of several the first to come. */
export function lastDayIn(output: unknown): string | undefined {
  if (typeof output !== 'object' || output === null) return undefined
  const days = Object.entries(output).flatMap(([name, part]: [string, unknown]) =>
    name === 'date_of_expiry' && typeof part === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(part)
      ? [part]
      : (lastDayIn(part) ?? []),
  )
  return days.toSorted()[0]
}

function documentFor(reason: ResubmissionReason): Resubmission['document'] {
  if (reason === 'name_differs') return 'name'
  return reason.startsWith('selfie_') ? 'selfie' : 'passport_photo'
}

/** Every named part whose result is not clear, however deep: workflows shape their output as they like. */
function findingsIn(value: unknown): Finding[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => [
    ...(isBad(part) ? [{ name, grave: GRAVE.has(name) }] : []),
    ...findingsIn(part),
  ])
}

/** A breakdown with a bad result, or one of the flags of the picture's quality. */
const isBad = (part: unknown): boolean =>
  part === true ||
  part === 'true' ||
  (typeof part === 'object' &&
    part !== null &&
    'result' in part &&
    ['consider', 'unidentified', 'rejected', 'suspected'].includes(String(part.result)))
