/** A page as it came: where it is, how it was answered, and its HTML. */
export type Page = { url: URL; status: number; html: string }

type Fields = Record<string, string | Blob>

/** A request that gets no answer at all is given up after this time, in ms. */
const ANSWER_MS = 20_000

/** An invited person whose browser runs no JavaScript: follows links, sends forms, keeps cookies. */
export class Person {
  readonly #site: string
  readonly #cookies = new Map<string, string>()
  page: Page = { url: new URL('about:blank'), status: 0, html: '' }

  constructor(site: string) {
    this.#site = site
  }

  /** Opens an address, following redirects as a browser does. */
  async open(address: string): Promise<Page> {
    return this.#follow(await this.#request('GET', address))
  }

  /** Opens an address without following the answer: where it leads to, if anywhere. */
  async leads(address: string): Promise<{ status: number; to: string | null; html: string }> {
    const answer = await this.#request('GET', address)
    return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() }
  }

  /** Sends the form of the present page that goes to `action`, with what it holds and these fields. */
  async sends(action: string, fields: Fields = {}): Promise<Page> {
    return this.#follow(await this.post(action, fields))
  }

  /** The same, without following the answer. */
  post(action: string, fields: Fields = {}): Promise<Response> {
    const form = formIn(this.page.html, action)
    if (!form) throw new Error(`no form to ${action} on ${this.page.url.pathname}: “${this.heading}”`)
    const all = { ...form.fields, ...fields }
    return this.#request(
      'POST',
      action,
      form.multipart ? multipart(all) : new URLSearchParams(all as Record<string, string>),
    )
  }

  /** What the browser sends along. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get heading(): string {
    return text(/<h1[^>]*>(.*?)<\/h1>/s.exec(this.page.html)?.[1] ?? '')
  }

  /** The sentences that say what is wrong with the form. */
  get problems(): string[] {
    return [...this.page.html.matchAll(/<p class="problem"[^>]*>(.*?)<\/p>/gs)].map(([, inner = '']) => text(inner))
  }

  async #follow(answer: Response): Promise<Page> {
    const address = answer.headers.get('location')
    if (answer.status >= 300 && answer.status < 400 && address) {
      await answer.arrayBuffer()
      return this.#follow(await this.#request('GET', new URL(address, answer.url).href))
    }
    this.page = { url: new URL(answer.url), status: answer.status, html: await answer.text() }
    return this.page
  }

  async #request(method: string, address: string, body?: FormData | URLSearchParams): Promise<Response> {
    const { cookie } = this
    const answer = await fetch(new URL(address, this.#site), {
      method,
      redirect: 'manual',
      headers: { ...(cookie && { cookie }), ...(method === 'POST' && { origin: this.#site }) },
      ...(body && { body }),
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    return answer
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '') this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}

/** The form that goes to `action`, with its hidden fields. */
function formIn(html: string, action: string): { fields: Record<string, string>; multipart: boolean } | undefined {
  for (const [, attributes = '', inner = ''] of html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    if (!attributes.includes(`action="${action}"`)) continue
    const hidden = [...inner.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]))
    return { fields, multipart: attributes.includes('multipart/form-data') }
  }
  return undefined
}

/** The token comes before the file, as in the page. */
function multipart(fields: Fields): FormData {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') body.append(name, value)
    else body.append(name, value, 'photo.jpg')
  }
  return body
}

const text = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&#x27;', '’')
    .trim()
