import { Router } from 'express'
import { declineAfterAll, stopOnboarding } from '../../../commands/answer.ts'
import { mailSignInLink } from '../../../commands/links.ts'
import {
  askForPasswordLink,
  askForSignInLink,
  choosePassword,
  openBySignInLink,
  signOut,
} from '../../../commands/sign-in.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { readLinkToken } from '../../../domain/secrets.ts'
import { addressKey, maskedAddress } from '../../../domain/sign-up.ts'
import { stepOf } from '../../../domain/steps.ts'
import { accountName } from '../../../store/accounts.ts'
import { findLink } from '../../../store/links.ts'
import { findSubUser } from '../../../store/sub-users.ts'
import { type Answer, field, pageRoute } from '../answer.ts'
import { deadLink, supportCode } from '../dead-links.tsx'
import { LIMITS, placeOf, triedTooOften } from '../limits.ts'
import { invitationOf, onboardingOf } from '../onboarding-view.ts'
import { DeclineAfterAllPage, DeclinedPage } from '../pages/decline.tsx'
import type { FormError } from '../pages/errors.ts'
import { HelpPage } from '../pages/help.tsx'
import { LeftPage } from '../pages/left.tsx'
import { MailLinkPage, MailLinkSentPage, SignInLinkPage } from '../pages/link.tsx'
import { ForgotPage, ForgotSentPage, NewPasswordPage, PasswordChangedPage } from '../pages/password.tsx'
import { StopPage, StoppedPage } from '../pages/stop.tsx'
import { type Site, type Visit, forgetSession, frameOf, keepSession, requireForm } from '../site.ts'
import { statusPage } from '../status-page.tsx'
import { passwordError } from './steps.tsx'

/** Coming back, leaving, and everything that a mailed link other than the invitation opens. */
export function sessionRoutes(site: Site): Router {
  const router = Router()
  router.get('/me', pageRoute(site, entry))
  router.post('/me/leave', pageRoute(site, leave))
  router.get(
    '/me/decline',
    pageRoute(site, (visit) => declinePage(visit)),
  )
  router.post('/me/decline', pageRoute(site, decline))
  router.get(
    '/me/link',
    pageRoute(site, (visit) => linkPage(visit)),
  )
  router.post('/me/link', pageRoute(site, askForLink))
  router.get(
    '/i/go/:token',
    pageRoute(site, (visit) => goPage(visit)),
  )
  router.post('/i/go/:token', pageRoute(site, go))
  router.get(
    '/me/forgot',
    pageRoute(site, (visit) => ({ page: <ForgotPage frame={outside(visit)} /> })),
  )
  router.post('/me/forgot', pageRoute(site, forgot))
  router.get(
    '/me/password/:token',
    pageRoute(site, (visit) => newPasswordPage(visit)),
  )
  router.post('/me/password/:token', pageRoute(site, newPassword))
  router.get(
    '/me/stop/:token',
    pageRoute(site, (visit) => stopPage(visit)),
  )
  router.post('/me/stop/:token', pageRoute(site, stop))
  router.get('/help', pageRoute(site, help))
  return router
}

const outside = (visit: Visit) => frameOf(visit, undefined, { session: 'none' })
const tokenOf = ({ req }: Visit): string => String(req.params['token'] ?? '')
const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

/** Where the person belongs: the step where it stopped, or what there is to read (R36). */
async function entry(visit: Visit): Promise<Answer> {
  if (visit.session?.purpose === 'claim') return { goTo: '/me/code' }
  const view = await onboardingOf(visit)
  if (!view) return { goTo: visit.session ? '/me/sign-in?over' : '/me/sign-in' }
  const step = stepOf(view)
  if (step !== 'status') return { goTo: `/me/${step}` }
  return { page: await statusPage(visit, view) }
}

