import { describe, expect, it } from 'vitest'
import type { Progress } from '../../domain/process.ts'
import { aWorld } from './world.ts'

const progress = new Map<string, Progress>()
const world = await aWorld({ progressOf: async (id) => progress.get(id) })
const key = await world.keyWith()

const invite = (body: object, more: { key?: string; headers?: Record<string, string> } = {}) =>
  world.call('POST', '/v1/sub-users', { key, body, ...more })

describe('inviting', () => {
  it('[R5] an address and a role are enough; the answer is the sub-user and where it is', async () => {
    const account = await world.anAccount()
    const made = await invite({ account: account.reference, email: 'tomas@kestrel.example', role: 'trader' })
    expect(made.status).toBe(201)
    expect(made.headers.get('location')).toBe(`/v1/sub-users/${made.body.id}`)
    expect(made.body).toMatchObject({
      account: { id: account.id, reference: account.reference },
      email: 'tomas@kestrel.example',
      name: null,
      role: 'trader',
      status: 'invited',
      turn: 'invitee',
      deadlineStandsStill: false,
      verification: null,
      allowedActions: ['remind', 'resend', 'change-address', 'extend', 'revoke'],
    })
    expect(Date.parse(made.body.deadline) - Date.parse(made.body.createdAt)).toBe(7 * 86_400_000)
    expect((await world.call('GET', `/v1/sub-users/${made.body.id}`, { key })).body).toEqual(made.body)
  })

  it('[R29] where rights are chosen it takes the wizard’s fields and begins a draft that waits for the holder', async () => {
    const account = await world.anAccount('individual')
    const person = { account: account.id, email: 'ada@brunswijk.example', name: 'Ada Brunswijk' }
    const missing = await invite(person)
    expect([missing.status, missing.body.errors]).toEqual([
      422,
      [{ pointer: '#/relationship', detail: 'is needed where the policy is "brokerage"' }],
    ])
    const made = await invite({ ...person, relationship: 'friend', userName: 'ada.b', rights: ['positions.view'] })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      status: 'awaiting_confirmation',
      turn: 'holder',
      name: 'Ada Brunswijk',
      role: 'individual',
      rights: ['positions.view'],
      userName: 'ada.b',
      relationship: 'friend',
      allowedActions: ['revoke'],
    })
  })

  it('[R5] where roles are fixed it takes a role and none of the other fields', async () => {
    const account = await world.anAccount()
    const person = { account: account.id, email: 'tomas.w@kestrel.example' }
    expect((await invite(person)).body.errors[0].pointer).toBe('#/role')
    const more = await invite({ ...person, role: 'viewer', name: 'Tomas', userName: 'tomas' })
    expect(more.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['#/name', '#/userName'])
  })

  it('[R33] openFor sets the deadline; less than an hour and more than 30 days are refused', async () => {
    const account = await world.anAccount()
    const made = await invite({ account: account.id, email: 'a@kestrel.example', role: 'viewer', openFor: 'PT36H' })
    expect(Date.parse(made.body.deadline) - Date.parse(made.body.createdAt)).toBe(36 * 3_600_000)
    for (const openFor of ['PT59M', 'P31D']) {
      const refused = await invite({ account: account.id, email: 'b@kestrel.example', role: 'viewer', openFor })
      expect([refused.status, refused.body.code]).toEqual([422, 'deadline-out-of-range'])
    }
  })

  it('[R10] 100 simultaneous invites for the last seat: one wins, 99 are told which quota, its limit and who holds the seat', async () => {
    const account = await world.anAccount('personal')
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        invite({ account: account.id, email: `p${i}@x.example`, role: 'administrator' }),
      ),
    )
    const won = all.filter((answer) => answer.status === 201)
    expect(won).toHaveLength(1)
    const refused = all.filter((answer) => answer.status === 409)
    expect(refused).toHaveLength(99)
    for (const { body } of refused) {
      expect(body).toMatchObject({ code: 'seat-taken', facts: { quota: 'administrators', limit: 1 } })
      expect(body.facts.seats).toMatchObject([{ id: won[0]?.body.id, name: won[0]?.body.email, status: 'invited' }])
    }
    const seats = await world.call('GET', `/v1/accounts/${account.id}/seats`, { key })
    const administrators = seats.body.items.find((item: { quota: string }) => item.quota === 'administrators')
    expect(administrators).toMatchObject({ limit: 1, taken: 1, left: 0, heldBy: [{ id: won[0]?.body.id }] })
  })

  it('[R40] the same person twice is refused and the first is named', async () => {
    const account = await world.anAccount()
    const first = await invite({ account: account.id, email: 'dora@x.example', role: 'viewer' })
    const second = await invite({ account: account.id, email: 'DORA@x.example', role: 'trader' })
    expect([second.status, second.body.code, second.body.facts.subUser]).toEqual([
      409,
      'already-invited',
      first.body.id,
    ])
  })

  it('[R62] a message with a link is refused', async () => {
    const account = await world.anAccount()
    const refused = await invite({
      account: account.id,
      email: 'e@x.example',
      role: 'viewer',
      message: 'See https://evil.example',
    })
    expect([refused.status, refused.body.code, refused.body.facts.found]).toEqual([
      422,
      'message-has-link',
      'https://evil.example',
    ])
  })
})

