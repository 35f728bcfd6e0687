import { ACTION_KINDS, type ActionKind } from '../../../domain/reported-actions.ts'

/** Spans of time to choose from, in ms; null: all. */
const SPANS = { '24h': 86_400_000, '7d': 7 * 86_400_000, '30d': 30 * 86_400_000, '90d': 90 * 86_400_000, all: null } as const // prettier-ignore
export type Span = keyof typeof SPANS
export const SPAN_IDS = Object.keys(SPANS) as Span[]
export const USUAL_SPAN: Span = '30d'

/** What the address holds; the usual is left out. */
export type HistorySearch = { kind?: ActionKind; time?: Span }

/** Reads the address; whatever it does not know is the usual. */
export function readHistorySearch(search: Record<string, unknown>): HistorySearch {
  const kind = ACTION_KINDS.find((one) => one === search['kind'])
  const time = SPAN_IDS.find((one) => one === search['time'] && one !== USUAL_SPAN)
  return { ...(kind && { kind }), ...(time && { time }) }
}

/** What is asked of the server. `now` in ms; times are cut to the minute, so that the question stays the same for a while. */
export function questionOf(
  { kind, time = USUAL_SPAN }: HistorySearch,
  now: number,
): { kind?: ActionKind[]; from?: string } {
  const ms = SPANS[time]
  const from = ms === null ? undefined : new Date(Math.floor((now - ms) / 60_000) * 60_000).toISOString()
  return { ...(kind && { kind: [kind] }), ...(from !== undefined && { from }) }
}

/** Whether the span goes back to the day on which the access began, so that nothing can be before it. */
export function spanHolds({ time = USUAL_SPAN }: HistorySearch, activeSince: string | null): boolean {
  const ms = SPANS[time]
  return ms === null || (activeSince !== null && Date.parse(activeSince) > Date.now() - ms)
}
