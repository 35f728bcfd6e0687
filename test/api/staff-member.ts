import { createHmac } from 'node:crypto'
import { createStaff } from '../../api/staff/create.ts'
import type { StaffRole } from '../../domain/actions.ts'
import { expect } from 'vitest'
import type { World } from './world.ts'

export const PASSWORD = 'a long enough phrase'

/** A browser: keeps cookies, says where it comes from. */
export function aBrowser(at: World, origin = at.url) {
  const cookies = new Map<string, string>()
  const send = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await at.call(method, path, {
      ...(body && { body }),
      headers: { origin, ...(cookie && { cookie }), ...headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  return {
    send,
    cookies,
    auth: (path: string, body?: object, headers?: Record<string, string>) =>
      send(body ? 'POST' : 'GET', `/console/auth${path}`, body, headers),
  }
}

/** What an authenticator app shows; `steps` of 30 s from now. */
export function totp(uri: string, steps = 0): string {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const bits = [...secret]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const mac = createHmac('sha1', bytes).update(counter).digest()
  const at = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

let number = 0
/** A member of staff who has set a password. */
export async function aMember(at: World, role: StaffRole = 'manager') {
  number += 1
  const email = `nadia${number}@northwind.example`
  const made = await createStaff(
    { auth: at.staffAuth, db: at.db, publicUrl: at.url },
    { email, name: 'Nadia Brandt', role },
  )
  const token = new URL(made.link).searchParams.get('token')
  const browser = aBrowser(at)
  expect((await browser.auth('/reset-password', { token, newPassword: PASSWORD })).status).toBe(200)
  return { ...made, email, token, browser }
}

/** One who has also set up an authenticator app, and is signed in. */
export async function enrolled(at: World, role?: StaffRole) {
  const member = await aMember(at, role)
  await member.browser.auth('/sign-in/email', { email: member.email, password: PASSWORD })
  const { totpURI } = (await member.browser.auth('/two-factor/enable', { password: PASSWORD })).body
  expect((await member.browser.auth('/two-factor/verify-totp', { code: totp(totpURI) })).status).toBe(200)
  return { ...member, totpURI: totpURI as string }
}
