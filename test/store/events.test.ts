import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { revoke } from '../../commands/lifecycle.ts'
import { transaction } from '../../store/database.ts'
import { appendEvent, eventsAfter, lastPosition, placeEvents } from '../../store/events.ts'
import { aCaller } from '../support/actors.ts'
import { aCompanyAccount, anActive, anInvite } from '../support/onboardings.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { db } = world

const eventsOfChain = (chain: string) => db.prisma.event.findMany({ where: { chain }, orderBy: { sequence: 'asc' } })

const append = (chain: string, at = new Date()) =>
  transaction(db, (tx) =>
    appendEvent(tx, { chain, type: 'test.happened', subject: chain, actor: { kind: 'usher', id: null }, at }),
  )

/** The hash that a chain has to end with, computed from the bodies alone. */
const recomputed = (bodies: readonly string[]): Buffer =>
  bodies.reduce<Buffer>((head, body) => createHash('sha256').update(head).update(body).digest(), Buffer.alloc(0))

describe('[R49] the audit log', () => {
  it('is a chain for each account: every hash follows from the one before and the body', async () => {
    const { accountId, subUserId } = await anActive(world)
    await revoke(world.context, aCaller(), await anInvite(world, { accountId }))
    const events = await eventsOfChain(accountId)
    expect(events.length).toBeGreaterThan(10)
    events.forEach(({ hash }, i) => {
      expect(Buffer.from(hash)).toEqual(recomputed(events.slice(0, i + 1).map(({ body }) => body)))
    })
    const chain = await db.prisma.chain.findUniqueOrThrow({ where: { accountId } })
    expect(Buffer.from(chain.head)).toEqual(Buffer.from(events.at(-1)?.hash ?? []))
    expect(chain.sequence).toBe(BigInt(events.length))
    expect(events.map(({ sequence }) => Number(sequence))).toEqual(events.map((_, i) => i + 1))
    expect(events.some(({ subject }) => subject === subUserId)).toBe(true)
  })

  it('the body says all that the columns say', async () => {
    const { accountId } = await anInvite(world)
    for (const event of await eventsOfChain(accountId)) {
      const body: unknown = JSON.parse(event.body)
      const { id, chain, type, subject, data } = event
      const actor = { kind: event.actorKind, id: event.actorId }
      expect(body).toMatchObject({
        version: 1,
        id,
        chain,
        type,
        subject,
        actor,
        data,
        sequence: Number(event.sequence),
      })
      expect(body).toHaveProperty('at', expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/))
    }
  })

  it('50 writers at once leave no gap and no fork', async () => {
    const chain = await aCompanyAccount(world)
    await Promise.all(Array.from({ length: 50 }, () => append(chain)))
    const events = await eventsOfChain(chain)
    expect(events.map(({ sequence }) => Number(sequence))).toEqual(Array.from({ length: 51 }, (_, i) => i + 1))
    const { head } = await db.prisma.chain.findUniqueOrThrow({ where: { accountId: chain } })
    expect(Buffer.from(head)).toEqual(recomputed(events.map(({ body }) => body)))
  })

  it.each([
    ['an update', `UPDATE event SET type = 'nothing.happened' WHERE id = $1`],
    ['an update of the actor', `UPDATE event SET actor_id = 'somebody else' WHERE id = $1`],
    ['a moved position', `UPDATE event SET position = position + 1 WHERE id = $1`],
    ['a delete', 'DELETE FROM event WHERE id = $1'],
    ['a truncate', 'TRUNCATE event'],
  ])('%s is refused', async (_, statement) => {
    const { subUserId } = await anInvite(world)
    const { id } = await db.prisma.event.findFirstOrThrow({ where: { subject: subUserId } })
    for (let n = 0; n < 3; n++) await placeEvents(db)
    const before = await db.prisma.event.count()
    await expect(db.pool.query(statement, statement.includes('$1') ? [id] : [])).rejects.toThrow(
      'events are append-only',
    )
    expect(await db.prisma.event.count()).toBe(before)
  })

  it('a rolled back command leaves no event', async () => {
    const chain = await aCompanyAccount(world)
    const failing = transaction(db, async (tx) => {
      await appendEvent(tx, {
        chain,
        type: 'test.happened',
        subject: chain,
        actor: { kind: 'usher', id: null },
        at: new Date(),
      })
      throw new Error('after all not')
    })
    await expect(failing).rejects.toThrow('after all not')
    expect(await eventsOfChain(chain)).toHaveLength(1)
  })
})

describe('the order over all accounts', () => {
  it('is given after commit, once to each event, and skips none that commits late', async () => {
    for (let n = 0; n < 20; n++) await placeEvents(db)
    const from = await lastPosition(db)
    const [early, late] = [await aCompanyAccount(world), await aCompanyAccount(world)]
    const open = await db.pool.connect()
    await open.query('BEGIN')
    await open.query("SELECT append_event($1, $2, 'test.slow', $1, 'usher', NULL, clock_timestamp(), '{}')", [
      early,
      uuidv7(),
    ])
    await append(late)
    await placeEvents(db)
    const seenBefore = await eventsAfter(db, from)
    expect(seenBefore.map(({ type }) => type)).not.toContain('test.slow')
    await open.query('COMMIT')
    open.release()
    await Promise.all([placeEvents(db), placeEvents(db), placeEvents(db)])
    await placeEvents(db)
    const after = await eventsAfter(db, seenBefore.at(-1)?.position ?? from)
    expect(after.map(({ type }) => type)).toContain('test.slow')
    const positions = [...seenBefore, ...after].map(({ position }) => position)
    expect(new Set(positions).size).toBe(positions.length)
    expect(await db.prisma.event.count({ where: { position: null } })).toBe(0)
  })
})
