import type { Database } from './database.ts'

/** How long a used code is remembered, in ms: longer than an authenticator's code can be right. */
const CODE_REMEMBERED_MS = 120_000
/** Without a request for this long, a session ends, in ms. */
const IDLE_MS = 30 * 60_000
const TOUCH_MS = 60_000

/** Marks a code of an authenticator as used; false when it was used already. */
export async function claimUsedCode(db: Database, userId: string, code: string): Promise<boolean> {
  const rows = await db.prisma.$executeRaw`INSERT INTO staff_used_code AS u (user_id, code, used_at)
    VALUES (${userId}::uuid, ${code}, clock_timestamp())
    ON CONFLICT (user_id, code) DO UPDATE SET used_at = excluded.used_at
      WHERE u.used_at < clock_timestamp() - ${CODE_REMEMBERED_MS} * interval '1 millisecond'`
  await db.prisma.$executeRaw`DELETE FROM staff_used_code WHERE used_at < clock_timestamp() - interval '1 hour'`
  return rows > 0
}

/** Ends the session if it was idle for 30 minutes, else notes its use, at most once a minute. False when it is over. */
export async function keepStaffSession(db: Database, session: { id: string; updatedAt: Date }): Promise<boolean> {
  const idle = Date.now() - session.updatedAt.getTime()
  if (idle > IDLE_MS) {
    await db.prisma.staffSession.deleteMany({ where: { id: session.id } })
    return false
  }
  if (idle > TOUCH_MS)
    await db.prisma.staffSession.updateMany({ where: { id: session.id }, data: { updatedAt: new Date() } })
  return true
}

export const findStaffByEmail = (db: Database, email: string) =>
  db.prisma.staffUser.findUnique({ where: { email }, select: { id: true, role: true } })

export const insertStaff = (db: Database, staff: { email: string; name: string; role: string }) =>
  db.prisma.staffUser.create({ data: { ...staff, emailVerified: true }, select: { id: true } })
