import { randomUUID } from 'node:crypto'
import { vi } from 'vitest'
import type { InboxMail } from '../../processes/embedded/inbox-mails.ts'
import type { Place } from './installation.ts'

/** A sub-user as the API shows it, as far as tests look at it. */
export type Shown = {
  id: string
  status: string
  turn: string
  deadline: string | null
  verification: { state: string; attempt: number } | null
}

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> }

export type AccountGiven = { type?: 'company' | 'personal'; name?: string; holder?: string; holderEmail?: string }
export type InviteGiven = { email?: string; role?: string; message?: string; language?: string }
export type Account = { id: string; name: string; holder: string; holderEmail: string }
export type Invited = Shown & { email: string; account: Account }

const WITHIN = { timeout: 60_000, interval: 25 }
/** A request that gets no answer at all is given up after this time, in ms. */
const ANSWER_MS = 20_000

export const unique = (): string => randomUUID().slice(0, 8)

/** The platform's own server: calls the API with a key, as its accounts' holders' mails and its support would see it. */
export class Platform {
  readonly place: Pick<Place, 'addresses' | 'apiKey'>

  constructor(place: Pick<Place, 'addresses' | 'apiKey'>) {
    this.place = place
  }

  async call(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await fetch(`${this.place.addresses.api}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.place.apiKey}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> }
  }

  /** An account of the exchange with a holder of its own. */
  async anAccount(given: AccountGiven = {}): Promise<Account> {
    const key = unique()
    const { type = 'company', name = `Kestrel Joinery ${key}`, holder = 'Oskar Lindgard' } = given
    const holderEmail = given.holderEmail ?? `oskar.${key}@kestrel.example`
    const body = {
      reference: `NX-${key}`,
      type,
      ...(type === 'company' && { name }),
      holder: { name: holder, email: holderEmail },
    }
    const answer = await this.call('POST', '/accounts', body)
    if (answer.status !== 201) throw new Error(`no account: ${JSON.stringify(answer.body)}`)
    return { id: String(answer.body['id']), name: type === 'company' ? name : holder, holder, holderEmail }
  }

  /** An invite that the API took. */
  async invites(account: Account, given: InviteGiven = {}): Promise<Invited> {
    const { email = `tomasz.${unique()}@kestrel.example` } = given
    const answer = await this.call('POST', '/sub-users', { account: account.id, role: 'trader', ...given, email })
    if (answer.status !== 201) throw new Error(`not invited: ${JSON.stringify(answer.body)}`)
    return { ...shownOf(answer), email, account }
  }

  async shows(id: string): Promise<Shown> {
    return shownOf(await this.call('GET', `/sub-users/${id}`))
  }

  /** Waits until the API shows this status. */
  reaches(id: string, status: string): Promise<Shown> {
    return vi.waitFor(async () => {
      const now = await this.shows(id)
      if (now.status !== status) throw new Error(`${id} is ${now.status}, not ${status}`)
      return now
    }, WITHIN)
  }
}

const shownOf = ({ body }: Answer): Shown => body as unknown as Shown

/** The mails that an installation's inbox got. */
export class Mailbox {
  readonly #url: string

  constructor({ inboxUrl }: Pick<Place, 'inboxUrl'>) {
    this.#url = inboxUrl
  }

  /** Mails to one address, newest first. */
  async to(address: string): Promise<InboxMail[]> {
    const answer = await fetch(`${this.#url}/api/mails?to=${encodeURIComponent(address)}`)
    return (await answer.json()) as InboxMail[]
  }

  /** Waits for a mail whose subject matches; the newest of them. `after`: ids of mails that don't count. */
  waitFor(address: string, subject: RegExp, after: readonly string[] = []): Promise<InboxMail> {
    return vi.waitFor(async () => {
      const mails = await this.to(address)
      const mail = mails.find((one) => subject.test(one.subject) && !after.includes(one.id))
      if (!mail)
        throw new Error(`no mail ${subject} to ${address} among: ${mails.map((one) => one.subject).join(' · ')}`)
      return mail
    }, WITHIN)
  }

  async link(address: string, subject: RegExp, after: readonly string[] = []): Promise<string> {
    return linkIn((await this.waitFor(address, subject, after)).text)
  }

  async code(address: string, after: readonly string[] = []): Promise<string> {
    return codeIn((await this.waitFor(address, /^Your code/, after)).subject)
  }
}

/** The address that a mail's button leads to: an invitation, or a link for signing in or for the password. */
export function linkIn(text: string): string {
  const link = /https?:\/\/\S+\/(?:i\/go|i|me\/password)\/[\w.-]+/.exec(text)?.[0]
  if (!link) throw new Error('the mail has no link')
  return link
}

/** The six digits in a mail's subject. */
export const codeIn = (subject: string): string => subject.replaceAll(/\D/g, '')
