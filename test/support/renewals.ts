import { activate, settle } from '../../commands/process.ts'
import { decideReview, takeReview } from '../../commands/review.ts'
import { compareTyped } from '../../commands/typed-check.ts'
import { readAccess } from '../../store/access.ts'
import { aMember } from './actors.ts'
import { aTraderInReview, type InviteGiven, type Onboarding, seen } from './onboardings.ts'
import { DAY, type World } from './world.ts'

/** An onboarding that was approved and is not activated yet; its check runs out some days from now, by the document that the reviewer typed. */
export async function anApprovedFor(world: World, days: number, given: InviteGiven = {}): Promise<Onboarding> {
  const { context } = world
  const one = await aTraderInReview(world, given)
  const by = aMember('reviewer')
  await takeReview(context, by, one)
  const { now } = await seen(world, one.subUserId)
  const until = new Date(now.getTime() + days * DAY).toISOString().slice(0, 10)
  const typed = { dateOfBirth: '1988-03-09', number: `N${one.subUserId}`, until }
  await compareTyped(context, by, { subUserId: one.subUserId, typed })
  await decideReview(context, by, { ...one, decision: 'approve', asked: [] })
  return one
}

/** An access whose check runs out some days from now. */
export async function anAccessFor(world: World, days: number, given: InviteGiven = {}): Promise<Onboarding> {
  const { context } = world
  const one = await anApprovedFor(world, days, given)
  await activate(context, one.subUserId)
  await settle(context, one.subUserId)
  return one
}

/** Until the check has run out, in ms. */
export async function untilEnd(world: World, { subUserId }: Onboarding): Promise<number> {
  const { verifiedUntil, now } = await seen(world, subUserId)
  return (verifiedUntil?.getTime() ?? NaN) - now.getTime()
}

/** The status that the access check sees. */
export async function accessOf({ db }: World, { subUserId }: Onboarding): Promise<string | undefined> {
  const [found] = await readAccess(db, [{ subUserId }])
  return found?.acting?.kind === 'sub-user' ? found.acting.own.status : undefined
}

/** A reviewer rejects what waits for review. */
export async function isRejected({ context }: World, one: Onboarding): Promise<void> {
  const by = aMember('reviewer')
  await takeReview(context, by, one)
  await decideReview(context, by, { ...one, decision: 'reject', asked: [], reason: 'Not the person' })
}
