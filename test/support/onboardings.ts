import sharp from 'sharp'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../commands/actor.ts'
import { createAccount } from '../../commands/accounts.ts'
import { acceptByCode, pressAccept, type Claim } from '../../commands/answer.ts'
import { addPhoto, chooseDocument, submitDocuments } from '../../commands/documents.ts'
import { invite, type InviteInput } from '../../commands/invite.ts'
import { activate, beginVerification } from '../../commands/process.ts'
import { decideReview, takeReview } from '../../commands/review.ts'
import { acceptTexts, giveName, setLogin } from '../../commands/sign-up.ts'
import { legalText } from '../../domain/legal/index.ts'
import { codeDigits } from '../../domain/secrets.ts'
import type { DocumentKind } from '../../domain/verification.ts'
import { currentInvitationLink } from '../../store/links.ts'
import { findSubUser, type SubUserView } from '../../store/sub-users.ts'
import { aCaller, aMember, theSystem } from './actors.ts'
import type { World } from './world.ts'

type Parts = Pick<World, 'context' | 'db'>

/** One onboarding and its person, as the tests name them. */
export type Onboarding = { subUserId: string; personId: string; accountId: string; email: string }

export const PASSWORD = 'correct horse battery staple'

const unique = (): string => uuidv7().slice(-12)

type AccountGiven = { type?: 'personal' | 'company'; profile?: string; email?: string }

const anAccount = async (
  { context }: Parts,
  given: AccountGiven & { type: 'personal' | 'company' },
): Promise<string> => {
  const { type, email = `holder.${unique()}@kestrel.example` } = given
  const holder = { name: 'Oskar Lindgard', email, twoFactor: true }
  const input = { reference: `NX-${unique()}`, type, policy: 'exchange', holder, withdrawalApproval: false }
  const rest = { name: 'Kestrel Joinery', language: 'en', test: true, verificationProfile: given.profile }
  return (await createAccount(context, theSystem, { ...input, ...rest })).accountId
}

/** A company's account of the exchange: 2 seats for Traders, 2 for Administrators. Its clock can be moved. */
export const aCompanyAccount = (parts: Parts, given: AccountGiven = {}) =>
  anAccount(parts, { ...given, type: 'company' })

/** A personal account of the exchange: 1 seat for Traders, 1 for Administrators. Its clock can be moved. */
export const aPersonalAccount = (parts: Parts, given: AccountGiven = {}) =>
  anAccount(parts, { ...given, type: 'personal' })

export type InviteGiven = Partial<InviteInput> & { by?: Actor }

/** An invited person; a Trader at an account of their own unless given otherwise. */
export async function anInvite(parts: Parts, given: InviteGiven = {}): Promise<Onboarding> {
  const { by = aCaller(), ...rest } = given
  const accountId = rest.accountId ?? (await aCompanyAccount(parts))
  const email = rest.email ?? `tomasz.${unique()}@kestrel.example`
  const { subUserId } = await invite(parts.context, by, { role: 'trader', ...rest, accountId, email })
  const { personId } = await parts.db.prisma.subUser.findUniqueOrThrow({ where: { id: subUserId } })
  return { subUserId, personId, accountId, email }
}

/** "Accept" was pressed; the code is on its way to the address. */
export async function aClaim(parts: Parts, { subUserId, personId }: Onboarding): Promise<Claim> {
  const linkId = await linkOf(parts, subUserId)
  const { session } = await pressAccept(parts.context, linkId)
  return { sessionId: session.id, subUserId, personId, linkId }
}

/** Accepted with the mailed code; nothing of the sign-up is done. */
export async function anAccepted(parts: Parts, given: InviteGiven = {}): Promise<Onboarding> {
  const one = await anInvite(parts, given)
  await acceptsWithCode(parts, one)
  return one
}

export async function acceptsWithCode(parts: Parts, one: Onboarding): Promise<void> {
  const outcome = await acceptByCode(parts.context, await aClaim(parts, one), await codeOf(parts, one.subUserId))
  if (!('session' in outcome)) throw new Error('the right code was refused')
}

/** Name, login (unless there is one) and legal texts are done; the process has not gone on. */
export async function aSignedUp(parts: Parts, given: InviteGiven = {}): Promise<Onboarding> {
  const one = await anAccepted(parts, given)
  await signsUp(parts, one)
  return one
}

