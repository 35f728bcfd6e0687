import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import path from 'node:path'
import express, { type Response, Router } from 'express'
import helmet from 'helmet'

/** Mantine writes its style elements with this page's nonce; nothing else inline is allowed. */
const nonceOf = (_req: unknown, res: ServerResponse): string => `'nonce-${String((res as Response).locals['nonce'])}'`

const NONCE_PLACE = '<meta charset="utf-8" />'

/**
 * Serves the built console under /console. Every address below it is the same page: the page itself knows the way. Mounted
 * after the console's API and sign-in.
 */
export function consolePages(distFolder: string): Router {
  const html = readFileSync(path.join(distFolder, 'index.html'), 'utf8')
  if (!html.includes(NONCE_PLACE)) throw new Error('the console’s page has no place for its nonce')
  const router = Router()
  router.use('/console/assets', express.static(path.join(distFolder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: false })) // prettier-ignore
  router.get(['/console', '/console/{*path}'], withPolicy(), (_req: express.Request, res: express.Response) => {
    const nonce = String(res.locals['nonce'])
    res.set({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' }).type('html')
    res.send(html.replace(NONCE_PLACE, `${NONCE_PLACE}<meta name="csp-nonce" content="${nonce}">`))
  })
  return router
}

const withPolicy = (): express.RequestHandler[] => [
  (_req, res, next) => {
    res.locals['route'] = '/console'
    res.locals['nonce'] = randomBytes(16).toString('base64')
    next()
  },
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", nonceOf],
        styleSrcAttr: ["'none'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  }),
]
