import type { Database } from './database.ts'

/** Whether a member of staff has set up a second factor (R61). */
export async function hasSecondFactor(db: Database, staffId: string): Promise<boolean> {
  const staff = await db.prisma.staffUser.findUnique({ where: { id: staffId }, select: { twoFactorEnabled: true } })
  return staff?.twoFactorEnabled === true
}
