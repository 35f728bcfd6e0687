import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { VERIFICATION_STATES, type VerificationState } from '../../domain/status.ts'
import { DOCUMENT_KINDS, RESUBMISSION_REASONS } from '../../domain/verification.ts'
import { replaceFile } from '../embedded/replace-file.ts'
import { ASKED, GOOD_FOR_DAYS, type Outcome, STATES_OF, type Webhooks } from './outcomes.ts'

const shape = z.object({
  id: z.string(),
  key: z.string(),
  returnUrl: z.string(),
  language: z.string(),
  state: z.enum(VERIFICATION_STATES),
  asked: z.array(z.object({ document: z.enum([...DOCUMENT_KINDS, 'name']), reason: z.enum(RESUBMISSION_REASONS) })),
  documentUntil: z.iso.date().optional(),
  createdAt: z.string(),
  redacted: z.boolean(),
})
export type SimulatedSession = z.infer<typeof shape>

/** The states of one outcome, to be told by webhook. */
export type Told = { session: SimulatedSession; states: readonly VerificationState[]; webhooks: Webhooks | undefined }

const DAY_MS = 86_400_000

/** How many sessions are remembered. */
const MOST = 2_000

/** What the simulator knows; with a file it survives a restart. `tell` is called after each change. */
export class Sessions {
  readonly #byId = new Map<string, SimulatedSession>()
  readonly #file: string | undefined
  readonly #tell: (told: Told) => void

  constructor(tell: (told: Told) => void, file?: string) {
    this.#tell = tell
    this.#file = file
    if (!file || !existsSync(file)) return
    const kept = z.array(shape).safeParse(JSON.parse(readFileSync(file, 'utf8')))
    for (const session of kept.data ?? []) this.#byId.set(session.id, session)
  }

  /** The session of this key: made now, or before. */
  create({ key, returnUrl, language }: { key: string; returnUrl: string; language: string }): SimulatedSession {
    const before = [...this.#byId.values()].find((session) => session.key === key)
    if (before) return before
    const id = `sim_${randomBytes(15).toString('hex')}`
    const createdAt = new Date().toISOString()
    const made: SimulatedSession = {
      id,
      key,
      returnUrl,
      language,
      state: 'created',
      asked: [],
      createdAt,
      redacted: false,
    }
    return this.#keep(made)
  }

  find(id: string): SimulatedSession | undefined {
    return this.#byId.get(id)
  }

  /** The newest first. */
  all(): SimulatedSession[] {
    return [...this.#byId.values()].toReversed()
  }

  /** Goes through the outcome's states and tells of each. What is decided stays, but for a choice after “slow” or “nothing”. */
  choose(id: string, outcome: Outcome, webhooks?: Webhooks): SimulatedSession | undefined {
    const session = this.#byId.get(id)
    if (!session || !['created', 'in_progress', 'processing'].includes(session.state)) return session
    const states = STATES_OF[outcome]
    const state = states.at(-1) ?? session.state
    const changed = { ...session, state, asked: [...(ASKED[outcome] ?? [])], ...documentOf(outcome) }
    return this.#change(changed, states, webhooks)
  }

  /** Takes an approval back, however long ago it was given. */
  takeBack(id: string, webhooks?: Webhooks): SimulatedSession | undefined {
    const session = this.#byId.get(id)
    if (session?.state !== 'approved') return session
    return this.#change({ ...session, state: 'rejected' }, ['rejected'], webhooks)
  }

  /** Stops a session that is not decided. */
  cancel(id: string): SimulatedSession | undefined {
    return this.choose(id, 'cancelled')
  }

  /** Forgets the person; the decision stays. */
  redact(id: string): SimulatedSession | undefined {
    const session = this.#byId.get(id)
    return session && this.#keep({ ...session, redacted: true })
  }

  #change(session: SimulatedSession, states: readonly VerificationState[], webhooks: Webhooks | undefined) {
    this.#tell({ session: this.#keep(session), states, webhooks })
    return session
  }

  #keep(session: SimulatedSession): SimulatedSession {
    this.#byId.set(session.id, session)
    const [oldest] = this.#byId.keys()
    if (this.#byId.size > MOST && oldest !== undefined) this.#byId.delete(oldest)
    if (this.#file) replaceFile(this.#file, JSON.stringify([...this.#byId.values()]))
    return session
  }
}

function documentOf(outcome: Outcome): Pick<SimulatedSession, 'documentUntil'> {
  const days = GOOD_FOR_DAYS[outcome]
  return days ? { documentUntil: new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10) } : {}
}
