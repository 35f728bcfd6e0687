import { beforeEach, describe, expect, it } from 'vitest'
import { createStaff } from '../../api/staff/create.ts'
import { staffGuard } from '../../api/staff/guard.ts'
import { aBrowser, aMember, enrolled, PASSWORD, totp } from './staff-member.ts'
import { aWorld, type World } from './world.ts'

const world = await aWorld()
beforeEach(() => world.db.pool.query('DELETE FROM limit_use')) // each test begins with all its tries

/** What the guard says to this browser: the role, or the code of its refusal. */
const ask = async (at: World, browser: ReturnType<typeof aBrowser>) => {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers: Record<string, string> = { cookie }
  const request = { method: 'GET', headers, get: (name: string) => headers[name] }
  const guard = staffGuard({ auth: at.staffAuth, db: at.db, origins: [at.url], requireSecondFactor: true })
  return (action: Parameters<typeof guard>[1]) =>
    guard(request as never, action).then(
      (caller) => caller.staff.role,
      (error: { code?: string }) => error.code,
    )
}

describe('[R61] signing in', () => {
  it('the set-up link sets a password, once', async () => {
    const { token, browser, link, email } = await aMember(world)
    expect(link).toBe(`${world.url}/console/set-up?token=${token}`)
    expect((await browser.auth('/reset-password', { token, newPassword: 'another long phrase' })).status).toBe(400)
    expect((await browser.auth('/sign-in/email', { email, password: PASSWORD })).status).toBe(200)
  })

  it('without a second factor nothing opens', async () => {
    const { browser, email } = await aMember(world)
    await browser.auth('/sign-in/email', { email, password: PASSWORD })
    expect(await (await ask(world, browser))('look')).toBe('second-factor-needed')
  })

  it('with a second factor it opens, as far as the role goes', async () => {
    const { browser } = await enrolled(world, 'reviewer')
    const may = await ask(world, browser)
    expect([await may('signed-in'), await may('look'), await may('review'), await may('invite')]).toEqual([
      'reviewer',
      'reviewer',
      'reviewer',
      'role-may-not',
    ])
  })

  it('asks for the code after the password, and takes no code twice', async () => {
    const { email, totpURI } = await enrolled(world)
    const browser = aBrowser(world)
    const first = await browser.auth('/sign-in/email', { email, password: PASSWORD })
    expect(first.body).toMatchObject({ twoFactorRedirect: true })
    expect(await (await ask(world, browser))('look')).toBe('not-signed-in')
    expect((await browser.auth('/two-factor/verify-totp', { code: totp(totpURI) })).body.code).toBe('INVALID_CODE') // used when enrolling
    const next = totp(totpURI, 1)
    expect((await browser.auth('/two-factor/verify-totp', { code: next })).status).toBe(200)
    expect(await (await ask(world, browser))('look')).toBe('manager')
    const thief = aBrowser(world)
    await thief.auth('/sign-in/email', { email, password: PASSWORD })
    expect((await thief.auth('/two-factor/verify-totp', { code: next })).status).toBe(401)
  })

  it('asks for the code each time: no device is trusted', async () => {
    const { email, totpURI } = await enrolled(world)
    const browser = aBrowser(world)
    await browser.auth('/sign-in/email', { email, password: PASSWORD })
    expect(
      (await browser.auth('/two-factor/verify-totp', { code: totp(totpURI, 1), trustDevice: true })).body.code,
    ).toBe('TRUST_DEVICE_CLOSED')
  })

  it('the second factor can’t be switched off', async () => {
    const { browser } = await enrolled(world)
    expect((await browser.auth('/two-factor/disable', { password: PASSWORD })).body.code).toBe('SECOND_FACTOR_REQUIRED')
  })

  it('the embedded default works without a second factor', async () => {
    const embedded = await aWorld({ embedded: true })
    const { browser, email } = await aMember(embedded)
    await browser.auth('/sign-in/email', { email, password: PASSWORD })
    expect((await browser.auth('/get-session')).body.user).toMatchObject({ email, role: 'manager' })
  })
})

