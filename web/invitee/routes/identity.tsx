import { type Request, type RequestHandler, Router } from 'express'
import multer from 'multer'
import { addPhoto, chooseDocument, submitDocuments } from '../../../commands/documents.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { DOCUMENT_KINDS, DOCUMENT_TYPES, type DocumentKind, type DocumentType } from '../../../domain/verification.ts'
import type { SubUserView } from '../../../store/sub-users.ts'
import { PHOTO_MOST_BYTES } from '../../../vendors/staff/photo.ts'
import { type Answer, field, pageRoute, send } from '../answer.ts'
import { LIMITS, triedTooOften } from '../limits.ts'
import type { FileKind, FormError } from '../pages/errors.ts'
import { type Site, type Visit, isOwnPage, requireForm, visitOf } from '../site.ts'
import { identityPage } from '../status-page.tsx'
import { inStep, orStateChanged } from '../step-guard.ts'

const isKind = (text: string): text is DocumentKind => (DOCUMENT_KINDS as readonly string[]).includes(text)
const isType = (text: string): text is DocumentType => (DOCUMENT_TYPES as readonly string[]).includes(text)

/** One photo in memory, a little more than the limit, so that the answer can say how large it was. */
const upload = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: { fileSize: PHOTO_MOST_BYTES + 1, files: 1, fields: 5, parts: 8, fieldSize: 10_000 },
}).single('photo')

/** Photos and sending them (R36, R42). */
export function identityRoutes(site: Site): Router {
  const router = Router()
  router.get(
    '/me/identity',
    pageRoute(
      site,
      inStep('identity', (visit, view) => shown(visit, view)),
    ),
  )
  router.post('/me/identity/document', pageRoute(site, inStep('identity', sendDocument)))
  router.post('/me/identity/send', pageRoute(site, inStep('identity', sendAll)))
  router.post('/me/identity/photo', mayUpload(site), (req, res, next) => {
    upload(req, res, (fault: unknown) => {
      uploading.delete(req)
      void photoAnswer(site, req, res, fault).then((answer) => send(res, answer), next)
    })
  })
  return router
}

/** Uploads that are being read now; each holds up to its whole photo in memory. */
const uploading = new Set<Request>()
const UPLOADS_AT_ONCE = 8

/** Before a byte of a photo is read: an own page, a session whose turn it is, and room for one more. */
const mayUpload =
  (site: Site): RequestHandler =>
  async (req, res, next) => {
    res.set('cache-control', 'no-store')
    const visit = await visitOf(site, req, res)
    if (!isOwnPage(visit)) throw new Refusal('form-expired')
    const answer = await inStep('identity', () => ({ goTo: '' }))(visit)
    if (!('goTo' in answer) || answer.goTo !== '') return send(res, answer)
    if (uploading.size >= UPLOADS_AT_ONCE) throw new Refusal('unavailable')
    uploading.add(req)
    req.once('close', () => uploading.delete(req))
    next()
  }

const shown = async (visit: Visit, view: SubUserView, errors?: FormError[]): Promise<Answer> => ({
  page: await identityPage(visit, view, errors),
  ...(errors && { status: 422 }),
})

async function sendDocument(visit: Visit, view: SubUserView): Promise<Answer> {
  requireForm(visit)
  const type = field(visit, 'document')
  if (!isType(type)) return shown(visit, view, [{ code: 'document_open' }])
  return orStateChanged(
    chooseDocument(visit.site.context, { personId: view.personId, subUserId: view.id }, type),
    '/me/identity',
  )
}

async function photoAnswer(site: Site, req: Visit['req'], res: Visit['res'], fault: unknown): Promise<Answer> {
  res.set('cache-control', 'no-store')
  const visit = await visitOf(site, req, res)
  return inStep('identity', (_, view) => sendPhoto(visit, view, fault))(visit)
}

async function sendPhoto(visit: Visit, view: SubUserView, fault: unknown): Promise<Answer> {
  if (fault && !isTooLarge(fault)) throw new Refusal('malformed-request', 'The upload is cut off.')
  requireForm(visit)
  const kind = field(visit, 'kind')
  if (!isKind(kind)) throw new Refusal('malformed-request', 'There is no such photo.')
  if (fault)
    return shown(visit, view, [{ code: 'photo_large', kind, megabytes: Math.ceil(contentLength(visit) / 1_000_000) }])
  const { file } = visit.req
  if (!file || file.size === 0) return shown(visit, view, [{ code: file ? 'photo_unreadable' : 'photo_empty', kind }])
  const minutes = await triedTooOften(visit, LIMITS.upload, view.id)
  if (minutes !== undefined) return shown(visit, view, [{ code: 'too_many', field: 'document', minutes }])
  try {
    await addPhoto(visit.site.context, { personId: view.personId, subUserId: view.id }, { kind, file: file.buffer })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'not-in-this-state') return { goTo: '/me' }
    if (error.code !== 'photo-invalid') throw error
    return shown(visit, view, [photoError(kind, error, file.buffer)])
  }
  return { goTo: '/me/identity' }
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

async function sendAll(visit: Visit, view: SubUserView): Promise<Answer> {
  requireForm(visit)
  try {
    return await orStateChanged(
      submitDocuments(visit.site.context, { personId: view.personId, subUserId: view.id }),
      '/me',
    )
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'documents-missing') throw error
    const [first] = error.facts['missing'] as string[]
    if (first === 'name') return { goTo: '/me/about' }
    return shown(visit, view, [
      first !== undefined && isKind(first) ? { code: 'photos_left', kind: first } : { code: 'document_open' },
    ])
  }
}
