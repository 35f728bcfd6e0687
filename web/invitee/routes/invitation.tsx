import { Router } from 'express'
import type { ReactNode } from 'react'
import { askForNewInvitation, mailCurrentLink, stopReminders } from '../../../commands/asking.ts'
import { pressAccept } from '../../../commands/answer.ts'
import { decline, report } from '../../../commands/decline.ts'
import { signOut } from '../../../commands/sign-in.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { readLinkToken } from '../../../domain/secrets.ts'
import { type Answer, field, pageRoute } from '../answer.ts'
import { type OpenedLink, deadLink, openInvitation, supportCode } from '../dead-links.tsx'
import { LIMITS, triedTooOften } from '../limits.ts'
import { invitationOf, languageFor, messageOf, roleOf, stepsOf, toldOf } from '../onboarding-view.ts'
import { DeclinePage, DeclinedPage } from '../pages/decline.tsx'
import { countOpening, findLink } from '../../../store/links.ts'
import { type SubUserView, findSubUser } from '../../../store/sub-users.ts'
import type { FormError } from '../pages/errors.ts'
import { NoRemindersPage, RemindersStoppedPage } from '../pages/no-reminders.tsx'
import { ReportPage, ReportedPage } from '../pages/report.tsx'
import { WelcomePage } from '../pages/welcome.tsx'
import { type Site, type Visit, forgetSession, frameOf, keepSession, requireForm } from '../site.ts'

/** The longest reason, in characters. */
const REASON_MOST = 500

/** The pages of a mailed invitation link. Opening one changes nothing; its buttons do (R35). */
export function invitationRoutes(site: Site): Router {
  const router = Router()
  router.get('/i/:token', pageRoute(site, welcome))
  router.post('/i/:token/accept', pageRoute(site, accept))
  for (const [path, way] of Object.entries(REASONED)) {
    router.get(
      `/i/:token/${path}`,
      pageRoute(site, (visit) => withLink(visit, (opened) => asks(way, visit, opened))),
    )
    router.post(
      `/i/:token/${path}`,
      pageRoute(site, (visit) => answered(way, visit)),
    )
  }
  router.post(
    '/i/:token/ask',
    pageRoute(site, (visit) => again(visit, askForNewInvitation, { asked: true })),
  )
  router.post(
    '/i/:token/mail',
    pageRoute(site, (visit) => again(visit, mailCurrentLink, { mailed: true })),
  )
  router.post('/i/:token/switch', pageRoute(site, switchPerson))
  router.get(
    '/i/:token/no-reminders',
    pageRoute(site, (visit) => quiet(visit, false)),
  )
  router.post(
    '/i/:token/no-reminders',
    pageRoute(site, (visit) => quiet(visit, true)),
  )
  return router
}

async function withLink(visit: Visit, page: (opened: OpenedLink) => Answer | Promise<Answer>): Promise<Answer> {
  const opened = await openInvitation(visit)
  return 'dead' in opened ? opened.dead : page(opened)
}

async function welcome(visit: Visit): Promise<Answer> {
  const opened = await openInvitation(visit)
  if ('dead' in opened) return (await ownOnboarding(visit)) ? { goTo: '/me' } : opened.dead
  const { view, token, linkId } = opened
  await countOpening(visit.site.context.db, linkId)
  if (visit.session && visit.session.personId !== view.personId)
    return deadLink(visit, { kind: 'somebodyElse', token }, view)
  const language = languageFor(visit, view)
  const message = await messageOf(visit.site, view)
  const frame = frameOf(visit, view, { session: 'none' })
  const invitation = invitationOf(visit.site, view)
  return {
    page: (
      <WelcomePage
        frame={frame}
        token={token}
        invitation={invitation}
        role={roleOf(language, view)}
        message={message}
        steps={stepsOf(view)}
      />
    ),
  }
}

/** The browser that accepted by this link opens it again: it simply goes on (R36). */
async function ownOnboarding({ site, req, session }: Visit): Promise<boolean> {
  const linkId = readLinkToken(site.context.keys, String(req.params['token']))
  if (!session?.subUserId || session.purpose === 'claim' || session.purpose === 'upload' || !linkId) return false
  const link = await site.context.db.prisma.link.findUnique({
    where: { id: linkId },
    select: { subUserId: true, usedAt: true },
  })
  return link?.subUserId === session.subUserId && link.usedAt !== null
}

