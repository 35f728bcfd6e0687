import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { apiContracts } from '../../api/contracts.ts'
import type { Contract } from '../../api/http/route.ts'
import { markdownHtml } from '../../api/http/markdown.ts'
import { REFUSALS, type RefusalCode } from '../../domain/refusals.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const folder = new URL('../../docs/errors/', import.meta.url)

describe('[R51] the OpenAPI document', () => {
  it('is 3.1 and has every route with its scope, its body and its refusals', async () => {
    const { body: document } = await world.call('GET', '/openapi.json')
    expect(document.openapi).toMatch(/^3\.1\./)
    for (const contract of apiContracts as readonly Contract[]) {
      const operation = document.paths[contract.path]?.[contract.method]
      expect(operation?.operationId).toBe(contract.id)
      expect(operation.security).toEqual([{ key: [] }])
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining([...Object.keys(contract.responses), '401', '403', '429', '503']),
      )
      expect(operation.requestBody !== undefined).toBe(contract.request?.body !== undefined)
    }
    expect(Object.keys(document.paths).toSorted()).toEqual(
      [...new Set(apiContracts.map((contract) => contract.path))].toSorted(),
    )
  })

  it('refers only to what is in it', async () => {
    const { text, body: document } = await world.call('GET', '/openapi.json')
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(document.components.schemas).toHaveProperty(name ?? '')
    expect(text).not.toContain('$defs')
  })

  it('tells of the same limits as the checks', async () => {
    const { NewSubUser } = (await world.call('GET', '/openapi.json')).body.components.schemas
    expect(NewSubUser).toMatchObject({
      additionalProperties: false,
      required: ['account', 'email'],
      properties: { message: { maxLength: 500 } },
    })
  })

  it('shows examples that the checks accept', async () => {
    const { paths, components } = (await world.call('GET', '/openapi.json')).body
    const key = await world.keyWith()
    const example = (path: string) =>
      components.schemas[paths[path].post.requestBody.content['application/json'].schema.$ref.split('/').pop()].example
    expect((await world.call('POST', '/v1/accounts', { key, body: example('/v1/accounts') })).status).toBe(201)
    expect((await world.call('POST', '/v1/sub-users', { key, body: example('/v1/sub-users') })).status).toBe(201)
  })
})

describe('[R53] pages', () => {
  it.each(Object.keys(REFUSALS) as RefusalCode[])(
    '%s has one that says what happened, why, and what to do',
    async (code) => {
      const text = readFileSync(new URL(`${code}.md`, folder), 'utf8')
      expect(text.startsWith(`# ${REFUSALS[code].title}\n\n\`${code}\` · status ${REFUSALS[code].status}\n`)).toBe(true)
      for (const part of ['What happened', 'Why', 'What to do'])
        expect(text).toMatch(new RegExp(`^## ${part}\\n\\n.{20,}`, 'm'))
      const page = await world.call('GET', `/errors/${code}`)
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    },
  )

  it('there is none for a code that is gone', () => {
    expect(readdirSync(folder).toSorted()).toEqual(
      Object.keys(REFUSALS)
        .map((code) => `${code}.md`)
        .toSorted(),
    )
  })

  it('are listed, and unknown ones are 404', async () => {
    expect((await world.call('GET', '/errors')).text).toContain('/errors/seat-taken')
    expect((await world.call('GET', '/errors/nothing')).status).toBe(404)
    expect((await world.call('GET', '/errors/__proto__')).status).toBe(404)
  })

  it('show text as text', () => {
    expect(markdownHtml('# A <b>\n\nSee `x<y` and [here](/docs).\n\n- one\n- two')).toBe(
      '<h1>A &lt;b&gt;</h1>\n<p>See <code>x&lt;y</code> and <a href="/docs">here</a>.</p>\n<ul><li>one</li><li>two</li></ul>',
    )
  })
})

describe('every answer', () => {
  it('carries headers that keep pages to themselves', async () => {
    for (const path of ['/docs', '/errors', '/v1/policies', '/nothing']) {
      const { headers } = await world.call('GET', path)
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('strict-origin')
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
    }
  })

  it('of the embedded default is for this machine only', async () => {
    const embedded = await aWorld({ embedded: true })
    const { request } = await import('node:http')
    const ask = (host: string) => new Promise<number | undefined>((resolve) => request(`${embedded.url}/docs`, { headers: { host } }, (res) => resolve(res.resume().statusCode)).end()) // prettier-ignore
    expect(await ask('localhost:3000')).toBe(200)
    expect(await ask('127.0.0.1:3000')).toBe(200)
    expect(await ask('evil.example')).toBe(400)
    expect(await ask('localhost.evil.example')).toBe(400)
  })

  it('at / leads to the console; /healthz and /readyz answer', async () => {
    expect((await world.call('GET', '/')).headers.get('location')).toBe('/console')
    expect((await world.call('GET', '/healthz')).body).toEqual({ status: 'ok' })
    expect((await world.call('GET', '/readyz')).body).toEqual({ status: 'ready' })
  })
})
