import { uuidv7 } from 'uuidv7'
import { createAccount } from '../../commands/accounts.ts'
import type { PortalActor } from '../../commands/actor.ts'
import { confirmDraft, draftOf, requestDraftNumber } from '../../commands/confirm-draft.ts'
import { type BeginInput, beginDraft } from '../../commands/draft.ts'
import { activate, beginVerification } from '../../commands/process.ts'
import type { Fee } from '../../domain/policies/index.ts'
import type { Right } from '../../domain/rights.ts'
import { codeDigits } from '../../domain/secrets.ts'
import { accountNow } from '../../store/accounts.ts'
import { theSystem } from './actors.ts'
import { theHolder } from './portal.ts'
import { acceptsWithCode, isApproved, type Onboarding, sendsDocuments, signsUp } from './onboardings.ts'
import type { World } from './world.ts'

type Parts = Pick<World, 'context' | 'db'>

const unique = (): string => uuidv7().slice(-10)

/** An individual's account of the brokerage: 5 seats for other people. Its clock can be moved. */
export async function aBrokerageAccount(
  { context }: Pick<World, 'context'>,
  given: { email?: string; fee?: Fee } = {},
): Promise<string> {
  const { email = `signe.${unique()}@haldors.example`, fee } = given
  const holder = { name: 'Signe Haldors', email, twoFactor: false }
  const input = { reference: `SB-${unique()}`, type: 'individual', policy: 'brokerage', holder }
  const rest = { withdrawalApproval: false, language: 'en', test: true, ...(fee && { fee }) }
  return (await createAccount(context, theSystem, { ...input, ...rest })).accountId
}

/** The holder, whom the platform has just asked for a second factor. */
export async function theSureHolder(world: Pick<World, 'db'>, accountId: string): Promise<PortalActor> {
  return theHolder(world, accountId, await accountNow(world.db.prisma, accountId))
}

export const READS: readonly Right[] = ['own.login', 'positions.view', 'statements.view']
export const TRADES: readonly Right[] = [
  'own.login',
  'positions.view',
  'order.shares',
  'order.bonds',
  'statements.view',
]

/** Everything that the wizard asks for about another person. */
export const entries = (given: Partial<BeginInput> = {}) => {
  const one = unique()
  return {
    userName: `ada.${one}`,
    name: 'Ada Brunswijk',
    relationship: 'friend',
    relationshipConfirmed: true,
    email: `ada.${one}@brunswijk.example`,
    rights: READS,
    ...given,
  } as const satisfies Omit<BeginInput, 'accountId'>
}

export type DraftGiven = Partial<BeginInput> & { by?: PortalActor }

/** A complete draft about another person, begun by the holder unless given otherwise. */
export async function aDraft(world: Parts, given: DraftGiven = {}) {
  const { by, ...rest } = given
  const accountId = rest.accountId ?? (await aBrokerageAccount(world))
  const holder = by ?? (await theSureHolder(world, accountId))
  const { subUserId } = await beginDraft(world.context, holder, { ...entries(rest), accountId })
  return { subUserId, accountId, holder }
}

/** OK, with the fee accepted as it is shown. */
export async function pressesOk(world: Parts, actor: PortalActor, subUserId: string, number?: string): Promise<void> {
  const { fee } = await draftOf(world.context, actor, { subUserId })
  await confirmDraft(world.context, actor, { subUserId, acceptedFee: fee, number })
}

/** A number was requested; its digits as mailed. */
export async function aNumber(world: Parts, actor: PortalActor, subUserId: string): Promise<string> {
  await requestDraftNumber(world.context, actor, { subUserId })
  const number = await world.db.prisma.confirmationNumber.findFirstOrThrow({
    where: { subject: subUserId },
    orderBy: { id: 'desc' },
  })
  return codeDigits(world.context.keys, number.id)
}

/** An individual whose invitation is on its way. */
export async function anInvited(world: Parts, given: DraftGiven = {}): Promise<Onboarding & { holder: PortalActor }> {
  const { subUserId, accountId, holder } = await aDraft(world, given)
  await pressesOk(world, holder, subUserId)
  const { personId, person } = await world.db.prisma.subUser.findUniqueOrThrow({
    where: { id: subUserId },
    include: { person: true },
  })
  return { subUserId, accountId, personId, email: person.address, holder }
}

/** An active individual. Without a worker: the steps of the process are taken here. */
export async function anActiveIndividual(world: Parts, given: DraftGiven = {}) {
  const one = await anInvited(world, given)
  await acceptsWithCode(world, one)
  await signsUp(world, one)
  const { exempt } = await world.db.prisma.subUser.findUniqueOrThrow({ where: { id: one.subUserId } })
  if (!exempt) {
    await beginVerification(world.context, one.subUserId)
    await sendsDocuments(world, one)
    await isApproved(world, one)
  }
  await activate(world.context, one.subUserId)
  return one
}

/** The active second user of somebody (R21). */
export async function aSecondUser(world: Parts, first: Onboarding & { holder: PortalActor }, rights = READS) {
  const holder = await theSureHolder(world, first.accountId)
  const input = { accountId: first.accountId, firstUserId: first.subUserId, userName: `ada2.${unique()}`, rights }
  const { subUserId } = await beginDraft(world.context, holder, input)
  await pressesOk(world, holder, subUserId)
  return { subUserId, holder }
}
