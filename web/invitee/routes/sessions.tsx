import { Router } from 'express'
import { declineAfterAll } from '../../../commands/decline.ts'
import { signOut } from '../../../commands/sign-in.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { linkToken } from '../../../domain/secrets.ts'
import { standsStill } from '../../../domain/status.ts'
import { stepOf } from '../../../domain/steps.ts'
import { type Answer, field, pageRoute } from '../answer.ts'
import { supportCode } from '../dead-links.tsx'
import { toldOf, onboardingOf } from '../onboarding-view.ts'
import { DeclineAfterAllPage, DeclinedPage } from '../pages/decline.tsx'
import type { FormError } from '../pages/errors.ts'
import { HelpPage } from '../pages/help.tsx'
import { LeftPage } from '../pages/left.tsx'
import { type Site, type Visit, forgetSession, frameOf, hadSession, requireForm } from '../site.ts'
import { statusPage } from '../status-page.tsx'

/** Coming back to an onboarding, leaving it, and help. */
export function sessionRoutes(site: Site): Router {
  const router = Router()
  const page = (handler: Parameters<typeof pageRoute>[1]) => pageRoute(site, handler)
  router.get('/me', page(entry))
  router.post('/me/leave', page(leave))
  router.get(
    '/me/decline',
    page((visit) => declinePage(visit)),
  )
  router.post('/me/decline', page(decline))
  router.get('/help', page(help))
  return router
}

/** Where the person belongs: the step where it stopped, or what there is to read (R36). */
async function entry(visit: Visit): Promise<Answer> {
  if (visit.session?.purpose === 'claim') return { goTo: '/me/code' }
  const view = await onboardingOf(visit)
  if (!view) return { goTo: hadSession(visit) ? '/me/sign-in?over' : '/me/sign-in' }
  const step = standsStill(view) ? 'status' : stepOf(view)
  if (step !== 'status') return { goTo: `/me/${step}${visit.req.query['resumed'] === undefined ? '' : '?resumed'}` }
  return { page: await statusPage(visit, view) }
}

/** A session that has ended is no form that was open too long: the page says which of the two it was. */
const SESSION_OVER: Answer = { goTo: '/me/sign-in?over' }

async function leave(visit: Visit): Promise<Answer> {
  if (!visit.session) return SESSION_OVER
  requireForm(visit)
  const view = await onboardingOf(visit)
  await signOut(visit.site.context, visit.session.id)
  forgetSession(visit)
  const frame = frameOf(visit, view, { session: 'none', path: '/me' })
  const hasLogin = view?.person.passwordHash != null
  return {
    page: <LeftPage frame={frame} kind={view?.status === 'active' ? 'signedOut' : 'saved'} hasLogin={hasLogin} />,
  }
}

async function declinePage(visit: Visit, errors?: FormError[]): Promise<Answer> {
  const view = await onboardingOf(visit)
  if (!view || (view.status !== 'accepted' && view.status !== 'verifying'))
    return { goTo: declineOfClaim(visit) ?? '/me' }
  const invitation = toldOf(visit.site, view)
  const page = (
    <DeclineAfterAllPage
      frame={frameOf(visit, view)}
      invitation={invitation}
      reason={field(visit, 'reason')}
      errors={errors}
    />
  )
  return { page, ...(errors && { status: 422 }) }
}

/** Where somebody declines who pressed “Accept” and has not proved the address: by the invitation itself. */
const declineOfClaim = ({ site, session }: Visit): string | undefined =>
  session?.purpose === 'claim' && session.linkId
    ? `/i/${linkToken(site.context.keys, session.linkId)}/decline`
    : undefined

async function decline(visit: Visit): Promise<Answer> {
  const view = await onboardingOf(visit)
  if (!view) return visit.session ? { goTo: '/me' } : SESSION_OVER
  requireForm(visit)
  const reason = field(visit, 'reason')
  if ([...reason].length > 500) return declinePage(visit, [{ code: 'reason_long', limit: 500 }])
  try {
    await declineAfterAll(visit.site.context, { subUserId: view.id, personId: view.personId }, reason)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-in-this-state') return { goTo: '/me' }
    throw error
  }
  forgetSession(visit)
  const frame = frameOf(visit, view, { session: 'none', deadline: { kind: 'none' } })
  return { page: <DeclinedPage frame={frame} invitation={toldOf(visit.site, view)} afterAll /> }
}

async function help(visit: Visit): Promise<Answer> {
  const view = await onboardingOf(visit)
  const frame = frameOf(visit, view, { ...(view && { code: supportCode(view.id) }), deadline: { kind: 'none' } })
  return { page: <HelpPage frame={frame} support={visit.site.support} /> }
}
