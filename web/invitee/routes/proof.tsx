import { Router } from 'express'
import { acceptByCode, acceptBySignIn, type Claim, sendNewCode } from '../../../commands/answer.ts'
import { signIn } from '../../../commands/sign-in.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { maskedAddress } from '../../../domain/sign-up.ts'
import { linkToken } from '../../../domain/secrets.ts'
import { type SubUserView, findSubUser } from '../../../store/sub-users.ts'
import { type Answer, field, pageRoute, secret } from '../answer.ts'
import { deadLink } from '../dead-links.tsx'
import { LIMITS, placeOf, triedTooOften } from '../limits.ts'
import { invitationOf, onboardingOf } from '../onboarding-view.ts'
import { CodePage } from '../pages/code.tsx'
import type { FormError } from '../pages/errors.ts'
import { SignInPage, type SignInProps } from '../pages/sign-in.tsx'
import { type Site, type Visit, frameOf, keepSession, requireForm } from '../site.ts'
import { CODE_TRIES } from '../../../domain/deadlines.ts'

/** The proof that the invited person accepts: a code to the address, or signing in with the login it has (R37). */
export function proofRoutes(site: Site): Router {
  const router = Router()
  router.get(
    '/me/code',
    pageRoute(site, (visit) => withClaim(visit, (claim) => byCode(claim, () => codePage(visit, claim)))),
  )
  router.post(
    '/me/code',
    pageRoute(site, (visit) => withClaim(visit, (claim) => byCode(claim, () => enterCode(visit, claim)))),
  )
  router.post(
    '/me/code/new',
    pageRoute(site, (visit) => withClaim(visit, (claim) => byCode(claim, () => newCode(visit, claim)))),
  )
  router.get('/me/sign-in', pageRoute(site, showSignIn))
  router.post('/me/sign-in', pageRoute(site, sendSignIn))
  return router
}

type Claimed = { claim: Claim; view: SubUserView }

/** The onboarding that "Accept" was pressed for, while the proof is open. */
async function claimed({ site, session }: Visit): Promise<Claimed | undefined> {
  if (session?.purpose !== 'claim' || !session.subUserId || !session.linkId) return undefined
  const view = await findSubUser(site.context.db, session.subUserId)
  if (!view) return undefined
  const { id, personId, subUserId, linkId } = session
  return { claim: { sessionId: id, personId, subUserId, linkId }, view }
}

async function withClaim(visit: Visit, page: (claimed: Claimed) => Answer | Promise<Answer>): Promise<Answer> {
  const found = await claimed(visit)
  if (!found) return visit.session ? { goTo: '/me' } : deadLink(visit, { kind: 'claimOver' }) // most have no login yet
  if (found.view.status !== 'invited') return { goTo: invitationUrl(visit, found.claim) }
  return page(found)
}

/** A code is for addresses without a login; who set one meanwhile signs in (R37). */
const byCode = ({ view }: Claimed, page: () => Promise<Answer>): Answer | Promise<Answer> =>
  view.person.passwordHash === null ? page() : { goTo: '/me/sign-in' }

const invitationUrl = ({ site }: Visit, claim: Claim): string => `/i/${linkToken(site.context.keys, claim.linkId)}`

async function codePage(visit: Visit, { view }: Claimed, errors?: FormError[]): Promise<Answer> {
  const { prisma } = visit.site.context.db
  const where = { subUserId: view.id, purpose: 'address', usedAt: null, endedAt: null }
  const code = await prisma.code.findFirst({ where, orderBy: { createdAt: 'desc' } })
  const address = maskedAddress(view.person.address)
  const until = code?.expiresAt ?? view.now
  const newlySent = visit.req.query['sent'] === 'new'
  const frame = frameOf(visit, view, { session: 'none' })
  const triesLeft = CODE_TRIES - (code?.tries ?? CODE_TRIES)
  const page = (
    <CodePage
      frame={frame}
      address={address}
      until={until}
      triesLeft={triesLeft}
      newlySent={newlySent}
      errors={errors}
    />
  )
  return { page, ...(errors && { status: 422 }) }
}

