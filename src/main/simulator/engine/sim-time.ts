/** Seconds of fleet time: what the simulated machine thinks has passed. */
export type FleetSeconds = number

/** Longest delay setTimeout takes, ms. */
const LONGEST_TIMER_MS = 2_147_483_647
/** Timers fire this much late on average; at sixty times the speed that is a share of a picture. */
const TIMER_LATENESS_MS = 0.7

/**
 * The clock of one simulated machine: fleet time runs `scale` times faster than the wall. Owns every timer it hands out;
 * `stop` takes all of them back, so that a stopped machine does nothing any more.
 */
export class SimTime {
  readonly scale: number
  readonly #zero: number
  readonly #timers = new Set<NodeJS.Timeout>()
  #stopped = false

  constructor(scale: number, zero = performance.now()) {
    this.scale = scale
    this.#zero = zero
  }

  /** The same clock with timers of its own, for what may end before the machine does. */
  child(): SimTime {
    return new SimTime(this.scale, this.#zero)
  }

  /** seconds of fleet time since the machine was switched on */
  now(): FleetSeconds {
    return ((performance.now() - this.#zero) / 1000) * this.scale
  }

  /** wall seconds of a span of fleet time: what the machine writes on the wire */
  wallSeconds(span: FleetSeconds): number {
    return span / this.scale
  }

  /** Calls `fn` once at a moment of fleet time, at once (but not synchronously) when it is past. Returns what takes it back. */
  at(moment: FleetSeconds, fn: () => void): () => void {
    if (this.#stopped) return () => undefined
    const ms = ((moment - this.now()) / this.scale) * 1000 - TIMER_LATENESS_MS
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer)
        fn()
      },
      Math.min(LONGEST_TIMER_MS, Math.max(0, ms)),
    )
    this.#timers.add(timer)
    return () => {
      clearTimeout(timer)
      this.#timers.delete(timer)
    }
  }

  /** Resolves at a moment of fleet time; never, once the clock is stopped. */
  until(moment: FleetSeconds): Promise<void> {
    return new Promise((resolve) => {
      this.at(moment, resolve)
    })
  }

  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}
