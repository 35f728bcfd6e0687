import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { aSignedUp } from '../support/onboardings.ts'
import { beginVerification } from '../../commands/process.ts'
import { sessionMade, vendorTask } from '../../commands/vendor-sessions.ts'
import { onfidoStage } from '../vendors/onfido-stage.ts'
import { simulatorStage } from '../vendors/simulator-stage.ts'
import { stripeStage } from '../vendors/stripe-stage.ts'
import { aWorld } from './world.ts'

const stages = [await simulatorStage(), await stripeStage(), await onfidoStage()]
afterAll(() => Promise.all(stages.map((stage) => stage.close())))
const world = await aWorld({ vendors: stages.map(({ vendor }) => vendor) })
const { db, context } = world

/** A Trader with a session that this vendor has made. */
async function aChecked(vendor: string): Promise<{ subUserId: string; session: string }> {
  const parts = { context: { ...context, verification: { ...context.verification, first: [vendor] } }, db }
  const one = await aSignedUp(parts)
  await beginVerification(parts.context, one.subUserId)
  const task = await vendorTask(parts.context, one.subUserId)
  if (task?.is !== 'create') throw new Error('no session is wanted')
  const { sessionId } = await task.vendor.createSession(task.request)
  await sessionMade(parts.context, task, sessionId)
  return { subUserId: one.subUserId, session: sessionId }
}

const post = (vendor: string, { body, headers }: { body: Uint8Array; headers: Record<string, string> }) =>
  world.call('POST', `/v1/vendor-webhooks/${vendor}`, { raw: new Uint8Array(body), headers })
const rowOf = ({ subUserId }: { subUserId: string }) =>
  db.prisma.subUser.findUniqueOrThrow({ where: { id: subUserId } })

describe.each(stages.map((stage) => [stage.name, stage] as const))('[R43] webhooks of %s', (name, stage) => {
  const { webhook, signature } = stage
  if (!webhook || !signature) throw new Error('every hosted vendor has webhooks')

  it('that are authentic are answered at once and keep nothing but a nudge', async () => {
    const one = await aChecked(name)
    const before = await rowOf(one)
    const events = await db.prisma.event.count({ where: { subject: one.subUserId } })
    const answer = await post(name, webhook(one.session, 0))
    expect([answer.status, answer.body]).toEqual([200, { received: true }])
    const after = await rowOf(one)
    expect(after).toEqual({ ...before, nextPollAt: expect.any(Date) })
    expect(world.nudged).toContain(one.subUserId)
    expect(await db.prisma.event.count({ where: { subject: one.subUserId } })).toBe(events)
    const nudges = world.nudged.length
    for (let times = 0; times < 3; times++) expect((await post(name, webhook(one.session, 0))).status).toBe(200)
    expect(world.nudged).toHaveLength(nudges)
  })

  it('about a session that is not ours change nothing', async () => {
    const nudges = world.nudged.length
    expect((await post(name, webhook('of_somebody_else', 0))).status).toBe(200)
    expect(world.nudged).toHaveLength(nudges)
  })

  it('without a good signature are a problem document with 401, and no exception escapes', async () => {
    const one = await aChecked(name)
    const { body, headers } = webhook(one.session, 0)
    const value = headers[signature.header] ?? ''
    for (const bad of [
      '',
      'x',
      value.slice(0, -2),
      '0'.repeat(64),
      value.replace(/.$/, value.endsWith('0') ? '1' : '0'),
    ]) {
      const answer = await post(name, { body, headers: { [signature.header]: bad } })
      expect([bad, answer.status, answer.body.code]).toEqual([bad, 401, 'signature-invalid'])
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    }
    expect((await post(name, { body, headers: {} })).status).toBe(401)
    if (signature.timed) expect((await post(name, webhook(one.session, 600))).status).toBe(401)
    expect((await rowOf(one)).nextPollAt).toBeNull()
  })
})

describe('[R68] what is no webhook', () => {
  it('is refused: too large, of nobody, by another method', async () => {
    const large = { body: randomBytes(256 * 1024 + 1), headers: {} }
    expect((await post('stripe', large)).body.code).toBe('too-large')
    const most = { body: randomBytes(256 * 1024), headers: {} }
    expect((await post('stripe', most)).body.code).toBe('signature-invalid')
    for (const vendor of ['staff', 'nobody', '__proto__', 'toString'])
      expect([vendor, (await post(vendor, most)).body.code]).toEqual([vendor, 'not-found'])
    const other = await world.call('GET', '/v1/vendor-webhooks/stripe')
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'POST'])
    expect(world.lines.join('\n')).not.toContain('"status":500')
  })
})
