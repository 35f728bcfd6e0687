import * as z from 'zod'
import { MESSAGE_MOST } from '../../../domain/sign-up.ts'
import { INVITE_OPEN } from '../../../domain/deadlines.ts'
import { RELATIONSHIPS } from '../../../domain/relationships.ts'
import { route } from '../../http/route.ts'
import { idOf, subUserParams, time } from '../shapes.ts'

const done = { 200: z.object({ id: z.string() }) }
const email = z.email().max(254)
const neededReason = z.strictObject({ reason: z.string().trim().min(1).max(1000) })

export const inviteSomeone = route({
  id: 'consoleInvite',
  method: 'post',
  path: '/console/api/invitations',
  who: { staff: 'invite' },
  summary: 'Invites a person to an account (R5, R10, R62)',
  request: {
    body: z.strictObject({
      account: idOf('account'),
      email,
      role: z.string().min(1).max(60).optional(),
      name: z.string().trim().min(1).max(120).optional(),
      relationship: z.enum(RELATIONSHIPS).optional(),
      message: z.string().trim().max(MESSAGE_MOST).optional(),
      language: z.enum(['en', 'de']),
      openForMs: z.int().min(INVITE_OPEN.minMs).max(INVITE_OPEN.maxMs),
    }),
  },
  responses: { 201: z.object({ id: z.string(), deadline: time }) },
  refusals: ['seat-taken', 'already-invited', 'message-has-link', 'holders-address', 'unknown-role'],
})

export const remindNow = route({
  id: 'consoleRemind',
  method: 'post',
  path: '/console/api/onboardings/{id}/remind',
  who: { staff: 'remind' },
  summary: 'Reminds the person now',
  request: { params: subUserParams },
  responses: done,
  refusals: ['not-in-this-state'],
})

export const sendNewLink = route({
  id: 'consoleResend',
  method: 'post',
  path: '/console/api/onboardings/{id}/resend',
  who: { staff: 'resend' },
  summary: 'Sends a new link; the old one stops working',
  request: { params: subUserParams },
  responses: done,
  refusals: ['not-in-this-state'],
})

export const mailSignIn = route({
  id: 'consoleSignInLink',
  method: 'post',
  path: '/console/api/onboardings/{id}/sign-in-link',
  who: { staff: 'mail_sign_in_link' },
  summary: 'Mails a link that opens this onboarding only',
  request: { params: subUserParams },
  responses: done,
  refusals: ['not-in-this-state'],
})

export const extendDeadline = route({
  id: 'consoleExtend',
  method: 'post',
  path: '/console/api/onboardings/{id}/extend',
  who: { staff: 'extend' },
  summary: 'Sets a new deadline, 1 hour to 30 days from now',
  request: {
    params: subUserParams,
    body: z.strictObject({ deadline: time, reason: z.string().trim().max(1000).optional() }),
  },
  responses: done,
  refusals: ['not-in-this-state', 'deadline-out-of-range'],
})

export const revokeInvitation = route({
  id: 'consoleRevoke',
  method: 'post',
  path: '/console/api/onboardings/{id}/revoke',
  who: { staff: 'revoke' },
  summary: 'Revokes the invitation',
  request: { params: subUserParams, body: z.strictObject({ reason: z.string().trim().max(1000).optional() }) },
  responses: done,
  refusals: ['not-in-this-state'],
})

export const suspendAccess = route({
  id: 'consoleSuspend',
  method: 'post',
  path: '/console/api/onboardings/{id}/suspend',
  who: { staff: 'suspend' },
  summary: 'Pauses an active access',
  request: { params: subUserParams, body: neededReason },
  responses: done,
  refusals: ['not-in-this-state'],
})

export const reactivateAccess = route({
  id: 'consoleReactivate',
  method: 'post',
  path: '/console/api/onboardings/{id}/reactivate',
  who: { staff: 'reactivate' },
  summary: 'Lifts a suspension',
  request: { params: subUserParams, body: neededReason },
  responses: done,
  refusals: ['not-in-this-state', 'suspended-by-another'],
})

export const deactivateAccess = route({
  id: 'consoleDeactivate',
  method: 'post',
  path: '/console/api/onboardings/{id}/deactivate',
  who: { staff: 'deactivate' },
  summary: 'Ends an access for good',
  request: { params: subUserParams, body: neededReason },
  responses: done,
  refusals: ['not-in-this-state'],
})

export const changeEmail = route({
  id: 'consoleChangeAddress',
  method: 'post',
  path: '/console/api/onboardings/{id}/change-address',
  who: { staff: 'revoke' },
  summary: 'Revokes a pending invitation and invites another address, in one step; answers with the new one',
  request: { params: subUserParams, body: z.strictObject({ email }) },
  responses: done,
  refusals: ['not-in-this-state', 'already-invited', 'holders-address'],
})

export const inviteOnceMore = route({
  id: 'consoleInviteAgain',
  method: 'post',
  path: '/console/api/onboardings/{id}/invite-again',
  who: { staff: 'invite_again' },
  summary: 'Invites again after an end; answers with the new one',
  request: { params: subUserParams },
  responses: done,
  refusals: ['not-in-this-state', 'seat-taken', 'already-invited'],
})

export const writeNote = route({
  id: 'consoleNote',
  method: 'post',
  path: '/console/api/onboardings/{id}/notes',
  who: { staff: 'add_note' },
  summary: 'Adds a note that only staff read',
  request: { params: subUserParams, body: z.strictObject({ text: z.string().trim().min(1).max(4000) }) },
  responses: done,
})

export const revealDateOfBirth = route({
  id: 'consoleDateOfBirth',
  method: 'post',
  path: '/console/api/onboardings/{id}/date-of-birth',
  who: { staff: 'reveal' },
  summary: 'Shows the date of birth; that it was shown is recorded (R61)',
  request: { params: subUserParams },
  responses: { 200: z.object({ dateOfBirth: z.string().nullable() }) },
})

export const actionContracts = [
  inviteSomeone,
  remindNow,
  sendNewLink,
  mailSignIn,
  extendDeadline,
  revokeInvitation,
  suspendAccess,
  reactivateAccess,
  deactivateAccess,
  changeEmail,
  inviteOnceMore,
  writeNote,
  revealDateOfBirth,
] as const
