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
import { rewrap } from '../vendors/staff/seal.ts'
import { VendorFault } from '../vendors/vendor.ts'
import { type Context, execute, record } from './command.ts'

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
 * is asked again the next time; our own documents have gone by then. Returns for how many all was deleted.
 */
export async function deleteOldDocuments(context: Context, kept: readonly KeptFor[] = keptFor()): Promise<number> {
  const due = await dueForDeletion(context.db, kept, AT_ONCE)
  let done = 0
  for (const { id } of due) {
    await deleteOwn(context, id)
    if (await redactAtVendors(context, id)) done++
  }
  return done
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

/** Whether every vendor has deleted what it knew. */
async function redactAtVendors({ db, verification }: Context, subUserId: string): Promise<boolean> {
  let all = true
  for (const { number, vendor, vendorSessionId } of await unredactedAttempts(db, subUserId)) {
    const known = verification.vendors.get(vendor)
    try {
      if (vendorSessionId && known?.capabilities.redaction) await known.redact(vendorSessionId)
      await markRedacted(db, subUserId, number)
    } catch (error) {
      if (!(error instanceof VendorFault)) throw error
      all = false
    }
  }
  return all
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
