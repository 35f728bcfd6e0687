import type { Request, Response } from 'express'
import type { Context } from '../../commands/command.ts'
import { portalPersonOf } from '../../commands/portal-sessions.ts'
import { UNATTENDED } from '../../domain/portal.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Edge } from '../http/callers.ts'
import { isSameOrigin } from '../http/security.ts'

export type PortalGuardOptions = {
  context: Context
  origins: readonly string[]
  /** Without a slash at the end; https decides the cookie's name and flags. */
  publicUrl: string
}

/**
 * The guard of the portal's routes (R67): who has the session is read anew for each request, so that a suspended or
 * demoted Administrator's open session is refused at once. Refused: `form-expired`, `portal-session-over`, `holder-only`.
 */
export function portalGuard(options: PortalGuardOptions): Pick<Edge, 'portalCaller' | 'requireOwnPage'> {
  const { context, origins, publicUrl } = options
  const requireOwnPage = (req: Request): void => {
    const reads = req.method === 'GET' || req.method === 'HEAD'
    if (!reads && !isSameOrigin({ site: req.get('sec-fetch-site'), origin: req.get('origin') }, origins))
      throw new Refusal('form-expired', 'This request did not come from a page of the portal.')
  }
  return {
    requireOwnPage,
    async portalCaller(req, audience, use) {
      requireOwnPage(req)
      const secret = portalCookie(req, publicUrl)
      const used = use && req.get(UNATTENDED) === undefined
      const person = secret === undefined ? undefined : await portalPersonOf(context, secret, used)
      if (!person) throw new Refusal('portal-session-over')
      if (audience === 'holder' && person.actor.kind !== 'holder') throw new Refusal('holder-only')
      return person
    },
  }
}

const isHttps = (publicUrl: string): boolean => publicUrl.startsWith('https:')
const cookieName = (publicUrl: string): string => (isHttps(publicUrl) ? '__Host-usher-portal' : 'usher-portal')
const flags = (publicUrl: string) =>
  ({ httpOnly: true, sameSite: 'strict', path: '/', secure: isHttps(publicUrl) }) as const

/** Gives the browser its session, until it is closed; the server knows when it ends. */
export const keepPortalCookie = (res: Response, publicUrl: string, secret: string): unknown =>
  res.cookie(cookieName(publicUrl), secret, flags(publicUrl))

export const forgetPortalCookie = (res: Response, publicUrl: string): unknown =>
  res.clearCookie(cookieName(publicUrl), flags(publicUrl))

/** The secret that the browser has, whether it still counts or not. */
export function portalCookie(req: Request, publicUrl: string): string | undefined {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === cookieName(publicUrl) && value) return value
  }
  return undefined
}
