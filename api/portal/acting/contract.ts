import * as z from 'zod'
import { emailField, subUserParams, timeField } from '../../http/fields.ts'
import { route } from '../../http/route.ts'

const who = { portal: 'manager' } as const
const responses = { 200: z.object({ id: z.string() }) }
const reason = z.string().trim().max(1000)
const request = { params: subUserParams }
const refusals = ['not-in-this-state', 'right-missing', 'not-found'] as const

export const remindUser = route({
  id: 'portalRemind',
  method: 'post',
  path: '/portal/api/users/{id}/remind',
  who,
  summary: 'Reminds the person now',
  request,
  responses,
  refusals: [...refusals, 'too-many'],
})

export const resendUser = route({
  id: 'portalResend',
  method: 'post',
  path: '/portal/api/users/{id}/resend',
  who,
  summary: 'Sends a new link; the old one stops working (R34)',
  request,
  responses,
  refusals: [...refusals, 'too-many'],
})

export const mailSignIn = route({
  id: 'portalSignInLink',
  method: 'post',
  path: '/portal/api/users/{id}/sign-in-link',
  who,
  summary: 'Mails a link that opens this onboarding only',
  request,
  responses,
  refusals: [...refusals, 'too-many'],
})

export const extendUser = route({
  id: 'portalExtend',
  method: 'post',
  path: '/portal/api/users/{id}/extend',
  who,
  summary: 'Sets a new deadline, 1 hour to 30 days from now (R34)',
  request: { params: subUserParams, body: z.strictObject({ deadline: timeField }) },
  responses,
  refusals: [...refusals, 'deadline-out-of-range'],
})

export const revokeUser = route({
  id: 'portalRevoke',
  method: 'post',
  path: '/portal/api/users/{id}/revoke',
  who,
  summary: 'Revokes the invitation',
  request: { params: subUserParams, body: z.strictObject({ reason: reason.optional() }) },
  responses,
  refusals,
})

export const suspendUser = route({
  id: 'portalSuspend',
  method: 'post',
  path: '/portal/api/users/{id}/suspend',
  who,
  summary: 'Pauses an access (R39)',
  request: { params: subUserParams, body: z.strictObject({ reason: reason.min(1) }) },
  responses,
  refusals,
})

export const reactivateUser = route({
  id: 'portalReactivate',
  method: 'post',
  path: '/portal/api/users/{id}/reactivate',
  who,
  summary: 'Lifts a suspension (R39)',
  request: { params: subUserParams, body: z.strictObject({ reason: reason.min(1) }) },
  responses,
  refusals: [...refusals, 'suspended-by-another'],
})

export const deactivateUser = route({
  id: 'portalDeactivate',
  method: 'post',
  path: '/portal/api/users/{id}/deactivate',
  who,
  summary: 'Ends an access for good; of oneself, too, without a reason (R13, R39)',
  request: { params: subUserParams, body: z.strictObject({ reason: reason.optional() }) },
  responses,
  refusals: [...refusals, 'reason-needed'],
})

export const changeEmail = route({
  id: 'portalChangeAddress',
  method: 'post',
  path: '/portal/api/users/{id}/change-address',
  who,
  summary: 'Revokes a pending invitation and invites another address, in one step; answers with the new one (R34)',
  request: { params: subUserParams, body: z.strictObject({ email: emailField }) },
  responses,
  refusals: [...refusals, 'already-invited', 'holders-address'],
})

export const inviteOnceMore = route({
  id: 'portalInviteAgain',
  method: 'post',
  path: '/portal/api/users/{id}/invite-again',
  who,
  summary: 'Invites again after an end; answers with the new one (R34)',
  request,
  responses,
  refusals: [...refusals, 'seat-taken', 'already-invited'],
})

export const actingContracts = [
  remindUser,
  resendUser,
  mailSignIn,
  extendUser,
  revokeUser,
  suspendUser,
  reactivateUser,
  deactivateUser,
  changeEmail,
  inviteOnceMore,
] as const
