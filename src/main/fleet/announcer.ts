import type { WorkerId } from '../../shared/ids.ts'
import type { Clock } from '../core/ports.ts'

/** Between two announcements of one worker, real ms. */
const EVERY_REAL_MS = 100

/**
 * Says that a worker changed: at once when it was quiet, and then the newest state at most ten times a second, because a fleet of
 * thirty reports several facts per batch.
 */
export class Announcer {
  readonly #clock: Clock
  readonly #everyMs: number
  readonly #say: (id: WorkerId) => void
  readonly #last = new Map<WorkerId, number>()
  readonly #due = new Map<WorkerId, () => void>()

  constructor(clock: Clock, timeScale: number, say: (id: WorkerId) => void) {
    this.#clock = clock
    this.#everyMs = EVERY_REAL_MS * timeScale
    this.#say = say
  }

  changed(id: WorkerId): void {
    if (this.#due.has(id)) return
    const last = this.#last.get(id)
    const wait = last === undefined ? 0 : last + this.#everyMs - this.#clock.now()
    if (wait <= 0) {
      this.#now(id)
      return
    }
    this.#due.set(
      id,
      this.#clock.after(wait, () => {
        this.#due.delete(id)
        this.#now(id)
      }),
    )
  }

  forget(id: WorkerId): void {
    this.#due.get(id)?.()
    this.#due.delete(id)
    this.#last.delete(id)
  }

  stop(): void {
    for (const cancel of this.#due.values()) cancel()
    this.#due.clear()
  }

  #now(id: WorkerId): void {
    this.#last.set(id, this.#clock.now())
    this.#say(id)
  }
}
