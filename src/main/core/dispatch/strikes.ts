import type { WorkerId } from '../../../shared/ids.ts'

const WINDOW_MS = 5 * 60_000
const OUT = 3

/** The circuit breaker: three strikes in five minutes and a worker is paused until a person resumes it. */
export class Strikes {
  readonly #times = new Map<WorkerId, number[]>()

  /** True when this strike is the one too many; the count starts anew then. */
  strike(worker: WorkerId, nowMs: number): boolean {
    const times = [...(this.#times.get(worker) ?? []).filter((time) => nowMs - time < WINDOW_MS), nowMs]
    this.#times.set(worker, times.length >= OUT ? [] : times)
    return times.length >= OUT
  }
}
