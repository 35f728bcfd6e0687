import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import {
  type Proof,
  type ToConfirm,
  checkNumber,
  confirmationState,
  requestConfirmation,
  spend,
} from '../../commands/confirmation.ts'
import { execute } from '../../commands/command.ts'
import { codeDigits } from '../../domain/secrets.ts'
import { accountNow } from '../../store/accounts.ts'
import { asAdministrator, theHolder } from '../support/portal.ts'
import { aCompanyAccount, anActive } from '../support/onboardings.ts'
import { atOnce, refused } from '../support/refused.ts'
import { aWorld, passes } from '../support/world.ts'

const world = await aWorld(20)
const { context, db } = world
const MINUTE = 60_000

async function something(given: Partial<ToConfirm> = {}): Promise<ToConfirm> {
  const accountId = await aCompanyAccount(world)
  const content = { rights: ['account.view'], userName: 'ada.brunswijk' }
  return { actor: await theHolder(world, accountId), purpose: 'add_user', subject: uuidv7(), content, ...given }
}

const digitsFor = async (subject: string): Promise<string> => {
  const number = await db.prisma.confirmationNumber.findFirstOrThrow({ where: { subject }, orderBy: { id: 'desc' } })
  return codeDigits(context.keys, number.id)
}
const wrong = (digits: string): string => String((Number(digits) + 1) % 1_000_000).padStart(6, '0')
const spends = (one: ToConfirm, proof: Proof) =>
  execute(context, async (work) => spend(work, one, proof, await accountNow(work.tx, one.actor.accountId)))

describe('confirmation numbers', () => {
  it('[R28] six digits go to the holder’s own address at once and confirm what they were sent for', async () => {
    const one = await something()
    const sent = await requestConfirmation(context, one)
    expect(sent).toMatchObject({ sentTo: expect.stringMatching(/^h•••@kestrel\.example$/), triesLeft: 5 })
    expect(world.mails).toHaveLength(1)
    await spends(one, await checkNumber(context, one, await digitsFor(one.subject)))
    const again = await refused('number-over', checkNumber(context, one, await digitsFor(one.subject)))
    expect(again.facts).toEqual({ because: 'changed' })
  })

  it('[R28] an Administrator’s number goes to the Administrator’s own address', async () => {
    const admin = await anActive(world, { role: 'administrator', email: `petra.${uuidv7()}@kestrel.example` })
    const one = await something({ actor: asAdministrator(admin) })
    expect((await requestConfirmation(context, one)).sentTo).toBe('p•••@kestrel.example')
  })

  it('[R28] a wrong number counts for good, and the fifth voids it', async () => {
    const one = await something()
    await requestConfirmation(context, one)
    const digits = await digitsFor(one.subject)
    for (const triesLeft of [4, 3, 2, 1])
      expect((await refused('number-wrong', checkNumber(context, one, wrong(digits)))).facts).toEqual({ triesLeft })
    expect((await refused('number-over', checkNumber(context, one, wrong(digits)))).facts).toEqual({ because: 'tries' })
    expect((await refused('number-over', checkNumber(context, one, digits))).facts).toEqual({ because: 'tries' })
  })

  it('[R28] 100 guesses at once count as five at most', async () => {
    const one = await something()
    await requestConfirmation(context, one)
    const digits = await digitsFor(one.subject)
    const guesses = Array.from({ length: 100 }, () => () => checkNumber(context, one, wrong(digits)))
    const { done, refusals } = await atOnce(guesses)
    expect(done).toEqual([])
    expect(refusals.filter(({ code }) => code === 'number-wrong')).toHaveLength(4)
    expect(refusals.filter(({ code }) => code === 'number-over')).toHaveLength(96)
    const { tries } = await db.prisma.confirmationNumber.findFirstOrThrow({ where: { subject: one.subject } })
    expect(tries).toBe(5)
  })

  it('[R28] it works for 15 minutes', async () => {
    const one = await something()
    await requestConfirmation(context, one)
    await passes(world, one.actor.accountId, 15 * MINUTE)
    const late = await refused('number-over', checkNumber(context, one, await digitsFor(one.subject)))
    expect(late.facts).toEqual({ because: 'time' })
  })

  it('[R28] a new one voids the old, and two wishes at once leave one', async () => {
    const one = await something()
    await requestConfirmation(context, one)
    const old = await digitsFor(one.subject)
    await passes(world, one.actor.accountId, 10_000)
    await Promise.all([requestConfirmation(context, one), requestConfirmation(context, one)])
    const open = await db.prisma.confirmationNumber.findMany({ where: { subject: one.subject, endedAt: null } })
    expect(open).toHaveLength(1)
    await refused('number-wrong', checkNumber(context, one, old))
  })

  it('[R28] changing anything of what is confirmed voids it, before and after it was typed', async () => {
    const one = await something()
    await requestConfirmation(context, one)
    const changed = { ...one, content: { rights: ['account.view', 'order.place'], userName: 'ada.brunswijk' } }
    await refused('number-over', checkNumber(context, changed, await digitsFor(one.subject)))
    const proof = await checkNumber(context, one, await digitsFor(one.subject))
    await refused('number-over', spends(changed, proof))
    expect(await confirmationState(context, changed)).toEqual({ needed: true, sent: null })
    expect((await confirmationState(context, one)).sent?.triesLeft).toBe(4)
  })

  it('[R28] a number of something else, of somebody else or for another purpose is none', async () => {
    const one = await something()
    await requestConfirmation(context, one)
    const digits = await digitsFor(one.subject)
    await refused('number-needed', checkNumber(context, { ...one, subject: uuidv7() }, digits))
    await refused('number-needed', checkNumber(context, { ...one, purpose: 'change_rights' }, digits))
    const other = asAdministrator({ accountId: one.actor.accountId, subUserId: uuidv7() })
    await refused('number-needed', checkNumber(context, { ...one, actor: other }, digits))
  })

  it('[R28] with a second factor seen in the last ten minutes none is needed; a minute later it is', async () => {
    const one = await something()
    const fresh = { ...one, actor: { ...one.actor, mfaAt: new Date(Date.now() - 9 * MINUTE) } }
    expect(await confirmationState(context, fresh)).toEqual({ needed: false, sent: null })
    const proof = await checkNumber(context, fresh, undefined)
    await spends(fresh, proof)
    await passes(world, one.actor.accountId, 2 * MINUTE)
    await refused('number-needed', spends(fresh, proof))
    await refused('number-needed', checkNumber(context, fresh, undefined))
  })

  it('[R68] at most ten numbers within an hour', async () => {
    const one = await something()
    for (let i = 0; i < 10; i++) await requestConfirmation(context, { ...one, subject: uuidv7() })
    const refusal = await refused('too-many', requestConfirmation(context, one))
    expect(refusal.facts['retryAfterSeconds']).toBeGreaterThan(3_500)
  })
})
