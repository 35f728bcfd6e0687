import { once } from 'node:events'
import type { Response } from 'express'
import * as z from 'zod'
import { DESTINATION_KINDS } from '../../domain/destinations.ts'
import { outside } from '../../domain/ids.ts'
import { ACTION_KINDS, ACTION_RESULTS, SIGN_IN_METHODS } from '../../domain/reported-actions.ts'
import { WITHDRAWAL_STATUSES } from '../../domain/withdrawals.ts'
import type { HistoryFilter, HistoryRow } from '../../store/action-history.ts'
import { csvLine } from '../http/csv.ts'
import { cursorText, cursorTime } from '../http/cursor.ts'
import { timeField } from '../http/fields.ts'

const shownAmount = z.object({ value: z.string(), currency: z.string() })

/** One line of an action history, as API and portal show it. */
export const historyEntry = z
  .object({
    id: z.string(),
    reference: z.string().nullable().describe('The platform’s own id; null for what was done in Usher itself.'),
    at: timeField,
    kind: z.enum(ACTION_KINDS),
    type: z.string().describe('What was reported, or `sub_user.…` for what was done in Usher itself.'),
    result: z.enum(ACTION_RESULTS),
    reason: z.string().nullable(),
    details: z.object({
      instrument: z.string().optional(),
      side: z.enum(['buy', 'sell']).optional(),
      amount: shownAmount.optional(),
      price: shownAmount.optional(),
      leverage: z.string().optional(),
      method: z.enum(SIGN_IN_METHODS).optional(),
      setting: z.string().optional(),
    }),
    place: z
      .object({
        kind: z.enum(DESTINATION_KINDS),
        network: z.string().nullable(),
        address: z.string(),
        label: z.string().nullable(),
        registered: z.boolean().describe('Whether it is or was registered as the holder’s own.'),
      })
      .nullable(),
    approval: z
      .enum(WITHDRAWAL_STATUSES)
      .nullable()
      .describe('Where a withdrawal stands that was asked for in Usher, if the holder was asked.'),
    user: z
      .object({ id: z.string(), name: z.string(), role: z.string() })
      .nullable()
      .describe('Whom it was about, where it was done in Usher itself.'),
  })
  .meta({ id: 'HistoryEntry' })

/** By what a history is narrowed. */
export const historyFilter = {
  kind: z.array(z.enum(ACTION_KINDS)).max(ACTION_KINDS.length).optional(),
  from: timeField.optional().describe('This time and later.'),
  to: timeField.optional().describe('Before this time.'),
}

type Given = { kind?: HistoryFilter['kinds']; from?: string | undefined; to?: string | undefined }
export const filterOf = ({ kind, from, to }: Given): HistoryFilter => ({
  kinds: kind,
  from: from === undefined ? undefined : new Date(from),
  to: to === undefined ? undefined : new Date(to),
})

export const historyCursor = z.strictObject({ at: cursorTime, id: z.uuid() })
export const cursorAfter = ({ at, id }: HistoryRow): string => cursorText({ at: at.toISOString(), id })

/** An entry as API and portal show it. */
export function entryOf(row: HistoryRow): z.input<typeof historyEntry> {
  const { kind, type, reason, details, reference, network, address, label, registered } = row
  const placeKind = DESTINATION_KINDS.find((one) => one === row.placeKind)
  return {
    id: outside(reference !== null ? 'action' : kind === 'withdrawal' ? 'withdrawal' : 'event', row.id),
    reference,
    at: row.at.toISOString(),
    kind,
    type,
    result: row.result === 'refused' ? 'refused' : 'done',
    reason,
    details,
    place: placeKind && address !== null ? { kind: placeKind, network, address, label, registered } : null,
    approval: row.approval,
    user: row.subjectId
      ? { id: outside('subUser', row.subjectId), name: row.subjectName ?? '', role: row.subjectRole ?? '' }
      : null,
  }
}

const COLUMNS = ['time', 'kind', 'type', 'result', 'reason', 'instrument', 'side', 'amount', 'currency', 'price', 'price currency', 'leverage', 'method', 'setting', 'place', 'network', 'address', 'label', 'approval', 'user', 'user role', 'id', 'platform id'] as const // prettier-ignore

function cellsOf(row: HistoryRow): string[] {
  const { details, place, user, ...entry } = entryOf(row)
  const { instrument, side, amount, price, leverage, method, setting } = details
  const done = [entry.at, entry.kind, entry.type, entry.result, entry.reason]
  const what = [instrument, side, amount?.value, amount?.currency, price?.value, price?.currency, leverage, method, setting] // prettier-ignore
  const where = [place?.kind, place?.network, place?.address, place?.label, entry.approval, user?.name, user?.role]
  return [...done, ...what, ...where, entry.id, entry.reference].map((cell) => cell ?? '')
}

/** Answers with all rows as a CSV file, page by page as fast as they are taken; a fault in the middle cuts the line. */
export async function answerCsv(res: Response, pages: AsyncIterable<HistoryRow[]>): Promise<void> {
  res.status(200).type('text/csv')
  res.set({ 'cache-control': 'no-store', 'content-disposition': 'attachment; filename="action-history.csv"' })
  res.write(csvLine(COLUMNS))
  for await (const rows of pages) {
    if (res.destroyed) return
    const more = res.write(rows.map((row) => csvLine(cellsOf(row))).join(''))
    if (!more) await Promise.race([once(res, 'drain'), once(res, 'close')])
  }
  res.end()
}
