import type { InboxMail } from './inbox-mails.ts'
import { type Markup, markup } from './markup.ts'

export type MailView = 'html' | 'text'

export interface InboxView {
  mails: InboxMail[]
  /** The address that the list is narrowed to; empty: all. */
  to: string
  open: InboxMail | null
  view: MailView
}

/** The whole page: the list, and the mail that is open. */
export function inboxPage(page: InboxView): string {
  const { open, mails, to } = page
  const title = open ? `${open.subject} · Inbox` : 'Inbox'
  return markup`<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/inbox.css">
<script type="module" src="/inbox.js"></script></head>
<body class="${open ? 'reading' : 'choosing'}">
<header class="top"><h1><a href="/">Usher inbox</a></h1><p id="count" role="status">${counted(mails.length, to)}</p>
<form role="search"><input type="search" name="to" value="${to}" aria-label="Show mails to this address only" placeholder="Only to this address">
<button>Show</button><button type="button" id="clear">Delete all</button></form></header>
<main class="split"><nav aria-label="Mails">${list(page)}</nav><section>${open ? reading(open, page) : nothingOpen(mails)}</section></main>
</body></html>`.text
}

function counted(count: number, to: string): string {
  const mails = count === 1 ? '1 mail' : `${count} mails`
  return to ? `${mails} to ${to}` : `${mails}, none of them sent on`
}

function list({ mails, open, to, view }: InboxView): Markup {
  const query = (mail: InboxMail) => new URLSearchParams({ ...(to && { to }), mail: mail.id, view }).toString()
  const rows = mails.map(
    (mail) => markup`<li><a href="/?${query(mail)}"${mail.id === open?.id ? markup` aria-current="true"` : ''}>
<span class="who"><span>${mail.to.join(', ')}</span>${time(mail.receivedAt)}</span>
<strong>${mail.subject || '(no subject)'}</strong><span class="says">${mail.text.slice(0, 160)}</span></a></li>`,
  )
  const none = mails.length === 0 ? markup`<div class="empty"><h2>No mails yet</h2>${emptyHint(to)}</div>` : ''
  return markup`<div id="list"><ol>${rows}</ol>${none}</div>`
}

function emptyHint(to: string): Markup {
  return to
    ? markup`<p>Nothing has arrived for ${to}. <a href="/">Show all mails</a></p>`
    : markup`<p>Invite somebody in the console or through the API: the invitation appears here by itself.</p>`
}

function nothingOpen(mails: InboxMail[]): Markup {
  const says = mails.length > 0 ? 'Choose a mail to read it here.' : 'Mails that Usher sends on this machine end here.'
  return markup`<div class="empty" id="none"><p>${says}</p></div>`
}

function reading(mail: InboxMail, { to, view }: InboxView): Markup {
  const query = (chosen: MailView) => new URLSearchParams({ ...(to && { to }), mail: mail.id, view: chosen }).toString()
  const shown: MailView = mail.html === null ? 'text' : view
  const tab = (chosen: MailView, name: string) =>
    markup`<a class="button" href="/?${query(chosen)}"${chosen === shown ? markup` aria-current="true"` : ''}>${name}</a>`
  const back = to ? `/?${new URLSearchParams({ to }).toString()}` : '/'
  return markup`<h2>${mail.subject || '(no subject)'}</h2>
<dl><dt>To</dt><dd>${mail.to.join(', ')}</dd><dt>From</dt><dd>${mail.from}</dd><dt>Arrived</dt><dd>${time(mail.receivedAt)}</dd></dl>
<div class="views"><a class="button back" href="${back}">All mails</a>${mail.html === null ? '' : tab('html', 'As sent')}
${tab('text', 'Plain text')}<a class="button" href="/mails/${mail.id}.eml">Source</a></div>
${
  shown === 'html'
    ? markup`<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mails/${mail.id}.html"></iframe>`
    : markup`<pre tabindex="0">${linked(mail.text)}</pre>`
}`
}

/** The text with its addresses of pages as links. */
function linked(text: string): Markup[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, i) =>
      i % 2 === 1 ? markup`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : markup`${part}`,
    )
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

const time = (iso: string) => markup`<time datetime="${iso}">${day.format(new Date(iso))}</time>`
