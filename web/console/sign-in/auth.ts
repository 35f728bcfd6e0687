/** better-auth's routes that the console uses; all others are closed. */

export type AuthAnswer<T = unknown> = { ok: true; data: T } | { ok: false; status: number; code: string }

async function ask<T>(path: string, body: unknown): Promise<AuthAnswer<T>> {
  const response = await fetch(`/console/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
  if (!response) return { ok: false, status: 0, code: 'offline' }
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return { ok: true, data: answer as T }
  return { ok: false, status: response.status, code: codeIn(answer) }
}

const codeIn = (answer: unknown): string =>
  typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : ''

/** Signs in; `twoFactorRedirect`: the code is asked for next. */
export const signInByPassword = (email: string, password: string) =>
  ask<{ twoFactorRedirect?: boolean }>('/sign-in/email', { email, password })
export const verifyCode = (code: string) => ask('/two-factor/verify-totp', { code })
export const verifyBackupCode = (code: string) => ask('/two-factor/verify-backup-code', { code })
export const enrol = (password: string) =>
  ask<{ totpURI: string; backupCodes: string[] }>('/two-factor/enable', { password })
export const askForPasswordLink = (email: string) => ask('/request-password-reset', { email })
export const resetPassword = (token: string, newPassword: string) => ask('/reset-password', { token, newPassword })
export const signOut = () => ask('/sign-out', {})
