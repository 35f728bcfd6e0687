import { describe, expect, it } from 'vitest'
import { acceptByCode, acceptBySignIn, pressAccept, sendNewCode } from '../../commands/answer.ts'
import { decline, declineAfterAll } from '../../commands/decline.ts'
import { expire } from '../../commands/expire.ts'
import { activate, beginVerification } from '../../commands/process.ts'
import { askForPasswordLink, choosePassword, signIn } from '../../commands/sign-in.ts'
import { acceptTexts, giveName, setLogin } from '../../commands/sign-up.ts'
import { codeDigits } from '../../domain/secrets.ts'
import { stepOf } from '../../domain/steps.ts'
import {
  aClaim,
  anAccepted,
  anActive,
  anInvite,
  aSignedUp,
  codeOf,
  eventTypes,
  linkOf,
  PASSWORD,
  seen,
  shownTexts,
  signsUp,
} from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aWorld, DAY, HOUR, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const hashOf = async (id: string) => (await db.prisma.person.findUniqueOrThrow({ where: { id } })).passwordHash

describe('[R37] the code to the invited address', () => {
  it('accepts when right, and says how many tries are left when wrong', async () => {
    const one = await anInvite(world)
    const claim = await aClaim(world, one)
    const code = await codeOf(world, one.subUserId)
    for (const triesLeft of [4, 3, 2, 1])
      expect(await acceptByCode(context, claim, wrong(code))).toEqual({ wrong: true, triesLeft })
    expect(await acceptByCode(context, claim, code)).toHaveProperty('session')
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'accepted' })
  })

  it('is void after the fifth wrong try, for the right digits too', async () => {
    const one = await anInvite(world)
    const claim = await aClaim(world, one)
    const code = await codeOf(world, one.subUserId)
    for (let n = 0; n < 5; n++) await acceptByCode(context, claim, wrong(code))
    expect(await acceptByCode(context, claim, code)).toEqual({ over: true })
    expect(await seen(world, one.subUserId)).toMatchObject({ status: 'invited' })
  })

  it('counts at most 5 of 100 parallel guesses', async () => {
    const one = await anInvite(world)
    const claim = await aClaim(world, one)
    const code = await codeOf(world, one.subUserId)
    const guesses = Array.from({ length: 100 }, () => acceptByCode(context, claim, wrong(code)))
    const outcomes = await Promise.all(guesses)
    expect(outcomes.filter((outcome) => 'wrong' in outcome)).toHaveLength(4)
    expect(outcomes.filter((outcome) => 'over' in outcome)).toHaveLength(96)
    const row = await db.prisma.code.findFirstOrThrow({ where: { subUserId: one.subUserId } })
    expect(row.tries).toBe(5)
    expect(await acceptByCode(context, claim, code)).toEqual({ over: true })
  })

  it('is over after 15 minutes; a new one works and voids the earlier one', async () => {
    const one = await anInvite(world)
    const claim = await aClaim(world, one)
    const first = await codeOf(world, one.subUserId)
    await passes(world, one.accountId, 15 * 60_000)
    expect(await acceptByCode(context, claim, first)).toEqual({ over: true })
    await sendNewCode(context, claim)
    const second = await codeOf(world, one.subUserId)
    await sendNewCode(context, claim)
    const third = await codeOf(world, one.subUserId)
    if (second !== third) expect(await acceptByCode(context, claim, second)).toHaveProperty('wrong')
    expect(await acceptByCode(context, claim, third)).toHaveProperty('session')
  })

  it('of another onboarding does not fit', async () => {
    const [one, other] = [await anInvite(world), await anInvite(world)]
    const claim = await aClaim(world, one)
    await aClaim(world, other)
    const code = await db.prisma.code.findFirstOrThrow({ where: { subUserId: other.subUserId } })
    expect(await acceptByCode(context, claim, codeDigits(context.keys, code.id))).toHaveProperty('wrong')
  })

  it('the button opens a session that reaches nothing but the proof', async () => {
    const { subUserId } = await anInvite(world)
    const pressed = await pressAccept(context, await linkOf(world, subUserId))
    expect(pressed).toMatchObject({ next: 'code', session: { purpose: 'claim' } })
    expect(await seen(world, subUserId)).toMatchObject({ status: 'invited' })
  })
})

