import { createHash } from 'node:crypto'
import { toNodeHandler } from 'better-auth/node'
import express, { type Request, Router } from 'express'
import { Refusal } from '../../domain/refusals.ts'
import type { Database } from '../../store/database.ts'
import { useLimit } from '../../store/limits.ts'
import { placeOf, tooMany } from '../http/limits.ts'
import { methodNotAllowed, onlyJson } from '../http/problem.ts'
import { isSameOrigin } from '../http/security.ts'
import { signedIn, type StaffGuardOptions } from './guard.ts'

/** All that is open of better-auth. What is not here does not exist: lists of sessions, administration, sign-up, tokens for programs. */
const OPEN = {
  '/get-session': 'GET',
  '/sign-in/email': 'POST',
  '/sign-out': 'POST',
  '/request-password-reset': 'POST',
  '/reset-password': 'POST',
  '/change-password': 'POST',
  '/two-factor/enable': 'POST',
  '/two-factor/disable': 'POST',
  '/two-factor/verify-totp': 'POST',
  '/two-factor/verify-backup-code': 'POST',
  '/two-factor/generate-backup-codes': 'POST',
} as const

/** The largest body that signing in needs, in bytes; better-auth itself sets no limit. */
const BODY_MOST = 16 * 1024

/** The routes of staff sign-in under /console/auth. Stands before any body parser. */
export function staffAuthRoutes(options: StaffGuardOptions): Router {
  const router = Router()
  const handle = toNodeHandler(options.auth)
  for (const [path, method] of Object.entries(OPEN)) {
    const whole = `/console/auth${path}`
    router.all(whole, express.json({ limit: BODY_MOST, type: () => true }), async (req, res) => {
      res.locals['route'] = whole
      res.set('cache-control', 'no-store')
      if (req.method !== method) return methodNotAllowed([method])(req, res, () => undefined)
      if (method === 'POST') requireOwnPage(req, options.origins)
      if (method === 'POST') onlyJson(req, res, () => undefined)
      if (method === 'POST') await countFrom(options.db, req, path)
      await signedIn(options, req) // ends an idle session before better-auth sees it
      delete req.headers.authorization
      req.headers['x-client-ip'] = req.ip ?? ''
      await handle(req, res)
    })
  }
  router.all('/console/auth/{*rest}', () => {
    throw new Refusal('not-found')
  })
  return router
}

function requireOwnPage(req: Request, origins: readonly string[]): void {
  if (!isSameOrigin({ site: req.get('sec-fetch-site'), origin: req.get('origin') }, origins))
    throw new Refusal('form-expired', 'This request did not come from a page of the console.')
}

/** Tries from one place at one thing in a minute (R68). */
const TRIES = { name: 'staff-auth', most: 20, windowMs: 60_000 }

async function countFrom(db: Database, req: Request, path: string): Promise<void> {
  const place = createHash('sha256').update(placeOf(req.ip)).digest('base64url')
  const wait = await useLimit(db, TRIES, `${path}:${place}`)
  if (wait !== undefined) throw tooMany(wait, 'Too many tries.')
}
