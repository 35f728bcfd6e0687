import { outside } from '../../domain/ids.ts'
import { policyOf, roleOf } from '../../domain/policies/index.ts'
import { stepOf } from '../../domain/steps.ts'
import type { OnboardingLine } from '../../store/onboarding-list.ts'
import type { OnboardingRow } from './shapes.ts'

/** Who asks: their own name stands as “you”. */
export type Reader = { id: string }

export const iso = (date: Date | null): string | null => date?.toISOString() ?? null

/** A role's name in its policy. */
export const roleName = (policy: string, role: string): string => roleOf(policyOf(policy), role)?.name ?? role

/** One onboarding as the list shows it. */
export function rowOf(line: OnboardingLine, reader: Reader): OnboardingRow {
  return {
    id: outside('subUser', line.id),
    account: {
      id: outside('account', line.accountId),
      name: line.accountName ?? line.holderName ?? line.reference,
      reference: line.reference,
      type: line.type,
    },
    name: line.shownName,
    email: line.address,
    role: { id: line.role, name: roleName(line.policy, line.role) },
    rights: policyOf(line.policy).rights,
    exempt: line.exempt,
    status: line.status,
    verificationState: line.verificationState,
    turn: line.turn,
    vendor: line.vendor,
    reviewer: line.reviewerId ? { name: line.reviewerName ?? '', mine: line.reviewerId === reader.id } : null,
    deadline: iso(line.deadline),
    reviewDueAt: iso(line.reviewDueAt),
    acceptedAt: iso(line.acceptedAt),
    endedAt: iso(line.endedAt),
    activatedAt: iso(line.activatedAt),
    verifiedUntil: iso(line.verifiedUntil),
    createdAt: line.createdAt.toISOString(),
    changedAt: line.changedAt.toISOString(),
    lastEvent: line.lastEvent,
    seen: line.seenAt !== null,
    reported: line.reportedAt !== null,
    left: stepOf(line),
    attempt: line.attempt,
    attemptsAllowed: line.attemptsAllowed,
    clockAheadMs: line.clockOffsetMs,
  }
}
