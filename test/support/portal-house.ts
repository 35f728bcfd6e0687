import type { World } from '../api/world.ts'
import { outside } from '../../domain/ids.ts'
import { aCompanyAccount, anActive } from './onboardings.ts'
import { aPortal } from './portal.ts'

export type PortalBrowser = Awaited<ReturnType<typeof aPortal>>

const id = ({ subUserId }: { subUserId: string }): string => outside('subUser', subUserId)
const users = async (browser: PortalBrowser) => (await browser.send('GET', '/portal/api/users')).body

/** What tests of the portal's users do, over real HTTP. */
export function aPortalHouse(world: World) {
  return {
    id,
    /** The list as the page gets it. */
    users,
    /** One line of it, present or ended. */
    rowOf: async (browser: PortalBrowser, one: { subUserId: string }) => {
      const { users: present, ended } = await users(browser)
      return [...present, ...ended].find((row: { id: string }) => row.id === id(one))
    },
    act: (browser: PortalBrowser, one: { subUserId: string }, action: string, body: object = {}) =>
      browser.send('POST', `/portal/api/users/${id(one)}/${action}`, body),
    add: (browser: PortalBrowser, email: string, role = 'viewer', more: object = {}) =>
      browser.send('POST', '/portal/api/users', { email, role, language: 'en', ...more }),
    /** A company with its holder in the portal, and an Administrator there as well. */
    async aHouse() {
      const accountId = await aCompanyAccount(world)
      const petra = await anActive(world, { accountId, role: 'administrator' })
      const holder = await aPortal(world, accountId)
      const administrator = await aPortal(world, accountId, petra)
      return { accountId, petra, holder, administrator }
    },
  }
}
