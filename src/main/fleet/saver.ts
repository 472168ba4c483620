import { withRemedy } from '../../shared/problem.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { problemOf } from '../core/failure.ts'
import type { Clock } from '../core/ports.ts'
import type { StoredWorker, WorkerStore } from '../core/worker-store.ts'
import type { FleetNotice } from './fleet-event.ts'

/** What is learned comes with every batch; it is written this much later at most, real ms. */
const DELAY_REAL_MS = 2_000

/** Writes the workers down: at once for what a person did, a little later for what was learned. */
export class Saver {
  readonly #clock: Clock
  readonly #delayMs: number
  readonly #store: WorkerStore
  readonly #workers: () => readonly StoredWorker[]
  readonly #notice: (notice: FleetNotice) => void
  #cancel: (() => void) | null = null
  /** already said that saving fails */
  #complained = false

  constructor(deps: {
    clock: Clock
    timeScale: number
    store: WorkerStore
    workers: () => readonly StoredWorker[]
    notice: (notice: FleetNotice) => void
  }) {
    this.#clock = deps.clock
    this.#delayMs = DELAY_REAL_MS * deps.timeScale
    this.#store = deps.store
    this.#workers = deps.workers
    this.#notice = deps.notice
  }

  soon(): void {
    this.#cancel ??= this.#clock.after(this.#delayMs, () => this.now())
  }

  /** A list that cannot be written is said once and stays good in memory; the next change tries again. */
  now(): void {
    this.#cancel?.()
    this.#cancel = null
    try {
      this.#store.save(this.#workers())
      this.#complained = false
    } catch (error) {
      if (this.#complained) return
      this.#complained = true
      const { message, remedy } = problemOf(error)
      this.#notice({
        level: 'error',
        title: reason('fleet.not-saved.title'),
        text: withRemedy({ message, remedy: remedy ?? reason('fleet.not-saved.remedy') }),
        workerId: null,
      })
    }
  }

  /** Writes what is still waiting. */
  stop(): void {
    if (this.#cancel !== null) this.now()
  }
}
