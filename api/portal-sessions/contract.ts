import * as z from 'zod'
import { PORTAL_PAGE } from '../../domain/portal.ts'
import { ACCOUNT_ID, idField, SUB_USER_ID, timeField } from '../http/fields.ts'
import { route } from '../http/route.ts'

const newPortalSession = z
  .strictObject({
    account: z.string().min(1).max(100).describe('The account, by our id or by the platform’s reference.'),
    actor: z
      .union([z.literal('holder'), idField('subUser', SUB_USER_ID)])
      .describe('Who goes there: `holder`, or the id of a sub-user of this account who may manage users now.'),
    mfaAt: timeField
      .optional()
      .describe('When the platform last saw a second factor of this person; not in the future.'),
    returnTo: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional()
      .describe('Where “Back to …” leads: an address on one of the configured origins.'),
    open: z
      .string()
      .max(200)
      .regex(PORTAL_PAGE, 'must be a path in the portal, like /users')
      .optional()
      .describe('The page to open, as the address of your entry got it in its query parameter `open`.'),
  })
  .meta({
    id: 'NewPortalSession',
    example: { account: 'NX-204-881', actor: 'holder', mfaAt: '2026-11-24T09:40:00.000Z' },
  })

const portalSession = z
  .object({
    url: z
      .string()
      .nullable()
      .describe(
        'Redirect the person’s browser there, at once. null in an answer that is repeated for an idempotency key: the secret is shown once.',
      ),
    expiresAt: timeField.describe('Until then the link leads in, once.'),
  })
  .meta({
    id: 'PortalSession',
    example: {
      url: 'https://users.example.com/portal/enter#3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      expiresAt: '2026-11-24T09:46:00.000Z',
    },
  })

export const createPortalSessionRoute = route({
  id: 'createPortalSession',
  method: 'post',
  path: '/v1/portal-sessions',
  who: { key: 'portal-sessions:write' },
  summary: 'Send somebody to the portal',
  description: `Makes a link into the portal for the account holder, or for a sub-user who may manage users. It works once, for 5 minutes; the page it opens names the account and the person before anything happens. The session behind it ends after 30 minutes without use, after 8 hours, and at once when the person’s right ends. Accounts are named by id (\`${ACCOUNT_ID}\`) or by reference.`,
  tags: ['Portal'],
  request: { body: newPortalSession },
  responses: { 201: portalSession },
  refusals: ['return-address-refused', 'right-missing', 'not-in-this-state'],
})

export const portalSessionContracts = [createPortalSessionRoute] as const
