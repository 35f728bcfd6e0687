import type { AccessAction } from '../../domain/access-actions.ts'
import { decide } from '../../domain/access-check.ts'
import { readAccess } from '../../store/access.ts'
import type { World } from './world.ts'

/** What the access check says at this moment (R47). */
export async function mayActNow({ db }: Pick<World, 'db'>, subUserId: string, action: AccessAction): Promise<boolean> {
  const [found] = await readAccess(db, [{ subUserId }])
  return found?.acting ? decide(found.acting, { action }).allowed : false
}
