import { policies } from '../domain/policies/index.ts'
import {
  type KeptFor,
  deleteDocuments,
  dueForDeletion,
  markRedacted,
  rewrapped,
  unredactedAttempts,
  wrappedByOthers,
} from '../store/retention.ts'
import { lockSubUser } from '../store/sub-users.ts'
import { isUnavailable } from '../store/unavailable.ts'
import { rewrap } from '../vendors/staff/seal.ts'
import { VendorFault } from '../vendors/vendor.ts'
import { type Context, execute, record } from './command.ts'
import type { RowFault } from './each-due.ts'
import { sessionKey } from './vendor-sessions.ts'

const USHER = { kind: 'usher', id: null } as const
/** Sub-users and documents that are looked at together. */
const AT_ONCE = 50
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** How long each profile keeps documents after the end (R45). */
const keptFor = (): KeptFor[] =>
  [...policies.values()].flatMap((policy) =>
    Object.entries(policy.profiles).map(([profile, { retentionDays }]) => ({
      policy: policy.id,
      profile,
      days: retentionDays,
    })),
  )

/**
 * Deletes the documents of all whose time of keeping is over, here and at the vendor (R45). A vendor that can't be reached
 * or is not configured is asked another time; it keeps nobody else's from going, and our own have gone by then. Returns
 * what failed at one row; the others have gone.
 */
export async function deleteOldDocuments(
  context: Context,
  kept: readonly KeptFor[] = keptFor(),
): Promise<readonly RowFault[]> {
  const vendors = [...context.verification.vendors.keys()]
  const away = new Set<string>()
  const faults: RowFault[] = []
  for (let after = FIRST_ID; ;) {
    const due = await dueForDeletion(context.db, { kept, vendors, after, most: AT_ONCE })
    for (const { id } of due)
      try {
        await deleteOwn(context, id)
        await redactAtVendors(context, id, away)
      } catch (error) {
        if (isUnavailable(error)) throw error
        faults.push({ work: 'retention', subject: id, error })
      }
    const last = due.at(-1)
    if (!last || due.length < AT_ONCE) return faults
    after = last.id
  }
}

function deleteOwn(context: Context, subUserId: string): Promise<void> {
  return execute(context, async (work) => {
    const locked = await lockSubUser(work.tx, subUserId)
    if (!locked) return
    const count = await deleteDocuments(work.tx, subUserId)
    if (count === 0) return
    const { accountId } = locked.subUser
    const type = 'verification.documents_deleted'
    const event = { chain: accountId, type, subject: subUserId, actor: USHER, at: locked.now, data: { count } }
    await record(work, event)
  })
}

/** Lets every vendor delete what it knows; those that turn out to be `away` are not asked again this time. */
async function redactAtVendors({ db, verification }: Context, subUserId: string, away: Set<string>): Promise<void> {
  for (const { number, vendor, vendorSessionId } of await unredactedAttempts(db, subUserId)) {
    const known = verification.vendors.get(vendor)
    if ((vendorSessionId && !known) || away.has(vendor)) continue
    try {
      const made = vendorSessionId ?? (await known?.find(sessionKey(subUserId, number)))?.sessionId
      if (made && known?.capabilities.redaction) await known.redact(made)
      await markRedacted(db, subUserId, number)
    } catch (error) {
      if (!(error instanceof VendorFault)) throw error
      if (error.kind === 'away') away.add(vendor)
    }
  }
}

/**
 * Wraps the keys of documents anew that a former master key wraps, so that it can be taken out of the configuration. The
 * documents themselves are not touched. `left`: those whose master key is not configured, which nobody can open.
 */
export async function rewrapDocuments({ db, masterKeys }: Context): Promise<{ rewrapped: number; left: number }> {
  const result = { rewrapped: 0, left: 0 }
  for (let after = FIRST_ID; ;) {
    const documents = await wrappedByOthers(db, masterKeys[0].id, after, AT_ONCE)
    for (const document of documents) {
      const { id: documentId, personId, kind } = document
      const next = rewrap(masterKeys, { documentId, personId, kind }, document)
      if (!next) result.left++
      else result.rewrapped += (await rewrapped(db, document, next)).count
    }
    const last = documents.at(-1)
    if (!last || documents.length < AT_ONCE) return result
    after = last.id
  }
}
