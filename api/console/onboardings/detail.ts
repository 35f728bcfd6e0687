import * as z from 'zod'
import type { StaffRole } from '../../../domain/actions.ts'
import { remindersSent } from '../../../commands/snapshot.ts'
import { deadlineRuns, nextReminder } from '../../../domain/deadlines.ts'
import { policyOf, quotaFor } from '../../../domain/policies/index.ts'
import { outside } from '../../../domain/ids.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { VERIFICATION_STATES } from '../../../domain/status.ts'
import { type DocumentType, photosNeeded } from '../../../domain/verification.ts'
import { accountName } from '../../../store/accounts.ts'
import type { Database } from '../../../store/database.ts'
import { eventsOf, type StoredEvent } from '../../../store/events.ts'
import { openingsOf } from '../../../store/links.ts'
import { mailHistory, mailsOf } from '../../../store/mails.ts'
import type { OnboardingLine } from '../../../store/onboarding-list.ts'
import { remarksOf } from '../../../store/remarks.ts'
import { seatsTaken } from '../../../store/seats.ts'
import { findSubUser, type SubUserView } from '../../../store/sub-users.ts'
import { attemptsOf, documentsOf } from '../../../store/verification.ts'
import { iso, rowOf } from '../rows.ts'
import { asked } from '../shapes.ts'
import { namesOf, type ActorId, type NamedActor } from './actors.ts'
import { allowedTo } from './allowed.ts'
import type { OnboardingDetail } from './contract.ts'
import { timeLineOf } from './time-line.ts'

/** All that the page of one onboarding shows (R58). */
export async function detailOf(
  db: Database,
  line: OnboardingLine,
  reader: { id: string; role: StaffRole },
): Promise<OnboardingDetail> {
  const [found, events, remarks, mails, attempts, documents, openings] = await Promise.all([
    findSubUser(db, line.id),
    eventsOf(db, line.id),
    remarksOf(db, line.id),
    mailsOf(db, line.id),
    attemptsOf(db.prisma, line.id),
    documentsOf(db.prisma, line.id),
    openingsOf(db, line.id),
  ])
  if (!found) throw new Refusal('not-found', 'There is no such onboarding.')
  const invitedBy = { kind: found.invitedByKind, id: found.invitedById }
  const named = await namesOf(db, [invitedBy, ...events.map(actorOf), ...remarks.map(authorOf)], people(found), reader)
  const texts = new Map(remarks.map((remark) => [remark.id, remark.text]))
  const profile = policyOf(found.account.policy).profiles[found.account.verificationProfile]
  const current = documents.filter((document) => document.attempt === found.attempt)
  return {
    ...rowOf(line, reader),
    ...(await accessOf(db, found)),
    invitedBy: named(invitedBy),
    seenAt: iso(found.seenAt),
    openings,
    turnSince: turnSince(events, found),
    fourEyes: profile?.fourEyes ?? false,
    hasDocuments: documents.length > 0,
    renewalAt: iso(found.renewalAt),
    asked: askedNow(attempts, found),
    documentType: found.documentType,
    documentsLeft: documentsLeft(
      found,
      current.map((document) => document.kind),
    ),
    timeLine: timeLineOf(events, named, texts, found.messageId ? (texts.get(found.messageId) ?? null) : null),
    notes: remarks.filter((remark) => remark.kind === 'note').map((remark) => noteOf(remark, named)),
    attempts: attempts.toReversed().map(attemptOf),
    mails: mails.map(mailOf),
    plannedReminders: await plannedReminders(db, found),
    actions: allowedTo(reader.role, found),
    now: new Date().toISOString(),
  }
}

const actorOf = (event: StoredEvent): ActorId => ({ kind: event.actorKind, id: event.actorId })
const authorOf = (remark: { authorKind: string; authorId: string | null }): ActorId => ({
  kind: remark.authorKind,
  id: remark.authorId,
})

const people = ({ person, account, shownName }: SubUserView) => ({
  person: { id: person.id, name: shownName ?? person.address },
  holder: { id: account.holder.id, name: account.holder.name ?? accountName(account) },
})

