import { beforeEach, describe, expect, it } from 'vitest'
import type { Contract } from '../../api/http/route.ts'
import { portalContracts } from '../../api/portal/contracts.ts'
import { outside } from '../../domain/ids.ts'
import { anActive } from '../support/onboardings.ts'
import { aPortal } from '../support/portal.ts'
import { aBrowser, enrolled } from './staff-member.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const key = await world.keyWith()
const staff = await enrolled(world, 'manager')
const administrator = await anActive(world, { role: 'administrator' })
const asAdministrator = await aPortal(world, administrator.accountId, administrator)
const demoted = await anActive(world, { role: 'administrator' })
const asDemoted = await aPortal(world, demoted.accountId, demoted)
await world.db.prisma.subUser.update({ where: { id: demoted.subUserId }, data: { role: 'viewer' } })
beforeEach(() => world.db.pool.query('DELETE FROM limit_use'))

const NOTHING = '00000000-0000-7000-8000-000000000000'
const pathOf = ({ path }: Contract): string => path.replaceAll(/\{\w+\}/g, outside('subUser', NOTHING))
const contracts = (portalContracts as readonly Contract[]).map((contract) => [contract.id, contract] as const)

describe('[R12] [R67] every route of the portal says who may use it', () => {
  it.each(contracts)('%s: nobody else may', async (_id, contract) => {
    expect(contract.who).toHaveProperty('portal')
    const method = contract.method.toUpperCase()
    const reads = method === 'GET'
    const path = pathOf(contract)
    const body = reads ? undefined : {}
    const audience = contract.who !== 'anyone' && 'portal' in contract.who ? contract.who.portal : 'entering'
    if (!reads) {
      expect((await world.call(method, path, { key, body })).body.code).toBe('form-expired')
      const elsewhere = await asAdministrator.send(method, path, body, { origin: 'https://evil.example' })
      expect(elsewhere.body.code).toBe('form-expired')
    }
    if (audience === 'entering') return
    for (const stranger of [aBrowser(world), staff.browser, asDemoted])
      expect((await stranger.send(method, path, body)).body.code).toBe('portal-session-over')
    if (audience === 'holder') {
      expect((await asAdministrator.send(method, path, body)).body).toMatchObject({ status: 403, code: 'holder-only' })
    }
  })
})
