/** What an API key may be allowed to do (R56). */
export const SCOPES = [
  'accounts:read',
  'accounts:write',
  'sub-users:read',
  'sub-users:write',
  'policies:read',
  'portal-sessions:write',
  'access:check',
  'destinations:write',
  'actions:write',
  'withdrawals:write',
] as const
export type Scope = (typeof SCOPES)[number]