async function accept(visit: Visit): Promise<Answer> {
  requireForm(visit)
  return withLink(visit, async ({ linkId, token, view }) => {
    const minutes = await triedTooOften(visit, LIMITS.accept, linkId)
    if (minutes !== undefined) return deadLink(visit, { kind: 'limited', minutes }, view)
    try {
      const pressed = await pressAccept(visit.site.context, linkId)
      await keepSession(visit, pressed.session)
      return { goTo: { code: '/me/code', sign_in: '/me/sign-in', accepted: '/me' }[pressed.next] }
    } catch (error) {
      return refusedLate(token, error)
    }
  })
}

/** A button that came too late: the page says what the link has become meanwhile. */
function refusedLate(token: string, error: unknown): Answer {
  if (error instanceof Refusal && (error.code === 'link-dead' || error.code === 'not-in-this-state'))
    return { goTo: `/i/${token}?late` }
  throw error
}

/** An answer with a reason: the page that asks for it, what it does, and the page that says it is done. */
type Reasoned = {
  Asking: typeof DeclinePage | typeof ReportPage
  send: typeof decline | typeof report
  done: (visit: Visit, view: SubUserView) => ReactNode
}

const REASONED: Readonly<Record<'decline' | 'report', Reasoned>> = {
  decline: {
    Asking: DeclinePage,
    send: decline,
    done: (visit, view) => {
      const frame = frameOf(visit, view, { session: 'none', deadline: { kind: 'none' } })
      return <DeclinedPage frame={frame} invitation={toldOf(visit.site, view)} afterAll={false} />
    },
  },
  report: {
    Asking: ReportPage,
    send: report,
    done: (visit, view) => {
      const frame = frameOf(visit, view, { session: 'none', deadline: { kind: 'none' }, code: supportCode(view.id) })
      return <ReportedPage frame={frame} invitation={toldOf(visit.site, view)} />
    },
  },
}

const asks = ({ Asking }: Reasoned, visit: Visit, { view, token }: OpenedLink, errors?: FormError[]): Answer => ({
  page: (
    <Asking
      frame={frameOf(visit, view, { session: 'none' })}
      token={token}
      invitation={toldOf(visit.site, view)}
      reason={field(visit, 'reason')}
      errors={errors}
    />
  ),
  ...(errors && { status: 422 }),
})

async function answered(way: Reasoned, visit: Visit): Promise<Answer> {
  requireForm(visit)
  return withLink(visit, async (opened) => {
    const reason = field(visit, 'reason')
    if ([...reason].length > REASON_MOST) return asks(way, visit, opened, [{ code: 'reason_long', limit: REASON_MOST }])
    const { view, linkId, token } = opened
    try {
      await way.send(visit.site.context, linkId, reason)
    } catch (error) {
      return refusedLate(token, error)
    }
    return { page: way.done(visit, view) }
  })
}

/** A dead link's button; the same page again, which says that it was done. */
async function again(
  visit: Visit,
  ask: typeof mailCurrentLink | typeof askForNewInvitation,
  done: { asked: true } | { mailed: true },
): Promise<Answer> {
  requireForm(visit)
  const linkId = readLinkToken(visit.site.context.keys, String(visit.req.params['token']))
  if (!linkId) return deadLink(visit, { kind: 'unknown' })
  const token = String(visit.req.params['token'])
  try {
    const seconds = await ask(visit.site.context, linkId)
    if (seconds !== undefined) return deadLink(visit, { kind: 'limited', minutes: Math.ceil(seconds / 60) })
    return { goTo: `/i/${token}?done=${Object.keys(done)[0]}` }
  } catch (error) {
    return refusedLate(token, error)
  }
}

/** The onboarding of any of our invitation links, dead or not: reminders also come after accepting. */
async function quiet(visit: Visit, done: boolean): Promise<Answer> {
  const token = String(visit.req.params['token'])
  const linkId = readLinkToken(visit.site.context.keys, token)
  const link = linkId ? await findLink(visit.site.context.db, linkId) : null
  const view = link?.subUserId ? await findSubUser(visit.site.context.db, link.subUserId) : undefined
  if (!linkId || !view) return deadLink(visit, { kind: 'unknown' })
  const frame = frameOf(visit, view, { session: 'none' })
  if (!done) return { page: <NoRemindersPage frame={frame} token={token} /> }
  requireForm(visit)
  await stopReminders(visit.site.context, linkId)
  return { page: <RemindersStoppedPage frame={frame} /> }
}

async function switchPerson(visit: Visit): Promise<Answer> {
  requireForm(visit)
  if (visit.session) await signOut(visit.site.context, visit.session.id)
  forgetSession(visit)
  return { goTo: `/i/${String(visit.req.params['token'])}` }
}
