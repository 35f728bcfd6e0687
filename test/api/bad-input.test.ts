import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { REFUSALS, type RefusalCode } from '../../domain/refusals.ts'
import { type Answer, aWorld, type Call } from './world.ts'

const world = await aWorld()
const key = await world.keyWith()
const account = await world.anAccount()
const foreign = await world.anAccount()
const limited = await world.keyWith(['sub-users:write', 'sub-users:read', 'accounts:read'], [account.uuid])
const invitee = (
  await world.call('POST', '/v1/sub-users', {
    key,
    body: { account: foreign.id, email: 'z@x.example', role: 'viewer' },
  })
).body

const good = { account: account.id, email: 'tomas@kestrel.example', role: 'viewer' }
const json = { 'content-type': 'application/json' }

type Case = [name: string, method: string, path: string, call: Call, code: RefusalCode]
const CASES: Case[] = [
  ['malformed JSON', 'POST', '/v1/sub-users', { key, raw: '{"email": ', headers: json }, 'malformed-json'],
  ['JSON that is no object', 'POST', '/v1/sub-users', { key, raw: '7', headers: json }, 'malformed-json'],
  ['an array', 'POST', '/v1/sub-users', { key, raw: '[]', headers: json }, 'invalid-request'],
  ['bytes that are no UTF-8', 'POST', '/v1/sub-users', { key, raw: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), headers: json }, 'malformed-json'],
  ['a number as address', 'POST', '/v1/sub-users', { key, body: { ...good, email: 7 } }, 'invalid-request'],
  ['no address', 'POST', '/v1/sub-users', { key, body: { ...good, email: 'tomas' } }, 'invalid-request'],
  ['an unknown field', 'POST', '/v1/sub-users', { key, body: { ...good, name: 'Tomas' } }, 'invalid-request'],
  ['__proto__', 'POST', '/v1/sub-users', { key, raw: `{"__proto__": {"admin": true}, ${JSON.stringify(good).slice(1)}`, headers: json }, 'invalid-request'],
  ['NUL in a text', 'POST', '/v1/sub-users', { key, body: { ...good, message: 'a\u0000b' } }, 'invalid-request'],
  ['half a character', 'POST', '/v1/sub-users', { key, raw: JSON.stringify({ ...good, message: 'x' }).replace('"x"', '"\\ud800"'), headers: json }, 'invalid-request'],
  ['a message of 501 characters', 'POST', '/v1/sub-users', { key, body: { ...good, message: 'x'.repeat(501) } }, 'invalid-request'],
  ['a duration of a month', 'POST', '/v1/sub-users', { key, body: { ...good, openFor: 'P1M' } }, 'invalid-request'],
  ['an unknown role', 'POST', '/v1/sub-users', { key, body: { ...good, role: 'owner' } }, 'unknown-role'],
  ['an unknown account', 'POST', '/v1/sub-users', { key, body: { ...good, account: 'NX-nowhere' } }, 'not-found'],
  ['the holder’s address', 'POST', '/v1/sub-users', { key, body: { ...good, email: account.holder.email.toUpperCase() } }, 'holders-address'],
  ['a huge body', 'POST', '/v1/sub-users', { key, body: { ...good, message: 'x'.repeat(70_000) } }, 'too-large'],
  ['a huge body, zipped', 'POST', '/v1/sub-users', { key, raw: gzipSync('x'.repeat(5_000_000)), headers: { ...json, 'content-encoding': 'gzip' } }, 'too-large'],
  ['a body that is not zipped as it says', 'POST', '/v1/sub-users', { key, raw: 'plain', headers: { ...json, 'content-encoding': 'gzip' } }, 'malformed-request'],
  ['a form', 'POST', '/v1/sub-users', { key, raw: 'email=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 'unsupported-media-type'],
  ['no media type', 'POST', '/v1/sub-users', { key, raw: Buffer.from('{}') }, 'unsupported-media-type'],
  ['another character set', 'POST', '/v1/sub-users', { key, raw: '{}', headers: { 'content-type': 'application/json; charset=latin1' } }, 'unsupported-media-type'],
  ['another compression', 'POST', '/v1/sub-users', { key, raw: '{}', headers: { ...json, 'content-encoding': 'zip' } }, 'unsupported-media-type'],
  ['a body where none is taken', 'POST', `/v1/sub-users/${invitee.id}/resend`, { key, body: { now: true } }, 'invalid-request'],
  ['an unknown id', 'GET', '/v1/sub-users/sub_00000000000000000000000000', { key }, 'not-found'],
  ['an id of another kind', 'GET', `/v1/sub-users/${account.id}`, { key }, 'not-found'],
  ['no id at all', 'GET', '/v1/sub-users/7', { key }, 'not-found'],
  ['an address that can’t be decoded', 'GET', '/v1/sub-users/%E0%A4%A', { key }, 'malformed-request'],
  ['a foreign sub-user', 'GET', `/v1/sub-users/${invitee.id}`, { key: limited }, 'not-found'],
  ['a change of a foreign sub-user', 'POST', `/v1/sub-users/${invitee.id}/revoke`, { key: limited, body: {} }, 'not-found'],
  ['a foreign account', 'GET', `/v1/accounts/${foreign.id}`, { key: limited }, 'not-found'],
  ['seats of a foreign account', 'GET', `/v1/accounts/${foreign.id}/seats`, { key: limited }, 'not-found'],
  ['an invite to a foreign account, by reference', 'POST', '/v1/sub-users', { key: limited, body: { ...good, account: foreign.reference } }, 'not-found'],
  ['an unknown filter', 'GET', '/v1/sub-users?state=invited', { key }, 'invalid-request'],
  ['an unknown state', 'GET', '/v1/sub-users?status=gone', { key }, 'invalid-request'],
  ['too large a page', 'GET', '/v1/sub-users?limit=101', { key }, 'invalid-request'],
  ['a nonsense cursor', 'GET', '/v1/sub-users?cursor=xxx', { key }, 'invalid-request'],
  ['NUL in a filter', 'GET', '/v1/sub-users?search=a%00b', { key }, 'invalid-request'],
  ['a parameter twice that stands once', 'GET', '/v1/sub-users?limit=1&limit=2', { key }, 'invalid-request'],
  ['another method', 'DELETE', `/v1/sub-users/${invitee.id}`, { key }, 'method-not-allowed'],
  ['an unknown address', 'GET', '/v1/nothing', { key }, 'not-found'],
  ['no key', 'POST', '/v1/sub-users', { body: good }, 'key-missing'],
  ['a key that is none', 'POST', '/v1/sub-users', { key: 'usk_live_x', body: good }, 'key-invalid'],
  ['a key with a wrong check digit', 'POST', '/v1/sub-users', { key: `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`, body: good }, 'key-invalid'],
  ['a key in Basic', 'POST', '/v1/sub-users', { body: good, headers: { authorization: `Basic ${key}` } }, 'key-invalid'],
  ['an unknown policy', 'POST', '/v1/accounts', { key, body: { reference: 'A', type: 'club', holder: { name: 'A B', email: 'a@x.example' } } }, 'unknown-policy'],
  ['a reference in use', 'POST', '/v1/accounts', { key, body: { reference: account.reference, type: 'company', holder: { name: 'A B', email: 'a@x.example' } } }, 'reference-taken'],
  ['a new account with a limited key', 'POST', '/v1/accounts', { key: limited, body: {} }, 'scope-missing'],
] // prettier-ignore

const everything = async () => {
  const { rows } = await world.db.pool.query(
    'SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM sub_user) + (SELECT count(*) FROM person) + (SELECT count(*) FROM account) AS n',
  )
  return rows[0].n
}

const expectProblem = (answer: Answer, code: RefusalCode): void => {
  expect([answer.status, answer.body?.code]).toEqual([REFUSALS[code].status, code])
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.body).toMatchObject({
    type: `${world.url}/errors/${code}`,
    title: REFUSALS[code].title,
    status: answer.status,
  })
  expect(answer.body.instance).toBe(`urn:uuid:${answer.headers.get('x-request-id')}`)
}

