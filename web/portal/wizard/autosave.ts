import { ApiProblem } from '../../kit/client.ts'
import type { Draft, DraftFields } from '../data/api.ts'

/** What is typed waits this long for more before it is saved, in ms; ticks are saved at once. */
const TYPING_MS = 500
/** When a save that nobody answered is tried again, in ms. */
const AGAIN_MS = 3_000

export type SaveState = 'saved' | 'saving' | 'failed'

type Ends = {
  send(fields: DraftFields): Promise<Draft>
  /** What is shown until the server has it, how far saving is, and what it was refused with. */
  tell(now: { typed: DraftFields; state: SaveState; refused: ApiProblem | null }): void
  done(draft: Draft): void
  refused(problem: ApiProblem): void
}

/** Saves what is changed, one request after the other, and again when nobody answered (R23). */
export class Autosave {
  readonly #ends: Ends
  #typed: DraftFields = {}
  #waiting: DraftFields = {}
  #timer: ReturnType<typeof setTimeout> | undefined
  #line: Promise<Draft | undefined> = Promise.resolve(undefined)

  constructor(ends: Ends) {
    this.#ends = ends
  }

  change(fields: DraftFields, wait: boolean): void {
    this.#waiting = { ...this.#waiting, ...fields }
    this.#typed = { ...this.#typed, ...fields }
    this.#tell('saving')
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), wait ? TYPING_MS : 0)
  }

  /** Saves what waits; the draft as the last save left it, or undefined when there was none or it failed. */
  flush(): Promise<Draft | undefined> {
    clearTimeout(this.#timer)
    this.#line = this.#line.then((before) => this.#save(before))
    return this.#line
  }

  async #save(before: Draft | undefined): Promise<Draft | undefined> {
    const fields = this.#waiting
    if (Object.keys(fields).length === 0) return before
    this.#waiting = {}
    try {
      const draft = await this.#ends.send(fields)
      const sent = new Map<string, unknown>(Object.entries(fields))
      const left = Object.entries(this.#typed).filter(([field, value]) => sent.get(field) !== value)
      this.#typed = Object.fromEntries(left)
      this.#ends.done(draft)
      this.#tell(Object.keys(this.#waiting).length > 0 ? 'saving' : 'saved')
      return draft
    } catch (error) {
      if (error instanceof ApiProblem && error.status !== 0) return this.#refuse(error)
      this.#waiting = { ...fields, ...this.#waiting }
      this.#timer = setTimeout(() => void this.flush(), AGAIN_MS)
      this.#tell('failed')
      return undefined
    }
  }

  #refuse(problem: ApiProblem): undefined {
    this.#typed = {}
    this.#ends.refused(problem)
    this.#tell('failed', problem)
  }

  #tell(state: SaveState, refused: ApiProblem | null = null): void {
    this.#ends.tell({ typed: { ...this.#typed }, state, refused })
  }
}
