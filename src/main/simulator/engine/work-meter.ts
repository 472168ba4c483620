import type { FleetSeconds, SimTime } from './sim-time.ts'

/**
 * Work that takes fleet time, at a rate that may change while it runs (1: as named, 1/3: slowed to a third, 0: hung), and that
 * may be cut short. One timer at most.
 */
export class WorkMeter {
  readonly #time: SimTime
  readonly #resolve: () => void
  /** settles when the work is done */
  readonly done: Promise<void>
  #total: FleetSeconds
  #rate: number
  #before = 0
  #since: FleetSeconds
  #cancel: () => void = () => undefined
  #finished = false
  #endedAt: FleetSeconds | null = null

  /** `since`: the moment the work counts from; may lie a little in the past. */
  constructor(time: SimTime, total: FleetSeconds, rate: number, since: FleetSeconds) {
    this.#time = time
    this.#total = total
    this.#rate = rate
    this.#since = since
    const { promise, resolve } = Promise.withResolvers<void>()
    this.done = promise
    this.#resolve = resolve
    this.#arm()
  }

  /** seconds of work done so far, at rate 1 */
  worked(): number {
    if (this.#finished) return this.#total
    return Math.min(this.#total, this.#before + (this.#time.now() - this.#since) * this.#rate)
  }

  /** the moment it was due to end; the moment now while it runs */
  get endedAt(): FleetSeconds {
    return this.#endedAt ?? this.#time.now()
  }

  setRate(rate: number): void {
    this.#rebase()
    this.#rate = rate
    this.#arm()
  }

  /** Changes how much work it is in all, e.g. when the rest is called off. */
  setTotal(total: FleetSeconds): void {
    this.#rebase()
    this.#total = Math.max(total, this.#before)
    this.#arm()
  }

  #rebase(): void {
    this.#before = this.worked()
    this.#since = this.#time.now()
  }

  #arm(): void {
    this.#cancel()
    if (this.#finished || this.#rate <= 0) return
    const end = this.#since + (this.#total - this.#before) / this.#rate
    this.#cancel = this.#time.at(end, () => {
      this.#finished = true
      this.#endedAt = end
      this.#resolve()
    })
  }
}
