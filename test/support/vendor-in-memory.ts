import type { VerificationState } from '../../domain/status.ts'
import { type Vendor, VendorFault } from '../../vendors/vendor.ts'

/** A vendor in memory: its true answers and the names it was given by session, and whether it is there. */
export function aVendorInMemory(): {
  vendor: Vendor
  truth: Map<string, VerificationState>
  names: Map<string, string>
  line: { isDown: boolean }
} {
  const truth = new Map<string, VerificationState>()
  const names = new Map<string, string>()
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
    fetch: (id) => called(() => ({ state: truth.get(id) ?? 'expired', asked: [] })),
    resume: (id) => called(() => ({ url: `https://larkcheck.example/${id}` })),
    cancel: (id) => called(() => void (isOpen(truth.get(id)) && truth.set(id, 'cancelled'))),
    redact: () => called(() => undefined),
    parseWebhook: () => undefined,
  }
  return { vendor, truth, names, line }
}

const isOpen = (state: VerificationState | undefined): boolean =>
  state === 'created' || state === 'in_progress' || state === 'processing'
