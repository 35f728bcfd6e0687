import { type UserNameFault, userNameFault, userNameIdeas, userNameKey } from '../domain/user-names.ts'
import type { Reading } from '../store/database.ts'
import { takenUserNames } from '../store/drafts.ts'
import type { PortalActor } from './actor.ts'
import type { Context } from './command.ts'
import { countUserNameCheck } from './limits.ts'

/** How many free names are offered. */
const OFFERED = 2

/** Free names that resemble the wanted one or the person's own name, at most two. */
export async function freeUserNames(db: Reading, wanted: string, personName?: string): Promise<string[]> {
  const ideas = userNameIdeas(wanted, personName)
  const taken = await takenUserNames(db, ideas)
  return ideas.filter((idea) => !taken.has(idea)).slice(0, OFFERED)
}

export type UserNameCheck = { is: 'free' } | { is: 'taken'; free: string[] } | { is: 'wrong'; fault: UserNameFault }

/**
 * Whether a user name is free now; it is claimed only when OK is pressed (R22). For signed-in inviters only, so that
 * nobody else learns which names there are (R37). Refused: `too-many` (R68).
 */
export async function checkUserName(
  context: Context,
  actor: PortalActor,
  { userName, personName }: { userName: string; personName?: string | undefined },
): Promise<UserNameCheck> {
  const fault = userNameFault(userName.trim())
  if (fault) return { is: 'wrong', fault }
  await countUserNameCheck(context, actor.id)
  const key = userNameKey(userName)
  if (!(await takenUserNames(context.db, [key])).has(key)) return { is: 'free' }
  return { is: 'taken', free: await freeUserNames(context.db, userName, personName) }
}
