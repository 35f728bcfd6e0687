/** What stops when: who uses something stops before it. */
const order = ['api', 'worker', 'simulator', 'inbox', 'temporal', 'postgres'] as const
export type Part = (typeof order)[number]

interface Stoppable {
  stop(): Promise<void>
  kill(): void
}

// npm passes on the Ctrl-C that the terminal has already sent: two signals within this time are one wish.
const sameWish = 1_000

/** Listens for Ctrl-C and its like, and stops the parts in their order. The second Ctrl-C ends everything at once. */
export class StopOrder {
  /** Resolves when somebody asked to stop. */
  readonly asked: Promise<void>
  readonly #parts = new Map<Part, Stoppable>()
  readonly #afterwards: () => void
  #askedAt: number | null = null

  constructor(afterwards: () => void) {
    this.#afterwards = afterwards
    this.asked = new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.on(signal, () => {
          this.#heard()
          resolve()
        })
      }
    })
  }

  /** True from the first wish to stop on: nothing more is to be started. */
  get begun(): boolean {
    return this.#askedAt !== null
  }

  add(name: Part, part: Stoppable): void {
    this.#parts.set(name, part)
  }

  /** Stops what runs, one after the other; a part that fails to stop does not keep the others. */
  async run(): Promise<void> {
    for (const name of order) {
      await this.#parts
        .get(name)
        ?.stop()
        .catch((error: unknown) => process.stderr.write(`${name} did not stop cleanly: ${String(error)}\n`))
    }
    this.#parts.clear()
    this.#afterwards()
    if (this.begun) process.stdout.write('Stopped.\n')
  }

  #heard(): void {
    if (this.#askedAt === null) {
      this.#askedAt = Date.now()
      process.stdout.write('\nStopping… (Ctrl-C again ends everything at once)\n')
    } else if (Date.now() - this.#askedAt > sameWish) {
      for (const part of this.#parts.values()) part.kill()
      this.#afterwards()
      process.exit(130)
    }
  }
}
