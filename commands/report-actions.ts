import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { type NormalPlace, normalPlace, type Place } from '../domain/destinations.ts'
import {
  ACTION_TYPES,
  type ActionDetails,
  type ActionResult,
  type ActionType,
  CLOCKS_DIFFER_MS,
  isCompletedWithdrawal,
  type RefusedBecause,
  type ReportOutcome,
} from '../domain/reported-actions.ts'
import { type AccessLookup, readAccess } from '../store/access.ts'
import { actionId, hashesOf, insertActions, type NewAction } from '../store/actions.ts'
import { accountTimes } from '../store/accounts.ts'
import { addWithdrawals, type Completed, placeId, placesWithIds } from '../store/destinations.ts'
import { type Actor, eventActor } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'

/** One act that the platform reports. `who`: a sub-user, or the holder of an account. */
export type ReportedAction = {
  /** The platform's own id of it, unique within the account. */
  reference: string
  who: AccessLookup
  type: ActionType
  at: Date
  result: ActionResult
  reason?: RefusedBecause | undefined
  place?: Place | undefined
  details: ActionDetails
}

/**
 * Records what holders and sub-users did (R48), at most 500 at a time, in any order: each once, by the platform's id.
 * Completed withdrawals make their destination known, in the same transaction (R16). Nothing is refused as a whole; the
 * outcome of each is told, in the order given. One event for each account holds count and hash of what is new.
 */
export function reportActions(
  context: Context,
  actor: Actor,
  reported: readonly ReportedAction[],
): Promise<{ outcomes: ReportOutcome[] }> {
  return execute(context, async (work) => {
    const batchId = uuidv7()
    const judged = await judge(work, actor, reported, batchId)
    const sound = judged.flatMap((one) => ('action' in one ? [one] : []))
    const ids = await placesWithIds(work.tx, placesOf(sound))
    const actions = sound.map(({ action, place }) => ({
      ...action,
      destinationId: (place && ids.get(placeId(action.accountId, place.key))) ?? null,
    }))
    const candidates = firstOf(actions)
    const added = await insertActions(work.tx, candidates)
    const fresh = candidates.filter((action) => added.has(actionId(action)))
    await addWithdrawals(work.tx, completedIn(fresh))
    const outcomes = await outcomesOf(work, judged, fresh)
    await recordBatch(work, actor, batchId, fresh)
    return { outcomes }
  })
}

type Sound = { action: NewAction; place: NormalPlace | undefined }
type Judged = Sound | { outcome: ReportOutcome }

/** What each one is: sound, or not to be recorded and why. */
async function judge(
  work: Work,
  actor: Actor,
  reported: readonly ReportedAction[],
  batchId: string,
): Promise<Judged[]> {
  const whos = reported.map(({ who }) => who)
  const found = await readAccess({ prisma: work.tx }, whos)
  const seen = found.flatMap(({ accountId }) => (accountId && mayKnow(actor, accountId) ? [accountId] : []))
  const times = await accountTimes(work.tx, [...new Set(seen)])
  return reported.map((one, i): Judged => {
    const accountId = found[i]?.accountId
    const now = accountId && times.get(accountId)
    if (!accountId || !now) return { outcome: one.who.subUserId === undefined ? 'unknown-account' : 'unknown-sub-user' }
    if (one.at.getTime() > now.getTime() + CLOCKS_DIFFER_MS) return { outcome: 'in-the-future' }
    const place = one.place && normalPlace(one.place)
    if (one.place && !place) return { outcome: 'destination-invalid' }
    return { action: actionOf(one, accountId, place, { batchId, reportedAt: now }), place }
  })
}

const mayKnow = (actor: Actor, accountId: string): boolean =>
  actor.kind !== 'caller' || actor.accounts === 'all' || actor.accounts.includes(accountId)

function actionOf(
  { reference, who, type, at, result, reason = null, details }: Content,
  accountId: string,
  place: NormalPlace | undefined,
  batch: { batchId: string; reportedAt: Date },
): NewAction {
  const subUserId = who.subUserId ?? null
  const content = [
    [accountId, reference, subUserId, type, at.toISOString(), result, reason],
    [place?.key ?? null, canonical(details)],
  ]
  const contentHash = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const kind = ACTION_TYPES[type]
  const own = { id: uuidv7(), accountId, reference, subUserId, kind, type, at, result, reason, details, contentHash }
  return { ...own, destinationId: null, ...batch }
}

type Content = Omit<ReportedAction, 'reason'> & { reason?: RefusedBecause | null | undefined }

/** The fields that are given, in one order. */
const canonical = (details: ActionDetails): [string, unknown][] =>
  Object.entries(details)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, unknown] => [
      name,
      typeof value === 'string' ? value : [value.value, value.currency],
    ])
    .toSorted(([one], [other]) => (one < other ? -1 : 1))

const placesOf = (sound: readonly Sound[]) =>
  sound.flatMap(({ action: { accountId }, place }) => (place ? [{ accountId, place }] : []))

/** The first of each id within one request. */
const firstOf = (actions: readonly NewAction[]): NewAction[] => {
  const first = new Map<string, NewAction>()
  for (const action of actions) if (!first.has(actionId(action))) first.set(actionId(action), action)
  return [...first.values()]
}

function completedIn(actions: readonly NewAction[]): Completed[] {
  const completed = new Map<string, Completed>()
  for (const { type, result, destinationId, at } of actions) {
    if (!destinationId || !isCompletedWithdrawal({ type, result })) continue
    const before = completed.get(destinationId) ?? { destinationId, count: 0, first: at, last: at }
    const first = at < before.first ? at : before.first
    const last = at > before.last ? at : before.last
    completed.set(destinationId, { destinationId, count: before.count + 1, first, last })
  }
  return [...completed.values()]
}

/** Whatever is not new was there before: with the same content, or with another. */
async function outcomesOf(
  work: Work,
  judged: readonly Judged[],
  fresh: readonly NewAction[],
): Promise<ReportOutcome[]> {
  const mine = new Map(fresh.map((action) => [action.id, action]))
  const others = judged.flatMap((one) => ('action' in one && !mine.has(one.action.id) ? [one.action] : []))
  const hashes = await hashesOf(work.tx, others)
  return judged.map((one) => {
    if ('outcome' in one) return one.outcome
    if (mine.has(one.action.id)) return 'recorded'
    return hashes.get(actionId(one.action)) === one.action.contentHash ? 'repeated' : 'conflict'
  })
}

/** `sha256` is over the content hashes of the batch's actions in this account, in the order of their references. */
async function recordBatch(work: Work, actor: Actor, batchId: string, fresh: readonly NewAction[]): Promise<void> {
  for (const accountId of [...new Set(fresh.map((action) => action.accountId))].toSorted()) {
    const actions = fresh.filter((action) => action.accountId === accountId)
    const sorted = actions.toSorted((one, other) => (one.reference < other.reference ? -1 : 1))
    const sha256 = createHash('sha256').update(sorted.map(({ contentHash }) => contentHash).join('')).digest('hex') // prettier-ignore
    const at = actions[0]?.reportedAt ?? new Date(0)
    const event = { chain: accountId, type: 'actions.reported', subject: accountId, actor: eventActor(actor), at }
    await record(work, { ...event, data: { batchId, count: actions.length, sha256 } })
  }
}