describe('[R61] a session', () => {
  it('ends after 30 minutes without use and after 12 hours in any case', async () => {
    const { browser, staffId } = await enrolled(world)
    const may = await ask(world, browser)
    const set = (change: string) =>
      world.db.pool.query(`UPDATE staff_session SET ${change} WHERE user_id = $1`, [staffId])
    const { rows } = await world.db.pool.query(
      'SELECT expires_at - created_at AS span FROM staff_session WHERE user_id = $1',
      [staffId],
    )
    expect(rows[0].span.hours ?? 0).toBeGreaterThan(10)
    await set(`updated_at = (now() AT TIME ZONE 'UTC') - interval '29 minutes'`)
    expect(await may('look')).toBe('manager')
    await set(`updated_at = (now() AT TIME ZONE 'UTC') - interval '31 minutes'`)
    expect(await may('look')).toBe('not-signed-in')
    const late = await enrolled(world)
    await world.db.pool.query(
      `UPDATE staff_session SET expires_at = (now() AT TIME ZONE 'UTC') - interval '1 second' WHERE user_id = $1`,
      [late.staffId],
    )
    expect(await (await ask(world, late.browser))('look')).toBe('not-signed-in')
  })

  it('ends when signing out and when the password is set anew', async () => {
    const { browser, staffId, email } = await enrolled(world)
    const stolen = new Map(browser.cookies)
    expect((await browser.auth('/request-password-reset', { email })).status).toBe(200)
    const mail = world.links.find((link) => link.staffId === staffId)
    expect(mail).toMatchObject({ kind: 'staff_password' })
    const token = new URL(mail?.link ?? '').searchParams.get('token')
    await aBrowser(world).auth('/reset-password', { token, newPassword: 'yet another long phrase' })
    expect(await (await ask(world, browser))('look')).toBe('not-signed-in')
    expect(stolen.size).toBeGreaterThan(0)
  })

  it('lives in a cookie that scripts and other sites don’t get', async () => {
    const { email } = await aMember(world)
    const answer = await aBrowser(world).auth('/sign-in/email', { email, password: PASSWORD })
    expect(answer.headers.getSetCookie().join()).toMatch(/^staff\.session_token=.*HttpOnly; SameSite=Strict/i)
  })
})

describe('[R61] what stays closed', () => {
  it.each([
    '/sign-up/email',
    '/list-sessions',
    '/admin/list-users',
    '/admin/create-user',
    '/update-user',
    '/delete-user',
    '/two-factor/send-otp',
    '/two-factor/get-totp-uri',
    '/token',
    '/error',
    '/ok',
  ])('%s does not exist', async (path) => {
    const { browser } = await enrolled(world)
    for (const answer of [await browser.auth(path), await browser.auth(path, {})])
      expect([answer.status, answer.body?.code]).toEqual([404, 'not-found'])
  })

  it('requests from other sites, and tokens in a header', async () => {
    const { email, browser } = await enrolled(world)
    const elsewhere = aBrowser(world, 'https://evil.example')
    expect((await elsewhere.auth('/sign-in/email', { email, password: PASSWORD })).body.code).toBe('form-expired')
    const token = [...browser.cookies.values()][0] ?? ''
    const bearer = await world.call('GET', '/console/auth/get-session', {
      headers: { authorization: `Bearer ${decodeURIComponent(token)}` },
    })
    expect(bearer.body).toBeNull()
  })

  it('common passwords', async () => {
    const made = await createStaff(
      { auth: world.staffAuth, db: world.db, publicUrl: world.url },
      { email: 'c@northwind.example', name: 'C', role: 'viewer' },
    )
    const token = new URL(made.link).searchParams.get('token')
    const reset = (newPassword: string) => aBrowser(world).auth('/reset-password', { token, newPassword })
    expect((await reset('short')).status).toBe(400)
    expect((await reset('password1234')).body.code).toBe('PASSWORD_TOO_COMMON')
  })

  it('whether an address is known', async () => {
    const { email } = await aMember(world)
    const known = await aBrowser(world).auth('/request-password-reset', { email })
    const unknown = await aBrowser(world).auth('/request-password-reset', { email: 'nobody@northwind.example' })
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
    const wrong = await aBrowser(world).auth('/sign-in/email', { email, password: 'not the right phrase' })
    const nobody = await aBrowser(world).auth('/sign-in/email', {
      email: 'nobody@northwind.example',
      password: 'not the right phrase',
    })
    expect([wrong.status, wrong.text]).toEqual([nobody.status, nobody.text])
  })
})

describe('[R68] tries to sign in', () => {
  it('are limited for each address, wherever they come from, and name no address', async () => {
    const { email } = await aMember(world)
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) {
      await world.db.pool.query(`DELETE FROM limit_use WHERE key LIKE 'staff-auth%'`) // the limit by place is not what is tried here
      statuses.push((await aBrowser(world).auth('/sign-in/email', { email, password: 'not the right phrase' })).status)
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(statuses[10]).toBe(429)
    const { rows } = await world.db.pool.query('SELECT key FROM limit_use')
    expect(rows.some(({ key }) => key.includes('northwind'))).toBe(false)
  })

  it('are limited for each place, whatever a client says of where it is', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 21; i++)
      statuses.push(
        (
          await aBrowser(world).auth(
            '/sign-in/email',
            { email: `x${i}@northwind.example`, password: PASSWORD },
            { 'x-client-ip': `10.0.0.${i}`, 'x-forwarded-for': `10.0.1.${i}` },
          )
        ).status,
      )
    expect(statuses.filter((status) => status === 429)).toHaveLength(1)
  })
})
