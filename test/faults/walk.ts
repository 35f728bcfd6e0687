import { setTimeout as pause } from 'node:timers/promises'
import { linkIn, codeIn, unique, type Account, type Platform } from '../support/platform.ts'
import { Person } from '../support/person.ts'
import { aPhoto } from '../support/pictures.ts'
import type { Inbox, Mail } from '../support/inbox.ts'
import type { Staff } from '../support/staff.ts'

/** Who takes part in walks, and who hears of each answer. */
export type Cast = { platform: Platform; staff: Staff; inbox: Inbox; acknowledged?: (what: string) => void }

export type Walker = { role: 'viewer' | 'trader'; account: Account; name: string; email: string }

const PASSWORD = 'seven green umbrellas'
/** How often somebody who waits looks again, in ms. */
const LOOK_MS = 100

/** What an answer of “done” promises, as the event that must be found afterwards. */
const PROMISES = {
  invited: 'sub_user.invited',
  accepted: 'sub_user.accepted',
  about: 'sub_user.named',
  login: 'sub_user.login_set',
  legal: 'sub_user.signed_up',
  passport_photo: 'verification.photo_added',
  selfie: 'verification.photo_added',
  sent: 'verification.submitted',
  approved: 'verification.approved',
} as const
export type Answered = keyof typeof PROMISES

/**
 * One onboarding over HTTP, from the API's call to access, by a person and staff who try again when nothing answers. Whoever
 * got an answer relies on it: a page that asks once more for what was answered fails the walk.
 */
export class Walk {
  readonly person: Person
  /** What was answered with success. */
  readonly answered = new Set<Answered>()
  id = ''
  readonly #cast: Cast
  readonly #who: Walker
  readonly #key = unique()
  readonly #used = new Set<string>()
  #link = ''
  #waitsFor = ''
  /** The session was lost on the way: an answer with its cookie never arrived. */
  #sessionLost = false

  constructor(cast: Cast, who: Walker) {
    this.#cast = cast
    this.#who = who
    this.person = new Person(cast.platform.place.addresses.api)
  }

  /** Goes as far as it goes. Resolves when the person reads that there is access, at the answer `end`, or on the page `until`. */
  async goes(end?: Answered, until?: string): Promise<this> {
    if (!this.id) await this.#isInvited()
    while (!(end && this.answered.has(end))) {
      if (!(await this.#looks())) continue
      if (this.person.heading === 'You have access' || this.person.page.url.pathname === until) return this
      await this.#nextStep()
    }
    return this
  }

  /** Where the walk stands, for whoever wonders why it does not end. */
  get where(): string {
    const { page, heading } = this.person
    return `${this.#who.role} ${this.id} after ${[...this.answered].at(-1)}: ${page.status} “${heading}” ${this.#waitsFor}`
  }

  /** Events that must be there, by what was answered. */
  get promised(): string[] {
    return [...this.answered].map((what) => PROMISES[what])
  }

  async #isInvited(): Promise<void> {
    const { platform } = this.#cast
    const { account, role, email } = this.#who
    const body = { account: account.id, role, email, message: `Welcome, ${this.#who.name}` }
    while (!this.id) {
      const answer = await orNothing(platform.call('POST', '/sub-users', body, { 'idempotency-key': this.#key }))
      if (answer?.status === 201) this.id = String(answer.body['id'])
      else if (answer && answer.status < 500) throw new Error(`not invited: ${JSON.stringify(answer.body)}`)
      else await pause(LOOK_MS)
    }
    this.#done('invited')
    this.#link = linkIn((await this.#mail(/invites you to the account/)).text)
  }

  /** Opens the page where the person is; false when nothing answers. */
  #looks(): Promise<boolean> {
    return this.#opens(this.answered.has('accepted') || this.#pressed ? '/me' : this.#link)
  }

  async #opens(address: string): Promise<boolean> {
    const page = await orNothing(this.person.open(address))
    if (page && page.status < 500) return true
    await pause(LOOK_MS)
    return false
  }

  #pressed = false

  #nextStep(): Promise<void> {
    const { page } = this.person
    const path = page.url.pathname
    if (path.startsWith('/i/')) return page.status === 410 ? this.#resumes() : this.#presses()
    const steps: Record<string, () => Promise<void>> = {
      '/me/code': () => this.#entersCode(),
      '/me/about': () => this.#fills('about', { name: this.#who.name, day: '9', month: '3', year: '1988' }),
      '/me/login': () => this.#fills('login', { password: PASSWORD }),
      '/me/legal': () => this.#fills('legal', { accept_terms: 'on', accept_privacy: 'on' }),
      '/me/identity': () => this.#showsDocuments(),
      '/me/sign-in': () => this.#resumes(),
      '/me': () => this.#waits(),
    }
    const step = steps[path]
    if (!step) throw new Error(`nobody expected ${path}: “${this.person.heading}”`)
    return step()
  }

  async #presses(): Promise<void> {
    const answer = await this.#sends(`${this.person.page.url.pathname}/accept`)
    this.#pressed = answer?.status === 303 && answer.headers.get('location') === '/me/code'
  }

