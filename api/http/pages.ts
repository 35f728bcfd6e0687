// Pages for developers: the reference of the API and a page for each refusal code. They load our own files only.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Response, Router } from 'express'
import { Refusal, REFUSALS, type RefusalCode } from '../../domain/refusals.ts'
import { escapeHtml, markdownHtml } from './markdown.ts'
import { ownFilesOnly } from './security.ts'

/** The reference page at /docs, over the document at /openapi.json. */
export function referencePage(document: object): Router {
  const router = Router()
  const swagger = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const assets = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const
  router.get('/openapi.json', (_req, res) => void res.json(document))
  router.get('/docs', ownFilesOnly, (_req, res) =>
    sendPage(res, 'API reference', REFERENCE_HEAD, '<div id="reference"></div>'),
  )
  router.get('/docs/start.js', (_req, res) => void res.type('js').send(START))
  router.get('/docs/page.css', (_req, res) => void res.type('css').send(STYLE))
  for (const asset of assets)
    router.get(`/docs/${asset}`, (_req, res) => res.sendFile(path.join(swagger, asset), { maxAge: '1d' }))
  return router
}

const REFERENCE_HEAD =
  '<link rel="stylesheet" href="/docs/swagger-ui.css"><script src="/docs/swagger-ui-bundle.js" defer></script><script src="/docs/start.js" defer></script>'
const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: 0, tryItOutEnabled: true, displayRequestDuration: true, validatorUrl: null })\n`

/** /errors and /errors/<code>, from docs/errors/*.md: what happened, why, what to do (R53). Throws when a page is missing. */
export function errorPages(folder: string): Router {
  const router = Router()
  const codes = Object.keys(REFUSALS) as RefusalCode[]
  const pages = new Map(codes.map((code) => [code as string, readFileSync(path.join(folder, `${code}.md`), 'utf8')]))
  router.get('/errors', ownFilesOnly, (_req, res) => sendPage(res, 'Errors', '', errorList(codes)))
  router.get('/errors/:code', ownFilesOnly, (req, res) => {
    const code = String(req.params['code'])
    const page = pages.get(code)
    if (page === undefined) throw new Refusal('not-found')
    sendPage(
      res,
      REFUSALS[code as RefusalCode].title,
      '',
      `<div class="prose">${markdownHtml(page)}<p><a href="/errors">All errors</a></p></div>`,
    )
  })
  return router
}

const errorList = (codes: readonly RefusalCode[]): string => {
  const rows = codes.map(
    (code) =>
      `<tr><td><a href="/errors/${code}"><code>${code}</code></a></td><td>${REFUSALS[code].status}</td><td>${escapeHtml(REFUSALS[code].title)}</td></tr>`,
  )
  return `<div class="prose"><h1>Errors</h1><p>Every refusal is a problem document (RFC 9457) with one of these codes. Decide by the code, not by the words.</p>
    <table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

const sendPage = (res: Response, title: string, head: string, body: string): void => {
  res.type('html')
    .send(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Usher</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/docs/page.css">${head}</head>
<body><header><a href="/docs">API reference</a> <a href="/errors">Errors</a></header><main>${body}</main></body></html>`)
}

const STYLE = `:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; color: #1b2526; background: #fff }
body { margin: 0 }
header { display: flex; gap: 1.5rem; padding: 0.75rem 1.5rem; background: #0f4f58 }
header a { color: #fff }
main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem 4rem }
a { color: #0b5d69 }
.prose code { font: 0.9em/1.5 ui-monospace, monospace; background: #eef3f3; border-radius: 4px; padding: 0.1em 0.35em }
.prose pre { background: #eef3f3; border-radius: 8px; padding: 1rem; overflow-x: auto }
.prose pre code { padding: 0; background: none }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid #d5dfe0; vertical-align: top }
#reference { background: #fff; color: #1b2526; color-scheme: light }
@media (prefers-color-scheme: dark) {
  :root { color: #e4ecec; background: #12191a }
  a { color: #7fd0db }
  code, .prose pre { background: #202b2d }
  th, td { border-color: #33464a }
}
`
