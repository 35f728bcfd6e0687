import type { Request, RequestHandler, Router } from 'express'
import multer from 'multer'
import { addPhoto } from '../../../commands/documents.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { DOCUMENT_KINDS, type DocumentKind } from '../../../domain/verification.ts'
import type { SubUserView } from '../../../store/sub-users.ts'
import { PHOTO_MOST_BYTES } from '../../../vendors/staff/photo.ts'
import { type Answer, field, send } from '../answer.ts'
import { LIMITS, triedTooOften } from '../limits.ts'
import type { FileKind, FormError } from '../pages/errors.ts'
import { type Site, type Visit, isOwnPage, requireForm, visitOf } from '../site.ts'

/** One photo in memory, a little more than the limit, so that the answer can say how large it was. */
const upload = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: { fileSize: PHOTO_MOST_BYTES + 1, files: 1, fields: 5, parts: 8, fieldSize: 10_000 },
}).single('photo')

/** Where photos are sent to, and what is shown afterwards. */
export type UploadPlace = {
  path: string
  /** Lets the handler run only for somebody who may add photos now. */
  guard: (
    handler: (visit: Visit, view: SubUserView) => Answer | Promise<Answer>,
  ) => (visit: Visit) => Promise<Answer> | Answer
  shown: (visit: Visit, view: SubUserView, errors: FormError[]) => Promise<Answer>
  /** After a photo, and when none may be added any more. */
  next: string
  over: string
}

/** Takes photos at one address, one at a time, each judged before anything of it is kept (R42, R68). */
export function takePhotos(router: Router, site: Site, place: UploadPlace): void {
  router.post(place.path, mayUpload(site, place), (req, res, next) => {
    upload(req, res, (fault: unknown) => {
      uploading.delete(req)
      void photoAnswer(site, place, req, res, fault).then((answer) => send(res, answer), next)
    })
  })
}

export const isKind = (text: string): text is DocumentKind => (DOCUMENT_KINDS as readonly string[]).includes(text)

/** Uploads that are being read now, with the session of each; each holds up to its whole photo in memory. */
const uploading = new Map<Request, string>()
const UPLOADS_AT_ONCE = 8
/** Of one session: nobody takes all the places. */
const UPLOADS_OF_ONE = 2
/** A photo that has not arrived after so many ms is given up, so that its place is free: 20 MB on a slow phone take less. */
const UPLOAD_MS = 180_000

const isRoomFor = (session: string): boolean =>
  uploading.size < UPLOADS_AT_ONCE && [...uploading.values()].filter((one) => one === session).length < UPLOADS_OF_ONE

/** Before a byte of a photo is read: an own page, a session whose turn it is, and room for one more. */
const mayUpload =
  (site: Site, place: UploadPlace): RequestHandler =>
  async (req, res, next) => {
    res.set('cache-control', 'no-store')
    const visit = await visitOf(site, req, res)
    if (!isOwnPage(visit)) throw new Refusal('form-expired')
    const answer = await place.guard(() => ({ goTo: '' }))(visit)
    if (!('goTo' in answer) || answer.goTo !== '') return send(res, answer)
    const session = visit.session?.id ?? ''
    if (!isRoomFor(session)) throw new Refusal('unavailable')
    uploading.set(req, session)
    const late = setTimeout(() => req.destroy(), UPLOAD_MS).unref()
    req.once('close', () => {
      clearTimeout(late)
      uploading.delete(req)
    })
    next()
  }

async function photoAnswer(
  site: Site,
  place: UploadPlace,
  req: Visit['req'],
  res: Visit['res'],
  fault: unknown,
): Promise<Answer> {
  res.set('cache-control', 'no-store')
  const visit = await visitOf(site, req, res)
  return place.guard((_, view) => sendPhoto(visit, view, place, fault))(visit)
}

async function sendPhoto(visit: Visit, view: SubUserView, place: UploadPlace, fault: unknown): Promise<Answer> {
  const { shown } = place
  const minutes = await triedTooOften(visit, LIMITS.upload, view.id) // whatever came: it was read
  if (fault && !isTooLarge(fault)) throw new Refusal('malformed-request', 'The upload is cut off.')
  requireForm(visit)
  const kind = field(visit, 'kind')
  if (!isKind(kind)) throw new Refusal('malformed-request', 'There is no such photo.')
  if (minutes !== undefined) return shown(visit, view, [{ code: 'too_many', field: 'document', minutes }])
  if (fault)
    return shown(visit, view, [{ code: 'photo_large', kind, megabytes: Math.ceil(contentLength(visit) / 1_000_000) }])
  const { file } = visit.req
  if (!file || file.size === 0) return shown(visit, view, [{ code: file ? 'photo_unreadable' : 'photo_empty', kind }])
  try {
    await addPhoto(visit.site.context, { personId: view.personId, subUserId: view.id }, { kind, file: file.buffer })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'not-in-this-state') return { goTo: place.over }
    if (error.code !== 'photo-invalid') throw error
    return shown(visit, view, [photoError(kind, error, file.buffer)])
  }
  return { goTo: place.next }
}

const isTooLarge = (fault: unknown): boolean => fault instanceof multer.MulterError && fault.code === 'LIMIT_FILE_SIZE'
const contentLength = ({ req }: Visit): number => Number(req.headers['content-length'] ?? PHOTO_MOST_BYTES + 1)

function photoError(kind: DocumentKind, refusal: Refusal, file: Buffer): FormError {
  switch (refusal.facts['fault']) {
    case 'large':
      return { code: 'photo_large', kind, megabytes: Math.ceil(file.length / 1_000_000) }
    case 'kind':
      return { code: 'photo_kind', kind, found: foundKind(file) }
    default:
      return { code: 'photo_unreadable', kind }
  }
}

const FIRST_BYTES: readonly [FileKind, (file: Buffer) => boolean][] = [
  ['pdf', (file) => file.subarray(0, 5).toString('latin1') === '%PDF-'],
  ['heic', (file) => /^ftyp(heic|heix|hevc|mif1|msf1|avif)/.test(file.subarray(4, 12).toString('latin1'))],
  ['webp', (file) => file.subarray(8, 12).toString('latin1') === 'WEBP'],
  ['gif', (file) => file.subarray(0, 4).toString('latin1') === 'GIF8'],
  ['svg', (file) => /<svg[\s>]/i.test(file.subarray(0, 512).toString('latin1'))],
]

/** What a refused file is, by its first bytes, so that the error can name it. */
const foundKind = (file: Buffer): FileKind => FIRST_BYTES.find(([, is]) => is(file))?.[0] ?? 'other'
