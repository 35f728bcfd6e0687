import express, { type RequestHandler, Router } from 'express'
import type { Context } from '../commands/command.ts'
import { noteVendorNews } from '../commands/vendor-sessions.ts'
import { Refusal } from '../domain/refusals.ts'
import { methodNotAllowed } from './http/problem.ts'

/** The largest webhook that is read, in bytes. */
const WEBHOOK_MOST = 256 * 1024

const PATH = '/v1/vendor-webhooks/:vendor'

/**
 * Where vendors tell Usher that something has changed (R43). No API key: the vendor's own signature over the raw body
 * decides. Refused: `signature-invalid`, `too-large`, `not-found` for a vendor that is not configured. What is authentic
 * is answered at once, whatever it says: only a nudge is kept, and the vendor is asked before anything counts.
 */
export function vendorWebhooks(context: Context): Router {
  const router = Router()
  router.post(PATH, express.raw({ limit: WEBHOOK_MOST, type: () => true, inflate: false }), receive(context))
  router.all(PATH, methodNotAllowed(['POST']))
  return router
}

const receive =
  (context: Context): RequestHandler =>
  async (req, res) => {
    res.locals['route'] = '/v1/vendor-webhooks/{vendor}'
    res.set('cache-control', 'no-store')
    const vendor = context.verification.vendors.get(String(req.params['vendor']))
    if (!vendor?.capabilities.hostedPage) throw new Refusal('not-found')
    const body: unknown = req.body
    const news = vendor.parseWebhook(Buffer.isBuffer(body) ? body : new Uint8Array(), singleHeaders(req.headers))
    if (!news) throw new Refusal('signature-invalid')
    if (news.sessionId !== undefined) await noteVendorNews(context, vendor.id, news.sessionId)
    res.json({ received: true })
  }

/** Headers that came once; of one that came twice nobody can say which counts. */
const singleHeaders = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
