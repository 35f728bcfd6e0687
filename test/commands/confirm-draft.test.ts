import { describe, expect, it } from 'vitest'
import { confirmDraft, draftOf, requestDraftNumber } from '../../commands/confirm-draft.ts'
import { beginDraft, saveDraft } from '../../commands/draft.ts'
import { deactivate, revoke } from '../../commands/lifecycle.ts'
import { checkUserName } from '../../commands/user-names.ts'
import { acceptTexts, giveName, setLogin } from '../../commands/sign-up.ts'
import {
  aBrokerageAccount,
  aDraft,
  anActiveIndividual,
  anInvited,
  aNumber,
  entries,
  pressesOk,
  theSureHolder,
  TRADES,
} from '../support/brokerage.ts'
import { theHolder } from '../support/portal.ts'
import { acceptsWithCode, eventTypes, PASSWORD, seen, shownTexts } from '../support/onboardings.ts'
import { atOnce, refused } from '../support/refused.ts'
import { aWorld, DAY, passes } from '../support/world.ts'

const world = await aWorld(20)
const { context, db } = world
const MINUTE = 60_000

const taken = async (accountId: string): Promise<number> =>
  (await db.prisma.seatUse.findMany({ where: { accountId } })).reduce((sum, row) => sum + row.taken, 0)

