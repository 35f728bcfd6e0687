import { uuidv7 } from 'uuidv7'
import { whoseUser } from '../domain/drafts.ts'
import { type Fee, isExempt, policyOf } from '../domain/policies/index.ts'
import { Refusal } from '../domain/refusals.ts'
import { fullName } from '../domain/sign-up.ts'
import { accountForInvite } from '../store/accounts.ts'
import { deleteDraftPerson } from '../store/drafts.ts'
import { insertLink } from '../store/links.ts'
import { planMail } from '../store/mails.ts'
import { lockPerson, updatePerson } from '../store/persons.ts'
import { insertRemark } from '../store/remarks.ts'
import { type SubUserChange, type SubUserRow, findSubUser, updateSubUser } from '../store/sub-users.ts'
import { type PortalActor, eventActor, mayGrant } from './actor.ts'
import { type Claims, claimAll } from './claims.ts'
import { type Context, type Work, execute, record } from './command.ts'
import {
  type ConfirmationState,
  type Proof,
  type SentNumber,
  type ToConfirm,
  checkNumber,
  confirmationState,
  requestConfirmation,
  spend,
} from './confirmation.ts'
import { type DraftRead, draftContent, draftMark, readDraft } from './draft-view.ts'
import { lockDraft } from './draft.ts'
import { expireOverdue } from './expire.ts'
import { writeFeeDue } from './fees.ts'
import { countInvite } from './limits.ts'

type Target = { subUserId: string }

/** The draft as it stands, for somebody of its account in the portal. Refused: `not-found`. */
export async function draftOf(context: Context, actor: PortalActor, target: Target): Promise<DraftRead> {
  const { draft } = await seenBy(context, actor, target)
  if (!draft) throw new Refusal('not-found')
  return draft
}

/** The draft that waits for OK. Refused: `not-in-this-state` when it waits no more, perhaps since this moment. */
async function waitingDraft(context: Context, actor: PortalActor, target: Target): Promise<DraftRead> {
  const { draft } = await seenBy(context, actor, target)
  if (draft?.subUser.status === 'awaiting_confirmation') return draft
  const { view } = await seenBy(context, actor, target)
  throw overNow(view)
}

async function seenBy(context: Context, actor: PortalActor, { subUserId }: Target) {
  const view = await findSubUser(context.db, subUserId, [actor.accountId])
  if (!view) throw new Refusal('not-found')
  const holders = whoseUser(policyOf(view.account.policy), view.role) === 'holder'
  if (holders && actor.kind !== 'holder') throw new Refusal('not-found')
  return { view, draft: await readDraft(context.db, view) }
}

const toConfirm = (actor: PortalActor, draft: DraftRead): ToConfirm => ({
  actor,
  purpose: 'add_user',
  subject: draft.subUser.id,
  content: draftContent(draft),
})

/** Mails a confirmation number for exactly what the draft holds now (R28). Refused: `draft-incomplete`, `too-many`, `not-in-this-state`. */
export async function requestDraftNumber(context: Context, actor: PortalActor, target: Target): Promise<SentNumber> {
  const draft = await waitingDraft(context, actor, target)
  requireComplete(draft)
  return requestConfirmation(context, toConfirm(actor, draft))
}

/** Whether OK needs a number, and the one that works now. */
export const draftConfirmation = (context: Context, actor: PortalActor, draft: DraftRead): Promise<ConfirmationState> =>
  confirmationState(context, toConfirm(actor, draft))

const overNow = ({ status, endedAt }: SubUserRow): Refusal =>
  new Refusal('not-in-this-state', `This is not possible while the state is "${status}".`, {
    status,
    ...(endedAt && { since: endedAt.toISOString() }),
  })

function requireComplete({ faults }: DraftRead): void {
  if (faults.length > 0) throw new Refusal('draft-incomplete', undefined, { faults })
}