export async function signsUp({ context, db }: Parts, one: Onboarding): Promise<void> {
  await giveName(context, one, { name: 'Tomasz Wilk', dateOfBirth: '1988-03-09' })
  const { loginAt } = await db.prisma.subUser.findUniqueOrThrow({ where: { id: one.subUserId } })
  if (!loginAt) await setLogin(context, one, PASSWORD)
  await acceptTexts(context, one, shownTexts(['terms', 'privacy', 'lpoa']))
}

/** The legal texts as the page showed them: versions in force, in English. */
export const shownTexts = (
  keys: readonly string[] = ['terms', 'privacy'],
): { versions: Record<string, string>; language: string } => ({
  versions: Object.fromEntries(keys.map((key) => [key, legalText(key, 'en').version])),
  language: 'en',
})

/** A Trader whose identity check begins. Without a worker: the steps of the process are taken here. */
export async function aVerifying(parts: Parts, given: InviteGiven = {}): Promise<Onboarding> {
  const one = await aSignedUp(parts, given)
  await beginVerification(parts.context, one.subUserId)
  return one
}

/** A Trader whose documents wait for staff. */
export async function aTraderInReview(parts: Parts, given: InviteGiven = {}): Promise<Onboarding> {
  const one = await aVerifying(parts, given)
  await sendsDocuments(parts, one)
  return one
}

export async function sendsDocuments(
  { context }: Parts,
  one: Onboarding,
  kinds: readonly DocumentKind[] = ['passport_photo', 'selfie'],
): Promise<void> {
  await chooseDocument(context, one, 'passport')
  for (const kind of kinds) await addPhoto(context, one, { kind, file: await aPicture() })
  await submitDocuments(context, one)
}

/** Staff take the review and approve. */
export async function isApproved(
  { context }: Parts,
  { subUserId }: Onboarding,
  by = aMember('reviewer'),
): Promise<void> {
  await takeReview(context, by, { subUserId })
  await decideReview(context, by, { subUserId, decision: 'approve', asked: [] })
}

/** Staff take the review and ask for the selfie again. */
export async function isAskedForSelfie({ context }: Parts, { subUserId }: Onboarding, reason?: string): Promise<void> {
  const by = aMember('reviewer')
  await takeReview(context, by, { subUserId })
  const asked = [{ document: 'selfie', reason: 'blurred' } as const]
  await decideReview(context, by, { subUserId, decision: 'ask_again', asked, reason })
}

/** An active sub-user. Without a worker: the steps of the process are taken here. */
export async function anActive(parts: Parts, given: InviteGiven = {}): Promise<Onboarding> {
  if (given.role === 'viewer') {
    const viewer = await aSignedUp(parts, given)
    await activate(parts.context, viewer.subUserId)
    return viewer
  }
  const trader = await aTraderInReview(parts, given)
  await isApproved(parts, trader)
  await activate(parts.context, trader.subUserId)
  return trader
}

/** The invitation link that works now. */
export async function linkOf({ db }: Pick<Parts, 'db'>, subUserId: string): Promise<string> {
  const link = await currentInvitationLink(db, subUserId)
  if (!link) throw new Error('there is no invitation link')
  return link.id
}

/** The digits of the newest code, as the mail shows them. */
export async function codeOf({ context, db }: Parts, subUserId: string): Promise<string> {
  const code = await db.prisma.code.findFirstOrThrow({ where: { subUserId }, orderBy: { id: 'desc' } })
  return codeDigits(context.keys, code.id)
}

/** One sub-user as every reader sees it. */
export async function seen({ db }: Pick<Parts, 'db'>, subUserId: string): Promise<SubUserView> {
  const view = await findSubUser(db, subUserId)
  if (!view) throw new Error('there is no such sub-user')
  return view
}

/** The types of a subject's events, oldest first. */
export const eventTypes = async ({ db }: Pick<Parts, 'db'>, subject: string): Promise<string[]> =>
  (await db.prisma.event.findMany({ where: { subject }, orderBy: { sequence: 'asc' } })).map((event) => event.type)

let picture: Promise<Buffer> | undefined
export const aPicture = (): Promise<Buffer> =>
  (picture ??= sharp({ create: { width: 320, height: 240, channels: 3, background: '#a8b4c0' } })
    .png()
    .toBuffer())
