import type { ActionDetails, ActionKind, ActionResult, ActionType, RefusedBecause } from '../domain/reported-actions.ts'
import type { Tx } from './database.ts'

/** One act as it is written; `contentHash` in hex. */
export type NewAction = {
  id: string
  accountId: string
  reference: string
  subUserId: string | null
  kind: ActionKind
  type: ActionType
  at: Date
  result: ActionResult
  reason: RefusedBecause | null
  destinationId: string | null
  details: ActionDetails
  contentHash: string
  batchId: string
  reportedAt: Date
}

type Named = Pick<NewAction, 'accountId' | 'reference'>

/** What names an action: its account and the platform's id. */
export const actionId = ({ accountId, reference }: Named): string => `${accountId} ${reference}`

const inOrder = (one: Named, other: Named): number => (actionId(one) < actionId(other) ? -1 : 1)

/**
 * Writes what is not there yet, the first of each id; gives the names of what was added. In one order, so that two reports
 * of the same acts wait for each other instead of blocking each other.
 */
export async function insertActions(tx: Tx, actions: readonly NewAction[]): Promise<Set<string>> {
  if (actions.length === 0) return new Set()
  const rows = await tx.$queryRaw<Named[]>`
    INSERT INTO action (id, account_id, reference, sub_user_id, kind, type, at, result, reason, destination_id, details, content_hash, batch_id, reported_at)
    SELECT "id", "accountId", "reference", "subUserId", "kind", "type", "at", "result", "reason", "destinationId", "details",
      decode("contentHash", 'hex'), "batchId", "reportedAt"
    FROM jsonb_to_recordset(${JSON.stringify(actions.toSorted(inOrder))}::text::jsonb) AS r("id" uuid, "accountId" uuid, "reference" text,
      "subUserId" uuid, "kind" text, "type" text, "at" timestamptz, "result" text, "reason" text, "destinationId" uuid,
      "details" jsonb, "contentHash" text, "batchId" uuid, "reportedAt" timestamptz)
    ON CONFLICT (account_id, reference) DO NOTHING RETURNING account_id AS "accountId", reference`
  return new Set(rows.map(actionId))
}

/** The content hashes, in hex, of actions that were written. */
export async function hashesOf(tx: Tx, actions: readonly Named[]): Promise<Map<string, string>> {
  if (actions.length === 0) return new Map()
  const rows = await tx.$queryRaw<(Named & { hash: string })[]>`
    SELECT a.account_id AS "accountId", a.reference, encode(a.content_hash, 'hex') AS hash
    FROM unnest(${actions.map((one) => one.accountId)}::uuid[], ${actions.map((one) => one.reference)}::text[]) AS c(account, reference)
    JOIN action a ON a.account_id = c.account AND a.reference = c.reference`
  return new Map(rows.map((row) => [actionId(row), row.hash]))
}
