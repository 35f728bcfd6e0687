import { median, type Row, type Section } from '../figures.ts'
import { naive } from '../naive/naive.ts'
import { alternating, paced } from '../pace.ts'
import type { Services } from '../world/services.ts'
import { usher } from './ours.ts'
import type { Way } from './person.ts'

const ROUNDS = 3
/** Rounds before them, until both run as they do in a process that is not just new. */
const WARM_UP = 2
/** People who go through their onboarding at the same time. */
const AT_ONCE = 20
const GOAL = 2.5
const KINDS = [
  { role: 'viewer', what: 'Viewer', people: 60, mostEvents: 20 },
  { role: 'trader', what: 'verified Trader', people: 40, mostEvents: 30 },
] as const

type Round = { perSecond: number; events: number[] }

/** Whole onboardings, from the invite to the last mail, against the tutorials' way to write them. */
export async function onboardings(services: Services): Promise<Section> {
  const ours = await usher(services, 'world-2')
  const reference = await naive(services, 'world-3')
  try {
    const rows: Row[] = []
    for (const { role, people, what, mostEvents } of KINDS) {
      const rounds: { ours: Round; reference: Round }[] = []
      for (let round = 0; round < WARM_UP + ROUNDS; round++)
        rounds.push(
          await alternating(
            round,
            () => measure(ours, role, people),
            () => measure(reference, role, people),
          ),
        )
      rows.push(...rowsOf(what, mostEvents, rounds.slice(WARM_UP)))
    }
    const title = `Whole onboardings, ${AT_ONCE} people at once, against the naive reference (bench/naive)`
    return { title, ours: 'Usher', reference: 'naive', rows }
  } finally {
    await ours.stop()
    await reference.stop()
  }
}

async function measure(way: Way, role: 'viewer' | 'trader', people: number): Promise<Round> {
  const events: number[] = []
  const since = performance.now()
  await paced([...Array(people).keys()], AT_ONCE, async (n) => events.push((await way.onboard(role, n)).events))
  return { perSecond: people / ((performance.now() - since) / 1_000), events }
}

function rowsOf(what: string, mostEvents: number, rounds: readonly { ours: Round; reference: Round }[]): Row[] {
  const ratio = median(rounds.map(({ ours, reference }) => ours.perSecond / reference.perSecond))
  const perSecond = (side: 'ours' | 'reference') =>
    `${median(rounds.map((round) => round[side].perSecond)).toFixed(1)} /s`
  const events = (side: 'ours' | 'reference') => rounds.flatMap((round) => round[side].events)
  const inWords = (all: readonly number[]) => `${median(all)}, at most ${Math.max(...all)}`
  const fit = Math.max(...events('ours')) <= mostEvents
  return [
    { what, ours: perSecond('ours'), reference: perSecond('reference'), ratio, goal: `≥ ${GOAL}`, pass: ratio >= GOAL },
    {
      what: `${what}: events in the history, median`,
      ours: inWords(events('ours')),
      reference: inWords(events('reference')),
      goal: `≤ ${mostEvents}`,
      pass: fit,
    },
  ]
}