  async #entersCode(): Promise<void> {
    const { subject, messageId } = await this.#mail(/^Your code/)
    const answer = await this.#sends('/me/code', { code: codeIn(subject) })
    if (isDone(answer)) this.#done('accepted')
    else if (answer) this.#used.add(messageId) // an older code; the next one is on its way
    else this.#sessionLost = true
  }

  async #fills(step: 'about' | 'login' | 'legal', fields: Record<string, string>): Promise<void> {
    this.#mustBeNew(step)
    if (isDone(await this.#sends(`/me/${step}`, fields))) this.#done(step)
  }

  async #showsDocuments(): Promise<void> {
    const { html } = this.person.page
    this.#mustBeNew('sent')
    const kinds = ['passport_photo', 'selfie'] as const
    if (!html.includes('name="kind"'))
      return void (await this.#sends('/me/identity/document', { document: 'passport' }))
    const kind = kinds.find((one) => !isAdded(html, one))
    if (!kind) return this.#submits()
    this.#mustBeNew(kind)
    const photo = new Blob([new Uint8Array(await aPhoto(640, 450))], { type: 'image/jpeg' })
    if (isDone(await this.#sends('/me/identity/photo', { kind, photo }))) this.#done(kind)
  }

  async #submits(): Promise<void> {
    if (isDone(await this.#sends('/me/identity/send'))) this.#done('sent')
  }

  /** Nothing to do but to read: the workflow is on its way, or staff look at the photos. */
  async #waits(): Promise<void> {
    if (this.person.heading === 'We are checking your documents') await this.#isApproved()
    else if (this.person.heading !== 'Setting up your access')
      throw new Error(`nobody expected “${this.person.heading}”`)
    await pause(LOOK_MS)
  }

  async #isApproved(): Promise<void> {
    const { staff } = this.#cast
    this.#mustBeNew('approved')
    const taken = await orNothing(staff.takes(this.id))
    const decided = taken?.status === 200 ? await orNothing(staff.decides(this.id, 'approve')) : undefined
    if (decided?.status === 200) this.#done('approved')
  }

  /** Comes back without a session: signs in, or before there is a login by a mailed link. */
  async #resumes(): Promise<void> {
    if (!this.#sessionLost) throw new Error(`the session is gone at “${this.person.heading}”`)
    const token = this.#link.split('/').at(-1) ?? ''
    if (this.answered.has('login')) {
      if (!(await this.#opens('/me/sign-in'))) return
      return void (await this.#sends('/me/sign-in', { email: this.#who.email, password: PASSWORD }))
    }
    const asks = !this.#hasMailedLink() // one that came meanwhile is good; only so many are mailed in an hour (R68)
    if (asks && (!(await this.#opens(`/me/link?link=${token}`)) || !(await this.#sends('/me/link')))) return
    if (!(await this.#opensMailedLink(asks))) return
    if (isDone(await this.#sends(this.person.page.url.pathname))) this.#pressed = true
  }

  /** Opens the newest mailed link. One that an earlier request brought may be dead; where a new one was asked for, the next mail is on its way. */
  async #opensMailedLink(isOnItsWay: boolean): Promise<boolean> {
    for (;;) {
      const mail = await this.#mail(MAILED_LINK)
      if (!(await this.#opens(linkIn(mail.text)))) return false
      this.#used.add(mail.messageId)
      if (this.person.page.status !== 410) return true
      if (!isOnItsWay) return false
    }
  }

  #hasMailedLink(): boolean {
    const { inbox } = this.#cast
    return inbox.mails.some(
      ({ to, subject, messageId }) => to === this.#who.email && MAILED_LINK.test(subject) && !this.#used.has(messageId),
    )
  }

  async #sends(action: string, fields: Record<string, string | Blob> = {}): Promise<Response | undefined> {
    const answer = await orNothing(this.person.post(action, fields))
    if (answer) await orNothing(answer.arrayBuffer())
    if (answer && answer.status < 500) return answer
    await pause(LOOK_MS)
    return undefined
  }

  /** Waits for the newest mail with this subject that was not used yet. */
  async #mail(subject: RegExp): Promise<Mail> {
    for (this.#waitsFor = String(subject); ;) {
      const { email } = this.#who
      const mine = this.#cast.inbox.mails.filter((mail) => mail.to === email && subject.test(mail.subject))
      const newest = mine.findLast((mail) => !this.#used.has(mail.messageId))
      if (newest) return newest
      await pause(LOOK_MS)
    }
  }

  #done(what: Answered): void {
    this.answered.add(what)
    this.#cast.acknowledged?.(what)
  }

  #mustBeNew(what: Answered): void {
    if (this.answered.has(what)) throw new Error(`an answer was lost: “${what}” is asked for once more`)
  }
}

const MAILED_LINK = /^Go on with/

/** Led on to the next step; not back to where one comes from. */
function isDone(answer: Response | undefined): boolean {
  const next = answer?.headers.get('location') ?? ''
  return answer?.status === 303 && !/^\/i\/|sign-in/.test(next)
}

/** The card of a photo that has arrived offers to take it again. */
const isAdded = (html: string, kind: string): boolean =>
  new RegExp(`<details[^>]*>(?:(?!</details>).)*name="kind" value="${kind}"`, 's').test(html)

/** What comes of it, or undefined when nothing answers. */
export async function orNothing<T>(attempt: Promise<T>): Promise<T | undefined> {
  try {
    return await attempt
  } catch (error) {
    if (isConnectionFault(error)) return undefined
    throw error
  }
}

const isConnectionFault = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TimeoutError' || /fetch failed|terminated|not valid JSON/.test(error.message))
