import { describe, expect, it } from 'vitest'
import { acceptBySignIn, pressAccept } from '../../commands/answer.ts'
import { draftOf } from '../../commands/confirm-draft.ts'
import { beginDraft, saveDraft } from '../../commands/draft.ts'
import { setLogin, giveName } from '../../commands/sign-up.ts'
import { signIn } from '../../commands/sign-in.ts'
import { createAccount } from '../../commands/accounts.ts'
import { brokerage } from '../../domain/policies/brokerage.ts'
import { addPolicies } from '../../domain/policies/index.ts'
import { legalTextKeys } from '../../domain/legal/index.ts'
import { theSystem } from '../support/actors.ts'
import { aBrokerageAccount, aDraft, entries, pressesOk, theSureHolder } from '../support/brokerage.ts'
import { linkOf, PASSWORD, seen } from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const known = { vendors: ['staff', 'stripe', 'onfido', 'simulator'], legalTexts: legalTextKeys }
addPolicies([{ ...brokerage, id: 'first-password', file: 'test', firstPassword: true }], known)

const FIRST = 'typed by the holder 1'

async function anInvitedWithPassword(email?: string) {
  const holder = { name: 'Signe Haldors', email: 'signe.fp@haldors.example', twoFactor: false }
  const reference = `FP-${Math.random()}`
  const input = { reference, type: 'individual', policy: 'first-password', holder, withdrawalApproval: false }
  const { accountId } = await createAccount(context, theSystem, { ...input, language: 'en', test: true })
  const actor = await theSureHolder(world, accountId)
  const given = entries(email ? { email } : {})
  const { subUserId } = await beginDraft(context, actor, { ...given, accountId, password: FIRST })
  await pressesOk(world, actor, subUserId)
  const { personId } = await seen(world, subUserId)
  return { subUserId, personId, email: given.email, userName: given.userName }
}

describe('[R24] a first password that the holder types, where the policy has it', () => {
  it('leads in by the link only, and has to be replaced before anything else', async () => {
    const one = await anInvitedWithPassword()
    expect(await signIn(context, one.email, FIRST)).toBeUndefined()
    const linkId = await linkOf(world, one.subUserId)
    const pressed = await pressAccept(context, linkId)
    expect(pressed.next).toBe('sign_in')
    const claim = { ...one, sessionId: pressed.session.id, linkId }
    expect(await acceptBySignIn(context, claim, 'not the first one')).toBeUndefined()
    await acceptBySignIn(context, claim, FIRST)
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'accepted', loginAt: null })
    expect(await signIn(context, one.userName, FIRST)).toBeUndefined()
    await giveName(context, one, { name: 'Ada Brunswijk', dateOfBirth: '1990-01-02' })
    await refused('input-invalid', setLogin(context, one, FIRST))
    await setLogin(context, one, PASSWORD)
    expect((await seen(world, one.subUserId)).loginAt).not.toBeNull()
    expect(await signIn(context, one.email, FIRST)).toBeUndefined()
    expect(await signIn(context, one.userName, PASSWORD)).toBeDefined()
    await refused('step-not-due', setLogin(context, one, 'yet another password'))
  })

  it('[R37] never touches a login that exists', async () => {
    const one = await anInvitedWithPassword()
    await db.prisma.person.update({
      where: { id: one.personId },
      data: { passwordHash: 'own', passwordToReplace: false },
    })
    const again = await anInvitedWithPassword(one.email)
    const person = await db.prisma.person.findUniqueOrThrow({ where: { id: again.personId } })
    expect(person).toMatchObject({ id: one.personId, passwordHash: 'own', passwordToReplace: false })
  })

  it('is off by default: what was typed for somebody else is not kept', async () => {
    const { subUserId, holder } = await aDraft(world, { accountId: await aBrokerageAccount(world) })
    await saveDraft(context, holder, { subUserId, fields: { password: FIRST } })
    expect((await draftOf(context, holder, { subUserId })).entries.hasPassword).toBe(false)
  })
})
