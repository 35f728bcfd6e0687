import { setTimeout } from 'node:timers/promises'
import { Router } from 'express'
import { stopOnboarding } from '../../../commands/decline.ts'
import { mailSignInLink } from '../../../commands/links.ts'
import { askForPasswordLink, askForSignInLink, choosePassword, openBySignInLink } from '../../../commands/sign-in.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { readLinkToken } from '../../../domain/secrets.ts'
import { addressKey, isAddress, maskedAddress } from '../../../domain/sign-up.ts'
import { isEnded, isOpen } from '../../../domain/status.ts'
import { stepOf } from '../../../domain/steps.ts'
import { accountName } from '../../../store/accounts.ts'
import { findLink, type LinkRow } from '../../../store/links.ts'
import { findSubUser, type SubUserView } from '../../../store/sub-users.ts'
import { type Answer, field, pageRoute, secret } from '../answer.ts'
import { deadLink, supportCode, waysBack } from '../dead-links.tsx'
import { LIMITS, placeOf, triedTooOften } from '../limits.ts'
import { onboardingOf } from '../onboarding-view.ts'
import type { FormError } from '../pages/errors.ts'
import { MailLinkPage, MailSentPage, SignInLinkPage } from '../pages/link.tsx'
import { ForgotPage, NewPasswordPage, PasswordChangedPage } from '../pages/password.tsx'
import { StopPage, StoppedPage } from '../pages/stop.tsx'
import { type Site, type Visit, forgetSession, frameOf, keepSession, requireForm } from '../site.ts'
import { passwordError } from './steps.tsx'

/** More than asking for a link takes, in ms. */
const EVEN_MS = 200

/** Links that are mailed later than the invitation: to sign in, to choose a password, and "Was it not you?". */
export function mailedLinkRoutes(site: Site): Router {
  const router = Router()
  const page = (handler: Parameters<typeof pageRoute>[1]) => pageRoute(site, handler)
  router.get('/me/link', page(linkPage))
  router.post('/me/link', page(askForLink))
  router.get('/i/go/:token', page(goPage))
  router.post('/i/go/:token', page(go))
  router.get(
    '/me/forgot',
    page((visit) => ({ page: <ForgotPage frame={outside(visit)} /> })),
  )
  router.post('/me/forgot', page(forgot))
  router.get('/me/password/:token', page(newPasswordPage))
  router.post('/me/password/:token', page(newPassword))
  router.get('/me/stop/:token', page(stopPage))
  router.post('/me/stop/:token', page(stop))
  return router
}

const outside = (visit: Visit) => frameOf(visit, undefined, { session: 'none' })
const tokenOf = ({ req }: Visit): string => String(req.params['token'] ?? '')

async function linkOf({ site: { context } }: Visit, token: string): Promise<LinkRow | undefined> {
  const linkId = readLinkToken(context.keys, token)
  return linkId ? findLink(context.db, linkId) : undefined
}

const isOver = ({ usedAt, endedAt, expiresAt }: LinkRow, now: Date): boolean =>
  usedAt !== null || endedAt !== null || (expiresAt !== null && expiresAt <= now)

/** The onboarding of a link in the address (`?link=`) or hidden in the form, whose person may have the link mailed again. */
async function linked(visit: Visit) {
  const token = field(visit, 'link') || (typeof visit.req.query['link'] === 'string' ? visit.req.query['link'] : '')
  const link = await linkOf(visit, token)
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
  await inEvenTime(known ? mailFor(visit, known.view) : askForSignInLink(visit.site.context, email))
  return { page: <MailSentPage frame={outside(visit)} address={maskedAddress(email)} told="mailSent.what" /> }
}

