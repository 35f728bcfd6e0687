import { Router } from 'express'
import { backFromVendor, goToVendor, hostedSession } from '../../../commands/vendor-sessions.ts'
import { isRenewing } from '../../../domain/renewal.ts'
import { Refusal } from '../../../domain/refusals.ts'
import type { SubUserView } from '../../../store/sub-users.ts'
import { VendorFault } from '../../../vendors/vendor.ts'
import { type Answer, pageRoute } from '../answer.ts'
import { hostedPage } from '../hosted-page.tsx'
import { LIMITS, triedTooOften } from '../limits.ts'
import { onboardingOf } from '../onboarding-view.ts'
import type { Site, Visit } from '../site.ts'
import { inStep } from '../step-guard.ts'

/** To the vendor's page and back (R41). Links, because forms of ours lead nowhere else; they change nothing but the state. */
export function vendorRoutes(site: Site): Router {
  const router = Router()
  router.get('/me/identity/go', pageRoute(site, inStep('identity', go)))
  router.get('/me/identity/back', pageRoute(site, back))
  return router
}

/** Leads to the vendor's page by a fresh address. A session in which nothing is left to do there is looked at instead. */
async function go(visit: Visit, view: SubUserView): Promise<Answer> {
  const { context } = visit.site
  const person = { personId: view.personId, subUserId: view.id }
  try {
    const session = await hostedSession(context, person)
    if (!session) return { goTo: '/me' }
    const minutes = await triedTooOften(visit, LIMITS.toVendor, view.id)
    if (minutes !== undefined) return await waits(visit, view, minutes)
    const page = await session.vendor.resume(session.sessionId)
    if (!page) return await back(visit)
    await goToVendor(context, person, session)
    return { goTo: page.url }
  } catch (error) {
    if (error instanceof VendorFault) return { page: await hostedPage(visit, view, { unreachable: true }), status: 503 }
    if (error instanceof Refusal && error.code === 'not-in-this-state') return { goTo: '/me' }
    throw error
  }
}

/** Back from the vendor's page: whether there is a result is asked at once. */
async function back(visit: Visit): Promise<Answer> {
  const view = await onboardingOf(visit)
  if (!view) return { goTo: '/me/sign-in?over' }
  if ((view.status !== 'verifying' && !isRenewing(view)) || (view.turn !== 'invitee' && view.turn !== 'vendor'))
    return { goTo: '/me' }
  const minutes = await triedTooOften(visit, LIMITS.fromVendor, view.id)
  if (minutes !== undefined) return view.turn === 'vendor' ? { goTo: '/me' } : waits(visit, view, minutes)
  await backFromVendor(visit.site.context, { personId: view.personId, subUserId: view.id })
  return { goTo: '/me' }
}

/** Too often within a short time: when to try again (R68). */
const waits = async (visit: Visit, view: SubUserView, waitMinutes: number): Promise<Answer> => ({
  page: await hostedPage(visit, view, { waitMinutes }),
  status: 429,
})
