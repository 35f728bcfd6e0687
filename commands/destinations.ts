import { type Place, normalPlace } from '../domain/destinations.ts'
import { Refusal } from '../domain/refusals.ts'
import { lockDestination, placeId, placesWithIds, updateDestination } from '../store/destinations.ts'
import { type Actor, eventActor, requireAccount } from './actor.ts'
import { type Context, execute, record } from './command.ts'

/**
 * Registers a place as the holder's own (R17). The same place again, however it is written, changes nothing but the label.
 * `made`: whether it is newly registered. Refused: `not-found`, `destination-invalid`.
 */
export function registerDestination(
  context: Context,
  actor: Actor,
  input: { accountId: string; place: Place; label?: string | undefined },
): Promise<{ destinationId: string; made: boolean }> {
  const { accountId, label } = input
  requireAccount(actor, accountId)
  const place = normalPlace(input.place)
  if (!place) throw new Refusal('destination-invalid', INVALID[input.place.kind])
  return execute(context, async (work) => {
    const ids = await placesWithIds(work.tx, [{ accountId, place }])
    const found = await lockDestination(work.tx, ids.get(placeId(accountId, place.key)) ?? '')
    if (!found) throw new Error('a destination that was written is not there')
    const made = found.registeredAt === null || found.removedAt !== null
    const renamed = label !== undefined && label !== found.label
    if (made || renamed) {
      const registration = made ? { registeredAt: found.now, removedAt: null } : {}
      await updateDestination(work.tx, found.id, { ...registration, ...(renamed && { label }) })
      const type = made ? 'destination.registered' : 'destination.renamed'
      const event = { chain: accountId, subject: found.id, actor: eventActor(actor), at: found.now }
      await record(work, { ...event, type, data: { kind: found.kind } })
    }
    return { destinationId: found.id, made }
  })
}

const INVALID: Readonly<Record<Place['kind'], string>> = {
  wallet: 'A wallet needs its network, as a short name like “bitcoin”, and an address without blanks.',
  bank: 'A bank account is an IBAN whose check digits are right, or an account number with `bankCode`.',
  card: 'A card is named by your own id of it, never by the number on it.',
  paypal: 'A PayPal account is named by your own id of it.',
}

/** Takes a place off the holder's own: from the answer on, nothing goes there or comes from there (R17). Again is no change. */
export function removeDestination(
  context: Context,
  actor: Actor,
  { destinationId }: { destinationId: string },
): Promise<{ destinationId: string }> {
  return execute(context, async (work) => {
    const found = await lockDestination(work.tx, destinationId)
    if (!found?.registeredAt) throw new Refusal('not-found', 'There is no such destination.')
    requireAccount(actor, found.accountId)
    if (found.removedAt) return { destinationId }
    await updateDestination(work.tx, destinationId, { removedAt: found.now })
    const event = { chain: found.accountId, subject: destinationId, actor: eventActor(actor), at: found.now }
    await record(work, { ...event, type: 'destination.removed', data: { kind: found.kind } })
    return { destinationId }
  })
}
