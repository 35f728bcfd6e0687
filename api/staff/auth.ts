import { createHash } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import type { Database } from '../../store/database.ts'
import { type Limit, useLimit } from '../../store/limits.ts'
import { claimUsedCode } from '../../store/staff-sign-in.ts'
import { hashPassword, isPassword } from '../../commands/passwords.ts'
import { passwordFault } from '../../domain/sign-up.ts'

/** A link that leads a member of staff to set a password: the first one, or a new one. */
export type StaffLinkKind = 'staff_setup' | 'staff_password'

export type StaffAuthOptions = {
  db: Database
  /** Without a slash at its end. */
  publicUrl: string
  /** Other origins under which pages of ours may be open (the embedded default: localhost and 127.0.0.1). */
  origins: readonly string[]
  /** Signs cookies and encrypts the secrets of authenticator apps. */
  secrets: readonly { version: number; value: string }[]
  /** Outside the embedded default nobody gets anywhere without a second factor (R61). */
  requireSecondFactor: boolean
  platformName: string
  sendStaffLink(staffId: string, kind: StaffLinkKind, link: string): Promise<void>
}

const HOUR_S = 3_600
/** How long a session lasts, in seconds, whatever happens. */
export const SESSION_S = 12 * HOUR_S
/** How long a link to a new password works, in seconds. */
const PASSWORD_LINK_S = 30 * 60
/** Tries to sign in as one address, over all places. */
const SIGN_IN_TRIES = { name: 'staff-sign-in', most: 10, windowMs: 15 * 60_000 }

/** Links to a new password for one address, known or not. */
const LINKS_ASKED = { name: 'staff-password-links', most: 5, windowMs: 60 * 60_000 }

/** Where a link with a token leads. */
export const staffLink = (publicUrl: string, token: string): string => `${publicUrl}/console/set-up?token=${token}`

/** Staff sign-in: better-auth on our own tables (R61). Reached only through `mountStaffAuth`. */
export function createStaffAuth(options: StaffAuthOptions) {
  const https = options.publicUrl.startsWith('https:')
  return betterAuth({
    appName: options.platformName,
    baseURL: options.publicUrl,
    basePath: '/console/auth',
    trustedOrigins: [...options.origins],
    secrets: [...options.secrets],
    database: prismaAdapter(options.db.prisma, { provider: 'postgresql', transaction: true }),
    telemetry: { enabled: false },
    logger: { disabled: true }, // its words may hold addresses (R65); the request log says what was answered
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      password: { hash: hashPassword, verify: ({ hash, password }) => isPassword(hash, password) },
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: PASSWORD_LINK_S,
      sendResetPassword: ({ user, token }) =>
        options.sendStaffLink(user.id, 'staff_password', staffLink(options.publicUrl, token)),
    },
    user: {
      modelName: 'staffUser',
      additionalFields: {
        role: { type: 'string', input: false, required: false },
        banned: { type: 'boolean', input: false, required: false },
      },
    },
    session: {
      modelName: 'staffSession',
      expiresIn: SESSION_S,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: { modelName: 'staffAccount', accountLinking: { enabled: false } },
    verification: { modelName: 'staffVerification', storeIdentifier: 'hashed' },
    rateLimit: { enabled: false }, // limits of ours, with the same answer as everywhere (mount.ts)
    advanced: {
      database: { generateId: 'uuid' },
      useSecureCookies: false, // the prefix below is stricter than the one this would add
      cookiePrefix: https ? '__Host-staff' : 'staff',
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, secure: https, path: '/' },
      ipAddress: { ipAddressHeaders: ['x-client-ip'] }, // written by mountStaffAuth, never by the client
    },
    plugins: [twoFactor({ issuer: options.platformName, twoFactorTable: 'staffTwoFactor' })],
    hooks: { before: beforeEach(options) },
  })
}

export type StaffAuth = ReturnType<typeof createStaffAuth>

/** What better-auth lets through and we don't. */
const beforeEach = ({ db, requireSecondFactor }: StaffAuthOptions) =>
  createAuthMiddleware(async (ctx) => {
    const body: Record<string, unknown> = ctx.body ?? {}
    if (ctx.path === '/sign-in/email') await countTry(db, SIGN_IN_TRIES, body['email'])
    if (ctx.path === '/request-password-reset') await countTry(db, LINKS_ASKED, body['email'])
    if (ctx.path === '/reset-password' || ctx.path === '/change-password') requirePassword(body['newPassword'])
    if (body['trustDevice'] === true) throw new APIError('BAD_REQUEST', { code: 'TRUST_DEVICE_CLOSED', message: 'A second factor is asked for at every sign-in.' }) // prettier-ignore
    if (ctx.path === '/two-factor/disable' && requireSecondFactor)
      throw new APIError('FORBIDDEN', { code: 'SECOND_FACTOR_REQUIRED', message: 'A second factor is required.' })
    if (ctx.path === '/two-factor/verify-totp') await requireFreshCode(db, await secondFactorUser(ctx), body['code'])
  })

type AuthContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

async function countTry(db: Database, limit: Limit, email: unknown): Promise<void> {
  const address = createHash('sha256').update(String(email).trim().toLowerCase()).digest('base64url')
  const wait = await useLimit(db, limit, address)
  if (wait === undefined) return
  const body = { code: 'TOO_MANY_TRIES', message: `Too many tries. Try again in ${wait} s.` }
  throw new APIError('TOO_MANY_REQUESTS', body, { 'Retry-After': String(wait) })
}

function requirePassword(password: unknown): void {
  const fault = passwordFault(String(password))
  if (fault?.code === 'password_common')
    throw new APIError('BAD_REQUEST', { code: 'PASSWORD_TOO_COMMON', message: 'This password is too common.' })
}

/** Who proves a second factor: whoever is signed in, or whoever gave the right password just now. */
async function secondFactorUser(ctx: AuthContext): Promise<string | undefined> {
  const { secret, internalAdapter, createAuthCookie, authCookies } = ctx.context
  const session = await ctx.getSignedCookie(authCookies.sessionToken.name, secret)
  const found = session ? await internalAdapter.findSession(session) : null
  if (found) return found.user.id
  const challenge = await ctx.getSignedCookie(createAuthCookie('two_factor').name, secret)
  const value = challenge ? await internalAdapter.findVerificationValue(challenge) : null
  return value?.value
}

/** A code works once, although better-auth would take it as long as its time has not passed. */
async function requireFreshCode(db: Database, userId: string | undefined, code: unknown): Promise<void> {
  const refused = new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'Invalid code' })
  if (userId === undefined || typeof code !== 'string' || !/^\d{6}$/.test(code)) throw refused
  if (!(await claimUsedCode(db, userId, code))) throw refused
}