async function leave(visit: Visit): Promise<Answer> {
  requireForm(visit)
  const view = await onboardingOf(visit)
  if (visit.session) await signOut(visit.site.context, visit.session.id)
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
    return { goTo: visit.session?.purpose === 'claim' ? '/me/code' : '/me' }
  const invitation = invitationOf(visit.site, view)
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

async function decline(visit: Visit): Promise<Answer> {
  requireForm(visit)
  const view = await onboardingOf(visit)
  if (!view) return { goTo: '/me' }
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
  return { page: <DeclinedPage frame={frame} invitation={invitationOf(visit.site, view)} afterAll /> }
}

/** The onboarding of a link in the address (`?link=`) or hidden in the form, whose person may have the link mailed again. */
async function linked(visit: Visit) {
  const token = field(visit, 'link') || (typeof visit.req.query['link'] === 'string' ? visit.req.query['link'] : '')
  const linkId = token ? readLinkToken(visit.site.context.keys, token) : undefined
  const link = linkId ? await findLink(visit.site.context.db, linkId) : null
  const view = link?.subUserId ? await findSubUser(visit.site.context.db, link.subUserId) : undefined
  return view && { view, token }
}

async function linkPage(visit: Visit, errors?: FormError[]): Promise<Answer> {
  const known = (await linked(visit)) ?? (await withSession(visit))
  const address = known
    ? ({ kind: 'known', masked: maskedAddress(known.view.person.address) } as const)
    : ({ kind: 'asked', typed: field(visit, 'email') } as const)
  return {
    page: <MailLinkPage frame={outside(visit)} address={address} link={known?.token} errors={errors} />,
    ...(errors && { status: 422 }),
  }
}

async function withSession(visit: Visit) {
  const view = await onboardingOf(visit)
  return view && { view, token: undefined }
}

async function askForLink(visit: Visit): Promise<Answer> {
  requireForm(visit)
  const known = (await linked(visit)) ?? (await withSession(visit))
  const email = known ? known.view.person.address : field(visit, 'email')
  if (email === '') return linkPage(visit, [{ code: 'email_empty' }])
  if (!isAddress(email)) return linkPage(visit, [{ code: 'email_wrong' }])
  const minutes = await tooManyLinks(visit, email)
  if (minutes !== undefined) return linkPage(visit, [{ code: 'too_many', field: 'email', minutes }])
  await (known ? mailFor(visit, known.view) : askForSignInLink(visit.site.context, email))
  return { page: <MailLinkSentPage frame={outside(visit)} address={maskedAddress(email)} /> }
}

/** Sends the link of a known onboarding; in a state that has none, the answer stays the same. */
async function mailFor({ site }: Visit, view: { id: string; personId: string }): Promise<void> {
  try {
    await mailSignInLink(site.context, { kind: 'person', id: view.personId }, { subUserId: view.id })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

const tooManyLinks = async (visit: Visit, email: string): Promise<number | undefined> =>
  (await triedTooOften(visit, LIMITS.link, addressKey(email))) ??
  (await triedTooOften(visit, LIMITS.linkPlace, placeOf(visit)))

/** A mailed sign-in link that still works, or the page that says it is over. */
async function goPage(visit: Visit): Promise<Answer> {
  const { site } = visit
  const linkId = readLinkToken(site.context.keys, tokenOf(visit))
  const link = linkId ? await findLink(site.context.db, linkId) : null
  if (!link?.subUserId || link.purpose !== 'sign_in') return deadLink(visit, { kind: 'unknown' })
  const view = await findSubUser(site.context.db, link.subUserId)
  const over =
    link.usedAt !== null ||
    link.endedAt !== null ||
    (link.expiresAt !== null && view !== undefined && link.expiresAt <= view.now)
  if (!view || over) return deadLink(visit, { kind: 'signInOver' }, view)
  return {
    page: (
      <SignInLinkPage
        frame={frameOf(visit, view, { session: 'none' })}
        token={tokenOf(visit)}
        account={accountName(view.account)}
      />
    ),
  }
}

async function go(visit: Visit): Promise<Answer> {
  requireForm(visit)
  const linkId = readLinkToken(visit.site.context.keys, tokenOf(visit))
  if (!linkId) return deadLink(visit, { kind: 'unknown' })
  try {
    const { session, subUserId } = await openBySignInLink(visit.site.context, linkId)
    keepSession(visit, session)
    const view = await findSubUser(visit.site.context.db, subUserId)
    const step = view ? stepOf(view) : 'status'
    return { goTo: step === 'status' ? '/me' : `/me/${step}?resumed` }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'link-dead') return { goTo: `/i/go/${tokenOf(visit)}` }
    throw error
  }
}

async function forgot(visit: Visit): Promise<Answer> {
  requireForm(visit)
  const email = field(visit, 'email')
  const again = (error: FormError): Answer => ({
    page: <ForgotPage frame={outside(visit)} email={email} errors={[error]} />,
    status: 422,
  })
  if (email === '') return again({ code: 'email_empty' })
  if (!isAddress(email)) return again({ code: 'email_wrong' })
  const minutes = await tooManyLinks(visit, email)
  if (minutes !== undefined) return again({ code: 'too_many', field: 'email', minutes })
  await askForPasswordLink(visit.site.context, email)
  return { page: <ForgotSentPage frame={outside(visit)} address={maskedAddress(email)} /> }
}

async function newPasswordPage(visit: Visit, errors?: FormError[]): Promise<Answer> {
  const linkId = readLinkToken(visit.site.context.keys, tokenOf(visit))
  const link = linkId ? await findLink(visit.site.context.db, linkId) : null
  if (link?.purpose !== 'password') return deadLink(visit, { kind: 'unknown' })
  const over =
    link.usedAt !== null || link.endedAt !== null || (link.expiresAt !== null && link.expiresAt <= new Date())
  if (over) return deadLink(visit, { kind: 'passwordOver' })
  return {
    page: <NewPasswordPage frame={outside(visit)} token={tokenOf(visit)} errors={errors} />,
    ...(errors && { status: 422 }),
  }
}

async function newPassword(visit: Visit): Promise<Answer> {
  requireForm(visit)
  const linkId = readLinkToken(visit.site.context.keys, tokenOf(visit))
  if (!linkId) return deadLink(visit, { kind: 'unknown' })
  const password = String((visit.req.body as Record<string, unknown>)['password'] ?? '')
  const error = passwordError(password)
  if (error) return newPasswordPage(visit, [error])
  try {
    await choosePassword(visit.site.context, linkId, password)
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === 'link-dead') return deadLink(visit, { kind: 'passwordOver' })
    throw refusal
  }
  forgetSession(visit)
  return { page: <PasswordChangedPage frame={outside(visit)} /> }
}

async function stopPage(visit: Visit): Promise<Answer> {
  const linkId = readLinkToken(visit.site.context.keys, tokenOf(visit))
  const link = linkId ? await findLink(visit.site.context.db, linkId) : null
  const view = link?.subUserId ? await findSubUser(visit.site.context.db, link.subUserId) : undefined
  if (!view) return deadLink(visit, { kind: 'unknown' })
  if (view.status !== 'accepted' && view.status !== 'verifying') return deadLink(visit, { kind: 'signInOver' }, view)
  return {
    page: (
      <StopPage
        frame={frameOf(visit, view, { session: 'none' })}
        token={tokenOf(visit)}
        backHref={`/i/${tokenOf(visit)}`}
      />
    ),
  }
}

async function stop(visit: Visit): Promise<Answer> {
  requireForm(visit)
  const linkId = readLinkToken(visit.site.context.keys, tokenOf(visit))
  if (!linkId) return deadLink(visit, { kind: 'unknown' })
  try {
    const { subUserId } = await stopOnboarding(visit.site.context, linkId)
    forgetSession(visit)
    const frame = frameOf(visit, undefined, {
      session: 'none',
      deadline: { kind: 'still' },
      code: supportCode(subUserId),
    })
    return { page: <StoppedPage frame={frame} /> }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-in-this-state') return stopPage(visit)
    throw error
  }
}

async function help(visit: Visit): Promise<Answer> {
  const view = await onboardingOf(visit)
  const frame = frameOf(visit, view, { ...(view && { code: supportCode(view.id) }), deadline: { kind: 'none' } })
  return { page: <HelpPage frame={frame} support={visit.site.support} /> }
}
