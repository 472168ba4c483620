import type { Clock } from '../../ports.ts'

/** 2026-01-01, so that what is stored looks like a date. */
const EPOCH_MS = 1_767_225_600_000

/** Timers one wait may call. The longest of the tests and benchmarks calls about 30 000; a fleet that only looks at itself calls them for ever. */
const MOST_EVENTS = 250_000

interface Timer {
  readonly at: number
  readonly order: number
  fn: (() => void) | null
}

const before = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.order < b.order)

/**
 * Time that passes only when nothing is left to do: all that promises can do is done first, then the clock jumps to the next timer.
 * Hours of fleet time take milliseconds, and every run is the same.
 */
export class VirtualClock implements Clock {
  #nowMs = 0
  #uncountedMs = 0
  #order = 0
  /** a binary heap, soonest first; cancelled timers stay in it without a function */
  readonly #timers: Timer[] = []
  readonly #mostEvents: number

  /** `mostEvents`: timers that one `run` or `advance` may call before it fails; @defaultValue 250 000 */
  constructor({ mostEvents = MOST_EVENTS }: { mostEvents?: number } = {}) {
    this.#mostEvents = mostEvents
  }

  now(): number {
    return this.#nowMs
  }

  wall(): number {
    return EPOCH_MS + this.#nowMs + this.#uncountedMs
  }

  after(ms: number, fn: () => void): () => void {
    const timer: Timer = { at: this.#nowMs + Math.max(0, ms), order: this.#order++, fn }
    this.#push(timer)
    return () => {
      timer.fn = null
    }
  }

  /**
   * Lets time pass until `done` settles. Throws when nothing is left that could settle it, after `limitMs` of fleet time, or after more events
   * than a run has that comes to an end.
   */
  async run<T>(done: Promise<T>, limitMs = 1e9): Promise<T> {
    const state: { settled: boolean } = { settled: false }
    const settle = () => {
      state.settled = true
    }
    done.then(settle, settle)
    const until = this.#nowMs + limitMs
    for (let events = 0; ; events++) {
      await microtasksDone()
      if (state.settled) return done
      this.#bound(events)
      if (!this.#step(until)) {
        throw new Error(
          `still waiting at ${(this.#nowMs / 1000).toFixed(1)} s of virtual time, with nothing left to happen`,
        )
      }
    }
  }

  /** Lets `ms` of fleet time pass. Throws after more events than a run has that comes to an end. */
  async advance(ms: number): Promise<void> {
    const until = this.#nowMs + ms
    await microtasksDone()
    for (let events = 1; this.#step(until); events++) {
      await microtasksDone()
      this.#bound(events)
    }
    this.#nowMs = until
  }

  #bound(events: number): void {
    if (events < this.#mostEvents) return
    throw new Error(
      `${events} events by ${(this.#nowMs / 1000).toFixed(1)} s of virtual time, and no end: something calls itself again and again`,
    )
  }

  /** The machine sleeps: no timer is called meanwhile. `counted`: `now` counts on in sleep, as on some systems, else only the wall does. */
  sleep(ms: number, counted: boolean): void {
    if (counted) this.#nowMs += ms
    else this.#uncountedMs += ms
  }

  /** Jumps to the next timer that is due by `until` and calls it; false when there is none. */
  #step(until: number): boolean {
    for (let timer = this.#timers[0]; timer !== undefined && timer.at <= until; timer = this.#timers[0]) {
      this.#pop()
      const { fn } = timer
      if (fn === null) continue
      this.#nowMs = Math.max(this.#nowMs, timer.at)
      timer.fn = null
      fn()
      return true
    }
    return false
  }

  #push(timer: Timer): void {
    const heap = this.#timers
    let at = heap.push(timer) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !before(timer, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = timer
  }

  #pop(): void {
    const heap = this.#timers
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const [a, b] = [heap[left], heap[left + 1]]
      const child = b !== undefined && a !== undefined && before(b, a) ? left + 1 : left
      const below = heap[child]
      if (below === undefined || !before(below, last)) break
      heap[at] = below
      at = child
    }
    heap[at] = last
  }
}

/** Promise jobs run to the last one before the event loop turns. */
const microtasksDone = () => new Promise<void>((resolve) => setImmediate(resolve))
