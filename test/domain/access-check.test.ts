import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACCESS_ACTIONS } from '../../domain/access-actions.ts'
import { type Acting, decide, type PlaceStanding } from '../../domain/access-check.ts'
import { DESTINATION_KINDS } from '../../domain/destinations.ts'
import { policies, policyOf } from '../../domain/policies/index.ts'
import { RIGHTS, type Right } from '../../domain/rights.ts'
import { STATUSES } from '../../domain/status.ts'

const holder: Acting = { kind: 'holder', policy: 'exchange' }
const somebody = (role: string): Acting => ({
  kind: 'sub-user',
  policy: 'exchange',
  own: { status: 'active', role, rights: [] },
})
const place = (given: Partial<PlaceStanding> = {}): PlaceStanding => ({
  kind: 'wallet',
  registered: true,
  known: true,
  ...given,
})
const EVERYBODY = [holder, ...policyOf('exchange').roles.map(({ id }) => somebody(id))]

/** An individual of the brokerage with rights of their own, and a second user beside them. */
const second = (own: readonly Right[], first: readonly Right[], status: (typeof STATUSES)[number] = 'active') => ({
  kind: 'sub-user' as const,
  policy: 'brokerage',
  own: { status: 'active' as const, role: 'second_user', rights: own },
  first: { status, role: 'individual', rights: first },
})

describe('[R17] money comes from and goes to what is registered as the holder’s own', () => {
  it.each(['withdraw', 'deposit'] as const)('%s: unknown means no for everyone, the holder included', (action) => {
    const reason = action === 'withdraw' ? 'destination-not-registered' : 'source-not-registered'
    for (const acting of EVERYBODY)
      for (const standing of [undefined, place({ registered: false })])
        expect(decide(acting, { action, place: standing })).toEqual({ allowed: false, reason, right: null })
  })

  it.each([
    ['bank', 'deposit.manage', ['administrator']],
    ['wallet', 'deposit.manage', ['administrator']],
    ['card', 'deposit.card', []],
    ['paypal', 'deposit.paypal', []],
  ] as const)('a deposit from a %s needs %s', (kind, right, roles) => {
    const question = { action: 'deposit' as const, place: place({ kind }) }
    expect(decide(holder, question)).toEqual({ allowed: true, reason: 'allowed', right })
    for (const { id } of policyOf('exchange').roles)
      expect(decide(somebody(id), question)).toMatchObject({
        allowed: (roles as readonly string[]).includes(id),
        right,
      })
  })

  it('a deposit in the brokerage needs the right that this policy has', () => {
    const announcer = second(['deposit.announce'], ['deposit.announce'])
    expect(decide(announcer, { action: 'deposit', place: place({ kind: 'bank' }) }).right).toBe('deposit.announce')
    expect(decide(second([], []), { action: 'deposit', place: place() })).toMatchObject({ right: 'deposit.announce' })
  })
})

describe('[R16] restricted withdrawals', () => {
  it.each([
    ['viewer', 'right-missing', 'right-missing'],
    ['trader', 'right-missing', 'right-missing'],
    ['trader_restricted_withdrawals', 'allowed', 'destination-new'],
    ['trader_withdrawals', 'allowed', 'allowed'],
    ['administrator', 'allowed', 'allowed'],
  ])('%s: known %s, new %s', (role, known, unknown) => {
    expect(decide(somebody(role), { action: 'withdraw', place: place() }).reason).toBe(known)
    expect(decide(somebody(role), { action: 'withdraw', place: place({ known: false }) }).reason).toBe(unknown)
  })

  it('known without being the holder’s any more is no', () => {
    expect(decide(holder, { action: 'withdraw', place: place({ registered: false, known: true }) }).allowed).toBe(false)
  })
})

const rights = fc.subarray([...RIGHTS])
const standings = fc.constantFrom(...STATUSES)
const places = fc.option(
  fc.record({ kind: fc.constantFrom(...DESTINATION_KINDS), registered: fc.boolean(), known: fc.boolean() }),
  { nil: undefined },
)

describe('[R21] a second user', () => {
  it('has at most the rights of the first, and only while the first is active', () => {
    fc.assert(
      fc.property(
        rights,
        rights,
        standings,
        fc.constantFrom(...ACCESS_ACTIONS),
        places,
        (own, first, status, action, at) => {
          // prettier-ignore
          const verdict = decide(second(own, first, status), { action, place: at })
          const firsts = decide({ ...second(first, first), own: { status, role: 'individual', rights: first }, first: undefined }, { action, place: at }) // prettier-ignore
          if (verdict.allowed) expect(firsts.allowed).toBe(true)
          if (verdict.allowed) expect(status).toBe('active')
          if (verdict.allowed) expect(own).toContain(verdict.right)
        },
      ),
    )
  })

  it('whose first user is not there is not active', () => {
    const acting = { ...second(['account.view'], []), first: undefined }
    expect(decide(acting, { action: 'statements.view' })).toMatchObject({ reason: 'not-active' })
  })
})

describe('[R47] a yes', () => {
  it('names a right that the policy gives, and comes only to an active access', () => {
    const roles = [...policies.values()].flatMap((policy) => policy.roles.map((role) => [policy.id, role.id] as const))
    fc.assert(
      fc.property(
        fc.constantFrom(...roles),
        rights,
        standings,
        fc.constantFrom(...ACCESS_ACTIONS),
        places,
        ([policy, role], given, status, action, at) => {
          // prettier-ignore
          const verdict = decide({ kind: 'sub-user', policy, own: { status, role, rights: given } }, { action, place: at })
          if (!verdict.allowed) return
          expect(status).toBe('active')
          expect(policyOf(policy).roles.find(({ id }) => id === role)?.rights).toContain(verdict.right)
        },
      ),
    )
  })
})
