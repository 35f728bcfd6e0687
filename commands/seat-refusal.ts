import { inside, outside } from '../domain/ids.ts'
import { Refusal, type RefusalFacts } from '../domain/refusals.ts'
import type { Tx } from '../store/database.ts'
import { namesOf, seatHolders } from '../store/seats.ts'

type Seat = { id: string; name?: string | null; status: string; deadline: string | null }
type Facts = { quota: string; limit: number; seats: readonly Seat[] }

/** All seats of a quota are taken: names the quota, its limit and who holds them (R10); `mine` is the row that found none. */
export async function seatTaken(
  tx: Tx,
  { accountId, quota, limit, mine }: { accountId: string; quota: string; limit: number; mine: string },
): Promise<Refusal> {
  const holders = (await seatHolders({ prisma: tx }, accountId, quota)).filter((holder) => holder.id !== mine)
  const seats = holders.slice(0, limit).map((holder) => ({
    id: outside('subUser', holder.id),
    name: holder.shownName ?? holder.address,
    status: holder.status,
    deadline: holder.deadline?.toISOString() ?? null,
  }))
  return inWords({ quota, limit, seats })
}

function inWords({ quota, limit, seats }: Facts): Refusal {
  const who = seats.map((seat) => `${seat.name ?? seat.id} (${seat.status})`).join(', ')
  return new Refusal('seat-taken', `${limit} of ${limit} seats of the quota "${quota}" are taken: ${who}.`, {
    quota,
    limit,
    seats,
  })
}

/** What may be stored of the facts: references only, no names. */
export const withoutNames = (facts: RefusalFacts): RefusalFacts => {
  const { quota, limit, seats } = facts as Facts
  return { quota, limit, seats: seats.map(({ id, status, deadline }) => ({ id, status, deadline })) }
}

/** The stored refusal in words again, with the names as they are now. */
export async function seatTakenAgain(tx: Tx, facts: RefusalFacts): Promise<Refusal> {
  const { quota, limit, seats } = facts as Facts
  const names = await namesOf(
    tx,
    seats.flatMap(({ id }) => inside('subUser', id) ?? []),
  )
  return inWords({
    quota,
    limit,
    seats: seats.map((seat) => ({ ...seat, name: names.get(inside('subUser', seat.id) ?? '') ?? null })),
  })
}