async function accessOf(db: Database, found: SubUserView) {
  const { account, role, person } = found
  const quota = quotaFor(policyOf(account.policy), account.type, role)
  const seat =
    quota && quota.limit !== null && found.quotaGroup
      ? { group: quota.group, taken: (await seatsTaken(db, account.id)).get(quota.group) ?? 0, limit: quota.limit }
      : null
  return { seat, language: found.language, policy: account.policy, hasDateOfBirth: person.dateOfBirth !== null }
}

/** Events after which it is somebody else's turn. */
const TURNS_CHANGE = new Set([
  'sub_user.invited',
  'sub_user.accepted',
  'sub_user.verifying',
  'sub_user.reported',
  'sub_user.resent',
  'verification.submitted',
  'verification.needs_resubmission',
  'verification.one_more_try',
  'verification.approved',
  'sub_user.activated',
])

function turnSince(events: readonly StoredEvent[], found: SubUserView): string | null {
  const change = events.find((event) => TURNS_CHANGE.has(event.type))
  return iso(found.endedAt ?? change?.at ?? found.createdAt)
}

/** What was asked for again and is not sent yet. */
function askedNow(attempts: Awaited<ReturnType<typeof attemptsOf>>, found: SubUserView): OnboardingDetail['asked'] {
  if (found.verificationState !== 'needs_resubmission') return []
  const last = attempts.findLast((attempt) => attempt.asked !== null)
  return z.array(asked).catch([]).parse(last?.asked)
}

function documentsLeft(found: SubUserView, have: readonly string[]): string[] {
  const profile = policyOf(found.account.policy).profiles[found.account.verificationProfile]
  if (found.status !== 'verifying' || found.turn !== 'invitee' || !profile || !found.documentType) return []
  return photosNeeded(profile, found.documentType as DocumentType).filter((kind) => !have.includes(kind))
}

const noteOf = (
  remark: { id: string; text: string; createdAt: Date; authorKind: string; authorId: string | null },
  named: (actor: ActorId) => NamedActor,
) => ({
  id: outside('note', remark.id),
  text: remark.text,
  at: remark.createdAt.toISOString(),
  author: named(authorOf(remark)),
})

const attemptOf = (attempt: Awaited<ReturnType<typeof attemptsOf>>[number]) => ({
  number: attempt.number,
  vendor: attempt.vendor,
  state: z.enum(VERIFICATION_STATES).catch('created').parse(attempt.state),
  submittedAt: iso(attempt.submittedAt),
  decidedAt: iso(attempt.decidedAt),
})

const mailFacts = z.object({ manual: z.boolean().catch(false) }).catch({ manual: false })

const mailOf = (mail: Awaited<ReturnType<typeof mailsOf>>[number]) => ({
  id: outside('mail', mail.id),
  kind: mail.kind,
  audience: mail.audience,
  state: z.enum(['planned', 'accepted', 'bounced', 'dropped']).catch('planned').parse(mail.state),
  at: (mail.sentAt ?? mail.createdAt).toISOString(),
  manual: mailFacts.parse(mail.facts).manual,
  refusedWith: mail.refusedWith,
})

/** The reminders that are still to come if nothing happens before (R33). */
async function plannedReminders(db: Database, found: SubUserView): Promise<OnboardingDetail['plannedReminders']> {
  const { status, turn, deadline, acceptedAt, createdAt, remindersOff } = found
  if (!deadline || remindersOff || !deadlineRuns(status, turn)) return []
  const { reminders, last } = await mailHistory(db, found.id, status === 'invited' ? 'invited' : 'accepted')
  const sent = remindersSent(reminders, deadline)
  const planned: OnboardingDetail['plannedReminders'] = []
  let lastMailAt = last
  for (;;) {
    const next = nextReminder({ since: acceptedAt ?? createdAt, deadline, sent, lastMailAt, off: false })
    if (!next) return planned
    planned.push({ reminder: next.reminder, at: next.at.toISOString() })
    sent.push(next.reminder)
    lastMailAt = next.at
  }
}
