import * as z from 'zod'
import { DEVICES } from '../../../domain/devices.ts'
import type { StoredEvent } from '../../../store/events.ts'
import { asked } from '../shapes.ts'
import type { ActorId, NamedActor } from './actors.ts'
import type { TimeLineEntry } from './contract.ts'

/** What of an event's data a time line shows. Events keep ids, states, codes and times only. */
const facts = z
  .object({
    deadline: z.string().nullable(),
    attempt: z.number().int().nullable(),
    vendor: z.string().nullable(),
    reminder: z.enum(['day3', '24h']).nullable(),
    manual: z.boolean(),
    kind: z.string().nullable(),
    asked: z.array(asked),
    texts: z.array(z.object({ text: z.string(), version: z.string() })),
    remarkId: z.string().nullable(),
    seen: z.boolean(),
    earlier: z.number().int(),
    device: z.enum(DEVICES),
    first: z.string(),
    second: z.string(),
  })
  .partial()

/** Looking is recorded, but is no step of the onboarding; notes stand beside the time line. */
const ELSEWHERE = new Set(['staff.viewed', 'sub_user.noted', 'verification.typed'])

export const isInTimeLine = (event: Pick<StoredEvent, 'type'>): boolean => !ELSEWHERE.has(event.type)

/**
 * The events of one onboarding as entries, newest first. `message`: what the inviter wrote. Each saved change of a draft is
 * an event; one after the other by the same person they are one entry.
 */
export const timeLineOf = (
  events: readonly StoredEvent[],
  named: (actor: ActorId) => NamedActor,
  remarks: ReadonlyMap<string, string>,
  message: string | null,
): TimeLineEntry[] => {
  const firsts = firstDecisions(events)
  const entries = events
    .filter((event) => isInTimeLine(event) && (event.type !== FIRST_DECIDED || firsts.has(attemptOf(event))))
    .map((event) => ({
      ...entryOf(event, named, remarks, message),
      ...(event.type === FIRST_DECIDED && { decision: firsts.get(attemptOf(event)) ?? null }),
    }))
  return entries.reduce<TimeLineEntry[]>(folded, [])
}

/** Adds an older entry, or counts it to the one before it. */
function folded(entries: TimeLineEntry[], older: TimeLineEntry): TimeLineEntry[] {
  const last = entries.at(-1)
  const same = last?.type === 'sub_user.draft_saved' && older.type === last.type
  if (!same || last.actor.kind !== older.actor.kind || last.actor.name !== older.actor.name) return [...entries, older]
  return [...entries.slice(0, -1), { ...last, times: last.times + 1 }]
}

const FIRST_DECIDED = 'verification.first_decided'

/** First decisions by attempt, as the second one's event tells them: until then they appear nowhere (R45). */
function firstDecisions(events: readonly StoredEvent[]): ReadonlyMap<number | null, string> {
  const seconds = events.filter((event) => event.type === 'verification.second_decided')
  return new Map(seconds.map((event) => [attemptOf(event), factsOf(event).first ?? '']))
}

const attemptOf = (event: StoredEvent): number | null => factsOf(event).attempt ?? null

function factsOf(event: StoredEvent): z.output<typeof facts> {
  const parsed = facts.safeParse(event.data)
  return parsed.success ? parsed.data : {}
}

function entryOf(
  event: StoredEvent,
  named: (actor: ActorId) => NamedActor,
  remarks: ReadonlyMap<string, string>,
  message: string | null,
): TimeLineEntry {
  const data = factsOf(event)
  return {
    id: event.id,
    type: event.type,
    at: event.at.toISOString(),
    actor: named({ kind: event.actorKind, id: event.actorId }),
    text: event.type === 'sub_user.invited' ? message : (remarks.get(data.remarkId ?? '') ?? null),
    deadline: data.deadline ?? null,
    attempt: data.attempt ?? null,
    vendor: data.vendor ?? null,
    reminder: data.manual ? 'now' : (data.reminder ?? null),
    document: data.kind ?? null,
    asked: data.asked ?? [],
    texts: data.texts ?? [],
    times: 1,
    unseen: data.seen === false,
    decision: data.second ?? null,
    device: data.device ?? null,
    earlierOpenings: data.earlier ?? 0,
  }
}
