import { uuidv7 } from 'uuidv7'
import { afterAll, describe, expect, it } from 'vitest'
import { VendorFault } from '../../vendors/vendor.ts'
import { liveStages } from './live-stages.ts'
import { onfidoStage } from './onfido-stage.ts'
import { simulatorStage } from './simulator-stage.ts'
import { aRequest, type Stage } from './stage.ts'
import { staffStage } from './staff-stage.ts'
import { stripeStage, stripeWebhook } from './stripe-stage.ts'

/** `npm run vendors:live` puts the real ones in the place of those that stand in for them. */
const live = await liveStages()
const stages = live ?? [await staffStage(), await simulatorStage(), await stripeStage(), await onfidoStage()]
afterAll(() => Promise.all(stages.map((stage) => stage.close())))

const aSession = async ({ vendor }: Stage): Promise<string> =>
  (await vendor.createSession(aRequest(uuidv7()))).sessionId
const faultOf = async (call: Promise<unknown>): Promise<VendorFault> => {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof VendorFault)) throw new Error('no fault of a vendor', { cause: error })
  return error
}

describe.each(stages.map((stage) => [stage.name, stage] as const))('[R41] the vendor %s', (_, stage) => {
  const { vendor, samples } = stage

  it('makes one session for one key, however often it is asked', async () => {
    const request = aRequest(uuidv7())
    const before = stage.made?.() ?? 0
    const first = await vendor.createSession(request)
    expect(await vendor.createSession(request)).toEqual(first)
    if (stage.made) expect(stage.made() - before).toBe(1)
    expect(await vendor.find(request.key)).toEqual(first)
    if (vendor.capabilities.hostedPage) expect(await vendor.find(uuidv7())).toBeUndefined()
    expect((await vendor.createSession(aRequest(uuidv7()))).sessionId).not.toBe(first.sessionId)
  })

  it.each(samples.map((sample) => [sample.says, sample] as const))(
    '[R42] says “%s” in Usher’s words',
    async (__, sample) => {
      const id = await aSession(stage)
      await sample.set(id)
      const answer = await vendor.fetch(id)
      const { state, asked = [], documentUntil, read } = sample
      expect(answer).toEqual({ state, asked, ...(documentUntil && { documentUntil }), ...(read && { read }) })
      expect(await vendor.fetch(id)).toEqual(answer)
    },
  )

  it('a session it does not know is expired', async () => {
    expect(await vendor.fetch(`${await aSession(stage)}0`)).toEqual({ state: 'expired', asked: [] })
  })

  it('leads to its page while there is something to do there, and only then', async () => {
    const id = await aSession(stage)
    const page = await vendor.resume(id)
    expect(page !== undefined).toBe(vendor.capabilities.hostedPage)
    if (page) expect(page.url).toMatch(/^https?:\/\//)
    const approved = samples.find(({ state }) => state === 'approved')
    await approved?.set(id)
    if (approved) expect(await vendor.resume(id)).toBeUndefined()
  })

  it('cancels and redacts, and once more changes nothing more', async () => {
    const id = await aSession(stage)
    const other = await aSession(stage)
    stage.made?.()
    for (let times = 0; times < 2; times++) await vendor.cancel(id)
    expect(['cancelled', 'expired']).toContain((await vendor.fetch(id)).state)
    for (let times = 0; times < 2; times++) await vendor.redact(other)
    expect(stage.isRedacted?.(other) ?? true).toBe(true)
  })
})

const breaking = stages.flatMap((stage) => (stage.breaks ? [[stage.name, stage, stage.breaks] as const] : []))
describe.each(breaking)('[R41] when %s fails', (_, stage, breaks) => {
  const { vendor } = stage

  it('every failure is a fault with a kind, and without the vendor’s words [R65]', async () => {
    const id = await aSession(stage)
    for (const [status, kind] of [
      [500, 'away'],
      [503, 'away'],
      [429, 'busy'],
      [401, 'refuses'],
      [403, 'refuses'],
    ] as const) {
      breaks(status)
      for (const call of [
        () => vendor.fetch(id),
        () => vendor.createSession(aRequest(uuidv7())),
        () => vendor.redact(id),
      ]) {
        const fault = await faultOf(call())
        expect([status, fault.kind, fault.message]).toEqual([status, kind, `vendor-${kind}`])
        expect(JSON.stringify({ ...fault })).not.toMatch(/Tomasz|Plantowski/)
      }
    }
    breaks(undefined)
    expect((await vendor.fetch(id)).state).toBe('created')
  })
})

const posting = stages.flatMap(({ name, vendor, ...stage }) =>
  stage.webhook && stage.signature ? [[name, vendor, stage.webhook, stage.signature] as const] : [],
)
describe.each(posting)('[R43] webhooks of %s', (_, vendor, webhook, { header, timed }) => {
  it('[R43] knows its webhooks: wrong, missing, short and old signatures are refused', async () => {
    const id = await vendor.createSession(aRequest(uuidv7())).then(({ sessionId }) => sessionId)
    const { body, headers } = webhook(id, 0)
    expect(vendor.parseWebhook(body, headers)).toEqual({ sessionId: id })
    const value = headers[header] ?? ''
    const wrong = value.replace(/[0-9a-f](?=[^0-9a-f]*$)/, (digit) => (digit === '0' ? '1' : '0'))
    for (const bad of [undefined, '', 'v1', wrong, value.slice(0, -6), `${value}00`, '0'.repeat(64), 'ü'])
      expect([bad, vendor.parseWebhook(body, bad === undefined ? {} : { [header]: bad })]).toEqual([bad, undefined])
    expect(vendor.parseWebhook(Buffer.concat([body, Buffer.from(' ')]), headers)).toBeUndefined()
    expect(vendor.parseWebhook(new Uint8Array(), headers)).toBeUndefined()
    if (!timed) return
    const old = webhook(id, 400)
    expect(vendor.parseWebhook(old.body, old.headers)).toBeUndefined()
  })
})

describe.each(live ? [] : ['what stands in'])('live and test, %s', () => {
  it('[R43] do not mix: neither sessions nor webhooks of the other mode count', async () => {
    const stage = await stripeStage('sk_test_stage', true)
    expect((await faultOf(stage.vendor.createSession(aRequest(uuidv7())))).kind).toBe('refuses')
    const { body, headers } = stripeWebhook('vs_1', true)
    expect(stage.vendor.parseWebhook(body, headers)).toBeUndefined()
    await stage.close()
    const other = await onfidoStage(false)
    expect((await faultOf(other.vendor.createSession(aRequest(uuidv7())))).kind).toBe('refuses')
    await other.close()
  })

  it('[R50] Onfido keeps nobody of whom it takes no run, and a later try makes one of each', async () => {
    const onfido = await onfidoStage()
    const request = aRequest(uuidv7())
    for (const status of [500, 429, 422]) {
      onfido.takesRuns(status)
      await faultOf(onfido.vendor.createSession(request))
      expect([status, onfido.persons()]).toEqual([status, 0])
    }
    onfido.takesRuns(undefined)
    await onfido.vendor.createSession(request)
    expect([onfido.persons(), onfido.made?.()]).toEqual([1, 1])
    await onfido.close()
    const other = await onfidoStage(false)
    await faultOf(other.vendor.createSession(request))
    expect(other.persons()).toBe(0)
    await other.close()
  })

  it('webhooks about something else are authentic and speak of no session', () => {
    const { body, headers } = stripeWebhook('ch_1', false, 0, 'charge.succeeded')
    const stripe = stages.find(({ name }) => name === 'stripe')
    expect(stripe?.vendor.parseWebhook(body, headers)).toEqual({})
  })

  it('a vendor that is not there at all is away', async () => {
    const stage = await stripeStage()
    await stage.close()
    expect((await faultOf(stage.vendor.fetch('vs_1'))).kind).toBe('away')
    const onfido = await onfidoStage()
    await onfido.close()
    expect((await faultOf(onfido.vendor.fetch('run'))).kind).toBe('away')
  })
})
