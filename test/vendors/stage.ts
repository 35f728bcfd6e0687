import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import type { Resubmission } from '../../domain/verification.ts'
import type { VerificationState } from '../../domain/status.ts'
import type { Vendor } from '../../vendors/vendor.ts'

/** One of a vendor's own states, as its API says it, and what it is in Usher's words. */
export type Sample = {
  /** In the vendor's words, for the name of the test. */
  says: string
  state: VerificationState
  asked?: readonly Resubmission[]
  /** The last day of the document, where this sample tells it. */
  documentUntil?: string
  /** What the vendor has read of the person, where this sample tells it. */
  read?: { name: string; dateOfBirth?: string }
  /** Brings a session there. */
  set(sessionId: string): void | Promise<void>
}

export type Webhook = { body: Uint8Array; headers: Record<string, string> }

/** A vendor with what stands in for it: its sample answers, and how it breaks. A fourth vendor is tested by one of these. */
export type Stage = {
  name: string
  vendor: Vendor
  samples: readonly Sample[]
  /** How many sessions the vendor has made; undefined where nobody can tell. */
  made?(): number
  /** An authentic webhook about a session, signed so many seconds ago; undefined where there are none. */
  webhook?(sessionId: string, secondsAgo: number): Webhook
  /** The name of the header that carries the signature, and whether it is bound to a time. */
  signature?: { header: string; timed: boolean }
  /** From now on every call is answered with this status; undefined: as usual. */
  breaks?(status: number | undefined): void
  /** Whether what the vendor knew of the person is gone. */
  isRedacted?(sessionId: string): boolean
  close(): Promise<void>
}

/** A local HTTP server that speaks a vendor's API. */
export async function standIn(app: Express): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(app)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export const aRequest = (key: string) => ({
  key,
  begunAt: new Date(),
  returnUrl: 'https://usher.example/me/identity/back',
  language: 'en',
  person: { name: 'Tomasz Plantowski', dateOfBirth: '1988-03-09' },
  selfie: true,
})
