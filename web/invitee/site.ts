import type { Request, Response } from 'express'
import type { Context } from '../../commands/command.ts'
import { signOut } from '../../commands/sign-in.ts'
import { deviceOf } from '../../domain/devices.ts'
import { formToken, isFormToken, secretHash } from '../../domain/secrets.ts'
import { Refusal } from '../../domain/refusals.ts'
import { isRenewing } from '../../domain/renewal.ts'
import { deadlineRuns } from '../../domain/deadlines.ts'
import { languageOf } from '../../domain/words/index.ts'
import type { Language } from '../../domain/words/shape.ts'
import type { LiveSource } from '../../api/http/live.ts'
import { isSameOrigin } from '../../api/http/security.ts'
import { type SessionRow, findSession } from '../../store/sessions.ts'
import type { SubUserView } from '../../store/sub-users.ts'
import type { Support } from './pages/help.tsx'
import type { Deadline, Frame } from './pages/frame.tsx'

/** What the invitee pages need of the installation. */
export type Site = {
  context: Context
  /** Without a slash at the end; https decides the cookie's name and flags. */
  publicUrl: string
  origins: readonly string[]
  platform: { name: string; url: string; timeZone: string }
  support: Support
  styles: readonly string[]
  scripts: readonly string[]
  live: LiveSource
}

/** One request of somebody at the pages. */
export type Visit = {
  site: Site
  req: Request
  res: Response
  session: SessionRow | undefined
  language: Language | undefined
}

const cookieName = (site: Site): string =>
  site.publicUrl.startsWith('https:') ? '__Host-usher-invitee' : 'usher-invitee'
const LANGUAGE_COOKIE = 'usher-language'

function cookieOf(req: Request, name: string): string | undefined {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value) return decodeURIComponent(value)
  }
  return undefined
}

/** Who asks, and in which language; a `?lang=` in the address is kept for the next pages. */
export async function visitOf(site: Site, req: Request, res: Response): Promise<Visit> {
  const secret = cookieOf(req, cookieName(site))
  const session = secret ? await findSession(site.context.db, secretHash(secret)) : undefined
  const asked = typeof req.query['lang'] === 'string' ? req.query['lang'] : undefined
  if (asked) res.cookie(LANGUAGE_COOKIE, languageOf(asked), { ...flags(site), maxAge: 30 * 86_400_000 })
  const wished = asked ?? cookieOf(req, LANGUAGE_COOKIE)
  const context = { ...site.context, device: deviceOf(req.get('user-agent')) }
  return {
    site: { ...site, context },
    req,
    res,
    session,
    language: wished === undefined ? undefined : languageOf(wished),
  }
}

/** Whether this browser had a session; it may have ended since, by an end of the onboarding for example. */
export const hadSession = ({ site, req }: Pick<Visit, 'site' | 'req'>): boolean =>
  cookieOf(req, cookieName(site)) !== undefined

const flags = (site: Site) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: site.publicUrl.startsWith('https:') }) as const

/** Gives the browser its session; an earlier one in the same browser ends. */
export async function keepSession(
  { site, res, session: earlier }: Visit,
  session: { secret: string; expiresAt: Date },
): Promise<void> {
  if (earlier) await signOut(site.context, earlier.id)
  res.cookie(cookieName(site), session.secret, { ...flags(site), expires: session.expiresAt })
}

export const forgetSession = ({ site, res }: Visit): unknown => res.clearCookie(cookieName(site), flags(site))

/** What form tokens of this page are bound to: the session, else the link in the address, else nothing secret. */
const boundTo = ({ req, session }: Visit): string =>
  session?.id ?? (typeof req.params['token'] === 'string' ? req.params['token'] : 'nobody')

/** Whether the request comes from a page of ours. */
export const isOwnPage = ({ req, site }: Visit): boolean =>
  isSameOrigin({ site: req.get('sec-fetch-site'), origin: req.get('origin') }, site.origins)

/** Refuses a form that did not come from our own page, or that carries no token of ours for this action (design, section 6). */
export function requireForm(visit: Visit): void {
  const { req, site } = visit
  const own = isOwnPage(visit)
  const given = (req.body as Record<string, unknown> | undefined)?.['formToken']
  if (
    !own ||
    typeof given !== 'string' ||
    !isFormToken(site.context.keys, boundTo(visit), req.originalUrl.split('?')[0] ?? '', given)
  )
    throw new Refusal('form-expired')
}

/** Whether the date runs, stands still, or is over, as pages say it. */
export function deadlineOf(view: SubUserView | undefined): Deadline {
  if (!view?.deadline || !['invited', 'accepted', 'verifying'].includes(view.status)) return { kind: 'none' }
  return deadlineRuns(view.status, view.turn) ? { kind: 'open', until: view.deadline } : { kind: 'still' }
}

/** The surroundings of a page about this onboarding, in the person's language. */
export function frameOf(visit: Visit, view?: SubUserView, changes: Partial<Frame> = {}): Frame {
  const { site, req, session } = visit
  const language = visit.language ?? (view ? languageOf(view.language) : languageOf(...req.acceptsLanguages()))
  return {
    platform: site.platform.name,
    language,
    timeZone: site.platform.timeZone,
    now: view?.now ?? new Date(),
    path: req.originalUrl.split('?')[0] ?? '/',
    assets: { styles: site.styles, scripts: site.scripts },
    formToken: (action) => formToken(site.context.keys, boundTo(visit), action),
    session:
      session && session.purpose !== 'claim' && session.purpose !== 'upload'
        ? view?.status === 'active'
          ? 'access'
          : 'onboarding'
        : 'none',
    deadline: deadlineOf(view),
    renewal: view && isRenewing(view) ? { until: view.verifiedUntil, paused: view.status === 'suspended' } : undefined,
    ...changes,
  }
}
