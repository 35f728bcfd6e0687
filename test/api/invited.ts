import { linkToken } from '../../domain/secrets.ts'
import { anInvite, codeOf, type InviteGiven, linkOf, type Onboarding, PASSWORD } from '../support/onboardings.ts'
import { Person } from '../support/person.ts'
import type { World } from './world.ts'

export type Invited = Onboarding & { person: Person; link: string }

/** Somebody invited, with a browser in which the invitation is open. */
export async function isInvited(world: World, given: InviteGiven = {}): Promise<Invited> {
  const one = await anInvite(world, given)
  const link = `/i/${linkToken(world.context.keys, await linkOf(world, one.subUserId))}`
  const person = new Person(world.url)
  await person.open(link)
  return { ...one, person, link }
}

/** The same, with the code proved: “About you” is open. */
export async function hasAccepted(world: World, given: InviteGiven = {}): Promise<Invited> {
  const one = await isInvited(world, given)
  await one.person.sends(`${one.link}/accept`)
  await one.person.sends('/me/code', { code: await codeOf(world, one.subUserId) })
  return one
}

/** The same, with name and login: the legal texts are open. */
export async function readsTheTexts(world: World, given: InviteGiven = {}): Promise<Invited> {
  const one = await hasAccepted(world, given)
  await one.person.sends('/me/about', { name: 'Tomasz Wierzbnik', day: '9', month: '3', year: '1988' })
  await one.person.sends('/me/login', { password: PASSWORD })
  return one
}
