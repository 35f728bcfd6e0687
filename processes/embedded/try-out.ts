import { type Request, type Response, Router } from 'express'
import { openPortal } from '../../commands/portal-sessions.ts'
import type { Context } from '../../commands/command.ts'
import { PORTAL_PAGE, portalLink } from '../../domain/portal.ts'
import { inside } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusals.ts'
import { accountName, listAccounts } from '../../store/accounts.ts'
import { ownFilesOnly } from '../../api/http/security.ts'
import { stylesheets } from '../../web/assets.ts'
import { type Markup, markup } from './markup.ts'

/** As many accounts as the page lists. */
const LISTED = 50

/**
 * Stands in for the platform in the embedded default, which answers this machine only: `/dev/portal` lists the accounts,
 * `/dev/portal/<reference>` makes a link as the platform would and goes there; `?as=sub_…` as an Administrator.
 */
export function tryOutPages(context: Context, publicUrl: string): Router {
  const router = Router()
  router.get('/dev/portal', ownFilesOnly, async (req, res) => {
    const accounts = await listAccounts(context.db, {}, LISTED)
    const items = accounts.map((account) => item(account.reference, accountName(account), req))
    res.set('cache-control', 'no-store').type('html').send(page(items))
  })
  router.get('/dev/portal/:reference', async (req: Request<{ reference: string }>, res: Response) => {
    const [account] = await listAccounts(context.db, { reference: req.params.reference }, 1)
    if (!account) throw new Refusal('not-found', 'There is no account with this reference.')
    const subUserId = typeof req.query['as'] === 'string' ? (inside('subUser', req.query['as']) ?? null) : null
    const mfaAt = account.holderTwoFactor && !subUserId ? new Date() : null
    const session = { accountId: account.id, subUserId, mfaAt, returnTo: null }
    const { secret } = await openPortal(context, { kind: 'usher' }, session)
    res.set('cache-control', 'no-store').redirect(303, portalLink(publicUrl, secret ?? '', pageIn(req)))
  })
  return router
}

function pageIn({ query: { open } }: Pick<Request, 'query'>): string | undefined {
  return typeof open === 'string' && PORTAL_PAGE.test(open) ? open : undefined
}

function item(reference: string, name: string, req: Request): Markup {
  const open = pageIn(req)
  const query = open === undefined ? '' : `?open=${encodeURIComponent(open)}`
  const href = `/dev/portal/${encodeURIComponent(reference)}${query}`
  return markup`<a class="btn" href="${href}">${name}, ${reference}</a>`
}

const page = (items: Markup[]): string =>
  markup`<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
<title>Open the portal</title>${stylesheets.map((href) => markup`<link rel="stylesheet" href="${href}">`)}</head>
<body><main class="page"><h1>Open the portal as an account holder</h1>
<p class="lead">This page stands in for the platform, which knows who is signed in; only the embedded default has it.</p>
<div class="actions">${items}</div></main></body></html>`.text
