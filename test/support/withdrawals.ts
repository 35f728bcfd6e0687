import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { PortalActor } from '../../commands/actor.ts'
import { type WithdrawalInput, requestWithdrawal } from '../../commands/withdrawals.ts'
import { type Place, normalPlace } from '../../domain/destinations.ts'
import { codeDigits } from '../../domain/secrets.ts'
import { findWithdrawal } from '../../store/withdrawal-views.ts'
import { aCaller } from './actors.ts'
import { type InviteGiven, type Onboarding, aCompanyAccount, anActive } from './onboardings.ts'
import { theHolder } from './portal.ts'
import type { World } from './world.ts'

type Parts = Pick<World, 'context' | 'db'>

/** A wallet of the holder's own; `times`: how many withdrawals to it were reported. */
export async function aWallet(
  { db }: Parts,
  accountId: string,
  given: { label?: string | null; times?: number; registered?: boolean } = {},
): Promise<Place> {
  const { label = 'Cold wallet 2', times = 6, registered = true } = given
  const place: Place = { kind: 'wallet', network: 'ethereum', address: `0x${randomBytes(20).toString('hex')}` }
  const normal = normalPlace(place)
  if (!normal) throw new Error('no wallet')
  const at = new Date()
  await db.prisma.destination.create({
    data: {
      id: uuidv7(),
      accountId,
      ...normal,
      label,
      createdAt: at,
      registeredAt: registered ? at : null,
      withdrawals: times,
      ...(times > 0 && { firstWithdrawnAt: at, lastWithdrawnAt: at }),
    },
  })
  return place
}

/** An account whose holder approves every withdrawal. */
export async function anApprovingAccount(parts: Parts, given: { email?: string } = {}): Promise<string> {
  const accountId = await aCompanyAccount(parts, given)
  await parts.db.prisma.account.update({ where: { id: accountId }, data: { withdrawalApproval: true } })
  return accountId
}

/** An active Trader who may withdraw anywhere that is the holder's. */
export const aWithdrawer = (parts: Parts, given: InviteGiven = {}): Promise<Onboarding> =>
  anActive(parts, { role: 'trader_withdrawals', ...given })

export type Asked = Onboarding & { withdrawalId: string }
export type AskedGiven = Partial<WithdrawalInput> & { one?: Onboarding; accountId?: string }

/** A withdrawal of 0.850 BTC that waits for the holder, unless the account is given and requires no approval. */
export async function aWithdrawal(parts: Parts, given: AskedGiven = {}): Promise<Asked> {
  const {
    one = await aWithdrawer(parts, { accountId: given.accountId ?? (await anApprovingAccount(parts)) }),
    accountId: _,
    ...input
  } = given
  const destination = input.destination ?? (await aWallet(parts, one.accountId))
  const { withdrawalId } = await requestWithdrawal(parts.context, aCaller(), {
    subUserId: one.subUserId,
    reference: uuidv7(),
    amount: { value: '0.850', currency: 'BTC' },
    ...input,
    destination,
  })
  return { ...one, withdrawalId }
}

/** One withdrawal as every reader sees it. */
export async function shown({ db }: Pick<Parts, 'db'>, withdrawalId: string) {
  const view = await findWithdrawal(db, withdrawalId)
  if (!view) throw new Error('there is no such withdrawal')
  return view
}

/** The digits of the newest confirmation number for something, as the mail shows them. */
export async function numberFor({ context, db }: Parts, subject: string): Promise<string> {
  const number = await db.prisma.confirmationNumber.findFirstOrThrow({ where: { subject }, orderBy: { id: 'desc' } })
  return codeDigits(context.keys, number.id)
}

/** Six digits that are not these. */
export const wrongNumber = (digits: string): string => String((Number(digits) + 1) % 1_000_000).padStart(6, '0')

/** The holder with a second factor that the platform has just seen. */
export const freshHolder = (parts: Parts, { accountId }: { accountId: string }): Promise<PortalActor> =>
  theHolder(parts, accountId, new Date())

/** The mails about something, and for whom, in the order they were planned. */
export const mailKinds = async ({ db }: Pick<Parts, 'db'>, subject: string): Promise<string[]> =>
  (await db.prisma.mail.findMany({ where: { subject }, orderBy: { id: 'asc' } })).map(
    ({ kind, audience }) => `${kind} to ${audience}`,
  )

export const lastEvent = ({ db }: Pick<Parts, 'db'>, subject: string) =>
  db.prisma.event.findFirstOrThrow({ where: { subject }, orderBy: { sequence: 'desc' } })
