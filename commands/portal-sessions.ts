import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { policyOf, rightsOf } from '../domain/policies/index.ts'
import { PORTAL_IDLE_MS, PORTAL_LINK_MS, PORTAL_MOST_MS } from '../domain/portal.ts'
import { Refusal } from '../domain/refusals.ts'
import type { Right } from '../domain/rights.ts'
import { secretHash } from '../domain/secrets.ts'
import { type AccountRow, accountName, accountNow, findAccount } from '../store/accounts.ts'
import type { Reading } from '../store/database.ts'
import {
  endPortalSession,
  findPortalLink,
  findPortalSession,
  insertPortalSession,
  keepPortalSession,
  type PortalSessionRow,
  spendPortalLink,
} from '../store/portal-sessions.ts'
import { lockAccess } from '../store/sub-users.ts'
import { type Actor, eventActor, mayGrant, type PortalActor, requireAccount } from './actor.ts'
import { type Context, type Work, execute, record } from './command.ts'

export type PortalSessionInput = {
  accountId: string
  /** The sub-user who manages users; null: the holder. */
  subUserId: string | null
  /** When the platform last saw a second factor. */
  mfaAt: Date | null
  returnTo: string | null
}

/** Clocks of platform and database may differ by so much, in ms. */
const SKEW_MS = 60_000

/**
 * Makes a link that leads somebody into the portal, once, within 5 minutes (R67). The secret is in the answer and nowhere
 * else; a replay of an idempotency key has none. Refused: `not-found`, `not-in-this-state`, `right-missing`, `invalid-request`.
 */
export async function openPortal(
  context: Context,
  actor: Actor,
  input: PortalSessionInput,
): Promise<{ secret: string | null; expiresAt: string }> {
  const { accountId, subUserId, mfaAt, returnTo } = input
  requireAccount(actor, accountId)
  let secret: string | null = null
  const made = await execute(context, async (work) => {
    const at = await accountNow(work.tx, accountId)
    requirePast(mfaAt, await accountNow(work.tx, null))
    if (subUserId) await requireManager(work, accountId, subUserId)
    secret = randomBytes(32).toString('base64url')
    const id = uuidv7()
    const session = { id, accountId, subUserId, linkHash: secretHash(secret), mfaAt, returnTo }
    const expiresAt = await insertPortalSession(work.tx, session, PORTAL_LINK_MS)
    const data = { session: id, subUser: subUserId, mfaAt: mfaAt?.toISOString() ?? null }
    const type = 'account.portal_link_made'
    await record(work, { chain: accountId, type, subject: accountId, actor: eventActor(actor), at, data })
    return { expiresAt: expiresAt.toISOString() }
  })
  return { ...made, secret }
}

function requirePast(mfaAt: Date | null, now: Date): void {
  if (!mfaAt || mfaAt.getTime() <= now.getTime() + SKEW_MS) return
  const errors = [{ pointer: '#/mfaAt', detail: 'lies in the future' }]
  throw new Refusal('invalid-request', '#/mfaAt: lies in the future', { errors })
}

/** Whoever is sent to the portal manages users of this account now (R13). */
async function requireManager(work: Work, accountId: string, subUserId: string): Promise<void> {
  const access = await lockAccess(work.tx, subUserId)
  if (access?.accountId !== accountId) throw new Refusal('not-found', 'There is no such sub-user on this account.')
  if (access.status !== 'active')
    throw new Refusal('not-in-this-state', `This is not possible while the state is "${access.status}".`, {
      status: access.status,
    })
  if (!rightsOf(policyOf(access.policy), access).includes('users.manage'))
    throw new Refusal('right-missing', 'This sub-user may not manage users.', { right: 'users.manage' })
}

/** Somebody in the portal, as every request finds them anew: who, with which rights, on which account. */
export type PortalPerson = {
  actor: PortalActor
  rights: readonly Right[]
  account: AccountRow
  /** The name; an address where none was given yet. */
  name: string
  email: string
  sessionId: string
  returnTo: string | null
}

/** Who the session belongs to, or undefined when that person may not manage users now. */
async function personOf(db: Reading, session: PortalSessionRow | undefined): Promise<PortalPerson | undefined> {
  const account = session && (await findAccount(db, session.accountId))
  if (!account) return undefined
  const { id: sessionId, accountId, subUserId, mfaAt, returnTo, access } = session
  const policy = policyOf(account.policy)
  const common = { account, sessionId, returnTo }
  if (subUserId === null) {
    const { holder } = account
    const actor = { kind: 'holder', id: holder.id, accountId, mfaAt } as const
    return { ...common, actor, rights: policy.holderRights, name: holder.name ?? holder.address, email: holder.address }
  }
  const rights = access?.status === 'active' ? rightsOf(policy, access) : []
  if (!access || !rights.includes('users.manage')) return undefined
  const actor = { kind: 'administrator', id: subUserId, accountId, mfaAt } as const
  return { ...common, actor, rights, name: access.name ?? access.address, email: access.address }
}

/** Who a link would lead in, without using it up. Refused: `portal-link-dead`, whatever the reason. */
export async function readPortalLink(db: Reading, secret: string): Promise<{ account: string; person: PortalPerson }> {
  const person = await personOf(db, await findPortalLink(db, secretHash(secret)))
  if (!person) throw new Refusal('portal-link-dead')
  return { account: accountName(person.account), person }
}

/** Exchanges a link for a session, once; an earlier one in the same browser ends. Refused: `portal-link-dead`, whatever the reason. */
export function enterPortal(
  context: Context,
  link: string,
  earlier: string | undefined,
): Promise<{ secret: string; expiresAt: string }> {
  const secret = randomBytes(32).toString('base64url')
  return execute(context, async (work) => {
    const { person } = await readPortalLink({ prisma: work.tx }, link)
    const { actor, sessionId: session } = person
    if (!(await stillMay(work, actor))) throw new Refusal('portal-link-dead')
    const expiresAt = await spendPortalLink(work.tx, secretHash(link), secretHash(secret), PORTAL_IDLE_MS)
    if (!expiresAt) throw new Refusal('portal-link-dead')
    const before = earlier && (await findPortalSession({ prisma: work.tx }, secretHash(earlier)))
    if (before) await endPortalSession(work.tx, before.id)
    const at = await accountNow(work.tx, actor.accountId)
    const event = { chain: actor.accountId, subject: actor.accountId, actor: eventActor(actor), at }
    await record(work, { ...event, type: 'account.portal_entered', data: { session } })
    return { secret, expiresAt: expiresAt.toISOString() }
  })
}

/** Under the lock: nobody enters beside the loss of the right. */
async function stillMay(work: Work, actor: PortalActor): Promise<boolean> {
  try {
    await mayGrant(work, actor)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Whoever has this session, read anew for each request (R67); undefined for nobody. `use`: it counts as used. */
export async function portalPersonOf({ db }: Context, secret: string, use: boolean): Promise<PortalPerson | undefined> {
  const person = await personOf(db, await findPortalSession(db, secretHash(secret)))
  if (person && use) await keepPortalSession(db, person.sessionId, { idleMs: PORTAL_IDLE_MS, mostMs: PORTAL_MOST_MS })
  return person
}

/** Ends a session: “Back to …” was pressed. */
export const leavePortal = (context: Context, { actor, sessionId: session }: PortalPerson): Promise<void> =>
  execute(context, async (work) => {
    await endPortalSession(work.tx, session)
    const at = await accountNow(work.tx, actor.accountId)
    const event = { chain: actor.accountId, subject: actor.accountId, actor: eventActor(actor), at }
    await record(work, { ...event, type: 'account.portal_left', data: { session } })
  })