describe('OK', () => {
  it('[R29] claims seat and user name, and sends the invitation, in one transaction', async () => {
    const { subUserId, accountId, holder } = await aDraft(world, { rights: TRADES })
    const before = await seen(world, subUserId)
    await pressesOk(world, holder, subUserId)
    const view = await seen(world, subUserId)
    expect(view).toMatchObject({ status: 'invited', turn: 'invitee', quotaGroup: 'individuals', exempt: false })
    expect(view.deadline?.getTime()).toBe((view.invitedAt?.getTime() ?? 0) + 7 * DAY)
    expect(view.person).toMatchObject({ kind: 'invitee', name: null })
    expect(await taken(accountId)).toBe(1)
    const mails = await db.prisma.mail.findMany({ where: { subject: subUserId } })
    expect(mails.map(({ kind }) => kind)).toEqual(['invitation'])
    expect(await eventTypes(world, subUserId)).toEqual(['sub_user.drafted', 'sub_user.invited'])
    expect(await db.prisma.person.count({ where: { id: before.personId } })).toBe(0)
  })

  it('[R20] [R24] keeps the name that the holder wrote until the person gives one; an inviter changes no person', async () => {
    const one = await anInvited(world)
    expect(await seen(world, one.subUserId)).toMatchObject({ shownName: 'Ada Brunswijk', namedAt: null })
    expect((await seen(world, one.subUserId)).person.name).toBeNull()
    await acceptsWithCode(world, one)
    await giveName(context, one, { name: 'Ada Maria Brunswijk', dateOfBirth: '1990-01-02' })
    expect((await seen(world, one.subUserId)).shownName).toBe('Ada Maria Brunswijk')
  })

  it('[R20] records when it was confirmed that the person does not work for the holder, and needs it', async () => {
    const { subUserId, holder } = await aDraft(world, { relationshipConfirmed: false })
    const refusal = await refused('draft-incomplete', pressesOk(world, holder, subUserId))
    expect(refusal.facts).toEqual({ faults: [{ field: 'relationshipConfirmed', code: 'missing' }] })
    await saveDraft(context, holder, { subUserId, fields: { relationshipConfirmed: true } })
    await pressesOk(world, holder, subUserId)
    expect((await seen(world, subUserId)).relationshipConfirmedAt).not.toBeNull()
  })

  it('[R20] the individual accepts the limited power of attorney, in a version that is recorded; not without it', async () => {
    const one = await anInvited(world, { rights: TRADES })
    await acceptsWithCode(world, one)
    await giveName(context, one, { name: 'Ada Brunswijk', dateOfBirth: '1990-01-02' })
    await setLogin(context, one, PASSWORD)
    await refused('input-invalid', acceptTexts(context, one, shownTexts(['terms', 'privacy'])))
    const shown = shownTexts(['terms', 'privacy', 'lpoa'])
    await acceptTexts(context, one, shown)
    const consent = await db.prisma.consent.findFirstOrThrow({ where: { subUserId: one.subUserId, text: 'lpoa' } })
    expect(consent.version).toBe(shown.versions['lpoa'])
  })

  it('[R7] somebody with rights that only read is never verified', async () => {
    expect(await seen(world, (await anInvited(world)).subUserId)).toMatchObject({ exempt: true })
    expect(await seen(world, (await anInvited(world, { rights: TRADES })).subUserId)).toMatchObject({ exempt: false })
  })

  it('[R40] the same person twice is refused and the draft is kept', async () => {
    const first = await anInvited(world)
    const again = await aDraft(world, { accountId: first.accountId, email: first.email.toUpperCase() })
    await refused('already-invited', pressesOk(world, again.holder, again.subUserId))
    expect((await seen(world, again.subUserId)).status).toBe('awaiting_confirmation')
  })

  it('[R40] the same person in many drafts: of OK at once in all of them one wins', async () => {
    const accountId = await aBrokerageAccount(world)
    const { email } = entries()
    const drafts = await Promise.all(Array.from({ length: 4 }, () => aDraft(world, { accountId, email })))
    const { done, refusals } = await atOnce(drafts.map((one) => () => pressesOk(world, one.holder, one.subUserId)))
    expect(done).toHaveLength(1)
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['already-invited']))
    expect(await taken(accountId)).toBe(1)
  })

  it('[R12] the holder’s own address is no other person’s', async () => {
    const accountId = await aBrokerageAccount(world, { email: 'signe@haldors.example' })
    const { subUserId, holder } = await aDraft(world, { accountId, email: 'SIGNE@haldors.example' })
    const { facts } = await refused('draft-incomplete', pressesOk(world, holder, subUserId))
    expect(facts).toEqual({ faults: [{ field: 'email', code: 'holders' }] })
  })

  it('[R29] pressed twice at once is one invitation', async () => {
    const { subUserId, holder, accountId } = await aDraft(world)
    const { fee } = await draftOf(context, holder, { subUserId })
    const press = () => confirmDraft(context, holder, { subUserId, acceptedFee: fee })
    const { done, refusals } = await atOnce([press, press, press, press])
    expect(done).toHaveLength(1)
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['not-in-this-state']))
    expect(await taken(accountId)).toBe(1)
    expect(await db.prisma.link.count({ where: { subUserId } })).toBe(1)
    expect((await refused('not-in-this-state', press())).facts).toMatchObject({ status: 'invited' }) // and long after
  })

  it('[R29] beside discarding: one of the two happens, and the seat is counted right', async () => {
    for (let round = 0; round < 5; round++) {
      const { subUserId, holder, accountId } = await aDraft(world)
      await atOnce<unknown>([
        () => pressesOk(world, holder, subUserId),
        () => revoke(context, holder, { subUserId, reason: 'No' }),
      ])
      const { status } = await seen(world, subUserId)
      expect(status).toBe('revoked') // a confirmed draft is an invitation, which is revoked as well
      expect(await taken(accountId)).toBe(0)
    }
  })
})

