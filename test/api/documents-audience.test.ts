import { beforeEach, describe, expect, it } from 'vitest'
import { consoleContracts } from '../../api/console/contracts.ts'
import { apiContracts } from '../../api/contracts.ts'
import type { Contract } from '../../api/http/route.ts'
import { portalContracts } from '../../api/portal/contracts.ts'
import { outside } from '../../domain/ids.ts'
import { anActive, aTraderInReview } from '../support/onboardings.ts'
import { aPortal } from '../support/portal.ts'
import { aBrowser, enrolled } from './staff-member.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const { db } = world
const key = await world.keyWith()
const [viewer, reviewer, manager] = await Promise.all(
  (['viewer', 'reviewer', 'manager'] as const).map((role) => enrolled(world, role)),
)
const one = await aTraderInReview(world)
const administrator = await anActive(world, { role: 'administrator', accountId: one.accountId })
const asHolder = await aPortal(world, one.accountId)
const asAdministrator = await aPortal(world, one.accountId, administrator)
const documents = await db.prisma.document.findMany({ where: { subUserId: one.subUserId } })
const [document] = documents
beforeEach(() => db.pool.query('DELETE FROM limit_use'))

/** Every address there is, with each id that could name a document in each place. */
const IDS = [outside('document', document?.id ?? ''), outside('subUser', one.subUserId), document?.id ?? '']
const routes = ([...apiContracts, ...consoleContracts, ...portalContracts] as readonly Contract[])
  .filter((contract) => contract.method === 'get' && !contract.path.endsWith('/events'))
  .map((contract) => [contract.id, contract] as const)

const isPicture = (answer: { headers: Headers; text: string }): boolean =>
  /image|octet/.test(answer.headers.get('content-type') ?? '') || /JFIF|\u00ff\u00d8/.test(answer.text)

describe('[R45] [R61] nobody but reviewers and managers fetches a document, by any address', () => {
  it.each(routes)('%s', async (id, { path }) => {
    for (const of of IDS) {
      const address = path.replaceAll(/\{\w+\}/g, of)
      const answers = await Promise.all([
        world.call('GET', address),
        world.call('GET', address, { key }),
        aBrowser(world).send('GET', address),
        viewer?.browser.send('GET', address),
        asHolder.send('GET', address),
        asAdministrator.send('GET', address),
      ])
      for (const answer of answers) expect([id, of, answer && isPicture(answer)]).toEqual([id, of, false])
    }
  })

  it('reviewers and managers do, at one address, harmless alone and kept nowhere; each view is recorded', async () => {
    const address = `/console/api/documents/${IDS[0]}`
    for (const member of [reviewer, manager]) {
      const answer = await member?.browser.send('GET', address)
      expect(answer?.status).toBe(200)
      expect(answer?.headers.get('content-type')).toBe('image/jpeg')
      expect(answer?.headers.get('cache-control')).toBe('no-store')
      expect(answer?.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer?.headers.get('content-security-policy')).toContain('sandbox')
    }
    const views = await db.prisma.event.findMany({ where: { subject: one.subUserId, type: 'staff.viewed' } })
    expect(views.filter(({ data }) => JSON.stringify(data).includes('documents'))).toHaveLength(2)
  })
})

it('[R61] opening an account’s page, which names its users, is recorded, once for a while of reading', async () => {
  for (let n = 0; n < 2; n++)
    expect(
      (await reviewer?.browser.send('GET', `/console/api/accounts/${outside('account', one.accountId)}`))?.status,
    ).toBe(200)
  const views = await db.prisma.event.findMany({ where: { subject: one.accountId, type: 'staff.viewed' } })
  expect(views.map(({ data }) => data)).toEqual([{ what: 'account' }])
})