export type ConfirmInput = Target & {
  /** The typed confirmation number; not needed with a fresh second factor (R28). */
  number?: string | undefined
  /** The fee that was shown and accepted; null where there was none to accept (R30). */
  acceptedFee: Fee | null
  /** The mark of the draft as it was shown; without it OK counts for the draft as it is. */
  mark?: string | undefined
}

/**
 * OK (R29): checks the number and the fee, claims seat, user name and place, and makes the draft an invitation, or for a
 * second user an access at once (R19, R21), in one transaction. Refused: `not-in-this-state`, `draft-incomplete`,
 * `fee-not-accepted`, `number-needed`, `number-wrong`, `number-over`, `user-name-taken`, `seat-taken`, `already-invited`,
 * `right-missing`, `draft-changed`.
 */
export async function confirmDraft(context: Context, actor: PortalActor, input: ConfirmInput): Promise<Target> {
  const seen = await waitingDraft(context, actor, input)
  requireComplete(seen)
  requireFee(seen, input.acceptedFee)
  if (seen.whose === 'person') await countInvite(context, seen.account.id, seen.entries.email)
  const proof = await checkNumber(context, toConfirm(actor, seen), input.number)
  return execute(context, (work) => confirmIn(work, actor, input, proof))
}

function requireFee({ fee }: DraftRead, accepted: Fee | null): void {
  if (!fee) return
  const same = accepted?.amountMinor === fee.amountMinor && accepted.currency === fee.currency
  if (!same || accepted.period !== fee.period)
    throw new Refusal('fee-not-accepted', 'Accept the fee to go on.', { fee })
}

async function confirmIn(work: Work, actor: PortalActor, input: ConfirmInput, proof: Proof): Promise<Target> {
  const account = await accountForInvite(work.tx, actor.accountId)
  if (account?.overdue) await expireOverdue(work, account.id)
  const { subUser, first, now } = await lockDraft(work, actor, input.subUserId)
  const draft = await readDraft({ prisma: work.tx }, subUser)
  if (!draft) throw new Refusal('not-found')
  if (input.mark !== undefined && input.mark !== draftMark(draft)) throw new Refusal('draft-changed')
  requireComplete(draft)
  requireFee(draft, input.acceptedFee)
  await requireGrantable(work, actor, draft)
  if (draft.whose === 'sub-user' && first?.status !== 'active')
    throw new Refusal('not-in-this-state', 'Only an active user can have a second user.', { status: first?.status })
  await spend(work, toConfirm(actor, draft), proof, now)
  const claims = await claimAll(work, draft, first, now)
  const becomes = { work, actor, draft, claims, now, proof }
  await (draft.whose === 'person' ? becomeInvitation(becomes) : becomeAccess(becomes))
  return { subUserId: subUser.id }
}

/** Nobody gives a right they lack, whoever ticked it (R13). */
async function requireGrantable(work: Work, actor: PortalActor, { subUser }: DraftRead): Promise<void> {
  const own: readonly string[] | undefined = await mayGrant(work, actor)
  const beyond = own && subUser.rights.find((right) => !own.includes(right))
  if (beyond) throw new Refusal('right-missing', 'You can’t give a right that you lack.', { right: beyond })
}

type Becoming = { work: Work; actor: PortalActor; draft: DraftRead; claims: Claims; now: Date; proof: Proof }

/** What every confirmed draft has from now on. */
const confirmed = ({ draft, claims, now, actor }: Becoming): SubUserChange => ({
  personId: claims.personId,
  userName: draft.entries.userName.trim(),
  rights: [...claims.rights],
  quotaGroup: claims.quotaGroup,
  ...(draft.whose === 'person' ? {} : { relationship: null, relationshipConfirmedAt: null }),
  invitedByKind: actor.kind,
  invitedById: actor.id,
  invitedAt: now,
  changedAt: now,
})

const eventData = ({ draft: { subUser, fee }, claims, proof }: Becoming) => ({
  from: 'awaiting_confirmation',
  role: subUser.role,
  rights: claims.rights,
  relationship: subUser.relationship,
  firstUser: subUser.firstUserId,
  acceptedFee: fee,
  confirmedBy: 'twoFactor' in proof ? 'two_factor' : 'number',
})

