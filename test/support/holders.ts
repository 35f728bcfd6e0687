import type { PortalActor } from '../../commands/actor.ts'
import type { World } from './world.ts'

/** The holder of an account in the portal; `mfaAt`: when the platform saw a second factor. */
export async function theHolder(
  { db }: Pick<World, 'db'>,
  accountId: string,
  mfaAt: Date | null = null,
): Promise<PortalActor> {
  const { holderId } = await db.prisma.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { holderId: true },
  })
  return { kind: 'holder', id: holderId, accountId, mfaAt }
}

/** A sub-user in the portal who manages users. */
export const anAdministratorOf = (accountId: string, subUserId: string, mfaAt: Date | null = null): PortalActor => ({
  kind: 'administrator',
  id: subUserId,
  accountId,
  mfaAt,
})
