import { type Markup, markup } from '../embedded/markup.ts'
import { stylesheets } from '../../web/assets.ts'
import { ANSWERS, type Answers, OUTCOMES, WEBHOOKS, type Webhooks } from './outcomes.ts'
import type { SimulatedSession } from './sessions.ts'

/** How the simulator behaves unless a session says otherwise. */
export type Behaviour = { webhooks: Webhooks; answers: Answers }

function page(title: string, content: Markup, language = 'en'): string {
  const sheets = stylesheets.map((href) => markup`<link rel="stylesheet" href="${href}">`)
  return markup`<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex"><title>${title} · Simulator</title><link rel="icon" href="data:,">${sheets}</head>
<body><header class="top"><div><span class="platform">Simulator</span></div></header>
<main class="page">${content}</main></body></html>`.text
}

const options = (table: Readonly<Record<string, string>>, chosen: string): Markup[] =>
  Object.entries(table).map(
    ([id, words]) => markup`<option value="${id}"${id === chosen ? markup` selected` : ''}>${words}</option>`,
  )

const select = (name: string, label: string, choices: Markup[]): Markup =>
  markup`<div class="field"><label for="${name}">${label}</label>
<select class="tx" id="${name}" name="${name}">${choices}</select></div>`

/** The hosted page: whoever is sent here chooses how the check ends. */
export function checkPage(session: SimulatedSession, { webhooks }: Behaviour): string {
  const path = `/check/${session.id}`
  const outcomes = Object.entries(OUTCOMES).map(
    ([id, words], index) =>
      markup`<button class="btn${index === 0 ? ' b' : ''}" name="outcome" value="${id}">${words}</button>`,
  )
  const how = select('webhooks', 'Webhooks about it go out', options(WEBHOOKS, webhooks))
  return page(
    'How does this check end?',
    markup`<h1>How does this check end?</h1>
<p class="lead">This vendor is a simulator: no document is needed. Choose what it says; then you go back.</p>
<form method="post" action="${path}">${how}<div class="actions">${outcomes}</div></form>
<p class="aside"><a href="${session.returnUrl}">Back without choosing</a></p>`,
    'en',
  )
}

/** The page of a session in which nothing can be chosen any more. */
export const overPage = (session: SimulatedSession): string =>
  page(
    'This check is over',
    markup`<h1>This check is over</h1><p class="lead">It ended as: ${session.state.replaceAll('_', ' ')}.</p>
<p class="actions"><a class="btn b" href="${session.returnUrl}">Go back</a></p>`,
  )

export const unknownPage = (): string =>
  page('There is no such check', markup`<h1>There is no such check</h1><p class="lead">Go back and begin again.</p>`)

const button = (action: string, words: string): Markup =>
  markup`<form method="post" action="${action}"><button class="btn">${words}</button></form>`

function card({ id, key, state, createdAt }: SimulatedSession): Markup {
  const isOpen = state === 'created' || state === 'in_progress' || state === 'processing'
  return markup`<section class="box"><h2>${key}</h2><p>${state.replaceAll('_', ' ')}, since ${createdAt.slice(0, 16).replace('T', ' ')} UTC</p>
${isOpen ? markup`<p class="actions"><a class="btn" href="/check/${id}">Choose how it ends</a></p>` : ''}
${state === 'approved' ? button(`/check/${id}/take-back`, 'Take the approval back') : ''}</section>`
}

/** All checks, and how the simulator behaves. */
export function overviewPage(sessions: readonly SimulatedSession[], { webhooks, answers }: Behaviour): string {
  const cards = sessions.slice(0, 100).map(card)
  return page(
    'Checks',
    markup`<h1>Checks</h1><p class="lead">A verification vendor for trying out. It holds no personal data.</p>
<form method="post" action="/behaviour">${select('answers', 'It answers Usher', options(ANSWERS, answers))}
${select('webhooks', 'Webhooks go out', options(WEBHOOKS, webhooks))}<button class="btn">Behave like this</button></form>
${cards.length > 0 ? cards : markup`<p class="actions">No checks yet. They appear when somebody’s identity check begins.</p>`}`,
  )
}
