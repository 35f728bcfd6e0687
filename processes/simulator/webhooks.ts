import { setTimeout as pause } from 'node:timers/promises'
import { signatureOf } from '../../vendors/simulator/signature.ts'
import type { Webhooks } from './outcomes.ts'
import type { Told } from './sessions.ts'

/** Pauses between the tries of one webhook, in ms; then it is lost. */
const TRIES_MS = [0, 250, 500, 1_000, 2_000, 4_000]
/** How late a late webhook is, and how long one may take, in ms. */
const LATE_MS = 2_000
const CALL_MS = 5_000

export type Sender = { url: string; secret: string }

/** Sends the webhooks about a change the way that was chosen: well behaved, or not. Resolves when all are out or given up. */
export async function sendWebhooks(
  { url, secret }: Sender,
  { session, states }: Told,
  webhooks: Webhooks,
): Promise<void> {
  if (webhooks === 'never') return
  const bodies = states.map((state) =>
    Buffer.from(JSON.stringify({ type: 'session.changed', session: session.id, state })),
  )
  const signature = (body: Buffer) => signatureOf(webhooks === 'wrong_signature' ? `not ${secret}` : secret, body)
  const sent = (body: Buffer) => send(url, body, () => signature(body))
  if (webhooks === 'late') await pause(LATE_MS, undefined, { ref: false })
  if (webhooks === 'twice') return void (await Promise.all([...bodies, ...bodies].map(sent)))
  for (const body of webhooks === 'out_of_order' ? bodies.toReversed() : bodies) await sent(body)
}

async function send(url: string, body: Buffer, signature: () => string): Promise<void> {
  for (const ms of TRIES_MS) {
    await pause(ms, undefined, { ref: false })
    const headers = { 'content-type': 'application/json', 'simulator-signature': signature() }
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(CALL_MS),
    }).catch(() => undefined)
    await answer?.arrayBuffer().catch(() => undefined)
    if (answer && answer.status < 500) return
  }
}