describe('changing', () => {
  it('[R34] resend, extend, remind and revoke answer with what the sub-user is now', async () => {
    const account = await world.anAccount()
    const { body: made } = await invite({ account: account.id, email: 'f@x.example', role: 'trader' })
    const at = `/v1/sub-users/${made.id}`
    expect((await world.call('POST', `${at}/resend`, { key })).status).toBe(200)
    expect((await world.call('POST', `${at}/remind`, { key })).status).toBe(200)
    const deadline = new Date(Date.now() + 20 * 86_400_000).toISOString()
    expect((await world.call('POST', `${at}/extend`, { key, body: { deadline } })).body.deadline).toBe(deadline)
    const revoked = await world.call('POST', `${at}/revoke`, { key, body: { reason: 'Wrong role.' } })
    expect(revoked.body).toMatchObject({ status: 'revoked', turn: 'nobody', allowedActions: ['invite-again'] })
    expect(revoked.text).not.toContain('Wrong role')
    const again = await world.call('POST', `${at}/revoke`, { key, body: {} })
    expect([again.status, again.body.code, again.body.facts.status]).toEqual([409, 'not-in-this-state', 'revoked'])
  })

  it('[R34] changes the address of an open invitation in one step, once; invites again after an end', async () => {
    const account = await world.anAccount('personal')
    const { body: made } = await invite({ account: account.id, email: 'wrong@x.example', role: 'trader' })
    const change = (id: string, word: string, body?: object, headers = {}) =>
      world.call('POST', `/v1/sub-users/${id}/${word}`, { key, headers, ...(body && { body }) })
    const once = { 'idempotency-key': 'the right address' }
    const moved = await change(made.id, 'change-address', { email: 'right@x.example' }, once)
    expect([moved.status, moved.headers.get('location')]).toEqual([201, `/v1/sub-users/${moved.body.id}`])
    expect(moved.body).toMatchObject({ email: 'right@x.example', role: 'trader', status: 'invited' })
    expect((await change(made.id, 'change-address', { email: 'right@x.example' }, once)).body.id).toBe(moved.body.id)
    expect((await world.call('GET', `/v1/sub-users/${made.id}`, { key })).body.status).toBe('revoked')
    expect((await change(made.id, 'invite-again')).body.code).toBe('seat-taken')
    await change(moved.body.id, 'revoke', {})
    const again = await change(made.id, 'invite-again')
    expect([again.status, again.body.email, again.body.status]).toEqual([201, 'wrong@x.example', 'invited'])
    expect((await change(again.body.id, 'invite-again')).body.code).toBe('not-in-this-state')
  })

  it('[R39] suspend, reactivate and deactivate an active access, each with a reason', async () => {
    const account = await world.anAccount()
    const { body: made } = await invite({ account: account.id, email: 'g@x.example', role: 'trader' })
    await world.db.pool.query(
      `UPDATE sub_user SET status = 'active', turn = 'nobody', due_at = NULL WHERE account_id = $1`,
      [account.uuid],
    )
    const change = (word: string, body: object) => world.call('POST', `/v1/sub-users/${made.id}/${word}`, { key, body })
    expect((await change('suspend', {})).body).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '#/reason' }],
    })
    expect((await change('suspend', { reason: 'Phone lost.' })).body).toMatchObject({
      status: 'suspended',
      allowedActions: ['reactivate', 'deactivate'],
    })
    expect((await change('reactivate', { reason: 'Found.' })).body).toMatchObject({
      status: 'active',
      suspendedAt: null,
    })
    expect((await change('deactivate', { reason: 'Left.' })).body).toMatchObject({
      status: 'deactivated',
      allowedActions: ['invite-again'],
    })
  })

  it('[R39] a caller does not lift what staff suspended', async () => {
    const account = await world.anAccount()
    const { body: made } = await invite({ account: account.id, email: 'h@x.example', role: 'trader' })
    await world.db.pool.query(
      `UPDATE sub_user SET status = 'suspended', turn = 'nobody', suspended_by_kind = 'staff' WHERE account_id = $1`,
      [account.uuid],
    )
    expect((await world.call('GET', `/v1/sub-users/${made.id}`, { key })).body.allowedActions).toEqual(['deactivate'])
    const refused = await world.call('POST', `/v1/sub-users/${made.id}/reactivate`, {
      key,
      body: { reason: 'Please.' },
    })
    expect([refused.status, refused.body.code]).toEqual([403, 'suspended-by-another'])
  })
})

describe('progress', () => {
  it('comes from the workflow, and from the database with live: false when none answers', async () => {
    const account = await world.anAccount()
    const { body: made } = await invite({ account: account.id, email: 'i@x.example', role: 'trader' })
    const ask = () => world.call('GET', `/v1/sub-users/${made.id}/onboarding`, { key })
    expect((await ask()).body).toMatchObject({
      id: made.id,
      status: 'invited',
      waitsFor: 'invitee',
      until: made.deadline,
      nextReminder: { kind: 'day3' },
      live: false,
    })
    const uuid = world.nudged.at(-1) ?? ''
    progress.set(uuid, {
      waitsFor: 'mail',
      status: 'invited',
      until: made.deadline,
      nextReminder: null,
      attempt: 0,
      attemptsAllowed: 3,
    })
    expect((await ask()).body).toMatchObject({ waitsFor: 'mail', live: true })
  })
})
