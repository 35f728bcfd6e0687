import type { VerificationProfile } from './policies/policy.ts'

/** In the order in which they are offered. */
export const DOCUMENT_TYPES = ['passport', 'id_card', 'residence_permit'] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

export const DOCUMENT_KINDS = [
  'passport_photo',
  'id_card_front',
  'id_card_back',
  'residence_permit_front',
  'residence_permit_back',
  'address_proof',
  'selfie',
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** The photos that a document type needs. */
export const PHOTOS_OF: Readonly<Record<DocumentType, readonly DocumentKind[]>> = {
  passport: ['passport_photo'],
  id_card: ['id_card_front', 'id_card_back'],
  residence_permit: ['residence_permit_front', 'residence_permit_back'],
}

/** All photos that a check with this profile and document type needs. */
export const photosNeeded = (profile: VerificationProfile, type: DocumentType): DocumentKind[] => [
  ...PHOTOS_OF[type],
  ...(profile.documents.includes('address') ? (['address_proof'] as const) : []),
  ...(profile.documents.includes('selfie') ? (['selfie'] as const) : []),
]

/** The photos of the documents that were not chosen. A selfie and a proof of address belong to none. */
export const photosOfOthers = (type: DocumentType): DocumentKind[] =>
  DOCUMENT_TYPES.flatMap((other) => (other === type ? [] : PHOTOS_OF[other]))

/** Why one more photo is asked for (screens, section 6). */
export const RESUBMISSION_REASONS = [
  'glare',
  'cut_off',
  'blurred',
  'too_dark',
  'covered',
  'copy_or_screen',
  'wrong_side',
  'wrong_document',
  'out_of_date',
  'name_differs',
  'selfie_unclear',
  'selfie_differs',
] as const
export type ResubmissionReason = (typeof RESUBMISSION_REASONS)[number]

/** What of a document can’t be read, where the reason says so. */
export const DOCUMENT_PARTS = ['name', 'birth', 'number', 'photo', 'machine_lines', 'last_line'] as const
export type DocumentPart = (typeof DOCUMENT_PARTS)[number]

/** The reasons whose sentence names a part. */
export const namesPart = (reason: ResubmissionReason): boolean => reason === 'glare'

/** One thing asked for again: which photo (or the name), why, and what of it can’t be read. */
export type Resubmission = { document: DocumentKind | 'name'; reason: ResubmissionReason; part?: DocumentPart }

/** One new photo of each document is asked for, whatever else was wrong with it: the first reason that was given counts. */
export const oncePerDocument = <R extends Pick<Resubmission, 'document'>>(asked: readonly R[]): R[] =>
  asked.filter(({ document }, at) => asked.findIndex((one) => one.document === document) === at)

type Made = { number: number; state: string; counted: boolean }

/** How many attempts belong to earlier checks: up to the one that was approved last before the present attempt (R46). */
export const attemptsBefore = (attempts: readonly Pick<Made, 'number' | 'state'>[], present: number): number =>
  Math.max(0, ...attempts.filter((one) => one.state === 'approved' && one.number < present).map((one) => one.number))

/** How many tries the person has used and has; attempts that failed through no fault of theirs don't count, nor those of an earlier check (R44, R46). */
export function triesOf(view: { attempt: number; attemptsAllowed: number }, attempts: readonly Made[]) {
  const before = attemptsBefore(attempts, view.attempt)
  const free = before + attempts.filter(({ counted, number }) => !counted && number > before).length
  return { tryNumber: view.attempt - free, tryLimit: view.attemptsAllowed - free }
}