describe('[R20] at most five individuals', () => {
  it('the sixth is refused and names who holds the seats; the draft is kept', async () => {
    const accountId = await aBrokerageAccount(world)
    for (let n = 0; n < 5; n++) await anInvited(world, { accountId, name: `Person ${n}` })
    const sixth = await aDraft(world, { accountId })
    const { facts } = await refused('seat-taken', pressesOk(world, sixth.holder, sixth.subUserId))
    expect(facts).toMatchObject({ quota: 'individuals', limit: 5, seats: [{ name: 'Person 0' }, {}, {}, {}, {}] })
    expect((await seen(world, sixth.subUserId)).status).toBe('awaiting_confirmation')
  })

  it('[R10] of many at once for the last seat exactly one wins', async () => {
    const accountId = await aBrokerageAccount(world)
    for (let n = 0; n < 4; n++) await anInvited(world, { accountId })
    const drafts = await Promise.all(Array.from({ length: 12 }, () => aDraft(world, { accountId })))
    const { done, refusals } = await atOnce(drafts.map((one) => () => pressesOk(world, one.holder, one.subUserId)))
    expect(done).toHaveLength(1)
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['seat-taken']))
    expect(await taken(accountId)).toBe(5)
  })

  it('[R31] deleting one makes room; the history stays', async () => {
    const accountId = await aBrokerageAccount(world)
    const one = await anActiveIndividual(world, { accountId })
    for (let n = 0; n < 4; n++) await anInvited(world, { accountId })
    await deactivate(context, one.holder, { subUserId: one.subUserId, reason: 'Moved away' })
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'deactivated' })
    expect(await db.prisma.session.count({ where: { subUserId: one.subUserId } })).toBe(0)
    expect(await eventTypes(world, one.subUserId)).toContain('sub_user.activated')
    await anInvited(world, { accountId })
  })
})

describe('[R22] user names', () => {
  it('are unique whatever the case of their letters; the refusal offers free ones and the draft is kept', async () => {
    const first = await anInvited(world, { userName: 'ada.brunswijk' })
    const second = await aDraft(world, { userName: 'ADA.Brunswijk' })
    const { facts } = await refused('user-name-taken', pressesOk(world, second.holder, second.subUserId))
    expect(facts).toEqual({ userName: 'ADA.Brunswijk', free: ['ada.brunswijk2', 'a.brunswijk'] })
    await saveDraft(context, second.holder, { subUserId: second.subUserId, fields: { userName: 'ada.brunswijk2' } })
    await pressesOk(world, second.holder, second.subUserId)
    await revoke(context, first.holder, { subUserId: first.subUserId })
    await anInvited(world, { userName: 'ada.brunswijk' })
  })

  it('of many simultaneous claims in different accounts one wins', async () => {
    const drafts = await Promise.all(
      Array.from({ length: 10 }, (_, n) => aDraft(world, { userName: n % 2 ? 'same.name' : 'SAME.name' })),
    )
    const { done, refusals } = await atOnce(drafts.map((one) => () => pressesOk(world, one.holder, one.subUserId)))
    expect(done).toHaveLength(1)
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['user-name-taken']))
    const held = await db.prisma.subUser.count({
      where: { userName: { equals: 'same.name', mode: 'insensitive' }, status: 'invited' },
    })
    expect(held).toBe(1)
  })

  it('are checked while typing, which claims nothing and is limited', async () => {
    const { subUserId, holder } = await aDraft(world, { userName: 'only.typed' })
    expect(await checkUserName(context, holder, { userName: 'only.typed' })).toEqual({ is: 'free' })
    expect(await checkUserName(context, holder, { userName: 'ab' })).toEqual({ is: 'wrong', fault: 'length' })
    await pressesOk(world, holder, subUserId)
    const asked = { userName: 'Only.Typed', personName: 'Ada Brunswijk' }
    expect(await checkUserName(context, holder, asked)).toMatchObject({
      is: 'taken',
      free: ['only.typed2', expect.any(String)],
    })
    const many = Array.from({ length: 130 }, (_, n) => () => checkUserName(context, holder, { userName: `name${n}x` }))
    const { refusals } = await atOnce(many)
    expect(refusals.length).toBeGreaterThan(5)
    expect(refusals[0]?.code).toBe('too-many')
  })
})

