import { usher, type Place } from './installation.ts'
import { unique } from './platform.ts'

export const STAFF_PASSWORD = 'a quiet lamp by the door'

export type Member = { email: string; name: string; link: string }

/** A new member of staff with the link that sets up the sign-in; made by `usher staff invite`, as an administrator does. */
export async function aMember(
  place: Pick<Place, 'home' | 'given'>,
  role: string,
  name = 'Marta Quillon',
): Promise<Member> {
  const email = `staff.${unique()}@northwind.example`
  const made = await usher(place, ['staff', 'invite', '--email', email, '--name', name, '--role', role])
  const link = /http\S+set-up\S+/.exec(made.out)?.[0]
  if (!link) throw new Error(`no link: ${made.out}${made.err}`)
  return { email, name, link }
}

/** A request that gets no answer at all is given up after this time, in ms. */
const ANSWER_MS = 20_000

/** A member of staff at work, without a browser: the console's own requests. */
export class Staff {
  readonly #site: string
  readonly #cookies = new Map<string, string>()

  constructor(site: string) {
    this.#site = site
  }

  /** Sets the password by the link, and signs in. */
  async joins({ email, link }: Member): Promise<this> {
    const token = new URL(link).searchParams.get('token')
    const set = await this.call('POST', '/console/auth/reset-password', { token, newPassword: STAFF_PASSWORD })
    const signedIn = await this.call('POST', '/console/auth/sign-in/email', { email, password: STAFF_PASSWORD })
    if (set.status !== 200 || signedIn.status !== 200) throw new Error(`no sign-in: ${set.status} ${signedIn.status}`)
    return this
  }

  /** For a browser that goes on with this session. */
  cookies(): { name: string; value: string }[] {
    return [...this.#cookies].map(([name, value]) => ({ name, value }))
  }

  async call(method: string, path: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }> {
    const answer = await this.#request(method, path, body)
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  /** A document's picture, as the console's page gets it. */
  picture(path: string): Promise<Response> {
    return this.#request('GET', path)
  }

  async #request(method: string, path: string, body?: object): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${this.#site}${path}`, {
      method,
      headers: { origin: this.#site, cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#cookies.set(name, value)
    }
    return answer
  }

  takes(id: string) {
    return this.call('POST', `/console/api/reviews/${id}/take`)
  }

  decides(id: string, decision: string, asked: readonly object[] = [], reason?: string) {
    return this.call('POST', `/console/api/reviews/${id}/decision`, {
      decision,
      asked,
      ...(reason && { reason }),
      ...(decision === 'approve' && { documentUntil: null }),
    })
  }
}
