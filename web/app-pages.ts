import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import path from 'node:path'
import express, { type Response, Router } from 'express'
import helmet from 'helmet'

/** A built app: where it lies, under which path it is served, and what its page has to know before it asks anything. */
export type AppPages = {
  folder: string
  at: '/console' | '/portal'
  /** Meta elements of the page, by name. */
  meta?: Readonly<Record<string, string>>
  /** Style sheets behind the app's own. */
  styles?: readonly string[]
}

/** Mantine writes its style elements with this page's nonce; nothing else inline is allowed. */
const nonceOf = (_req: unknown, res: ServerResponse): string => `'nonce-${String((res as Response).locals['nonce'])}'`

const NONCE_PLACE = '<meta charset="utf-8" />'
const STYLE_PLACE = '</head>'

/**
 * Serves a built app. Every address below its path is the same page: the page itself knows the way. Mounted after the
 * app's API and sign-in.
 */
export function appPages({ folder, at, meta = {}, styles = [] }: AppPages): Router {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8')
  if (!html.includes(NONCE_PLACE)) throw new Error(`the page of ${at} has no place for its nonce`)
  const metas = Object.entries(meta).map(([name, content]) => `<meta name="${name}" content="${escaped(content)}">`)
  const links = styles.map((href) => `<link rel="stylesheet" href="${href}">`)
  const whole = html.replace(STYLE_PLACE, () => `${metas.join('')}${links.join('')}${STYLE_PLACE}`)
  const router = Router()
  router.use(`${at}/assets`, express.static(path.join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: false })) // prettier-ignore
  router.get([at, `${at}/{*path}`], withPolicy(at), (_req: express.Request, res: express.Response) => {
    const nonce = String(res.locals['nonce'])
    res.set({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' }).type('html')
    res.send(whole.replace(NONCE_PLACE, `${NONCE_PLACE}<meta name="csp-nonce" content="${nonce}">`))
  })
  return router
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const withPolicy = (at: string): express.RequestHandler[] => [
  (_req, res, next) => {
    res.locals['route'] = at
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
