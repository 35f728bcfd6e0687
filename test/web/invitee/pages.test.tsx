import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RESUBMISSION_REASONS } from '../../../domain/verification.ts'
import { languages } from '../../../domain/words/index.ts'
import { en } from '../../../web/invitee/messages/en.ts'
import { de } from '../../../web/invitee/messages/de.ts'
import { renderPage } from '../../../web/invitee/pages/render.ts'
import { deadLinks } from './samples/dead-links.tsx'
import { identityPages } from './samples/identity.tsx'
import { aWorld, token } from './samples/world.ts'
import { samplePages } from './samples.tsx'

const pages = rendered('en')
const assetBytes = ['kit/tokens.css', 'kit/pages.css', 'invitee/enhance.js']
  .concat(['base', 'frame', 'controls', 'cards', 'photos'].map((part) => `kit/pages/${part}.css`))
  .map((file) => readFileSync(new URL(`../../../web/${file}`, import.meta.url)).length)
  .reduce((sum, bytes) => sum + bytes, 0)

describe.each(languages)('every page in %s', (language) => {
  it.each(Object.entries(rendered(language)))('%s is whole, small and needs no script', (_name, html) => {
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}">`))
    expect(html.match(/<h1>/g)).toHaveLength(1)
    expect(html).toContain('href="/help"')
    expect(Buffer.byteLength(html) + assetBytes).toBeLessThan(40_000)
    expect(html).not.toMatch(/ style=|<style| on[a-z]+=|undefined|\[object/)
    for (const form of html.match(/<form .*?<\/form>/g) ?? []) {
      const action = /^<form [^>]*\baction="(\/[^"]+)"[^>]* method="post"/.exec(form)?.[1]
      expect(form).toContain(`<input type="hidden" name="formToken" value="token for ${action}"/>`)
    }
  })
})

it('escapes what people wrote, on every page', () => {
  const hostile = '<script>alert("1")</script>'
  const invitation = { inviter: hostile, account: `${hostile} & Co`, address: `t•••@${hostile}` }
  for (const page of Object.values(samplePages(aWorld('en', { invitation, message: hostile })))) {
    expect(renderPage(page)).not.toContain('<script>alert')
  }
})

it('takes braces and tags in names as they are', () => {
  const invitation = { inviter: '{account} <b>Oskar</b>', account: "O'{inviter}", address: 't•••@kestrel.example' }
  const html = renderPage(samplePages(aWorld('en', { invitation })).welcome)
  expect(html).toContain('<h1>{account} &lt;b&gt;Oskar&lt;/b&gt; invites you to the account of O&#x27;{inviter}</h1>')
})

it('[R33] shows until when the invitation and the onboarding are open, with the zone', () => {
  const { outside, inside } = aWorld()
  for (const name of ['welcome', 'decline', 'report', 'code', 'sign-in-accept']) {
    expect(words(pages[name])).toContain('Open until Sat 28 Nov 2026, 14:05 (Warsaw time), 4 days from now.')
  }
  for (const name of [
    'about',
    'login',
    'legal',
    'identity',
    'resubmission',
    'decline-after-all',
    'left',
    'mail-link',
  ]) {
    expect(words(pages[name])).toMatch(/open until Tue 22 Dec 2026, 19:12 \(Warsaw time\)/i)
  }
  expect(outside.deadline).not.toEqual(inside.deadline)
})

it('[R33] says that the date stands still while others have their turn', () => {
  for (const name of ['waiting-review', 'waiting-processing', 'waiting-late', 'last-try', 'paused', 'stopped']) {
    expect(words(pages[name])).toContain('The date stands still while we check.')
    expect(words(pages[name])).not.toMatch(/open until/i)
  }
})

it('[R35] changes nothing by opening: what acts is a form that posts', () => {
  expect(actions(pages['welcome'])).toEqual([`/i/${token}/accept`])
  expect(actions(pages['sign-in-link'])).toEqual([`/i/go/${token}`])
  expect(actions(pages['dead-expired'])).toEqual([`/i/${token}/ask`])
  expect(actions(pages['dead-replaced'])).toEqual([`/i/${token}/mail`])
})

it('[R35] says for each dead link which it is', () => {
  const headings = Object.values(deadLinks(aWorld())).map((page) => /<h1>(.*?)<\/h1>/.exec(renderPage(page))?.[1])
  expect(headings).not.toContain(undefined)
  expect(new Set(headings)).toEqual(
    new Set([
      'This invitation has expired',
      'This link was already used',
      'This invitation was revoked',
      'There is a newer link',
      'You declined this invitation',
      'This link is not complete',
      'This link has ended',
      'You are signed in as somebody else',
      'Too many tries from here',
      'This sign-in link no longer works',
      'This link no longer works',
      'This page was open too long',
    ]),
  )
})