async function becomeInvitation(one: Becoming): Promise<void> {
  const { work, actor, draft, claims, now } = one
  const { subUser, entries, account, policy } = draft
  const deadline = new Date(now.getTime() + Number(subUser.openForMs))
  const given = { subUserId: subUser.id, kind: 'given_name', text: fullName(entries.name), at: now } as const
  const givenNameId = await insertRemark(work.tx, { ...given, author: eventActor(actor) })
  await updateSubUser(work.tx, subUser.id, {
    ...confirmed(one),
    status: 'invited',
    turn: 'invitee',
    deadline,
    dueAt: deadline,
    givenNameId,
    exempt: isExempt(policy, subUser.role, claims.rights),
    attemptsAllowed: policy.profiles[account.verificationProfile]?.attempts ?? 1,
    lastEvent: 'sub_user.invited',
  })
  await writeFee(one)
  await giveFirstPassword(one)
  await deleteDraftPerson(work.tx, draft.person.id)
  const linkId = uuidv7()
  const { personId } = claims
  await insertLink(work.tx, { id: linkId, purpose: 'invitation', subUserId: subUser.id, personId, createdAt: now })
  await planMail(work.tx, { subject: subUser.id, kind: 'invitation', audience: 'invitee', facts: { linkId }, at: now })
  if (actor.kind !== 'holder')
    await planMail(work.tx, { subject: subUser.id, kind: 'user_added', audience: 'holder', at: now })
  const data = { ...eventData(one), openForMs: Number(subUser.openForMs), message: subUser.messageId !== null }
  await record(work, { ...eventOf(one), type: 'sub_user.invited', data, nudge: true })
}

/** A first password that the holder typed, where the policy has it; a login that exists is never touched (R24, R37). */
async function giveFirstPassword({ work, draft: { policy, person }, claims: { personId } }: Becoming): Promise<void> {
  if (!policy.firstPassword || !person.passwordHash) return
  const { passwordHash } = await lockPerson(work.tx, personId)
  if (passwordHash !== null) return
  await updatePerson(work.tx, personId, { passwordHash: person.passwordHash, passwordToReplace: true })
}

/** A second user: nobody is invited or verified again (R19, R21). */
async function becomeAccess(one: Becoming): Promise<void> {
  const { work, actor, draft, claims, now } = one
  const { subUser, whose, person, fee } = draft
  await updateSubUser(work.tx, subUser.id, {
    ...confirmed(one),
    status: 'active',
    turn: 'nobody',
    deadline: null,
    dueAt: null,
    exempt: true,
    acceptedAt: now,
    namedAt: now,
    loginAt: now,
    legalAt: now,
    activatedAt: now,
    lastEvent: 'sub_user.activated',
  })
  await writeFee(one)
  if (whose === 'holder' && person.passwordHash)
    await updatePerson(work.tx, claims.personId, { passwordHash: person.passwordHash })
  await deleteDraftPerson(work.tx, person.id)
  if (whose === 'sub-user')
    await planMail(work.tx, { subject: subUser.id, kind: 'active_person', audience: 'invitee', at: now })
  if (actor.kind !== 'holder')
    await planMail(work.tx, { subject: subUser.id, kind: 'active_holder', audience: 'holder', at: now })
  await record(work, {
    ...eventOf(one),
    type: 'sub_user.activated',
    data: { ...eventData(one), verified: false },
    nudge: true,
  })
  await writeFeeDue(work, { ...subUser, acceptedFee: fee }, now)
}

const eventOf = ({ draft: { subUser }, actor, now }: Becoming) => ({
  chain: subUser.accountId,
  subject: subUser.id,
  actor: eventActor(actor),
  at: now,
})

/** The fee as it was accepted, kept with the user (R30). */
async function writeFee({ work, draft: { subUser, fee } }: Becoming): Promise<void> {
  if (fee) await work.tx.subUser.update({ where: { id: subUser.id }, data: { acceptedFee: fee }, select: { id: true } })
}
