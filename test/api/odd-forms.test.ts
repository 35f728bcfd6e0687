import type { Router } from 'express'
import { describe, expect, it } from 'vitest'
import { inviteePages } from '../../web/invitee/routes/index.tsx'
import { isInvited, readsTheTexts } from './invited.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const { db, url } = world

const headingOf = (html: string): string => /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? ''
const FORM = 'application/x-www-form-urlencoded'

/** Every address under a router that takes a form. */
const formsUnder = (router: Router): string[] =>
  router.stack.flatMap(({ route, handle }) => {
    if (route) return route.stack.some(({ method }) => method === 'post') ? [route.path] : []
    return 'stack' in handle ? formsUnder(handle as Router) : []
  })

type Sent = { body: string; type: string; cookie?: string }

async function posts(path: string, { body, type, cookie }: Sent) {
  const headers = { 'content-type': type, origin: url, ...(cookie && { cookie }) }
  const answer = await fetch(url + path, { method: 'POST', redirect: 'manual', headers, body })
  const html = await answer.text()
  return { status: answer.status, heading: headingOf(html), retryAfter: answer.headers.get('retry-after'), html }
}

const rowsOf = async () => ({
  people: await db.prisma.subUser.findMany({ orderBy: { id: 'asc' } }),
  events: await db.prisma.event.count(),
  mails: await db.prisma.mail.count(),
})

describe('a form of the invited person that no page of ours sends', () => {
  it('in another media type, or far too large: a clear page, and nothing changes', async () => {
    const { person, link } = await readsTheTexts(world)
    const { link: open } = await isInvited(world)
    const before = await rowsOf()
    const forms = formsUnder(inviteePages(world.site, () => undefined))
    expect(forms).toContain('/me/identity/photo')
    const used = forms.map((path) => path.replace(':token', link.slice(3)))
    for (const path of [...used, `${open}/accept`, `${open}/decline`, `${open}/report`]) {
      const isPhoto = path.endsWith('/photo')
      const cookie = person.cookie
      const empty = await fetch(url + path, { method: 'POST', redirect: 'manual', headers: { origin: url, cookie } })
      expect(empty.status, path).toBeLessThan(415)
      const json = await posts(path, { body: '{"formToken":"x"}', type: 'application/json', cookie })
      expect([path, json.status, json.heading]).toEqual([path, 415, 'What was sent could not be read'])
      const other = await posts(path, { body: 'x=1', type: isPhoto ? FORM : 'multipart/form-data; boundary=x', cookie })
      expect([path, other.status, other.heading]).toEqual([path, 415, 'What was sent could not be read'])
      if (isPhoto) continue
      const huge = await posts(path, { body: `reason=${'x'.repeat(30_000)}`, type: FORM, cookie })
      expect([path, huge.status, huge.heading]).toEqual([path, 413, 'That was too much at once'])
      const many = await posts(path, { body: 'a=1&'.repeat(100), type: FORM, cookie })
      expect([path, many.status, many.heading]).toEqual([path, 413, 'That was too much at once'])
      const unreadable = await posts(path, { body: 'a=1', type: `${FORM}; charset=utf-7`, cookie })
      expect([path, unreadable.status, unreadable.heading]).toEqual([path, 415, 'What was sent could not be read'])
      for (const { html } of [json, other, huge, many, unreadable]) expect(html).toContain('Nothing was changed.')
    }
    expect(await rowsOf()).toEqual(before)
  })
})

describe('[R68] too many tries at the code of a phone', () => {
  it('says when to try again, and blames nobody', async () => {
    for (let n = 0; n < 30; n++) expect((await fetch(`${url}/p/wrongcode`)).status).toBe(410)
    const answer = await fetch(`${url}/p/wrongcode`)
    expect(answer.status).toBe(429)
    const seconds = Number(answer.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(15 * 60)
    const html = await answer.text()
    expect(headingOf(html)).toBe('Too many tries from here')
    expect(html).toMatch(/Try again in \d+ minutes?\./)
  })
})
