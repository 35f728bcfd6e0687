import type { Response, Router } from 'express'
import { type IdKind, outside } from '../../../domain/ids.ts'
import { hasSecondFactor } from '../../../store/staff-second-factor.ts'
import type { Edge } from '../../http/callers.ts'
import { serve } from '../../http/route.ts'
import { stream } from '../stream.ts'
import { liveEvents, readMe } from './contract.ts'

/** What the console has to know of its installation. */
export type ConsoleSettings = {
  platformName: string
  timeZone: string
  requireSecondFactor: boolean
  /** The words of a mail without its secrets. */
  mailPreview(mailId: string): Promise<{ subject: string; text: string } | undefined>
}

/** Committed changes, as `relay/live.ts` tells them. */
export type LiveSource = {
  subscribe(listener: (event: { position: unknown; type: string; chain: string; subject: string }) => void): () => void
}

/** A sign of life, so that the page and every proxy between know that the line is open, in ms. */
const PULSE_MS = 5_000
/** A stream ends after this time, so that whoever was signed out meanwhile gets no further; the page connects again at once. */
const STREAM_MS = 10 * 60_000
/** How soon a page connects again, in ms. */
const RETRY_MS = 500

export function sessionRoutes(router: Router, edge: Edge, settings: ConsoleSettings, live: LiveSource): void {
  serve(
    router,
    readMe,
    edge,
  )(async ({ caller, context }) => {
    const { name, email, role, id } = caller.staff
    const { platformName, timeZone, requireSecondFactor } = settings
    const secondFactor = await hasSecondFactor(context.db, id)
    return {
      status: 200,
      body: { name, email, role, secondFactor, requireSecondFactor, platform: platformName, timeZone },
    }
  })

  stream(
    router,
    liveEvents,
    edge,
  )((_input, _req, res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    const pulse = setInterval(() => send(res, 'pulse', {}), PULSE_MS)
    const stop = live.subscribe((event) => send(res, 'change', changeOf(event)))
    res.write(`retry: ${RETRY_MS}\n\n`)
    send(res, 'pulse', {})
    const end = setTimeout(() => res.end(), STREAM_MS)
    res.on('close', () => {
      clearInterval(pulse)
      clearTimeout(end)
      stop()
    })
  })
}

const send = (res: Response, event: string, data: unknown): void =>
  void res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)

/** Types and ids only; the page asks for what it shows. */
function changeOf({ type, subject }: { type: string; subject: string }) {
  const kind: IdKind = type.startsWith('account.') ? 'account' : 'subUser'
  return { type, id: outside(kind, subject) }
}
