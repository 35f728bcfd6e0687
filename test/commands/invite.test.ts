import { describe, expect, it } from 'vitest'
import { createAccount } from '../../commands/accounts.ts'
import { invite } from '../../commands/invite.ts'
import { revoke } from '../../commands/lifecycle.ts'
import { activate } from '../../commands/process.ts'
import { outside } from '../../domain/ids.ts'
import { aCaller, aMember, theSystem } from '../support/actors.ts'
import {
  aCompanyAccount,
  anInvite,
  aVerifying,
  eventTypes,
  isApproved,
  seen,
  sendsDocuments,
} from '../support/onboardings.ts'
import { atOnce, refused } from '../support/refused.ts'
import { aWorld, DAY, HOUR } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const caller = aCaller()

describe('[R5] an invite', () => {
  it('takes an e-mail address and a role, nothing more', async () => {
    const accountId = await aCompanyAccount(world)
    const { subUserId } = await invite(context, caller, {
      accountId,
      email: 'Tomasz.W@Kestrel.example',
      role: 'trader',
    })
    const view = await seen(world, subUserId)
    expect(view).toMatchObject({ status: 'invited', turn: 'invitee', role: 'trader', exempt: false, namedAt: null })
    expect(view.person).toMatchObject({ address: 'Tomasz.W@Kestrel.example', name: null, dateOfBirth: null })
    expect(view.deadline?.getTime()).toBe(view.createdAt.getTime() + 7 * DAY)
  })

  it('plans the mail to the person and the one to the holder, writes one event, and nudges its workflow', async () => {
    const { subUserId } = await anInvite(world)
    const mails = await db.prisma.mail.findMany({ where: { subject: subUserId }, orderBy: { kind: 'asc' } })
    expect(mails.map(({ kind, audience, state }) => [kind, audience, state])).toEqual([
      ['invitation', 'invitee', 'planned'],
      ['user_added', 'holder', 'planned'],
    ])
    expect(await eventTypes(world, subUserId)).toEqual(['sub_user.invited'])
    expect(world.nudges.filter((nudge) => nudge.subject === subUserId)).toHaveLength(1)
    expect(await db.prisma.outbox.count({ where: { subject: subUserId } })).toBe(1)
  })

  it('changes no person that is known already', async () => {
    const first = await anInvite(world, { email: 'known@kestrel.example' })
    await db.prisma.person.update({ where: { id: first.personId }, data: { name: 'Tomasz Wilk' } })
    const second = await anInvite(world, { email: 'KNOWN@kestrel.example', language: 'de' })
    expect(second.personId).toBe(first.personId)
    const person = await db.prisma.person.findUniqueOrThrow({ where: { id: first.personId } })
    expect(person).toMatchObject({ address: 'known@kestrel.example', name: 'Tomasz Wilk', language: null })
  })
})

describe('an invite is refused', () => {
  it('for an account that is not there, or that the key may not see: the same answer', async () => {
    const accountId = await aCompanyAccount(world)
    const input = { email: 'a@b.example', role: 'viewer' }
    const unknown = await refused('not-found', invite(context, caller, { ...input, accountId: caller.id }))
    await refused('not-found', invite(context, aCaller([caller.id]), { ...input, accountId }))
    expect(unknown.facts).toEqual({})
    expect(await db.prisma.subUser.count({ where: { accountId } })).toBe(0)
  })

  it('for a role that the policy does not have', async () => {
    const accountId = await aCompanyAccount(world)
    await refused('unknown-role', invite(context, caller, { accountId, email: 'a@b.example', role: 'owner' }))
  })

  it('[R12] for the holder’s own address, however it is typed', async () => {
    const accountId = await aCompanyAccount(world, { email: 'oskar@kestrel.example' })
    const email = ' Oskar@KESTREL.example '
    await refused('holders-address', invite(context, caller, { accountId, email, role: 'viewer' }))
  })

  it('[R62] with a link in its message, and nothing is written', async () => {
    const accountId = await aCompanyAccount(world)
    const message = 'Look at evil.example.com/pay'
    const attempt = invite(context, caller, { accountId, email: 'a@b.example', role: 'viewer', message })
    expect((await refused('message-has-link', attempt)).facts['found']).toBe('evil.example.com/pay')
    expect(await db.prisma.chain.findUnique({ where: { accountId } })).toMatchObject({ sequence: 1n })
  })

  it.each([HOUR - 1, 30 * DAY + 1, -DAY])('[R33] with a deadline out of range (%i ms)', async (openForMs) => {
    await refused('deadline-out-of-range', anInvite(world, { openForMs }))
  })

  it.each([HOUR, 30 * DAY])('[R33] but not at the ends of the range (%i ms)', async (openForMs) => {
    const view = await seen(world, (await anInvite(world, { openForMs })).subUserId)
    expect(view.deadline?.getTime()).toBe(view.createdAt.getTime() + openForMs)
  })
})

