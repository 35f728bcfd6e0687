import type { RequestHandler, Response } from 'express'
import type { ReactNode } from 'react'
import { renderPage } from './pages/render.ts'
import { type Site, type Visit, visitOf } from './site.ts'

/** What a page route answers: a page with its status, or the next page. */
export type Answer = { page: ReactNode; status?: number } | { goTo: string }

/** A route of the pages: finds out who asks, and sends what the handler answers. Never kept by the browser. */
export const pageRoute =
  (site: Site, handler: (visit: Visit) => Promise<Answer> | Answer): RequestHandler =>
  async (req, res) => {
    res.set('cache-control', 'no-store')
    const visit = await visitOf(site, req, res)
    send(res, await handler(visit))
  }

export function send(res: Response, answer: Answer): void {
  if ('goTo' in answer) res.redirect(303, answer.goTo)
  else
    res
      .status(answer.status ?? 200)
      .type('html')
      .send(renderPage(answer.page))
}

/** A password as typed, spaces included. */
export function secret({ req }: Visit, name: string): string {
  const value = (req.body as Record<string, unknown> | undefined)?.[name]
  return typeof value === 'string' ? value : ''
}

/** One text field of a form, trimmed; empty when it is missing or came twice. */
export function field({ req }: Visit, name: string): string {
  const value = (req.body as Record<string, unknown> | undefined)?.[name]
  return typeof value === 'string' ? value.trim() : ''
}
