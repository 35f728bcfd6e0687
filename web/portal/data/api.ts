import type * as z from 'zod'
import type { portalContracts } from '../../../api/portal/contracts.ts'
import { UNATTENDED } from '../../../domain/portal.ts'
import { type AnswerOf, clientOf } from '../../kit/client.ts'
import { isAttended } from './attended.ts'

/** The portal's API. */
export const api = clientOf<typeof portalContracts>()
api.use({
  onRequest({ request }) {
    if (!isAttended()) request.headers.set(UNATTENDED, '1')
  },
})

type Answer<Id extends string> = AnswerOf<typeof portalContracts, Id>

export type Session = Answer<'portalSession'>
export type Preview = Answer<'portalPreview'>
export type UserList = Answer<'portalUsers'>
export type User = UserList['users'][number]
export type Seats = UserList['seats'][number]
export type SeatHolder = Seats['heldBy'][number]
export type WaitingItem = UserList['waiting'][number]
export type Roles = Answer<'portalRoles'>
export type RoleOffer = Roles['roles'][number]

export type WithdrawalRow = Answer<'portalWithdrawals'>['withdrawals'][number]
export type Withdrawal = Answer<'portalWithdrawal'>
export type Confirmation = NonNullable<Withdrawal['confirmation']>
export type History = Answer<'portalHistory'>
export type Draft = Answer<'portalReadDraft'>
export type AccessRights = Answer<'portalAccessRights'>
export type AccessLine = AccessRights['items'][number]
export type Template = Answer<'portalTemplates'>['items'][number]

/** What the wizard saves of a draft. */
export type DraftFields = z.input<
  NonNullable<Extract<(typeof portalContracts)[number], { id: 'portalSaveDraft' }>['request']>['body']
>
