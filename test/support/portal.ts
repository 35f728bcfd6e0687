import type { PortalActor } from '../../commands/actor.ts'
import { openPortal } from '../../commands/portal-sessions.ts'
import { aBrowser } from '../api/staff-member.ts'
import type { World as ApiWorld } from '../api/world.ts'
import { theSystem } from './actors.ts'
import type { Onboarding } from './onboardings.ts'
import type { World } from './world.ts'

/** The account's holder, as commands know them in the portal. */
export async function theHolder(
  { db }: Pick<World, 'db'>,
  accountId: string,
  mfaAt: Date | null = null,
): Promise<PortalActor> {
  const { holderId } = await db.prisma.account.findUniqueOrThrow({ where: { id: accountId } })
  return { kind: 'holder', id: holderId, accountId, mfaAt }
}

/** A sub-user who manages users, as commands know them in the portal. */
export const asAdministrator = (
  { subUserId, accountId }: Pick<Onboarding, 'subUserId' | 'accountId'>,
  mfaAt: Date | null = null,
): PortalActor => ({ kind: 'administrator', id: subUserId, accountId, mfaAt })

type PortalGiven = { subUserId?: string; mfaAt?: Date; returnTo?: string }

/** The secret of a link into the portal, as the platform gets it: for the holder, or for a sub-user who manages users. */
export async function aPortalLink({ context }: Pick<World, 'context'>, accountId: string, given: PortalGiven = {}) {
  const { subUserId = null, mfaAt = null, returnTo = null } = given
  const { secret } = await openPortal(context, theSystem, { accountId, subUserId, mfaAt, returnTo })
  if (secret === null) throw new Error('the link was not shown')
  return secret
}

/** A browser in the portal of an account (by its UUID), over real HTTP; `send(method, path, body)`. */
export async function aPortal(world: ApiWorld, accountId: string, given: PortalGiven = {}) {
  const browser = aBrowser(world)
  const secret = await aPortalLink(world, accountId, given)
  const entered = await browser.send('POST', '/portal/api/enter', { secret })
  if (entered.status !== 204) throw new Error(`the portal was not entered: ${entered.text}`)
  return browser
}
