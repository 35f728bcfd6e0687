import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { historyToJSON } from '@temporalio/common/lib/proto-utils'
import { Worker } from '@temporalio/worker'
import { describe, expect, it, vi } from 'vitest'
import { WITHIN, WORKFLOW_BUNDLE } from '../support/engine.ts'
import { seen } from '../support/onboardings.ts'
import { aSimulatedWorld, hasSession } from '../support/simulated.ts'

/** `USHER_RECORD_HISTORIES=1 npm test -- histories` records it anew; histories.test.ts replays what was recorded. */
const FILE = fileURLToPath(new URL('../histories/vendor-asked-again.json', import.meta.url))
const world = await aSimulatedWorld()

/** Workers sign with their process and machine. */
const nameless = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/^\d+@.*$/, 'worker') : value

describe('[R65] a check by a vendor that failed, asked again and approved', () => {
  it('replays, and holds neither the name that the vendor got nor anything that it said', async () => {
    world.simulator.behave({ answers: 'errors' })
    const one = await world.aVerified({ email: 'plantedperson@kestrel.example' })
    await world.endsAs(one, 'glare', 'twice')
    await vi.waitFor(async () => expect(await seen(world, one.subUserId)).toMatchObject({ attempt: 2 }), WITHIN)
    world.simulator.behave({ answers: 'promptly' })
    await hasSession(world, one, 2)
    const session = await world.endsAs(one, 'approved')
    await world.isDone(one.subUserId)
    const json = historyToJSON(await world.history(one.subUserId))
    const bundle = readFileSync(WORKFLOW_BUNDLE, 'utf8')
    await Worker.runReplayHistory({ workflowBundle: { code: bundle } }, JSON.parse(json), 'onboarding-1')
    const payloads = [...json.matchAll(/"data":\s*"([^"]*)"/g)].map(([, data = '']) => Buffer.from(data, 'base64'))
    const text = json + Buffer.concat(payloads).toString('utf8')
    expect(text).toContain(one.subUserId)
    for (const secret of ['Tomasz', 'Wilk', 'planted', 'glare', session, '127.0.0.1', 'Internal Server Error'])
      expect([secret, text.includes(secret)]).toEqual([secret, false])
    if (process.env['USHER_RECORD_HISTORIES'] === '1')
      writeFileSync(FILE, `${JSON.stringify(JSON.parse(json), nameless, 1)}\n`)
  })
})
