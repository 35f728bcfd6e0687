import * as z from 'zod'
import { DESTINATION_KINDS, type DestinationKind, type Place } from '../../domain/destinations.ts'

/** A source or destination of money in a request. Whether it can be one, and in which writing it is kept, is `normalPlace`'s to say. */
export const placeField = z
  .strictObject({
    kind: z.enum(DESTINATION_KINDS),
    network: z.string().max(60).optional().describe('Wallets: the chain, `bitcoin`, `ethereum`. Needed there.'),
    address: z
      .string()
      .min(1)
      .max(200)
      .describe('The wallet’s address, an IBAN or account number, your own id of the card or PayPal account.'),
    bankCode: z
      .string()
      .max(40)
      .optional()
      .describe('Bank accounts without an IBAN: BIC, sort code or routing number. Needed there.'),
    tag: z.string().max(100).optional().describe('Wallets: tag or memo, where one address serves many people.'),
  })
  .meta({ id: 'Place', example: { kind: 'wallet', network: 'bitcoin', address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq' } }) // prettier-ignore

/** A place as the API shows it. */
export const shownPlace = {
  kind: z.enum(DESTINATION_KINDS),
  network: z.string().nullable(),
  address: z.string().describe('In the one way of writing in which it is compared.'),
  bankCode: z.string().nullable(),
  tag: z.string().nullable(),
}

/** An amount of money or of a coin: a plain decimal greater than zero, as text because numbers would round it. */
export const amountField = z
  .strictObject({
    value: z
      .string()
      .regex(/^(?!0+(\.0+)?$)\d{1,18}(\.\d{1,18})?$/, 'must be a decimal number above zero, like 0.85')
      .describe('Decimal, up to 18 digits on each side of the point.'),
    currency: z.string().regex(/^[A-Z0-9]{2,12}$/, 'must be a code like EUR or BTC'),
  })
  .meta({ id: 'Amount', example: { value: '0.850', currency: 'BTC' } })

export const isOfKind = (place: Place | undefined, kinds: readonly DestinationKind[]): boolean =>
  place === undefined || kinds.includes(place.kind)
