// Shapes that several of the console's routes share.
import * as z from 'zod'
import { type IdKind, type Id, inside } from '../../domain/ids.ts'
import { STAFF_ROLES } from '../../domain/actions.ts'
import { STATUSES, TURNS, VERIFICATION_STATES } from '../../domain/status.ts'
import { DOCUMENT_KINDS, DOCUMENT_PARTS, RESUBMISSION_REASONS } from '../../domain/verification.ts'

/** An id of one kind as it stands outside; inside it is a UUID. */
export const idOf = <K extends IdKind>(kind: K) =>
  z.string().transform((text, context): Id<K> => {
    const id = inside(kind, text)
    if (id !== undefined) return id
    context.addIssue({ code: 'custom', message: `is no id of a ${kind}` })
    return z.NEVER
  })

export const subUserParams = z.strictObject({ id: idOf('subUser') })

/** A time as ISO text. */
export const time = z.iso.datetime()

export const status = z.enum(STATUSES)
export const turn = z.enum(TURNS)
export const verificationState = z.enum(VERIFICATION_STATES)

/** Somebody on the staff. `mine`: the one who asks. */
export const staffRef = z.object({ name: z.string(), mine: z.boolean() })

export const accountRef = z.object({
  id: z.string(),
  name: z.string(),
  reference: z.string(),
  type: z.string(),
})

/** One thing to ask for again. */
export const asked = z.object({
  document: z.enum([...DOCUMENT_KINDS, 'name']),
  reason: z.enum(RESUBMISSION_REASONS),
  /** What can’t be read, for a reason that says so. */
  part: z.enum(DOCUMENT_PARTS).optional(),
})

/** One onboarding, as a line of a list shows it. */
export const onboardingRow = z.object({
  id: z.string(),
  account: accountRef,
  /** Null until the person has given it. */
  name: z.string().nullable(),
  email: z.string(),
  role: z.object({ id: z.string(), name: z.string() }),
  /** Where rights are chosen, inviting anew makes a draft that waits for the holder (R29). */
  rights: z.enum(['fixed', 'chosen']),
  exempt: z.boolean(),
  status,
  verificationState: verificationState.nullable(),
  turn,
  vendor: z.string().nullable(),
  reviewer: staffRef.nullable(),
  deadline: time.nullable(),
  reviewDueAt: time.nullable(),
  acceptedAt: time.nullable(),
  endedAt: time.nullable(),
  activatedAt: time.nullable(),
  /** Until when the identity check counts (R46). */
  verifiedUntil: time.nullable(),
  createdAt: time,
  changedAt: time,
  lastEvent: z.string(),
  /** A button of the invitation was pressed (R60). */
  seen: z.boolean(),
  reported: z.boolean(),
  /** What an accepted onboarding still needs. */
  left: z.enum(['about', 'login', 'legal', 'identity', 'status']),
  attempt: z.int(),
  attemptsAllowed: z.int(),
  /** How far the account's clock is ahead, in ms (R66). */
  clockAheadMs: z.number(),
})
export type OnboardingRow = z.output<typeof onboardingRow>

/** Who did something: a kind and a name. */
export const actorRef = z.object({
  kind: z.string(),
  name: z.string().nullable(),
  mine: z.boolean(),
})

export const staffRole = z.enum(STAFF_ROLES)
