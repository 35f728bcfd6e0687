import * as z from 'zod'
import { cursorParameter, limitParameter } from '../http/cursor.ts'
import { ACCOUNT_ID, idField, timeField } from '../http/fields.ts'
import { placeField, shownPlace } from '../http/places.ts'
import { route } from '../http/route.ts'

export const DESTINATION_ID = 'dst_01k5e0q9m3ftv8x2z6y4w1r7cn'

const example = {
  id: DESTINATION_ID,
  account: ACCOUNT_ID,
  kind: 'wallet',
  network: 'bitcoin',
  address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
  bankCode: null,
  tag: null,
  label: 'Cold wallet 2',
  known: true,
  withdrawals: 6,
  firstWithdrawnAt: '2026-03-14T08:20:00.000Z',
  lastWithdrawnAt: '2026-11-20T10:04:12.000Z',
  registeredAt: '2026-03-02T09:00:00.000Z',
  removedAt: null,
} as const

const destination = z
  .object({
    id: z.string(),
    account: z.string(),
    ...shownPlace,
    label: z.string().nullable(),
    known: z.boolean().describe('A completed withdrawal to it was reported for the account, by whomever.'),
    withdrawals: z.int().describe('How many.'),
    firstWithdrawnAt: timeField.nullable(),
    lastWithdrawnAt: timeField.nullable(),
    registeredAt: timeField,
    removedAt: timeField.nullable(),
  })
  .meta({ id: 'Destination', description: 'A bank account, wallet, card or PayPal account of a holder.', example })

const newDestination = z
  .strictObject({
    account: z.string().trim().min(1).max(100).describe('The account’s id, or the platform’s reference.'),
    place: placeField,
    label: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .optional()
      .describe('What the holder calls it; holder and users read it. The last one given counts.'),
  })
  .meta({
    id: 'NewDestination',
    example: {
      account: 'NX-204-881',
      place: { kind: 'bank', address: 'DE89 3704 0044 0532 0130 00' },
      label: 'House bank',
    },
  })

const tags = ['Destinations'] as const
const who = { key: 'destinations:write' } as const
const destinationParams = z.strictObject({ id: idField('destination', DESTINATION_ID) })

export const registerRoute = route({
  id: 'registerDestination',
  method: 'post',
  path: '/v1/destinations',
  who,
  summary: 'Register a bank account, wallet, card or PayPal account as the holder’s own',
  description:
    'Withdrawals go to and deposits come from registered ones only. The same place again, however it is written, answers 200 and changes at most the label.', // prettier-ignore
  tags,
  request: { body: newDestination },
  responses: { 201: destination.describe('The destination. `Location` leads to it.'), 200: destination },
  refusals: ['destination-invalid', 'not-found'],
})

export const listRoute = route({
  id: 'listDestinations',
  method: 'get',
  path: '/v1/destinations',
  who,
  summary: 'List what is registered as the holder’s own, newest first',
  tags,
  request: {
    query: z.strictObject({
      account: z.string().max(100).describe('The account’s id, or the platform’s reference.'),
      limit: limitParameter,
      cursor: cursorParameter,
    }),
  },
  responses: {
    200: z.object({ items: z.array(destination), nextCursor: z.string().nullable() }).meta({ id: 'DestinationPage' }),
  },
  refusals: ['not-found'],
})

export const readRoute = route({
  id: 'readDestination',
  method: 'get',
  path: '/v1/destinations/{id}',
  who,
  summary: 'Read a destination',
  tags,
  request: { params: destinationParams },
  responses: { 200: destination },
})

export const removeRoute = route({
  id: 'removeDestination',
  method: 'delete',
  path: '/v1/destinations/{id}',
  who,
  summary: 'Take a destination off the holder’s own',
  description: 'From the answer on, access checks say no. Registered again, it is known as before.',
  tags,
  request: { params: destinationParams },
  responses: { 200: destination },
})

export type ShownDestination = z.input<typeof destination>

export const destinationContracts = [registerRoute, listRoute, readRoute, removeRoute] as const
