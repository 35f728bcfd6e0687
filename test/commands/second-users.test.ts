import { describe, expect, it } from 'vitest'
import { beginDraft, saveDraft } from '../../commands/draft.ts'
import { deactivate, reactivate, suspend } from '../../commands/lifecycle.ts'
import { signIn } from '../../commands/sign-in.ts'
import { mayActNow } from '../support/access.ts'
import { aCaller } from '../support/actors.ts'
import {
  aBrokerageAccount,
  aDraft,
  anActiveIndividual,
  anInvited,
  aSecondUser,
  entries,
  pressesOk,
  READS,
  theSureHolder,
  TRADES,
} from '../support/brokerage.ts'
import { asAdministrator } from '../support/portal.ts'
import { eventTypes, PASSWORD, seen } from '../support/onboardings.ts'
import { atOnce, refused } from '../support/refused.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld(10)
const { context, db } = world

async function anOwnSecondUser(userName = 'signe.second') {
  const accountId = await aBrokerageAccount(world)
  const holder = await theSureHolder(world, accountId)
  const input = { accountId, role: 'own_second_user', userName, rights: TRADES, password: PASSWORD }
  const { subUserId } = await beginDraft(context, holder, input)
  return { accountId, holder, subUserId }
}

describe('[R19] a second user in the holder’s own name', () => {
  it('is active at once after OK: no invitation, no mail, no identity check, and signs in by user name', async () => {
    const { subUserId, holder, accountId } = await anOwnSecondUser()
    await pressesOk(world, holder, subUserId)
    const view = await seen(world, subUserId)
    expect(view).toMatchObject({ status: 'active', exempt: true, shownName: 'Signe Haldors', personId: holder.id })
    expect(await db.prisma.mail.count({ where: { subject: subUserId } })).toBe(0)
    expect(await db.prisma.link.count({ where: { subUserId } })).toBe(0)
    expect(await eventTypes(world, subUserId)).toEqual(['sub_user.drafted', 'sub_user.activated', 'fee.due'])
    expect(await signIn(context, 'SIGNE.second', PASSWORD)).toBeDefined()
    expect(await signIn(context, 'signe.second', 'another password')).toBeUndefined()
    await deactivate(context, holder, { subUserId, reason: 'Not needed' })
    expect(await signIn(context, 'signe.second', PASSWORD)).toBeUndefined()
    expect(await db.prisma.seatUse.findMany({ where: { accountId } })).toMatchObject([{ taken: 0 }])
  })

  it('[R24] has the password that the holder set; without one it can’t be added', async () => {
    const { subUserId, holder } = await anOwnSecondUser('signe.third')
    await saveDraft(context, holder, { subUserId, fields: { role: 'individual' } })
    await saveDraft(context, holder, { subUserId, fields: { role: 'own_second_user' } })
    const { facts } = await refused('draft-incomplete', pressesOk(world, holder, subUserId))
    expect(facts).toEqual({ faults: [{ field: 'password', code: 'missing' }] })
    await refused('input-invalid', saveDraft(context, holder, { subUserId, fields: { password: 'short' } }))
    await saveDraft(context, holder, { subUserId, fields: { password: PASSWORD } })
    await pressesOk(world, holder, subUserId)
  })

  it('[R20] takes nobody else’s seat, and there is one', async () => {
    const { subUserId, holder, accountId } = await anOwnSecondUser('signe.fourth')
    await pressesOk(world, holder, subUserId)
    for (let n = 0; n < 5; n++) await anInvited(world, { accountId })
    const another = { accountId, role: 'own_second_user', userName: 'signe.fifth', rights: READS, password: PASSWORD }
    const again = await beginDraft(context, holder, another)
    await refused('already-invited', pressesOk(world, holder, again.subUserId))
  })
})

