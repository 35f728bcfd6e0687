import { describe, expect, it } from 'vitest'
import { timeLineOf } from '../../api/console/onboardings/time-line.ts'
import { beginDraft, saveDraft } from '../../commands/draft.ts'
import { confirmDraft, draftOf } from '../../commands/confirm-draft.ts'
import { expire } from '../../commands/expire.ts'
import { invite } from '../../commands/invite.ts'
import { changeAddress, inviteAgain, revoke } from '../../commands/lifecycle.ts'
import { settle } from '../../commands/process.ts'
import { eventsOf } from '../../store/events.ts'
import { aCaller, aMember } from '../support/actors.ts'
import {
  READS,
  TRADES,
  aBrokerageAccount,
  aDraft,
  anInvited,
  entries,
  pressesOk,
  theSureHolder,
} from '../support/brokerage.ts'
import { asAdministrator, theHolder } from '../support/portal.ts'
import { aCompanyAccount, eventTypes, seen } from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { DAY, HOUR, aWorld, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

describe('a draft', () => {
  it('[R23] keeps whatever was typed, right or wrong, on every device', async () => {
    const accountId = await aBrokerageAccount(world)
    const holder = await theHolder(world, accountId)
    const { subUserId } = await beginDraft(context, holder, { accountId })
    await saveDraft(context, holder, { subUserId, fields: { userName: 'ad', name: 'Ada' } })
    await saveDraft(context, holder, { subUserId, fields: { email: 'ada@', rights: TRADES } })
    const draft = await draftOf(context, await theHolder(world, accountId), { subUserId })
    expect(draft.entries).toMatchObject({ userName: 'ad', name: 'Ada', email: 'ada@', rights: TRADES })
    expect(draft.faults).toEqual([
      { field: 'userName', code: 'length' },
      { field: 'relationship', code: 'empty' },
      { field: 'relationshipConfirmed', code: 'missing' },
      { field: 'email', code: 'wrong' },
    ])
  })

  it('[R49] is logged with each change; the time line counts changes that follow each other as one line', async () => {
    const { subUserId, holder } = await aDraft(world)
    for (const name of ['A', 'Ad', 'Ada']) await saveDraft(context, holder, { subUserId, fields: { name } })
    const events = await eventsOf(db, subUserId)
    expect(events.filter(({ type }) => type === 'sub_user.draft_saved')).toHaveLength(3)
    const lines = timeLineOf(events, ({ kind }) => ({ kind, name: null, mine: false }), new Map(), null)
    expect(lines.map(({ type, times, at }) => [type, times, at])).toEqual([
      ['sub_user.draft_saved', 3, events[0]?.at.toISOString()],
      ['sub_user.drafted', 1, events.at(-1)?.at.toISOString()],
    ])
  })

  it('[R29] holds no seat, no user name and nobody’s place', async () => {
    const accountId = await aBrokerageAccount(world)
    const same = entries()
    for (let n = 0; n < 7; n++) await aDraft(world, { ...same, accountId })
    expect(await db.prisma.seatUse.findMany({ where: { accountId } })).toEqual([])
    expect(await db.prisma.person.count({ where: { kind: 'invitee', addressKey: same.email } })).toBe(0)
    const { subUserId } = await anInvited(world, { ...same, accountId })
    expect((await seen(world, subUserId)).status).toBe('invited')
  })

  it('[R29] ends exactly 24 h after it was begun, however often it was saved', async () => {
    const { subUserId, holder, accountId } = await aDraft(world)
    await passes(world, accountId, DAY - HOUR)
    await saveDraft(context, holder, { subUserId, fields: { name: 'Ada B' } })
    await passes(world, accountId, HOUR)
    const facts = (await refused('not-in-this-state', saveDraft(context, holder, { subUserId, fields: {} }))).facts
    expect(facts).toMatchObject({ status: 'expired', since: (await seen(world, subUserId)).deadline?.toISOString() })
    const ok = confirmDraft(context, await theSureHolder(world, accountId), { subUserId, acceptedFee: null })
    await refused('not-in-this-state', ok)
    await expire(context, subUserId)
    expect(await eventTypes(world, subUserId)).toContain('sub_user.expired')
    expect(await db.prisma.mail.count({ where: { subject: subUserId } })).toBe(0)
  })

  it('[R33] is reminded of by nobody', async () => {
    const { subUserId } = await aDraft(world)
    expect((await settle(context, subUserId)).reminder).toBeNull()
  })

  it('discarded, tells nobody and frees no seat', async () => {
    const { subUserId, holder, accountId } = await aDraft(world)
    await revoke(context, holder, { subUserId })
    expect(await seen(world, subUserId)).toMatchObject({ status: 'revoked', turn: 'nobody' })
    expect(await db.prisma.mail.count({ where: { subject: subUserId } })).toBe(0)
    expect(await db.prisma.seatUse.count({ where: { accountId } })).toBe(0)
  })

  it('begun again after its end has the same entries; the relationship is confirmed anew', async () => {
    const { subUserId, holder, accountId } = await aDraft(world, { rights: TRADES, message: 'See you on Monday' })
    await passes(world, accountId, DAY)
    const again = await inviteAgain(context, holder, { subUserId })
    const before = await seen(world, subUserId)
    const draft = await draftOf(context, holder, again)
    expect(draft.entries).toMatchObject({ name: 'Ada Brunswijk', rights: TRADES, message: 'See you on Monday' })
    expect(draft.entries.userName).toBe(before.userName)
    expect(draft.entries.email).toBe(before.person.address)
    expect(draft.faults).toEqual([{ field: 'relationshipConfirmed', code: 'missing' }])
  })

  it('of another account is not there', async () => {
    const { subUserId } = await aDraft(world)
    const other = await theSureHolder(world, await aBrokerageAccount(world))
    await refused('not-found', saveDraft(context, other, { subUserId, fields: {} }))
    await refused('not-found', draftOf(context, other, { subUserId }))
    await refused('not-found', confirmDraft(context, other, { subUserId, acceptedFee: null }))
  })
})

describe('callers and staff', () => {
  it('[R29] begin a draft with all fields; the holder is told and presses OK', async () => {
    for (const actor of [aCaller(), aMember('manager')]) {
      const accountId = await aBrokerageAccount(world)
      const { subUserId } = await beginDraft(context, actor, { ...entries(), accountId })
      expect(await seen(world, subUserId)).toMatchObject({ status: 'awaiting_confirmation', turn: 'holder' })
      const mails = await db.prisma.mail.findMany({ where: { subject: subUserId } })
      expect(mails.map(({ kind, audience }) => [kind, audience])).toEqual([['draft_waits', 'holder']])
      await pressesOk(world, await theSureHolder(world, accountId), subUserId)
      expect((await seen(world, subUserId)).status).toBe('invited')
    }
  })

  it('[R2] never invite directly where rights are chosen one by one, and begin no draft where roles are fixed', async () => {
    const accountId = await aBrokerageAccount(world)
    const input = { accountId, email: 'ada@brunswijk.example', role: 'individual' }
    await refused('unknown-role', invite(context, aCaller(), input))
    const company = await aCompanyAccount(world)
    await refused('unknown-role', beginDraft(context, aCaller(), { ...entries(), accountId: company }))
  })

  it('[R62] write no link into the message', async () => {
    const accountId = await aBrokerageAccount(world)
    const input = { ...entries({ message: 'See www.evil.example' }), accountId }
    await refused('message-has-link', beginDraft(context, aCaller(), input))
    const holder = await theSureHolder(world, accountId)
    const { subUserId } = await beginDraft(context, holder, input)
    const refusal = await refused('draft-incomplete', confirmDraft(context, holder, { subUserId, acceptedFee: null }))
    expect(refusal.facts).toEqual({ faults: [{ field: 'message', code: 'link' }] })
  })

  it('[R19] open no second user in the holder’s own name: only the holder does', async () => {
    const accountId = await aBrokerageAccount(world)
    const own = { accountId, role: 'own_second_user' }
    await refused('holder-only', beginDraft(context, aCaller(), own))
    await refused('holder-only', beginDraft(context, aMember('manager'), own))
  })

  it('[R61] only managers', async () => {
    const accountId = await aBrokerageAccount(world)
    await refused('role-may-not', beginDraft(context, aMember('reviewer'), { ...entries(), accountId }))
  })
})

describe('[R34] changing the address of a brokerage invitation', () => {
  it('revokes it and begins a draft with the other address, which waits for OK', async () => {
    const one = await anInvited(world, { rights: READS })
    const draft = await changeAddress(context, one.holder, { subUserId: one.subUserId, email: 'new@brunswijk.example' })
    expect((await seen(world, one.subUserId)).status).toBe('revoked')
    const { entries: kept } = await draftOf(context, one.holder, draft)
    expect(kept).toMatchObject({ email: 'new@brunswijk.example', name: 'Ada Brunswijk', rights: READS })
    expect((await seen(world, draft.subUserId)).status).toBe('awaiting_confirmation')
  })
})

describe('[R13] an Administrator', () => {
  it('adds users, but with no right that the Administrator lacks, whoever ticked it', async () => {
    const accountId = await aBrokerageAccount(world)
    const holder = await theSureHolder(world, accountId)
    const admin = await anInvited(world, { accountId, rights: ['positions.view', 'users.manage'] })
    await db.prisma.subUser.update({ where: { id: admin.subUserId }, data: { status: 'active', turn: 'nobody' } })
    const petra = asAdministrator(admin, holder.mfaAt)
    const own = beginDraft(context, petra, { ...entries({ rights: ['order.shares'] }), accountId })
    expect((await refused('right-missing', own)).facts).toEqual({ right: 'order.shares' })
    const { subUserId } = await aDraft(world, { accountId, rights: TRADES })
    const { fee } = await draftOf(context, petra, { subUserId })
    await refused('right-missing', confirmDraft(context, petra, { subUserId, acceptedFee: fee }))
    const theirs = await beginDraft(context, petra, { ...entries({ rights: ['positions.view'] }), accountId })
    await pressesOk(world, petra, theirs.subUserId)
    const mails = await db.prisma.mail.findMany({ where: { subject: theirs.subUserId }, orderBy: { kind: 'asc' } })
    expect(mails.map(({ kind }) => kind)).toEqual(['invitation', 'user_added'])
  })

  it('[R12] [R19] has nothing to do with the holder’s own second user', async () => {
    const accountId = await aBrokerageAccount(world)
    const holder = await theSureHolder(world, accountId)
    const admin = await anInvited(world, { accountId, rights: ['users.manage'] })
    await db.prisma.subUser.update({ where: { id: admin.subUserId }, data: { status: 'active', turn: 'nobody' } })
    const petra = asAdministrator({ accountId: accountId, subUserId: admin.subUserId }, holder.mfaAt)
    await refused('holder-only', beginDraft(context, petra, { accountId, role: 'own_second_user' }))
    const { subUserId } = await beginDraft(context, holder, { accountId, role: 'own_second_user', rights: READS })
    await refused('holder-only', saveDraft(context, petra, { subUserId, fields: { password: 'a longer password' } }))
    await refused('not-found', draftOf(context, petra, { subUserId }))
    await refused('holder-only', revoke(context, petra, { subUserId }))
  })
})