describe('[R53] bad input is refused with a problem document and changes nothing', () => {
  it.each(CASES)('%s', async (_name, method, path, call, code) => {
    const before = await everything()
    expectProblem(await world.call(method, path, call), code)
    expect(await everything()).toBe(before)
  })

  it('each fault is named where it is', async () => {
    const { body } = await world.call('POST', '/v1/accounts', {
      key,
      body: { reference: '', type: 'company', holder: { name: 'A', email: 'no' }, colour: 'red' },
    })
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '#/reference',
      '#/holder/email',
      '#',
    ])
  })

  it('headers say how to go on: WWW-Authenticate, Allow, Accept', async () => {
    expect((await world.call('GET', '/v1/accounts')).headers.get('www-authenticate')).toBe('Bearer realm="usher"')
    expect((await world.call('PUT', '/v1/accounts', { key })).headers.get('allow')).toBe('POST, GET, HEAD')
    expect(
      (
        await world.call('POST', '/v1/accounts', { key, raw: 'x', headers: { 'content-type': 'text/plain' } })
      ).headers.get('accept'),
    ).toBe('application/json')
  })

  it('a POST without a body needs no media type', async () => {
    expect((await world.call('POST', `/v1/sub-users/${invitee.id}/remind`, { key })).status).toBe(200)
  })

  it('a body that is cut off changes nothing', async () => {
    const before = await everything()
    const socket = connect(Number(new URL(world.url).port), '127.0.0.1')
    socket.on('error', () => undefined)
    socket.end(
      `POST /v1/sub-users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"account":`,
    )
    await once(socket.resume(), 'close') // the server has read the half, and that nothing follows
    expect((await world.call('GET', '/healthz')).status).toBe(200)
    expect(await everything()).toBe(before)
  })
})

describe('[R65] what is logged', () => {
  it('names route templates; no address, key, query or body', async () => {
    await world.call('POST', `/v1/sub-users/${invitee.id}/remind`, { key })
    await world.call('GET', `/v1/sub-users?search=planted-value`, { key })
    await world.call('GET', `/i/planted-value-token`)
    const log = world.lines.join('')
    expect(log).toContain('"route":"/v1/sub-users/{id}/remind"')
    for (const secret of ['planted-value', 'kestrel.example', key, invitee.id]) expect(log).not.toContain(secret)
  })
})

describe('[R68] a proxy that TRUST_PROXY does not count', () => {
  it('is warned of once, without the address', async () => {
    for (const address of ['203.0.113.7', '203.0.113.8'])
      await world.call('GET', '/v1/policies', { key, headers: { 'x-forwarded-for': address } })
    const log = world.lines.join('')
    expect(log.split('TRUST_PROXY is 0')).toHaveLength(2)
    expect(log).not.toContain('203.0.113')
  })
})
