import { type Outcome, STATES_OF } from '../../processes/simulator/outcomes.ts'
import { startSimulator } from '../../processes/simulator/server.ts'
import { signatureOf } from '../../vendors/simulator/signature.ts'
import { simulatorVendor } from '../../vendors/simulator/simulator.ts'
import type { Sample, Stage } from './stage.ts'
import express from 'express'
import { standIn } from './stage.ts'

const SECRETS = { key: 'the key', webhookSecret: 'the webhooks’ secret' }

/** The simulator itself; a server before it breaks where a status is asked for. */
export async function simulatorStage(): Promise<Stage> {
  const simulator = await startSimulator({ port: 0, ...SECRETS, webhookUrl: 'http://127.0.0.1:9/' })
  let broken: number | undefined
  const app = express()
  app.use(express.json(), async (req, res) => {
    if (broken !== undefined) return void res.sendStatus(broken)
    const answer = await fetch(simulator.url + req.originalUrl, {
      method: req.method,
      headers: { authorization: req.get('authorization') ?? '', 'content-type': 'application/json' },
      ...(req.method === 'POST' && { body: JSON.stringify(req.body ?? {}) }),
    })
    res.status(answer.status).send(await answer.text())
  })
  const { url, close } = await standIn(app)
  const ends = (outcome: Outcome, more: Partial<Sample> = {}): Sample => ({
    says: outcome,
    state: STATES_OF[outcome].at(-1) ?? 'created',
    set: (id) => void simulator.sessions.choose(id, outcome, 'never'),
    ...more,
  })
  return {
    name: 'simulator',
    vendor: simulatorVendor({ url, ...SECRETS }),
    samples: [
      { says: 'created', state: 'created', set: () => undefined },
      ends('approved'),
      ends('approved_short', { documentUntil: inDays(40) }),
      ends('rejected'),
      ends('slow'),
      ends('cancelled'),
      ends('nothing'),
      ends('glare', { asked: [{ document: 'passport_photo', reason: 'glare' }] }),
      ends('name_differs', { asked: [{ document: 'name', reason: 'name_differs' }] }),
      ends('no_reason', { asked: [] }),
    ],
    made: () => simulator.sessions.all().length,
    signature: { header: 'simulator-signature', timed: true },
    webhook(session, secondsAgo) {
      const body = Buffer.from(JSON.stringify({ type: 'session.changed', session, state: 'approved' }))
      const at = Math.floor(Date.now() / 1_000) - secondsAgo
      return { body, headers: { 'simulator-signature': signatureOf(SECRETS.webhookSecret, body, at) } }
    },
    breaks: (status) => void (broken = status),
    isRedacted: (id) => simulator.sessions.find(id)?.redacted === true,
    async close() {
      await close()
      await simulator.stop()
    },
  }
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