it('[R35] offers on a used link only what works in that state', () => {
  expect(pages['dead-used']).toContain(`/me/link?link=${token}`)
  expect(pages['dead-used-active']).not.toContain('/me/link')
  expect(pages['dead-used-active']).toContain(`/me/stop/${token}`)
  expect(pages['dead-used-ended']).not.toMatch(/me\/(link|stop)/)
  expect(pages['dead-sign-in-over']).toContain('/me/link')
  expect(pages['dead-sign-in-over-active']).not.toContain('/me/link')
  expect(words(pages['stop-access'])).toContain('the access itself stays as it is')
  expect(pages['stopped-access']).toContain('/me/forgot')
})

it('[R36] tells who invites, to which account, as what, what that allows, and which steps come', () => {
  const text = words(pages['welcome'])
  expect(text).toContain('Oskar Lindgard invites you to the account of Kestrel Joinery')
  expect(text).toContain('Trader with restricted withdrawals')
  expect(text).toContain('Withdraw to destinations of Kestrel Joinery that were used before')
  expect(text).toContain('No new bank accounts or wallets')
  expect(text).toContain('Identity check with your passport')
})

it('[R7] shows a Viewer no identity check and asks for no date of birth', () => {
  expect(words(pages['welcome-viewer'])).not.toContain('Identity check')
  expect(pages['about-viewer']).not.toContain('name="day"')
  expect(words(pages['about-viewer'])).toContain('Step 1 of 3')
})

it('[R37] shows the invited address masked and offers no way to change it', () => {
  expect(pages['login']).toContain('t•••@kestrel.example')
  expect(pages['login']).not.toContain('name="email"')
  expect(pages['code']).not.toContain('name="email"')
})

it('[R42] says for each reason what is wrong and what helps', () => {
  const again = identityPages(aWorld())
  const texts = RESUBMISSION_REASONS.map((reason) => words(renderPage(again[`reason-${reason}`])))
  expect(new Set(texts).size).toBe(RESUBMISSION_REASONS.length)
  for (const text of texts) expect(text).toContain('What helps:')
  expect(words(pages['resubmission'])).toContain('Light reflects on the page, so we can’t read the last line.')
  expect(words(pages['resubmission-two'])).toContain('This document ran out on 14 Mar 2026.')
})

it('[R44] counts the tries and tells what follows the last one', () => {
  expect(words(pages['resubmission'])).toContain('This is try 3 of 3; if it doesn’t work either, a person')
  expect(words(pages['resubmission-name'])).toContain('This is try 2 of 3.')
})

it('[R62] quotes the inviter’s message and says whose words they are', () => {
  expect(words(pages['welcome'])).toMatch(/“This is the access for the December orders.*” ?Oskar Lindgard wrote this/)
})

it('ties each error to its field and says so in the title', () => {
  const html = pages['about-error'] ?? ''
  expect(html).toContain('<title>Error: Step 1 of 4: About you · Northwind Exchange</title>')
  expect(words(html)).toContain('There are 2 things to correct')
  expect(html).toContain('<a href="#name">Enter your full name as it stands on the document.</a>')
  expect(html).toContain('id="name" aria-describedby="name-hint name-problem" aria-invalid="true"')
  expect(html).toContain('autofocus=""')
})

it('asks for the same values in both languages', () => {
  const names = (text: string) => [...new Set(text.match(/(?<=\{)\w+(?=[,}])/g))].toSorted()
  for (const [key, text] of Object.entries(en)) {
    expect([key, names(Object.entries(de).find(([own]) => own === key)?.[1] ?? '')]).toEqual([key, names(text)])
  }
})

function rendered(language: 'en' | 'de'): Record<string, string> {
  const samples = Object.entries(samplePages(aWorld(language)))
  return Object.fromEntries(samples.map(([name, page]) => [name, renderPage(page)]))
}

/** What a reader sees: without tags, white space as one blank. */
function words(html = ''): string {
  return html
    .replace(/<(head|script)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
}

/** The actions of the forms beside the frame’s own. */
function actions(html = ''): string[] {
  return [...html.matchAll(/<form [^>]*\baction="([^"]*)"[^>]* method="post"/g)]
    .map(([, action]) => action ?? '')
    .filter(isOwn)
}

function isOwn(action: string): boolean {
  return action !== '/me/leave'
}
