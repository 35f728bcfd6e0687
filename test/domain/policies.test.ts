import { describe, expect, it } from 'vitest'
import { legalTextKeys } from '../../domain/legal/index.ts'
import { faultsOf } from '../../domain/policies/check.ts'
import { brokerage } from '../../domain/policies/brokerage.ts'
import { exchange } from '../../domain/policies/exchange.ts'
import { accountTypeOf, isExempt, policies, addPolicies, quotaFor, roleOf } from '../../domain/policies/index.ts'
import type { Policy } from '../../domain/policies/policy.ts'
import { RELATIONSHIPS } from '../../domain/relationships.ts'
import { groupOf, RIGHT_GROUPS, RIGHTS, type Right } from '../../domain/rights.ts'
import { wordsIn } from '../../domain/words/index.ts'

/** What policies may name beyond themselves, as the start knows it. */
const known = { vendors: ['staff', 'stripe'], legalTexts: legalTextKeys }

describe('the exchange policy', () => {
  it('[R1] ships with account types personal and company and five fixed roles, and is sound', () => {
    expect([...policies.keys()]).toContain('exchange')
    expect(Object.keys(exchange.accountTypes)).toEqual(['personal', 'company'])
    expect(exchange.roles.map((role) => role.name)).toEqual([
      'Viewer',
      'Trader',
      'Trader with restricted withdrawals',
      'Trader with withdrawals',
      'Administrator',
    ])
    expect(addPolicies([], known)).toEqual([])
  })

  const trader: Right[] = ['account.view', 'order.place']
  const table: readonly [string, readonly Right[]][] = [
    ['viewer', ['account.view']],
    ['trader', trader],
    ['trader_restricted_withdrawals', [...trader, 'withdraw.known']],
    ['trader_withdrawals', [...trader, 'withdraw.known', 'destination.add', 'withdraw.new']],
    [
      'administrator',
      [
        'account.view',
        'order.place',
        'withdraw.known',
        'withdraw.new',
        'destination.add',
        'deposit.manage',
        'users.manage',
        'account.change',
      ],
    ],
  ]
  it.each(table)('[R4] gives %s its rights and no other', (role, rights) => {
    expect([...(roleOf(exchange, role)?.rights ?? [])].toSorted()).toEqual([...rights].toSorted())
  })

  it('[R4] gives the holder every right', () => {
    expect(exchange.holderRights).toHaveLength(11)
  })

  it('[R6] names one verification profile for each account type', () => {
    for (const type of Object.values(exchange.accountTypes)) expect(exchange.profiles).toHaveProperty(type.profile)
  })

  it('[R7] exempts the Viewer from verification, as data, and nobody else', () => {
    expect(exchange.roles.filter((role) => isExempt(exchange, role.id)).map((role) => role.id)).toEqual(['viewer'])
    const nobody: Policy = { ...exchange, exempt: { roles: [] } }
    expect(isExempt(nobody, 'viewer')).toBe(false)
  })

  it.each([
    ['personal', 1],
    ['company', 2],
  ])(
    '[R8] %s accounts: Viewers without limit, %i Administrators and Traders of all three kinds together',
    (type, limit) => {
      expect(quotaFor(exchange, type, 'viewer')).toMatchObject({ group: 'viewers', limit: null })
      expect(quotaFor(exchange, type, 'administrator')).toMatchObject({ group: 'administrators', limit })
      for (const role of ['trader', 'trader_restricted_withdrawals', 'trader_withdrawals'])
        expect(quotaFor(exchange, type, role)).toMatchObject({ group: 'traders', limit })
    },
  )

  it('[R8] one seat for each Trader role is a change of data', () => {
    const roles = ['trader', 'trader_restricted_withdrawals', 'trader_withdrawals']
    const { viewers, administrators } = exchange.accountTypes['company']?.quotas ?? {}
    const apart = Object.fromEntries(roles.map((role) => [role, { roles: [role], limit: 1 }]))
    const quotas = { viewers: viewers!, administrators: administrators!, ...apart }
    const changed: Policy = { ...exchange, accountTypes: { company: { profile: 'standard', quotas } } }
    expect(faultsOf(changed, known)).toEqual([])
    expect(quotaFor(changed, 'company', 'trader')).toMatchObject({ group: 'trader', limit: 1 })
  })

  it('knows no role, type or seat beside its own', () => {
    expect(roleOf(exchange, 'owner')).toBeUndefined()
    expect(accountTypeOf(exchange, 'individual')).toBeUndefined()
    expect(quotaFor(exchange, 'company', 'owner')).toBeUndefined()
    expect(quotaFor(exchange, 'individual', 'viewer')).toBeUndefined()
  })
})