describe('[R30] the market-data fee', () => {
  const fee = { amountMinor: 1450, currency: 'EUR', period: 'month' } as const

  it('is accepted before OK, exactly as it is', async () => {
    const { subUserId, holder } = await aDraft(world)
    const none = confirmDraft(context, holder, { subUserId, acceptedFee: null })
    expect((await refused('fee-not-accepted', none)).facts).toEqual({ fee })
    const less = { ...fee, amountMinor: 1 }
    await refused('fee-not-accepted', confirmDraft(context, holder, { subUserId, acceptedFee: less }))
    await confirmDraft(context, holder, { subUserId, acceptedFee: fee })
    expect((await db.prisma.subUser.findUniqueOrThrow({ where: { id: subUserId } })).acceptedFee).toEqual(fee)
  })

  it('is reported to the platform on activation, once', async () => {
    const { subUserId } = await anActiveIndividual(world)
    const events = await db.prisma.event.findMany({ where: { subject: subUserId, type: 'fee.due' } })
    expect(events.map(({ data }) => data)).toEqual([fee])
  })

  it('is the account’s own where it has one; an account without a fee is asked for none', async () => {
    const own = { amountMinor: 900, currency: 'USD', period: 'year' } as const
    const dear = await aDraft(world, { accountId: await aBrokerageAccount(world, { fee: own }) })
    expect((await draftOf(context, dear.holder, dear)).fee).toEqual(own)
    const free = await aBrokerageAccount(world, { fee: { ...own, amountMinor: 0 } })
    const { subUserId, holder } = await aDraft(world, { accountId: free })
    await confirmDraft(context, holder, { subUserId, acceptedFee: null })
  })
})

describe('[R28] the confirmation number', () => {
  it('is needed without fresh two-factor, and confirms exactly what it was sent for', async () => {
    const accountId = await aBrokerageAccount(world)
    const holder = await theHolder(world, accountId)
    const { subUserId } = await beginDraft(context, holder, { ...entries(), accountId })
    await refused('number-needed', pressesOk(world, holder, subUserId))
    const number = await aNumber(world, holder, subUserId)
    await saveDraft(context, holder, { subUserId, fields: { rights: TRADES } })
    await refused('number-over', pressesOk(world, holder, subUserId, number))
    expect(await taken(accountId)).toBe(0)
    await pressesOk(world, holder, subUserId, await aNumber(world, holder, subUserId))
    expect((await seen(world, subUserId)).status).toBe('invited')
  })

  it('five wrong ones void it; nothing was claimed', async () => {
    const accountId = await aBrokerageAccount(world)
    const holder = await theHolder(world, accountId)
    const { subUserId } = await beginDraft(context, holder, { ...entries(), accountId })
    const number = await aNumber(world, holder, subUserId)
    const wrong = String((Number(number) + 1) % 1_000_000).padStart(6, '0')
    for (let n = 0; n < 4; n++) await refused('number-wrong', pressesOk(world, holder, subUserId, wrong))
    await refused('number-over', pressesOk(world, holder, subUserId, wrong))
    await refused('number-over', pressesOk(world, holder, subUserId, number))
    expect(await taken(accountId)).toBe(0)
  })

  it('runs out after 15 minutes, and is not sent for what is incomplete', async () => {
    const accountId = await aBrokerageAccount(world)
    const holder = await theHolder(world, accountId)
    const { subUserId } = await beginDraft(context, holder, { ...entries({ name: '' }), accountId })
    await refused('draft-incomplete', requestDraftNumber(context, holder, { subUserId }))
    await saveDraft(context, holder, { subUserId, fields: { name: 'Ada' } })
    const number = await aNumber(world, holder, subUserId)
    await passes(world, accountId, 15 * MINUTE)
    await refused('number-over', pressesOk(world, holder, subUserId, number))
  })

  it('a user name that was lost meanwhile leaves the number and the draft as they are', async () => {
    const accountId = await aBrokerageAccount(world)
    const holder = await theHolder(world, accountId)
    const { subUserId } = await beginDraft(context, holder, { ...entries({ userName: 'lost.name' }), accountId })
    const number = await aNumber(world, holder, subUserId)
    const winner = await anInvited(world, { userName: 'lost.name' })
    await refused('user-name-taken', pressesOk(world, holder, subUserId, number))
    await revoke(context, await theSureHolder(world, winner.accountId), { subUserId: winner.subUserId })
    await pressesOk(world, holder, subUserId, number)
    expect((await seen(world, subUserId)).status).toBe('invited')
  })
})
