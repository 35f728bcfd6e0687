import { policies } from '../../domain/policies/index.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { consoleContracts } from '../../api/console/contracts.ts'
import type { Contract } from '../../api/http/route.ts'
import { outside } from '../../domain/ids.ts'
import { STAFF_ROLES, staffMay } from '../../domain/actions.ts'
import { aBrowser, aMember, enrolled, PASSWORD } from './staff-member.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const key = await world.keyWith()
const staff = await Promise.all(STAFF_ROLES.map((role) => enrolled(world, role)))
const noFactor = await aMember(world)
await noFactor.browser.auth('/sign-in/email', { email: noFactor.email, password: PASSWORD })
beforeEach(() => world.db.pool.query('DELETE FROM limit_use'))

const NOTHING = '00000000-0000-7000-8000-000000000000'
const pathOf = ({ path }: Contract): string => path.replaceAll(/\{\w+\}/g, outside('subUser', NOTHING))
const contracts = (consoleContracts as readonly Contract[]).map((contract) => [contract.id, contract] as const)

describe('[R61] every route of the console says which staff may use it', () => {
  it.each(contracts)('%s: nobody else may', async (_id, contract) => {
    const method = contract.method.toUpperCase()
    const body = method === 'GET' ? undefined : {}
    const path = pathOf(contract)
    expect(contract.who).toHaveProperty('staff')
    const reads = method === 'GET'
    expect((await aBrowser(world).send(method, path, body)).body.code).toBe('not-signed-in')
    expect((await world.call(method, path, { key, body })).body.code).toBe(reads ? 'not-signed-in' : 'form-expired')
    expect((await noFactor.browser.send(method, path, body)).body.code).toBe('second-factor-needed')
    if (!reads) {
      const [manager] = staff.slice(-1)
      const elsewhere = await manager?.browser.send(method, path, body, { origin: 'https://evil.example' })
      expect(elsewhere?.body.code).toBe('form-expired')
    }
    const action = contract.who !== 'anyone' && 'staff' in contract.who ? contract.who.staff : 'signed-in'
    for (const [i, role] of STAFF_ROLES.entries()) {
      if (action === 'signed-in' || staffMay(role, action)) continue
      const refused = await staff[i]?.browser.send(method, path, body)
      expect(refused?.body).toMatchObject({ status: 403, code: 'role-may-not', facts: { role, action } })
    }
  })
})

it('[R57] whoever is signed in knows the roles of all policies that are loaded, to filter by', async () => {
  const { roles } = (await staff[0]?.browser.send('GET', '/console/api/me'))?.body ?? {}
  const ids = new Set([...policies.values()].flatMap((policy) => policy.roles.map(({ id }) => id)))
  expect(roles.map(({ id }: { id: string }) => id)).toEqual([...ids])
})
