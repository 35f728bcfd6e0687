import { Router } from 'express'
import { chooseDocument, submitDocuments } from '../../../commands/documents.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { DOCUMENT_TYPES, type DocumentType } from '../../../domain/verification.ts'
import type { SubUserView } from '../../../store/sub-users.ts'
import { type Answer, field, pageRoute } from '../answer.ts'
import type { FormError } from '../pages/errors.ts'
import { type Site, type Visit, requireForm } from '../site.ts'
import { identityPage } from '../status-page.tsx'
import { inStep, orStateChanged } from '../step-guard.ts'
import { isKind, takePhotos } from './photo-upload.ts'

const isType = (text: string): text is DocumentType => (DOCUMENT_TYPES as readonly string[]).includes(text)

/** Photos and sending them (R36, R42). */
export function identityRoutes(site: Site): Router {
  const router = Router()
  router.get('/me/identity', pageRoute(site, inStep('identity', shown)))
  router.post('/me/identity/document', pageRoute(site, inStep('identity', sendDocument)))
  router.post('/me/identity/send', pageRoute(site, inStep('identity', sendAll)))
  takePhotos(router, site, {
    path: '/me/identity/photo',
    guard: (handler) => inStep('identity', handler),
    shown,
    next: '/me/identity',
    over: '/me',
  })
  return router
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