/** Sends the link of a known onboarding; in a state that has none, the answer stays the same. */
async function mailFor({ site }: Visit, view: { id: string; personId: string }): Promise<void> {
  try {
    await mailSignInLink(site.context, { kind: 'person', id: view.personId }, { subUserId: view.id })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

/**
 * Answers at the same beats whatever the work finds, so that the time tells nothing (R37), and only when it is done: an
 * answer that was given is kept. A refusal looks like any other answer; a fault of ours is told, to everybody alike.
 */
async function inEvenTime(work: Promise<unknown>): Promise<void> {
  let open = true
  const done = work
    .catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
    .finally(() => (open = false))
  done.catch(() => undefined) // it is waited for below
  do await setTimeout(EVEN_MS)
  while (open)
  await done
}

const tooManyLinks = async (visit: Visit, email: string): Promise<number | undefined> =>
  (await triedTooOften(visit, LIMITS.link, addressKey(email))) ??
  (await triedTooOften(visit, LIMITS.linkPlace, placeOf(visit)))

const signInOver = (visit: Visit, view: SubUserView | undefined): Answer =>
  deadLink(visit, { kind: 'signInOver', mailable: !view || waysBack(view).mailable }, view)

/** A mailed sign-in link that still works, or the page that says it is over. */
async function goPage(visit: Visit): Promise<Answer> {
  const link = await linkOf(visit, tokenOf(visit))
  if (!link?.subUserId || link.purpose !== 'sign_in') return deadLink(visit, { kind: 'unknown' })
  const view = await findSubUser(visit.site.context.db, link.subUserId)
  if (link.usedAt && (await onboardingOf(visit))?.id === link.subUserId) return { goTo: '/me' } // the browser that it let in
  if (!view || isOver(link, view.now) || isEnded(view.status)) return signInOver(visit, view)
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
    await keepSession(visit, session)
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
  await inEvenTime(askForPasswordLink(visit.site.context, email))
  return { page: <MailSentPage frame={outside(visit)} address={maskedAddress(email)} told="forgotSent.what" /> }
}

async function newPasswordPage(visit: Visit, errors?: FormError[]): Promise<Answer> {
  const link = await linkOf(visit, tokenOf(visit))
  if (link?.purpose !== 'password') return deadLink(visit, { kind: 'unknown' })
  if (isOver(link, new Date())) return deadLink(visit, { kind: 'passwordOver' })
  return {
    page: <NewPasswordPage frame={outside(visit)} token={tokenOf(visit)} errors={errors} />,
    ...(errors && { status: 422 }),
  }
}

async function newPassword(visit: Visit): Promise<Answer> {
  requireForm(visit)
  const linkId = readLinkToken(visit.site.context.keys, tokenOf(visit))
  if (!linkId) return deadLink(visit, { kind: 'unknown' })
  const password = secret(visit, 'password')
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
  const link = await linkOf(visit, tokenOf(visit))
  const view = link?.subUserId ? await findSubUser(visit.site.context.db, link.subUserId) : undefined
  if (!view) return deadLink(visit, { kind: 'unknown' })
  if (!waysBack(view).stoppable)
    return link?.purpose === 'invitation' ? { goTo: `/i/${tokenOf(visit)}` } : signInOver(visit, view)
  return {
    page: (
      <StopPage
        frame={frameOf(visit, view, { session: 'none' })}
        token={tokenOf(visit)}
        access={!isOpen(view.status)}
        backHref={`${link?.purpose === 'sign_in' ? '/i/go' : '/i'}/${tokenOf(visit)}`}
      />
    ),
  }
}

async function stop(visit: Visit): Promise<Answer> {
  requireForm(visit)
  const linkId = readLinkToken(visit.site.context.keys, tokenOf(visit))
  if (!linkId) return deadLink(visit, { kind: 'unknown' })
  try {
    const { subUserId, access } = await stopOnboarding(visit.site.context, linkId)
    forgetSession(visit)
    const frame = frameOf(visit, undefined, {
      session: 'none',
      deadline: { kind: access ? 'none' : 'still' },
      code: supportCode(subUserId),
    })
    return { page: <StoppedPage frame={frame} access={access} /> }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-in-this-state') return stopPage(visit)
    throw error
  }
}