describe('the brokerage policy', () => {
  it('[R2] ships with account type individual, rights chosen one by one, and is sound', () => {
    expect(policies.get('brokerage')).toBe(brokerage)
    expect([Object.keys(brokerage.accountTypes), brokerage.rights]).toEqual([['individual'], 'chosen'])
    expect(faultsOf(brokerage, known)).toEqual([])
  })

  it('[R20] [R21] has 5 seats for individuals; second users take none of them', () => {
    expect(quotaFor(brokerage, 'individual', 'individual')).toMatchObject({ group: 'individuals', limit: 5 })
    for (const role of ['second_user', 'own_second_user'])
      expect(quotaFor(brokerage, 'individual', role)?.group).not.toBe('individuals')
  })

  it('[R20] knows relationships to the holder, and no employee among them', () => {
    expect(RELATIONSHIPS).toEqual(['spouse_or_partner', 'parent', 'child', 'relative', 'friend', 'adviser', 'other'])
  })

  it('[R26] offers rights of all five groups, each with plain words and its consequence in every language', () => {
    const offered = roleOf(brokerage, 'individual')?.rights ?? []
    expect([...new Set(offered.map(groupOf))].toSorted()).toEqual([...RIGHT_GROUPS].toSorted())
    for (const language of ['en', 'de'] as const)
      for (const right of RIGHTS) {
        const { name, about } = wordsIn(language).rights[right]
        expect([right, name.length > 3, about.length > 10, name === about]).toEqual([right, true, true, false])
      }
  })
})

describe('[R3] a malformed policy: one fault for each, with file, path and reason', () => {
  const company = exchange.accountTypes['company']!
  const withQuotas = (quotas: Policy['accountTypes'][string]['quotas']): Policy => ({
    ...exchange,
    accountTypes: { company: { ...company, quotas } },
  })
  const standard = exchange.profiles['standard']!
  const unknownRight = 'account.destroy' as Right
  const [viewer] = exchange.roles
  const faulty: readonly [string, Policy, string, RegExp][] = [
    [
      'an unknown right',
      { ...exchange, roles: [{ ...viewer!, rights: [unknownRight] }, ...exchange.roles.slice(1)] },
      'roles[0].rights[0]',
      /unknown right "account\.destroy"/,
    ],
    ['a role that stands twice', { ...exchange, roles: [...exchange.roles, viewer!] }, 'roles[5].id', /twice/],
    ['an exemption of no role', { ...exchange, exempt: { roles: ['owner'] } }, 'exempt.roles[0]', /no role "owner"/],
    [
      'a quota on a role that does not exist',
      withQuotas({ ...company.quotas, owners: { roles: ['owner'], limit: 1 } }),
      'accountTypes.company.quotas.owners.roles[0]',
      /no role "owner"/,
    ],
    [
      'a negative limit',
      withQuotas({ ...company.quotas, viewers: { roles: ['viewer'], limit: -1 } }),
      'accountTypes.company.quotas.viewers.limit',
      /-1 is no limit/,
    ],
    [
      'half a seat',
      withQuotas({ ...company.quotas, viewers: { roles: ['viewer'], limit: 0.5 } }),
      'accountTypes.company.quotas.viewers.limit',
      /0\.5 is no limit/,
    ],
    [
      'a role under two quotas',
      withQuotas({ ...company.quotas, more: { roles: ['viewer'], limit: 1 } }),
      'accountTypes.company.quotas.more.roles[0]',
      /already falls under "viewers"/,
    ],
    [
      'a role under no quota',
      withQuotas({ viewers: company.quotas['viewers']!, traders: company.quotas['traders']! }),
      'accountTypes.company.quotas',
      /"administrator" falls under no quota/,
    ],
    [
      'an unknown profile',
      { ...exchange, accountTypes: { company: { ...company, profile: 'strict' } } },
      'accountTypes.company.profile',
      /no verification profile "strict"/,
    ],
    [
      'no attempt',
      { ...exchange, profiles: { standard: { ...standard, attempts: 0 } } },
      'profiles.standard.attempts',
      /at least one attempt/,
    ],
    [
      'no vendor',
      { ...exchange, profiles: { standard: { ...standard, vendors: [] } } },
      'profiles.standard.vendors',
      /at least one vendor/,
    ],
    [
      'four eyes with a vendor that decides alone',
      { ...exchange, profiles: { standard: { ...standard, fourEyes: true, vendors: ['stripe', 'staff'] } } },
      'profiles.standard.fourEyes',
      /only staff decide in pairs/,
    ],
  ]

  it.each(faulty)('%s', (_, policy, path, reason) => {
    expect(faultsOf(policy, known)).toEqual([
      { file: 'domain/policies/exchange.ts', path, reason: expect.stringMatching(reason) },
    ])
  })

  it('all faults are told at once', () => {
    const policy: Policy = {
      ...exchange,
      exempt: { roles: ['owner'] },
      profiles: { standard: { ...standard, vendors: [], attempts: 0 } },
    }
    expect(faultsOf(policy, known)).toHaveLength(3)
  })
})