describe('[R37] an address that has a login', () => {
  it('signs in to accept; the login stays as it was, and no code goes out', async () => {
    const first = await aSignedUp(world, { role: 'viewer', email: 'has.login@kestrel.example' })
    const before = await hashOf(first.personId)
    const second = await anInvite(world, { email: 'Has.Login@kestrel.example' })
    const linkId = await linkOf(world, second.subUserId)
    const { next, session } = await pressAccept(context, linkId)
    expect(next).toBe('sign_in')
    const claim = { sessionId: session.id, subUserId: second.subUserId, personId: second.personId, linkId }
    expect(await acceptBySignIn(context, claim, 'a wrong password 1')).toBeUndefined()
    expect(await seen(world, second.subUserId)).toMatchObject({ status: 'invited' })
    expect(await acceptBySignIn(context, claim, PASSWORD)).toHaveProperty('session')
    const view = await seen(world, second.subUserId)
    expect(view).toMatchObject({ status: 'accepted', loginAt: view.acceptedAt })
    expect(await db.prisma.code.count({ where: { subUserId: second.subUserId } })).toBe(0)
    await giveName(context, second, { name: 'Tomasz Wilk', dateOfBirth: '1988-03-09' })
    await refused('step-not-due', setLogin(context, second, 'another password 12'))
    expect(await hashOf(first.personId)).toBe(before)
  })

  it('two onboardings at once: the login that was set first stays', async () => {
    const email = 'twice.at.once@kestrel.example'
    const [one, other] = [await anAccepted(world, { email }), await anAccepted(world, { email })]
    for (const each of [one, other]) await giveName(context, each, { name: 'Tomasz Wilk', dateOfBirth: '1988-03-09' })
    const results = await Promise.allSettled([
      setLogin(context, one, 'first password 12'),
      setLogin(context, other, 'second password 12'),
    ])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const right = results[0].status === 'fulfilled' ? 'first password 12' : 'second password 12'
    expect(await signIn(context, email, right)).toBeDefined()
  })
})

describe('[R36] the sign-up', () => {
  it('goes name, login, legal texts, in this order, and resumes at the same step', async () => {
    const one = await anAccepted(world)
    expect(stepOf(await seen(world, one.subUserId))).toBe('about')
    await refused('step-not-due', setLogin(context, one, PASSWORD))
    await refused('step-not-due', acceptTexts(context, one, shownTexts()))
    await giveName(context, one, { name: ' Tomasz  Wilk ', dateOfBirth: '1988-03-09' })
    expect(stepOf(await seen(world, one.subUserId))).toBe('login')
    await refused('step-not-due', acceptTexts(context, one, shownTexts()))
    await setLogin(context, one, PASSWORD)
    expect(stepOf(await seen(world, one.subUserId))).toBe('legal')
    await acceptTexts(context, one, shownTexts())
    const view = await seen(world, one.subUserId)
    expect(stepOf(view)).toBe('status')
    expect(view.person).toMatchObject({ name: 'Tomasz Wilk', dateOfBirth: '1988-03-09' })
  })

  it('[R7] asks a Viewer for no date of birth, and everybody else for one', async () => {
    await giveName(context, await anAccepted(world, { role: 'viewer' }), { name: 'Ines Maravelle', dateOfBirth: null })
    const trader = await anAccepted(world)
    await refused('input-invalid', giveName(context, trader, { name: 'Ines Maravelle', dateOfBirth: null }))
  })

  it('records versions and hashes of the legal texts that were accepted; others are refused', async () => {
    const one = await anAccepted(world)
    await giveName(context, one, { name: 'Tomasz Wilk', dateOfBirth: '1988-03-09' })
    await setLogin(context, one, PASSWORD)
    const { versions, language } = shownTexts()
    const { facts } = await refused(
      'input-invalid',
      acceptTexts(context, one, { language, versions: { ...versions, privacy: '0.9' } }),
    )
    expect(facts).toEqual({ field: 'accept_privacy' })
    const press = () => acceptTexts(context, one, { versions, language })
    await Promise.all([press(), press()])
    await press()
    const consents = await db.prisma.consent.findMany({ where: { subUserId: one.subUserId } })
    expect(Object.fromEntries(consents.map(({ text, version }) => [text, version]))).toEqual(versions)
    for (const { sha256 } of consents) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect((await eventTypes(world, one.subUserId)).filter((type) => type === 'sub_user.signed_up')).toHaveLength(1)
  })

  it('takes no weak password', async () => {
    const one = await anAccepted(world)
    await giveName(context, one, { name: 'Tomasz Wilk', dateOfBirth: '1988-03-09' })
    for (const password of ['short', 'password1234']) await refused('input-invalid', setLogin(context, one, password))
    expect(await hashOf(one.personId)).toBeNull()
  })

  it('done by one person is not another’s to go on with', async () => {
    const [one, other] = [await anAccepted(world), await anAccepted(world)]
    const stranger = { personId: other.personId, subUserId: one.subUserId }
    await refused('not-found', giveName(context, stranger, { name: 'Eve Evil', dateOfBirth: '1988-03-09' }))
  })

  it('[R33] once complete the date stands still: a worker that comes back late goes on with it', async () => {
    const trader = await aSignedUp(world)
    const viewer = await aSignedUp(world, { role: 'viewer' })
    for (const one of [trader, viewer]) {
      await passes(world, one.accountId, 40 * DAY)
      await expire(context, one.subUserId)
      expect(await seen(world, one.subUserId)).toMatchObject({ status: 'accepted', turn: 'nobody' })
    }
    await beginVerification(context, trader.subUserId)
    await activate(context, viewer.subUserId)
    const view = await seen(world, trader.subUserId)
    expect(view).toMatchObject({ status: 'verifying', turn: 'invitee' })
    expect((view.deadline?.getTime() ?? 0) - view.now.getTime()).toBeGreaterThan(71 * HOUR)
    expect(await seen(world, viewer.subUserId)).toMatchObject({ status: 'active' })
  })
})