async function enterCode(visit: Visit, found: Claimed): Promise<Answer> {
  requireForm(visit)
  const typed = field(visit, 'code')
  if (typed === '') return codePage(visit, found, [{ code: 'code_empty' }])
  const minutes = await triedTooOften(visit, LIMITS.code, found.view.id)
  if (minutes !== undefined) return codePage(visit, found, [{ code: 'too_many', field: 'code', minutes }])
  const outcome = await orLate(acceptByCode(visit.site.context, found.claim, typed))
  if (outcome === 'late') return { goTo: invitationUrl(visit, found.claim) }
  if ('wrong' in outcome) return codePage(visit, found, [{ code: 'code_wrong', triesLeft: outcome.triesLeft }])
  if ('over' in outcome) return codePage(visit, found, [{ code: 'code_over' }])
  await keepSession(visit, outcome.session)
  return { goTo: '/me' }
}

/** A command that found the invitation ended meanwhile; the link's own page says how. */
async function orLate<T>(command: Promise<T>): Promise<T | 'late'> {
  try {
    return await command
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'not-in-this-state' || error.code === 'link-dead')) return 'late'
    throw error
  }
}

async function newCode(visit: Visit, found: Claimed): Promise<Answer> {
  requireForm(visit)
  const minutes = await triedTooOften(visit, LIMITS.newCode, found.view.id)
  if (minutes !== undefined) return codePage(visit, found, [{ code: 'too_many', field: 'code', minutes }])
  if ((await orLate(sendNewCode(visit.site.context, found.claim))) === 'late')
    return { goTo: invitationUrl(visit, found.claim) }
  return { goTo: '/me/code?sent=new' }
}

async function showSignIn(visit: Visit): Promise<Answer> {
  if (await onboardingOf(visit)) return { goTo: '/me' }
  const found = await claimed(visit)
  if (found && found.view.person.passwordHash === null) return { goTo: '/me/code' }
  return signInPage(visit, found)
}

function signInPage(visit: Visit, found: Claimed | undefined, errors?: FormError[]): Answer {
  const accepting = found?.view.status === 'invited' ? found.view : undefined
  const over = visit.req.query['over'] !== undefined
  const purpose: SignInProps['purpose'] = accepting
    ? { kind: 'accept', invitation: invitationOf(visit.site, accepting) }
    : { kind: over ? 'over' : 'resume' }
  const frame = frameOf(visit, accepting, { session: 'none' })
  return {
    page: <SignInPage frame={frame} purpose={purpose} email={field(visit, 'email')} errors={errors} />,
    ...(errors && { status: 422 }),
  }
}

async function sendSignIn(visit: Visit): Promise<Answer> {
  requireForm(visit)
  const found = await claimed(visit)
  const email = field(visit, 'email')
  const password = secret(visit, 'password')
  if (email === '') return signInPage(visit, found, [{ code: 'email_empty' }])
  const minutes =
    (await triedTooOften(visit, LIMITS.signInAddress, email)) ??
    (await triedTooOften(visit, LIMITS.signInPlace, placeOf(visit)))
  if (minutes !== undefined) return signInPage(visit, found, [{ code: 'too_many', field: 'email', minutes }])
  const accepting =
    found?.view.status === 'invited' && found.view.person.addressKey === email.toLowerCase() ? found : undefined
  const session = accepting
    ? await accept(visit, accepting, password)
    : await signIn(visit.site.context, email, password)
  if (session === 'late') return { goTo: accepting ? invitationUrl(visit, accepting.claim) : '/me' }
  if (!session) return signInPage(visit, found, [{ code: 'sign_in_wrong' }])
  await keepSession(visit, session)
  return { goTo: accepting ? '/me' : '/me?resumed' }
}

async function accept(visit: Visit, { claim }: Claimed, password: string) {
  const outcome = await orLate(acceptBySignIn(visit.site.context, claim, password))
  return outcome === 'late' ? outcome : outcome?.session
}
