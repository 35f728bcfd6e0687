import { createLive } from '../relay/live.ts'
import { createHint } from '../relay/relay.ts'
import { findSubUser } from '../store/sub-users.ts'
import { approves, signedUp, takenForReview } from './onboardings/ours.ts'
import { paced, until } from './pace.ts'
import { accounts, wholeInstallation } from './world/installation.ts'
import type { Services } from './world/services.ts'

const PEOPLE = 40
const AT_ONCE = 4

/**
 * From a reviewer's click to the person's page, in ms: until the line that waiting pages listen on has told of the access,
 * and it was read once more for the page.
 */
export async function reviewTimes(services: Services): Promise<number[]> {
  const { url } = await services.database('reviews')
  const installation = await wholeInstallation(services, url, 'world-7', [], createHint)
  const live = createLive(installation.db, url)
  const told = new Set<string>()
  const stop = live.subscribe(({ type, subject }) => void (type === 'sub_user.activated' && told.add(subject)))
  const times: number[] = []
  const goes = async (n: number): Promise<void> => {
    const [accountId = ''] = await accounts(installation, 1, 'company')
    const person = await signedUp(services, installation, 'trader', accountId)
    await takenForReview(installation, person)
    const since = performance.now()
    await approves(installation, person)
    await until(() => told.has(person.subUserId) || undefined, 2)
    const { status } = (await findSubUser(installation.db, person.subUserId)) ?? {}
    if (status !== 'active') throw new Error(`told of an access that is ${status}`)
    if (n >= AT_ONCE) times.push(performance.now() - since) // the first ones warm up
  }
  try {
    await paced([...Array(PEOPLE).keys()], AT_ONCE, goes)
  } finally {
    stop()
    await live.stop()
    await installation.stop()
  }
  return times
}
