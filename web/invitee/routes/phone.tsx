import { Router } from 'express'
import { handOverToPhone, joinByPhone, phoneLinkOf, stopPhone } from '../../../commands/phone.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { phoneCode } from '../../../domain/secrets.ts'
import type { DocumentType } from '../../../domain/verification.ts'
import { currentPhoneLink } from '../../../store/phone-links.ts'
import { type SubUserView, findSubUser } from '../../../store/sub-users.ts'
import { documentsOf } from '../../../store/verification.ts'
import { type Answer, field, pageRoute } from '../answer.ts'
import { LIMITS, placeOf, triedTooOften } from '../limits.ts'
import { invitationOf } from '../onboarding-view.ts'
import type { FormError } from '../pages/errors.ts'
import { PhoneAskPage, PhoneEndPage, PhoneHandOverPage, PhonePhotosPage, PhoneTypePage } from '../pages/phone.tsx'
import { type Site, type Visit, frameOf, keepSession, requireForm } from '../site.ts'
import { neededPhotos } from '../status-page.tsx'
import { inStep, orStateChanged } from '../step-guard.ts'
import { takePhotos } from './photo-upload.ts'

/** The hand-over of an identity check's photos to a phone (design, section 6). */
export function phoneRoutes(site: Site): Router {
  const router = Router()
  router.get('/me/identity/phone', pageRoute(site, inStep('identity', handOverPage)))
  router.post('/me/identity/phone', pageRoute(site, inStep('identity', handOver)))
  router.get('/p', pageRoute(site, typePage))
  router.get('/p/:token', pageRoute(site, askPage))
  router.post('/p/:token', pageRoute(site, answer))
  router.get('/phone', pageRoute(site, onPhone(photosPage)))
  takePhotos(router, site, { path: '/phone/photo', guard: onPhone, shown: photosPage, next: '/phone', over: '/phone' })
  return router
}

async function handOver(visit: Visit, view: SubUserView): Promise<Answer> {
  requireForm(visit)
  const person = { personId: view.personId, subUserId: view.id }
  return orStateChanged(handOverToPhone(visit.site.context, person), '/me/identity/phone')
}

/** The computer waits until every photo is there, and then goes on by itself. */
async function handOverPage(visit: Visit, view: SubUserView): Promise<Answer> {
  const { context, publicUrl } = visit.site
  const link = await currentPhoneLink(context.db, view.id)
  if (!link) return { goTo: '/me/identity' }
  if (!link.usedAt && link.expiresAt <= new Date()) return { goTo: '/me/identity' }
  const { have, arrived } = await photosOf(visit, view, link.createdAt)
  const needed = neededPhotos(view, view.documentType as DocumentType | null)
  if (arrived > 0 && needed.every((kind) => have.has(kind))) return { goTo: `/me/identity?arrived=${arrived}` }
  const code = phoneCode(context.keys, link.id)
  const shown = `${code.slice(0, 4)}-${code.slice(4)}`
  return {
    page: (
      <PhoneHandOverPage
        frame={frameOf(visit, view)}
        address={`${publicUrl}/p/${code}`}
        site={`${publicUrl.replace(/^https?:\/\//, '')}/p`}
        code={shown}
        number={link.number}
        joined={link.usedAt !== null}
        arrived={arrived}
      />
    ),
  }
}

async function photosOf({ site }: Visit, view: SubUserView, since: Date) {
  const documents = await documentsOf(site.context.db.prisma, view.id, view.attempt)
  const have = new Set(documents.map((document) => document.kind))
  const ahead = Number(view.account.clockOffsetMs)
  const arrived = documents.filter((one) => one.createdAt.getTime() - ahead >= since.getTime()).length
  return { have, arrived }
}

async function typePage(visit: Visit): Promise<Answer> {
  const { code } = visit.req.query
  if (typeof code === 'string' && code.trim()) return { goTo: `/p/${encodeURIComponent(code.trim())}` }
  return { page: <PhoneTypePage frame={frameOf(visit)} /> }
}

const codeOf = ({ req }: Visit): string => String(req.params['token']).slice(0, 40)

/** Opening changes nothing; a button does (R35). */
async function askPage(visit: Visit): Promise<Answer> {
  await countCode(visit)
  const { context } = visit.site
  const link = await phoneLinkOf(context.db, context.keys, codeOf(visit))
  const view = link && (await findSubUser(context.db, link.subUserId))
  if (!link || !view) return dead(visit)
  const invitation = invitationOf(visit.site, view)
  const frame = frameOf(visit, view, { deadline: { kind: 'none' }, renewal: undefined })
  return {
    page: (
      <PhoneAskPage
        frame={frame}
        invitation={invitation}
        number={link.number}
        until={link.expiresAt}
        code={codeOf(visit)}
      />
    ),
  }
}

/** Codes are short: whoever tries many waits (R68). */
async function countCode(visit: Visit): Promise<void> {
  const minutes = await triedTooOften(visit, LIMITS.phone, placeOf(visit))
  if (minutes !== undefined) throw new Refusal('too-many', undefined, { retryAfterSeconds: minutes * 60 })
}

const dead = (visit: Visit): Answer => ({ page: <PhoneEndPage frame={frameOf(visit)} kind="dead" />, status: 410 })

async function answer(visit: Visit): Promise<Answer> {
  requireForm(visit)
  await countCode(visit)
  const { context } = visit.site
  try {
    if (field(visit, 'answer') !== 'yes') {
      await stopPhone(context, codeOf(visit))
      return { page: <PhoneEndPage frame={frameOf(visit)} kind="stopped" /> }
    }
    await keepSession(visit, await joinByPhone(context, codeOf(visit)))
    return { goTo: '/phone' }
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'link-dead' || error.code === 'not-in-this-state'))
      return dead(visit)
    throw error
  }
}

/** Only in the phone's own session, and only while photos may be added. */
const onPhone =
  (handler: (visit: Visit, view: SubUserView) => Answer | Promise<Answer>) =>
  async (visit: Visit): Promise<Answer> => {
    const { session, site } = visit
    const mine = session?.purpose === 'upload' && session.subUserId
    const view = mine ? await findSubUser(site.context.db, mine) : undefined
    if (!view || view.personId !== session?.personId) return dead(visit)
    if (view.turn !== 'invitee') return { page: <PhoneEndPage frame={frameOf(visit)} kind="done" /> }
    return handler(visit, view)
  }

/** Which photos are needed, and whether each is there; nothing of what is in them. */
async function photosPage(visit: Visit, view: SubUserView, errors?: FormError[]): Promise<Answer> {
  const { have } = await photosOf(visit, view, new Date(0))
  const needed = neededPhotos(view, view.documentType as DocumentType | null)
  const photos = needed.map((kind) => ({ kind, added: have.has(kind) }))
  const frame = frameOf(visit, view, { deadline: { kind: 'none' }, renewal: undefined })
  return { page: <PhonePhotosPage frame={frame} photos={photos} errors={errors} />, ...(errors && { status: 422 }) }
}
