import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { policies, quotaFor, rightsOf } from '../../domain/policies/index.ts'
import { isExempt } from '../../domain/policies/policy.ts'
import { loadPolicies } from '../../processes/policy-files.ts'

const EXAMPLE = fileURLToPath(new URL('../../docs/policies/wallet.json', import.meta.url))
const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-policies-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Json = Record<string, unknown>
const wallet = (): Json => JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Json

function file(name: string, content: string | Json): string {
  const place = path.join(folder, name)
  writeFileSync(place, typeof content === 'string' ? content : JSON.stringify(content))
  return place
}

/** The lines of what stops the start. */
function faultsOf(...files: string[]): string[] {
  try {
    loadPolicies(files, ['staff'])
  } catch (error) {
    return (error as Error).message.split('\n').filter((line) => line.startsWith('  '))
  }
  return []
}

describe('[R3] a platform’s own policy', () => {
  it('is added by a file, without changing code: the worked example', () => {
    expect(policies.has('wallet')).toBe(false)
    loadPolicies([EXAMPLE], ['staff'])
    const policy = policies.get('wallet')!
    expect(quotaFor(policy, 'family', 'spender')).toMatchObject({ group: 'spenders', limit: 6 })
    expect(rightsOf(policy, { role: 'guardian', rights: [] })).toContain('statements.download')
    expect(isExempt(policy, 'guardian')).toBe(true)
    expect(isExempt(policy, 'spender')).toBe(false)
    expect(policy.approvalHours).toBe(48)
    expect(policy.profiles['light']).toMatchObject({ fourEyes: false, validMonths: null })
    loadPolicies([EXAMPLE], ['staff'])
    expect([...policies.keys()]).toEqual(['exchange', 'brokerage', 'wallet'])
  })

  const broken: readonly [string, (policy: Json) => Json | string, RegExp][] = [
    ['no file', () => '', /is not valid JSON/],
    ['an unknown field', (policy) => ({ ...policy, colour: 'blue' }), /: \(file\): .*colour/],
    ['a field that is missing', (policy) => ({ ...policy, legalTexts: undefined }), /: legalTexts: /],
    ['an unknown right', (policy) => ({ ...policy, holderRights: ['fly'] }), /: holderRights\[0\]: unknown right "fly"/],
    ['an unknown vendor', (policy) => ({ ...policy, profiles: { light: { vendors: ['nobody'], documents: ['identity'] }, strict: { vendors: ['staff'], documents: ['identity'] } } }), /: profiles\.light\.vendors\[0\]: no vendor "nobody"/],
    ['an unknown legal text', (policy) => ({ ...policy, legalTexts: ['constitution'] }), /: legalTexts\[0\]: no legal text/],
    ['a right that the holder lacks', (policy) => ({ ...policy, holderRights: ['account.view'] }), /: roles\[0\]\.rights\[1\]: the holder does not have/],
    ['a negative fee', (policy) => ({ ...policy, fee: { amountMinor: -1, currency: 'EUR', period: 'month' } }), /: fee\.amountMinor: -1 is no amount/],
    ['a fee in no currency', (policy) => ({ ...policy, fee: { amountMinor: 1, currency: 'euro', period: 'month' } }), /: fee\.currency: "euro"/],
    ['an exemption that is neither', (policy) => ({ ...policy, exempt: true }), /: exempt: is \{"roles"/],
    ['a second user where roles are fixed', (policy) => ({ ...policy, roles: [...(policy['roles'] as Json[]), { id: 'twin', name: 'Twin', rights: [], secondOf: 'sub-user' }] }), /: roles\[3\]\.secondOf: only where rights are chosen/],
    ['a first password where roles are fixed', (policy) => ({ ...policy, firstPassword: true }), /: firstPassword: only where/],
    ['a withdrawal that waits longer than a week', (policy) => ({ ...policy, approvalHours: 200 }), /: approvalHours: 200 is no whole number from 1 to 168/],
    ['no role at all', (policy) => ({ ...policy, roles: [] }), /: roles: at least one role is needed/],
    ['an id that ships', (policy) => ({ ...policy, id: 'exchange' }), /: id: "exchange" is the id of .*exchange\.ts already/],
    ['no hours for a review', (policy) => ({ ...policy, profiles: { light: { vendors: ['staff'], documents: ['identity'], reviewHours: 0 }, strict: { vendors: ['staff'], documents: ['identity'] } } }), /: profiles\.light\.reviewHours: 0 is no whole number/],
  ] // prettier-ignore

  it.each(broken)('with %s stops the start with one line that names file, path and reason', (name, change, reason) => {
    const place = file(`${name.replaceAll(/\W/g, '-')}.json`, change(wallet()))
    const lines = faultsOf(place)
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line.startsWith(`  ${place}: `)).toBe(true)
    expect(lines.some((line) => reason.test(line))).toBe(true)
  })

  it('that is not there stops the start; every fault of every file is told at once', () => {
    const one = file('one.json', { ...wallet(), id: 'one', legalTexts: 'all' })
    const two = file('two.json', { ...wallet(), id: 'two', name: '', exempt: { roles: 'viewer' } })
    const lines = faultsOf(one, path.join(folder, 'none.json'), two)
    expect(lines.some((line) => line.includes('none.json: (file): can’t be read'))).toBe(true)
    expect(new Set(lines.map((line) => path.basename(line.trim().split(': ')[0] ?? '')))).toEqual(
      new Set(['one.json', 'none.json', 'two.json']),
    )
    expect(policies.has('one')).toBe(false)
  })

  it('of the same id twice is refused', () => {
    const twice = file('twice.json', wallet())
    const again = file('again.json', wallet())
    expect(faultsOf(twice, again)[0]).toMatch(/again\.json: id: "wallet" is the id of .*twice\.json already/)
  })
})