describe('[R36] declining', () => {
  it('ends the invitation with an optional reason that only its own row holds', async () => {
    const { subUserId } = await anInvite(world)
    await decline(context, await linkOf(world, subUserId), 'I do not know them')
    expect(await seen(world, subUserId)).toMatchObject({ status: 'declined', turn: 'nobody' })
    const event = await db.prisma.event.findFirstOrThrow({ where: { subject: subUserId, type: 'sub_user.declined' } })
    expect(JSON.stringify(event.data)).not.toContain('know them')
    const remark = await db.prisma.remark.findFirstOrThrow({ where: { subUserId, kind: 'reason' } })
    expect(remark.text).toBe('I do not know them')
  })

  it('is possible until the access is there', async () => {
    await declineAfterAll(context, await aSignedUp(world))
    await refused('not-in-this-state', declineAfterAll(context, await anActive(world, { role: 'viewer' })))
  })
})

describe('[R36] [R37] signing in and a forgotten password', () => {
  it('opens a session with the right password only, and answers the same for an unknown address', async () => {
    const one = await aSignedUp(world, { role: 'viewer' })
    expect(await signIn(context, one.email.toUpperCase(), PASSWORD)).toMatchObject({ purpose: 'person' })
    expect(await signIn(context, one.email, 'a wrong password 1')).toBeUndefined()
    expect(await signIn(context, 'nobody@kestrel.example', PASSWORD)).toBeUndefined()
    expect(await signIn(context, (await anAccepted(world)).email, PASSWORD)).toBeUndefined()
  })

  it('a mailed link sets a new password once, and ends all sessions', async () => {
    const one = await aSignedUp(world, { role: 'viewer' })
    const session = await signIn(context, one.email, PASSWORD)
    await askForPasswordLink(context, one.email)
    const link = await db.prisma.link.findFirstOrThrow({ where: { personId: one.personId, purpose: 'password' } })
    await refused('input-invalid', choosePassword(context, link.id, 'short'))
    await choosePassword(context, link.id, 'quite another horse')
    await refused('link-dead', choosePassword(context, link.id, 'and a third horse'))
    expect(await db.prisma.session.findUnique({ where: { id: session?.id ?? '' } })).toBeNull()
    expect(await signIn(context, one.email, PASSWORD)).toBeUndefined()
    expect(await signIn(context, one.email, 'quite another horse')).toBeDefined()
  })

  it('an address without a login gets no password link, so that an invite never sets one', async () => {
    const one = await anAccepted(world)
    await askForPasswordLink(context, one.email)
    await askForPasswordLink(context, 'nobody@kestrel.example')
    expect(await db.prisma.link.count({ where: { personId: one.personId, purpose: 'password' } })).toBe(0)
  })

  it('[R36] a name may be corrected until the documents are sent', async () => {
    const one = await anAccepted(world)
    await signsUp(world, one)
    await beginVerification(context, one.subUserId)
    await giveName(context, one, { name: 'Tomasz B. Wilk', dateOfBirth: '1988-03-09' })
    expect((await seen(world, one.subUserId)).person.name).toBe('Tomasz B. Wilk')
  })
})
