import * as z from 'zod'
import { STATUSES } from '../../../domain/status.ts'
import { historyEntry, historyFilter } from '../../actions/history.ts'
import { cursorParameter, limitParameter } from '../../http/cursor.ts'
import { subUserParams, timeField } from '../../http/fields.ts'
import { route } from '../../http/route.ts'

export const portalHistory = route({
  id: 'portalHistory',
  method: 'get',
  path: '/portal/api/users/{id}/history',
  who: { portal: 'manager' },
  summary: 'What a user did on the account, newest first (R15)',
  request: {
    params: subUserParams,
    query: z.strictObject({ ...historyFilter, limit: limitParameter, cursor: cursorParameter }),
  },
  responses: {
    200: z.object({
      user: z.object({
        id: z.string(),
        name: z.string().describe('The name once given, else the address.'),
        role: z.string().describe('In words.'),
        status: z.enum(STATUSES),
        activeSince: timeField.nullable(),
      }),
      items: z.array(historyEntry),
      nextCursor: z.string().nullable(),
    }),
  },
})

export const portalHistoryFile = route({
  id: 'portalHistoryFile',
  method: 'get',
  path: '/portal/api/users/{id}/history.csv',
  who: { portal: 'manager' },
  summary: 'The same as a CSV file, all rows',
  request: { params: subUserParams, query: z.strictObject(historyFilter) },
  responses: { 200: null },
})

export const historyContracts = [portalHistory, portalHistoryFile] as const
