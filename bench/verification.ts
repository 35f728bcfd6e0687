import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { vendorWebhooks } from '../api/vendor-webhooks.ts'
import { goToVendor, hostedSession } from '../commands/vendor-sessions.ts'
import { workflowIdOf } from '../domain/process.ts'
import { startSimulator } from '../processes/simulator/server.ts'
import { simulatorVendor } from '../vendors/simulator/simulator.ts'
import { median, ms, quantile, type Section } from './figures.ts'
import { signedUp } from './onboardings/ours.ts'
import { historyOf } from './onboardings/person.ts'
import { paced } from './pace.ts'
import { reviewTimes } from './review-times.ts'
import { accounts, wholeInstallation } from './world/installation.ts'
import type { Services } from './world/services.ts'

const PEOPLE = 60
const AT_ONCE = 10
const GOAL_MS = 1_000
const CLICK_GOAL_MS = 2_000
const SECRETS = { key: 'bench', webhookSecret: 'bench' }

/** From the vendor's decision to access, with the simulator: nobody waits for a human. */
export async function verification(services: Services): Promise<Section> {
  const app = express()
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/vendor-webhooks/simulator`
  const simulator = await startSimulator({ port: 0, ...SECRETS, webhookUrl })
  const { url } = await services.database('verification')
  const vendor = simulatorVendor({ url: simulator.url, ...SECRETS })
  const installation = await wholeInstallation(services, url, 'world-6', [vendor])
  app.use(vendorWebhooks(installation.context))
  const times: number[] = []
  const events: number[] = []
  const goes = async (n: number): Promise<void> => {
    const [accountId = ''] = await accounts(installation, 1, 'company')
    const person = await signedUp(services, installation, 'trader', accountId)
    await installation.watch.until(person.subUserId, ({ vendorSessionId }) => vendorSessionId !== null)
    const session = await hostedSession(installation.context, person)
    if (!session) throw new Error('the vendor has made no session')
    await goToVendor(installation.context, person, session)
    const since = performance.now()
    simulator.sessions.choose(session.sessionId, 'approved')
    await installation.watch.until(person.subUserId, ({ status }) => status === 'active')
    if (n >= AT_ONCE) times.push(performance.now() - since) // the first ones warm up
    events.push(await historyOf(installation.client, workflowIdOf(person.subUserId)))
  }
  try {
    await paced([...Array(PEOPLE).keys()], AT_ONCE, goes)
  } finally {
    await installation.stop()
    await simulator.stop()
    server.close()
  }
  return sectionOf(times, events, await reviewTimes(services))
}

const sectionOf = (times: readonly number[], events: readonly number[], clicks: readonly number[]): Section => ({
  title: `From the vendor’s decision to access, ${AT_ONCE} people at once, with the simulator`,
  ours: 'Usher',
  reference: '',
  rows: [
    { what: 'median', ours: ms(median(times)), goal: `< ${GOAL_MS} ms`, pass: median(times) < GOAL_MS },
    { what: 'p95', ours: ms(quantile(times, 0.95)), goal: `< ${GOAL_MS} ms`, pass: quantile(times, 0.95) < GOAL_MS },
    {
      what: 'a reviewer’s click to the person’s page, median',
      ours: ms(median(clicks)),
      goal: `< ${CLICK_GOAL_MS} ms`,
      pass: median(clicks) < CLICK_GOAL_MS,
    },
    {
      what: 'the same, p95',
      ours: ms(quantile(clicks, 0.95)),
      goal: `< ${CLICK_GOAL_MS} ms`,
      pass: quantile(clicks, 0.95) < CLICK_GOAL_MS,
    },
    {
      what: 'events in the history, median',
      ours: `${median(events)}, at most ${Math.max(...events)}`,
      goal: '≤ 40',
      pass: median(events) <= 40,
    },
  ],
})
