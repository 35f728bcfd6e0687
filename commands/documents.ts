import { uuidv7 } from 'uuidv7'
import { Refusal } from '../domain/refusals.ts'
import { type DocumentKind, type DocumentType, photosNeeded, photosOfOthers } from '../domain/verification.ts'
import { type SubUserRow, updateSubUser } from '../store/sub-users.ts'
import {
  askedBefore,
  deleteKinds,
  documentsOf,
  nameGivenSince,
  findDocument,
  replaceDocument,
  setDocumentStates,
  updateAttempt,
} from '../store/verification.ts'
import { endUploadSessions } from '../store/phone-links.ts'
import { readPhoto } from '../vendors/staff/photo.ts'
import { seal, unseal } from '../vendors/staff/seal.ts'
import { type Actor, eventActor, lockFor, requireStaff } from './actor.ts'
import { requireOwnUpload } from './attempts.ts'
import { type Context, type Work, execute, record } from './command.ts'
import { recordViewIn } from './notes.ts'
import { profileOf } from './profile.ts'
import { reviewLimit } from './review-limit.ts'
import type { Person } from './sign-up.ts'

const actorOf = (person: Person): Actor => ({ kind: 'person', id: person.personId })

/** The person chooses which document to show. Photos of another go, also those that were accepted before. */
export function chooseDocument(context: Context, person: Person, type: DocumentType): Promise<void> {
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actorOf(person), 'send_documents', person.subUserId)
    requireOwnUpload(work, subUser)
    await updateSubUser(work.tx, subUser.id, { documentType: type, changedAt: now })
    const count = await dropOthers(work, subUser, type)
    if (count === 0) return
    await record(work, {
      chain: subUser.accountId,
      type: 'verification.documents_deleted',
      subject: subUser.id,
      actor: eventActor(actorOf(person)),
      at: now,
      data: { count },
    })
  })
}

/** Nobody sees photos of a document that was not chosen in the end. */
const dropOthers = ({ tx }: Work, { id, attempt }: SubUserRow, type: DocumentType): Promise<number> =>
  deleteKinds(tx, id, attempt, photosOfOthers(type))

/**
 * Keeps one photo, encrypted; one of the same kind is replaced. Refused: `photo-invalid` with the fault `kind`,
 * `unreadable` or `large`, and nothing is stored; `not-in-this-state`.
 */
export async function addPhoto(
  context: Context,
  person: Person,
  input: { kind: DocumentKind; file: Buffer },
): Promise<void> {
  const photo = await readPhoto(input.file)
  if ('fault' in photo) throw new Refusal('photo-invalid', undefined, { fault: photo.fault, bytes: input.file.length })
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actorOf(person), 'send_documents', person.subUserId)
    requireOwnUpload(work, subUser)
    const binding = { documentId: uuidv7(), personId: person.personId, kind: input.kind }
    await replaceDocument(work.tx, {
      id: binding.documentId,
      subUserId: subUser.id,
      personId: person.personId,
      attempt: subUser.attempt,
      kind: input.kind,
      width: photo.width,
      height: photo.height,
      bytes: photo.image.length,
      createdAt: now,
      ...seal(context.masterKeys, binding, photo.image),
    })
    const begun = subUser.verificationState === 'created'
    await updateSubUser(work.tx, subUser.id, {
      ...(begun && { verificationState: 'in_progress' }),
      changedAt: now,
      lastEvent: 'verification.photo_added',
    })
    const data = { kind: input.kind, attempt: subUser.attempt }
    await record(work, {
      chain: subUser.accountId,
      type: 'verification.photo_added',
      subject: subUser.id,
      actor: eventActor(actorOf(person)),
      at: now,
      data,
    })
  })
}

/** Hands the photos to staff: from now on the date stands still (R33). Refused: `documents-missing` with what is left. */
export function submitDocuments(context: Context, person: Person): Promise<void> {
  return execute(context, async (work) => {
    const { subUser, now } = await lockFor(work, actorOf(person), 'send_documents', person.subUserId)
    requireOwnUpload(work, subUser)
    const { type, needed, reviewHours } = await needs(work, subUser)
    await dropOthers(work, subUser, type) // added on a page from before the choice
    const have = new Set((await documentsOf(work.tx, subUser.id, subUser.attempt)).map((document) => document.kind))
    const missing = needed.filter((kind) => !have.has(kind))
    if (missing.length > 0) throw new Refusal('documents-missing', undefined, { missing })
    await requireName(work, subUser)
    const limit = reviewLimit(work, reviewHours, now)
    const added = await work.tx.document.findMany({
      where: { subUserId: subUser.id, attempt: subUser.attempt, state: 'added' },
      select: { kind: true },
    })
    await setDocumentStates(
      work.tx,
      subUser.id,
      subUser.attempt,
      added.map((document) => document.kind),
      'sent',
    )
    await updateAttempt(work.tx, subUser.id, subUser.attempt, { state: 'in_review', submittedAt: now })
    await updateSubUser(work.tx, subUser.id, {
      verificationState: 'in_review',
      turn: 'staff',
      ...limit,
      reviewerId: null,
      changedAt: now,
      lastEvent: 'verification.submitted',
    })
    await endUploadSessions(work.tx, subUser.id)
    const data = { attempt: subUser.attempt, reviewDueAt: limit.reviewDueAt.toISOString() }
    await record(work, {
      chain: subUser.accountId,
      type: 'verification.submitted',
      subject: subUser.id,
      actor: eventActor(actorOf(person)),
      at: now,
      data,
      nudge: true,
    })
  })
}

/** When the name differed, it is corrected or another document is shown before anything is sent again. */
async function requireName(work: Work, subUser: SubUserRow): Promise<void> {
  if (!(await askedBefore(work.tx, subUser)).some((item) => item.document === 'name')) return
  const shown = await documentsOf(work.tx, subUser.id, subUser.attempt)
  const another = shown.some((document) => document.state === 'added' && document.kind !== 'selfie')
  if (!another && !(await nameGivenSince(work.tx, subUser)))
    throw new Refusal('documents-missing', undefined, { missing: ['name'] })
}

async function needs(work: Work, subUser: SubUserRow) {
  const { profile } = await profileOf(work.tx, subUser.accountId)
  if (!subUser.documentType) throw new Refusal('documents-missing', undefined, { missing: ['document'] })
  const type = subUser.documentType as DocumentType
  return { type, needed: photosNeeded(profile, type), reviewHours: profile.reviewHours }
}

/** A photo for a reviewer or manager; the view is recorded before the picture is given (R45). */
export async function openDocument(
  context: Context,
  actor: Actor & { kind: 'staff' },
  input: { documentId: string },
): Promise<{ image: Buffer; type: 'image/jpeg' }> {
  requireStaff(actor, 'open_documents')
  const document = await findDocument(context.db.prisma, input.documentId)
  if (!document?.content) throw new Refusal('not-found')
  const { id, personId, kind, masterKeyId, wrappedKey, subUserId } = document
  await execute(context, (work) => recordViewIn(work, actor, { subUserId, what: 'documents', documentId: id }))
  const image = unseal(
    context.masterKeys,
    { documentId: id, personId, kind },
    { masterKeyId, wrappedKey, sealed: document.content.sealed },
  )
  return { image, type: 'image/jpeg' }
}
