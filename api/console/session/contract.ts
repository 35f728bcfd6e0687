import * as z from 'zod'
import { route } from '../../http/route.ts'
import { staffRole } from '../shapes.ts'

export const readMe = route({
  id: 'consoleMe',
  method: 'get',
  path: '/console/api/me',
  who: { staff: 'signed-in' },
  summary: 'Who is signed in, and where',
  responses: {
    200: z.object({
      name: z.string(),
      email: z.string(),
      role: staffRole,
      secondFactor: z.boolean(),
      requireSecondFactor: z.boolean(),
      platform: z.string(),
      timeZone: z.string(),
      /** The roles of all policies, shipped and the platform’s own. */
      roles: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  },
})

export const liveEvents = route({
  id: 'consoleEvents',
  method: 'get',
  path: '/console/api/events',
  who: { staff: 'look' },
  summary: 'What changes, as server-sent events: types and ids only (R57)',
  responses: { 200: null },
})

export const sessionContracts = [readMe, liveEvents] as const