describe('[R40] the same person twice in one account', () => {
  it('is refused with a clear word that names the first, in any spelling and role', async () => {
    const first = await anInvite(world, { email: 'twice@kestrel.example' })
    const { accountId } = first
    const again = invite(context, caller, { accountId, email: 'TWICE@kestrel.example', role: 'viewer' })
    const { facts } = await refused('already-invited', again)
    expect(facts).toMatchObject({ subUser: outside('subUser', first.subUserId), status: 'invited' })
    expect(await db.prisma.subUser.count({ where: { accountId } })).toBe(1)
  })

  it('of many at once exactly one wins', async () => {
    const accountId = await aCompanyAccount(world)
    const input = { accountId, email: 'race@kestrel.example', role: 'viewer' }
    const { done, refusals } = await atOnce(Array.from({ length: 20 }, () => () => invite(context, caller, input)))
    expect(done).toHaveLength(1)
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['already-invited']))
  })

  it('is possible again after an end, and in another account at any time', async () => {
    const first = await anInvite(world, { email: 'again@kestrel.example' })
    await anInvite(world, { email: 'again@kestrel.example' })
    await revoke(context, caller, { subUserId: first.subUserId })
    const second = await anInvite(world, { accountId: first.accountId, email: 'again@kestrel.example' })
    expect(second.personId).toBe(first.personId)
  })
})

describe('an account', () => {
  const input = {
    reference: 'NX-1',
    type: 'company',
    policy: 'exchange',
    holder: { name: 'Oskar', email: 'o@k.example', twoFactor: false },
    withdrawalApproval: false,
    language: 'en',
    test: false,
  }
  it('has a type of its policy, and a reference of its own', async () => {
    await createAccount(context, theSystem, input)
    await refused('reference-taken', createAccount(context, theSystem, input))
    const other = { ...input, reference: 'NX-2' }
    await refused('unknown-policy', () => createAccount(context, theSystem, { ...other, type: 'individual' }))
    await refused('unknown-policy', () => createAccount(context, theSystem, { ...other, policy: 'none' }))
    await refused('unknown-policy', () => createAccount(context, theSystem, { ...other, verificationProfile: 'none' }))
    await refused('scope-missing', () => createAccount(context, aCaller([]), other))
  })

  it('[R6] carries the verification profile of its policy and type', async () => {
    const accountId = await aCompanyAccount(world)
    const account = await db.prisma.account.findUniqueOrThrow({ where: { id: accountId } })
    expect(account.verificationProfile).toBe('standard')
  })

  it('[R6] may name another, and its sub-users get exactly that one, before activation', async () => {
    const accountId = await aCompanyAccount(world, { profile: 'standard_with_address' })
    const one = await aVerifying(world, { accountId })
    await refused('documents-missing', sendsDocuments(world, one))
    await sendsDocuments(world, one, ['address_proof'])
    await activate(context, one.subUserId)
    expect((await seen(world, one.subUserId)).status).toBe('verifying')
    await isApproved(world, one)
    await activate(context, one.subUserId)
    expect((await seen(world, one.subUserId)).status).toBe('active')
    await sendsDocuments(world, await aVerifying(world)) // under the usual one no proof of address is asked for
  })

  it('[R61] only managers invite for it', async () => {
    const accountId = await aCompanyAccount(world)
    const invited = { accountId, email: 'a@b.example', role: 'viewer' }
    await refused('role-may-not', invite(context, aMember('viewer'), invited))
    await refused('role-may-not', invite(context, aMember('reviewer'), invited))
    await invite(context, aMember('manager'), invited)
  })
})
