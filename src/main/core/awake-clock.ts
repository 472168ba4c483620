import type { Clock } from './ports.ts'

/** The clocks are looked at so often, ms. */
const BEAT_MS = 1_000
/** A beat that is later than this means that the machine, or this process, stood still, ms. */
const ASLEEP_MS = 10_000

interface Seen {
  readonly now: number
  readonly wall: number
}

/**
 * A clock whose `now` leaves out the time this machine slept, or this process was stopped: nobody was there to see a sign of life, so that
 * time is no silence of anybody, and no age. A monotonic clock stops in sleep on some systems and counts on in others, so the wall is looked
 * at too: whichever of the two jumped tells. Every reading looks first, so no reader sees the jump. Looks are taken while somebody listens.
 */
export class AwakeClock implements Clock {
  readonly #inner: Clock
  readonly #beatMs: number
  readonly #asleepMs: number
  readonly #listeners = new Set<(sleptMs: number) => void>()
  #cancelBeat: (() => void) | null = null
  #seen: Seen = { now: 0, wall: 0 }
  #leftOutMs = 0
  #sleptMs = 0

  /** `scale`: ms of `inner` per real ms. */
  constructor(inner: Clock, scale = 1) {
    this.#inner = inner
    this.#beatMs = BEAT_MS * scale
    this.#asleepMs = ASLEEP_MS * scale
  }

  now(): number {
    this.#look(this.#asleepMs)
    return this.#inner.now() - this.#leftOutMs
  }

  wall(): number {
    return this.#inner.wall()
  }

  slept(): number {
    this.#look(this.#asleepMs)
    return this.#sleptMs
  }

  /** Waits `ms` of being awake: a timer that came due in a sleep has its rest still to wait. */
  after(ms: number, fn: () => void): () => void {
    const due = this.now() + ms
    const leftOut = this.#leftOutMs
    const fire = () => {
      const left = due - this.now()
      if (this.#leftOutMs === leftOut || left <= 0) fn()
      else cancel = this.#inner.after(left, fire)
    }
    let cancel = this.#inner.after(ms, fire)
    return () => cancel()
  }

  onWake(listener: (sleptMs: number) => void): () => void {
    this.#listeners.add(listener)
    if (this.#cancelBeat === null) this.#beat()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#cancelBeat?.()
      this.#cancelBeat = null
    }
  }

  /** The system says that it goes to sleep now. */
  suspended(): void {
    this.#look(this.#asleepMs)
  }

  /** The system says that it has slept: a short gap is a sleep as well then. */
  resumed(): void {
    this.#look(0)
  }

  #beat(): void {
    if (this.#cancelBeat === null) this.#seen = { now: this.#inner.now(), wall: this.#inner.wall() }
    else this.#look(this.#asleepMs)
    this.#cancelBeat = this.#inner.after(this.#beatMs, () => this.#beat())
  }

  /** Takes note of the gap since the last look where it is longer than a beat and `lateMs`. */
  #look(lateMs: number): void {
    if (this.#cancelBeat === null) return
    const before = this.#seen
    this.#seen = { now: this.#inner.now(), wall: this.#inner.wall() }
    const counted = this.#seen.now - before.now
    const gap = Math.max(counted, this.#seen.wall - before.wall)
    const longest = this.#beatMs + lateMs
    if (gap <= longest) return
    if (counted > longest) this.#leftOutMs += counted
    this.#sleptMs += gap
    queueMicrotask(() => {
      for (const listener of [...this.#listeners]) listener(gap)
    })
  }
}
