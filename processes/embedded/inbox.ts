import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type net from 'node:net'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { inboxMails, type InboxMails } from './inbox-mails.ts'
import { inboxPage } from './inbox-page.ts'
import { inboxScript, inboxStyle } from './inbox-style.ts'

const largestMail = 25_000_000 // bytes

export interface Inbox {
  stop(): Promise<void>
}

/**
 * A mail server on 127.0.0.1 that takes every mail and sends none, with a page and JSON to read them:
 * `GET /api/mails?to=`, `DELETE /api/mails`. The mails stay in the folder `inbox` of the data folder.
 */
export async function startInbox(home: string, ports: { inbox: number; inboxSmtp: number }): Promise<Inbox> {
  const mails = inboxMails(path.join(home, 'inbox'))
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: largestMail,
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address)
      buffer(stream)
        .then((raw) => mails.keep(raw, recipients))
        .then(() => done(), done)
    },
  })
  smtp.on('error', () => {}) // a client that hangs up; listening faults are caught below
  const web = http.createServer((request, response) => {
    answer(mails, ports.inbox, request, response).catch(() => response.writeHead(500).end())
  })
  await Promise.all([listening(smtp.server, ports.inboxSmtp), listening(web, ports.inbox)])
  return {
    async stop() {
      web.closeAllConnections()
      await Promise.all([new Promise<void>((done) => smtp.close(done)), new Promise((done) => web.close(done))])
    },
  }
}

function listening(server: net.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

async function answer(mails: InboxMails, port: number, request: IncomingMessage, response: ServerResponse) {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (!own.includes(request.headers.host ?? ''))
    return send(response, 421, 'text/plain', 'This inbox is for this machine only.')
  const url = new URL(request.url ?? '/', 'http://inbox')
  const to = url.searchParams.get('to') ?? ''
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /api/mails':
      return send(response, 200, 'application/json', JSON.stringify(await mails.list(to)))
    case 'DELETE /api/mails':
      await mails.clear()
      return response.writeHead(204).end()
    case 'GET /api/live':
      return follow(mails, response)
    case 'GET /inbox.css':
      return send(response, 200, 'text/css', inboxStyle)
    case 'GET /inbox.js':
      return send(response, 200, 'text/javascript', inboxScript)
    case 'GET /':
      return sendPage(mails, url, response)
    default:
      return request.method === 'GET'
        ? sendMail(mails, url.pathname, response)
        : send(response, 405, 'text/plain', 'No.')
  }
}

async function sendPage(mails: InboxMails, url: URL, response: ServerResponse) {
  const to = url.searchParams.get('to') ?? ''
  const open = await mails.find(url.searchParams.get('mail') ?? '')
  const view = url.searchParams.get('view') === 'text' ? 'text' : 'html'
  const policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:"
  response.setHeader(
    'content-security-policy',
    `${policy}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  )
  send(response, 200, 'text/html', inboxPage({ mails: await mails.list(to), to, open, view }))
}

/** One mail alone: /mails/<id>.html in a sandbox that runs nothing, its links in new windows; /mails/<id>.eml as it came. */
async function sendMail(mails: InboxMails, pathname: string, response: ServerResponse) {
  const [, id = '', kind] = /^\/mails\/([\w-]+)\.(html|eml)$/.exec(pathname) ?? []
  const mail = await mails.find(id)
  if (mail === null) return send(response, 404, 'text/plain', 'There is no such page or mail in this inbox.')
  if (kind === 'eml') return send(response, 200, 'text/plain', await mails.source(id))
  const sandbox = 'sandbox allow-popups allow-popups-to-escape-sandbox'
  response.setHeader(
    'content-security-policy',
    `${sandbox}; default-src 'none'; style-src 'unsafe-inline'; img-src data:`,
  )
  send(response, 200, 'text/html', withNewWindows(mail.html ?? ''))
}

/** Links leave the frame; a frame that sends nothing and runs nothing has no other use for them. */
function withNewWindows(html: string): string {
  const base = '<base target="_blank">'
  return /<head\b[^>]*>/i.test(html) ? html.replace(/<head\b[^>]*>/i, `$&${base}`) : base + html
}

function follow(mails: InboxMails, response: ServerResponse) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(':\n\n')
  const stop = mails.onChange(() => response.write('event: change\ndata:\n\n'))
  response.once('close', stop)
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer) {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })
  response.end(body)
}
