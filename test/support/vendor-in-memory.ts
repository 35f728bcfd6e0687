import type { VerificationState } from '../../domain/status.ts'
import { type Vendor, type VendorAnswer, VendorFault } from '../../vendors/vendor.ts'

/** A vendor in memory: its true answers, what it asks for again, the names it was given and what it read, by session; whether it is there. */
export function aVendorInMemory(): {
  vendor: Vendor
  truth: Map<string, VerificationState>
  names: Map<string, string>
  reads: Map<string, NonNullable<VendorAnswer['read']>>
  asks: Map<string, VendorAnswer['asked']>
  line: { isDown: boolean }
} {
  const truth = new Map<string, VerificationState>()
  const names = new Map<string, string>()
  const reads = new Map<string, NonNullable<VendorAnswer['read']>>()
  const asks = new Map<string, VendorAnswer['asked']>()
  const line = { isDown: false }
  const called = async <T>(work: () => T): Promise<T> => {
    if (line.isDown) throw new VendorFault('away')
    return work()
  }
  const vendor: Vendor = {
    id: 'larkcheck',
    name: 'Larkcheck',
    capabilities: { hostedPage: true, ownUpload: false, resubmission: true, redaction: true },
    createSession: ({ key, person }) =>
      called(() => {
        if (!truth.has(key)) names.set(key, person.name)
        if (!truth.has(key)) truth.set(key, 'created')
        return { sessionId: key }
      }),
    find: (key) => called(() => (truth.has(key) ? { sessionId: key } : undefined)),
    fetch: (id) =>
      called(() => {
        const read = reads.get(id)
        return { state: truth.get(id) ?? 'expired', asked: asks.get(id) ?? [], ...(read && { read }) }
      }),
    resume: (id) => called(() => ({ url: `https://larkcheck.example/${id}` })),
    cancel: (id) => called(() => void (isOpen(truth.get(id)) && truth.set(id, 'cancelled'))),
    redact: () => called(() => undefined),
    parseWebhook: () => undefined,
  }
  return { vendor, truth, names, reads, asks, line }
}

const isOpen = (state: VerificationState | undefined): boolean =>
  state === 'created' || state === 'in_progress' || state === 'processing'
