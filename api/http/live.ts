import type { Response } from 'express'
import { type IdKind, outside } from '../../domain/ids.ts'

/** Committed changes, as `relay/live.ts` tells them. */
export type LiveChange = { position: unknown; type: string; chain: string; subject: string }
export type LiveSource = { subscribe(listener: (event: LiveChange) => void): () => void }

/** A sign of life, so that the page and every proxy between know that the line is open, in ms. */
const PULSE_MS = 5_000
/** A stream ends after this time, so that whoever was signed out meanwhile gets no further; the page connects again at once. */
const STREAM_MS = 10 * 60_000
/** How soon a page connects again, in ms. */
const RETRY_MS = 500

/**
 * Answers with server-sent events, types and ids only: the page asks for what it shows (R57). `heard` decides about each
 * change: tell it, pass it over, or tell it and end the line, so that the page has to come in anew. `told`: what is said of it.
 */
export function answerLive(
  res: Response,
  live: LiveSource,
  heard: (event: LiveChange) => 'tell' | 'pass' | 'end',
  told: (event: LiveChange) => object = changeOf,
): void {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  const pulse = setInterval(() => send(res, 'pulse', {}), PULSE_MS)
  const stop = live.subscribe((event) => {
    const what = heard(event)
    if (what !== 'pass') send(res, 'change', told(event))
    if (what === 'end') res.end()
  })
  res.write(`retry: ${RETRY_MS}\n\n`)
  send(res, 'pulse', {})
  const end = setTimeout(() => res.end(), STREAM_MS)
  res.on('close', () => {
    clearInterval(pulse)
    clearTimeout(end)
    stop()
  })
}

const send = (res: Response, event: string, data: unknown): void =>
  void (res.writableEnded || res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))

function changeOf({ type, subject }: LiveChange) {
  const kind: IdKind = type.startsWith('account.') ? 'account' : 'subUser'
  return { type, id: outside(kind, subject) }
}