describe('[R21] a second user for an individual', () => {
  it('is the same person with a login of the same kind, no seat, no check, active at once', async () => {
    const first = await anActiveIndividual(world, { rights: TRADES })
    const second = await aSecondUser(world, first, TRADES)
    expect(await seen(world, second.subUserId)).toMatchObject({
      status: 'active',
      personId: first.personId,
      quotaGroup: null,
      shownName: 'Tomasz Wilk',
    })
    expect(await db.prisma.seatUse.findMany({ where: { accountId: first.accountId } })).toMatchObject([{ taken: 1 }])
  })

  it('is added once, while the first is active, and only in the portal', async () => {
    const waiting = await anInvited(world)
    const early = beginDraft(context, waiting.holder, { accountId: waiting.accountId, firstUserId: waiting.subUserId })
    await refused('not-in-this-state', early)
    const first = await anActiveIndividual(world)
    const input = { accountId: first.accountId, firstUserId: first.subUserId, rights: READS }
    await refused('holder-only', beginDraft(context, aCaller(), { ...input, userName: 'ada.second' }))
    const drafts = await Promise.all(
      ['ada.one', 'ada.two', 'ada.three'].map((userName) => beginDraft(context, first.holder, { ...input, userName })),
    )
    const { done, refusals } = await atOnce(
      drafts.map(
        ({ subUserId }) =>
          () =>
            pressesOk(world, first.holder, subUserId),
      ),
    )
    expect(done).toHaveLength(1)
    expect(refusals.map(({ code }) => code)).toEqual(['already-invited', 'already-invited'])
  })

  it('has at most the rights of the first, then and later', async () => {
    const first = await anActiveIndividual(world, { rights: READS })
    const { subUserId } = await aSecondUser(world, first, TRADES)
    expect((await seen(world, subUserId)).rights.toSorted()).toEqual([...READS].toSorted())
    await db.prisma.subUser.update({ where: { id: first.subUserId }, data: { rights: ['own.login'] } })
    expect(await mayActNow(world, subUserId, 'statements.view')).toBe(false)
    expect(await mayActNow(world, subUserId, 'own.login')).toBe(true)
  })

  it('is active only while the first is: suspended and back with it, deactivated with it in one transaction', async () => {
    const first = await anActiveIndividual(world)
    const { subUserId, holder } = await aSecondUser(world, first)
    expect(await mayActNow(world, subUserId, 'statements.view')).toBe(true)
    await suspend(context, holder, { subUserId: first.subUserId, reason: 'Holidays' })
    expect(await mayActNow(world, subUserId, 'statements.view')).toBe(false)
    await reactivate(context, holder, { subUserId: first.subUserId })
    expect(await mayActNow(world, subUserId, 'statements.view')).toBe(true)
    await deactivate(context, holder, { subUserId: first.subUserId, reason: 'Over' })
    expect((await seen(world, subUserId)).status).toBe('deactivated')
    expect(await mayActNow(world, subUserId, 'statements.view')).toBe(false)
  })

  it('can’t be confirmed when the first has ended meanwhile', async () => {
    const first = await anActiveIndividual(world)
    const input = { accountId: first.accountId, firstUserId: first.subUserId, userName: 'too.late', rights: READS }
    const { subUserId } = await beginDraft(context, first.holder, input)
    await deactivate(context, first.holder, { subUserId: first.subUserId, reason: 'Over' })
    await refused('not-in-this-state', pressesOk(world, first.holder, subUserId))
  })

  it('[R13] who manages users no more does not by a second user either', async () => {
    const first = await anActiveIndividual(world, { rights: ['users.manage', 'positions.view'] })
    const { subUserId, holder } = await aSecondUser(world, first, ['users.manage', 'positions.view'])
    const petra = asAdministrator({ accountId: first.accountId, subUserId: subUserId }, holder.mfaAt)
    await aDraft(world, { accountId: first.accountId, by: petra, rights: ['positions.view'] })
    await db.prisma.subUser.update({ where: { id: first.subUserId }, data: { rights: ['positions.view'] } })
    const input = { ...entries({ rights: ['positions.view'] }), accountId: first.accountId }
    await refused('right-missing', beginDraft(context, petra, input))
  })
})

describe('[R22] [R63] signing in by user name', () => {
  it('opens the access that the name belongs to; names and addresses that are not there look like a wrong password', async () => {
    const one = await anActiveIndividual(world, { userName: 'ada.signs.in' })
    const { subUserId } = await aSecondUser(world, one)
    const { userName } = await seen(world, subUserId)
    const session = await signIn(context, userName ?? '', PASSWORD)
    expect((await db.prisma.session.findUniqueOrThrow({ where: { id: session?.id ?? '' } })).subUserId).toBe(subUserId)
    const first = await signIn(context, 'Ada.Signs.In', PASSWORD)
    expect((await db.prisma.session.findUniqueOrThrow({ where: { id: first?.id ?? '' } })).subUserId).toBe(
      one.subUserId,
    )
    for (const [name, password] of [
      ['nobody.here', PASSWORD],
      ['ada.signs.in', 'wrong password 1'],
      ['no@body.example', PASSWORD],
    ])
      expect(await signIn(context, name ?? '', password ?? '')).toBeUndefined()
  })
})
