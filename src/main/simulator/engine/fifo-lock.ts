import type { FleetSeconds } from './sim-time.ts'

/** Held by whoever computes; given back exactly once. */
export interface Held {
  /** moment of fleet time from which the holder's work counts */
  readonly since: FleetSeconds
  /**
   * Gives the lock to the next in line. `endedAt`: the moment the work was due to end; the next holder's work counts from
   * there, so that late timers do not add up and a busy machine keeps its named speed.
   */
  release(endedAt?: FleetSeconds): void
}

/** The one queue that all generations of a server share, first come, first served (modules/fifo_lock.py). */
export class FifoLock {
  readonly #now: () => FleetSeconds
  readonly #waiting: ((held: Held) => void)[] = []
  #taken = false
  #freeSince: FleetSeconds = Number.NEGATIVE_INFINITY

  constructor(now: () => FleetSeconds) {
    this.#now = now
  }

  get busy(): boolean {
    return this.#taken
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** `askedAt`: when the request came in; where nobody is in the way its work counts from there. */
  acquire(askedAt: FleetSeconds = this.#now()): Promise<Held> {
    if (!this.#taken) {
      this.#taken = true
      return Promise.resolve(this.#held(Math.max(askedAt, this.#freeSince)))
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #held(since: FleetSeconds): Held {
    let mine = true
    return {
      since,
      release: (endedAt = this.#now()) => {
        if (!mine) return
        mine = false
        const next = this.#waiting.shift()
        if (next === undefined) {
          this.#taken = false
          this.#freeSince = endedAt
        } else next(this.#held(endedAt))
      },
    }
  }
}
