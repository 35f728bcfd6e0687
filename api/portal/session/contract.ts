import * as z from 'zod'
import type { Right } from '../../../domain/rights.ts'
import { route } from '../../http/route.ts'

const link = z.strictObject({ secret: z.string().min(1).max(100) })
const kind = z.enum(['holder', 'administrator'])

export const previewEntry = route({
  id: 'portalPreview',
  method: 'post',
  path: '/portal/api/preview',
  who: { portal: 'entering' },
  summary: 'Whom a link would lead in, and where; uses nothing up (R67)',
  request: { body: link },
  responses: {
    200: z.object({
      account: z.string(),
      reference: z.string(),
      actor: z.object({ kind, name: z.string() }),
      platform: z.string(),
    }),
  },
  refusals: ['portal-link-dead', 'too-many'],
})

export const enter = route({
  id: 'portalEnter',
  method: 'post',
  path: '/portal/api/enter',
  who: { portal: 'entering' },
  summary: 'Exchanges a link for a session, once (R67)',
  request: { body: link },
  responses: { 204: null },
  refusals: ['portal-link-dead', 'too-many'],
})

export const readSession = route({
  id: 'portalSession',
  method: 'get',
  path: '/portal/api/session',
  who: { portal: 'manager' },
  summary: 'Who is in the portal, on which account, with which rights',
  responses: {
    200: z.object({
      account: z.object({
        name: z.string(),
        reference: z.string(),
        type: z.string(),
        policy: z.string(),
        holder: z.object({ name: z.string(), email: z.string(), twoFactor: z.boolean() }),
        language: z.enum(['en', 'de']),
      }),
      actor: z.object({
        kind,
        name: z.string(),
        email: z.string(),
        subUser: z.string().nullable(),
        rights: z.array(z.custom<Right>((value) => typeof value === 'string')),
      }),
      rights: z.enum(['fixed', 'chosen']),
      platform: z.string(),
      timeZone: z.string(),
      back: z.string(),
    }),
  },
})

export const leave = route({
  id: 'portalLeave',
  method: 'post',
  path: '/portal/api/leave',
  who: { portal: 'manager' },
  summary: 'Ends the session; “Back to …”',
  responses: { 204: null },
})

export const portalEvents = route({
  id: 'portalEvents',
  method: 'get',
  path: '/portal/api/events',
  who: { portal: 'manager' },
  summary: 'What changes on this account, as server-sent events: types and ids only',
  responses: { 200: null },
})

export const sessionContracts = [previewEntry, enter, readSession, leave, portalEvents] as const
