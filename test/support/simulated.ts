import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, vi } from 'vitest'
import { problems } from '../../api/http/problem.ts'
import { vendorWebhooks } from '../../api/vendor-webhooks.ts'
import { goToVendor, hostedSession } from '../../commands/vendor-sessions.ts'
import type { Outcome, Webhooks } from '../../processes/simulator/outcomes.ts'
import { type Simulator, startSimulator } from '../../processes/simulator/server.ts'
import { simulatorVendor } from '../../vendors/simulator/simulator.ts'
import type { Vendor } from '../../vendors/vendor.ts'
import { aRunningWorld, type RunningWorld, WITHIN } from './engine.ts'
import { anAccepted, type InviteGiven, type Onboarding, seen, signsUp } from './onboardings.ts'

export type SimulatedWorld = RunningWorld & {
  simulator: Simulator
  vendor: Vendor
  /** A Trader whose session the simulator has made. */
  aVerified(given?: InviteGiven): Promise<Onboarding>
  /** The person goes to the simulator's page; the id of the session there. */
  goesThere(one: Onboarding): Promise<string>
  /** The person goes there, and this is chosen. */
  endsAs(one: Onboarding, outcome: Outcome, webhooks?: Webhooks): Promise<string>
}

const SECRETS = { key: 'the key', webhookSecret: 'the webhooks’ secret' }

/** A running world whose first vendor is the simulator, with webhooks over real HTTP. Call it at the top of a test file. */
export async function aSimulatedWorld(): Promise<SimulatedWorld> {
  const app = express()
  const server = createServer(app)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const webhookUrl = `http://127.0.0.1:${port}/v1/vendor-webhooks/simulator`
  const simulator = await startSimulator({ port: 0, ...SECRETS, webhookUrl })
  const vendor = simulatorVendor({ url: simulator.url, ...SECRETS })
  const world = await aRunningWorld([vendor])
  app.use(
    vendorWebhooks(world.context),
    problems('http://localhost', () => undefined),
  )
  afterAll(async () => {
    await simulator.stop()
    server.close()
  })
  const goesThere = async (one: Onboarding): Promise<string> => {
    const session = await hostedSession(world.context, one)
    if (!session) throw new Error('the vendor has made no session')
    await goToVendor(world.context, one, session)
    return session.sessionId
  }
  return {
    ...world,
    simulator,
    vendor,
    goesThere,
    aVerified: (given) => aVerified(world, given),
    async endsAs(one, outcome, webhooks) {
      const id = await goesThere(one)
      simulator.sessions.choose(id, outcome, webhooks)
      return id
    },
  }
}

async function aVerified(world: RunningWorld, given?: InviteGiven): Promise<Onboarding> {
  const one = await anAccepted(world, given)
  await signsUp(world, one)
  await hasSession(world, one)
  return one
}

/** Waits for the vendor's session of the present attempt. */
export const hasSession = (world: RunningWorld, one: Onboarding, attempt = 1): Promise<void> =>
  vi.waitFor(async () => {
    const view = await seen(world, one.subUserId)
    if (!view.vendorSessionId || view.attempt !== attempt) throw new Error(`no session for attempt ${attempt}`)
  }, WITHIN)
