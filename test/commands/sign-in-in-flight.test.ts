import { describe, expect, it, vi } from 'vitest'
import { acceptBySignIn, pressAccept } from '../../commands/answer.ts'
import { signIn } from '../../commands/sign-in.ts'
import { hashPassword } from '../../commands/passwords.ts'
import { anActive, anInvite, aSignedUp, linkOf, PASSWORD, seen } from '../support/onboardings.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

/** Lets `attempt` come as far as the person's row, and then another password be there and all sessions ended. */
async function whileThePasswordChanges<T>(personId: string, attempt: () => Promise<T>): Promise<T> {
  const other = await hashPassword('quite another horse')
  const holder = await db.pool.connect()
  try {
    await holder.query('BEGIN')
    await holder.query('SELECT 1 FROM person WHERE id = $1 FOR UPDATE', [personId])
    const outcome = attempt()
    await vi.waitFor(async () => {
      const waiting = await db.pool.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      )
      expect(waiting.rowCount).toBeGreaterThan(0)
    }, 10_000)
    await holder.query('UPDATE person SET password_hash = $2 WHERE id = $1', [personId, other])
    await holder.query('DELETE FROM session WHERE person_id = $1', [personId])
    await holder.query('COMMIT')
    return await outcome
  } finally {
    holder.release()
  }
}

describe('[R36] a sign-in whose password was changed while it was checked', () => {
  it('opens no session: all had ended', async () => {
    const one = await aSignedUp(world, { role: 'viewer' })
    expect(await whileThePasswordChanges(one.personId, () => signIn(context, one.email, PASSWORD))).toBeUndefined()
    expect(await db.prisma.session.count({ where: { personId: one.personId } })).toBe(0)
    expect(await signIn(context, one.email, 'quite another horse')).toBeDefined()
  })

  it('accepts no invitation', async () => {
    const { email, personId } = await anActive(world, { role: 'viewer' })
    const one = await anInvite(world, { email })
    const linkId = await linkOf(world, one.subUserId)
    const { session } = await pressAccept(context, linkId)
    const claim = { sessionId: session.id, linkId, personId, subUserId: one.subUserId }
    expect(await whileThePasswordChanges(personId, () => acceptBySignIn(context, claim, PASSWORD))).toBeUndefined()
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'invited' })
    expect(await db.prisma.session.count({ where: { personId } })).toBe(0)
  })
})
