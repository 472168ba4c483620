import type { WorkerId } from '../../../../shared/ids.ts'

const WINDOW_MS = 5 * 60_000
const OUT = 3
/** Connections that break so soon after one another broke in one outage, ms. */
const ONE_OUTAGE_MS = 5000
/** So many whole answers after it, a strike says nothing about the worker any more: what counts is the rate. */
const ANSWERS_TO_CLEAR = 5

interface Strike {
  readonly at: number
  /** whole answers of the worker before it */
  readonly answersBefore: number
  /** whole answers after which it is forgotten */
  readonly answersToClear: number
  /** it counts until the next whole answer, however long that takes */
  readonly lasts: boolean
}

/**
 * The circuit breaker: three strikes in five minutes and a worker is paused until a person resumes it. A strike is forgotten sooner when
 * five whole answers came since; one of those that count in a row, when one did. Requests that hang count however long ago they were found, until an answer comes.
 */
export class CircuitBreaker {
  readonly #strikes = new Map<WorkerId, readonly Strike[]>()
  readonly #answers = new Map<WorkerId, number>()

  /** True when this strike is the one too many; the count starts anew then. */
  strike(worker: WorkerId, nowMs: number): boolean {
    return this.#add(worker, nowMs, ANSWERS_TO_CLEAR)
  }

  /** As `strike`, for a request that showed no progress: found so late that one without any answer since counts however long ago it was. */
  hung(worker: WorkerId, nowMs: number): boolean {
    return this.#add(worker, nowMs, ANSWERS_TO_CLEAR, true)
  }

  /** As `strike`, for connections that broke: those that break with the last one count once. */
  outage(worker: WorkerId, sentAtMs: number, nowMs: number): boolean {
    const last = this.#lastAt(worker)
    if (sentAtMs < last && nowMs - last <= ONE_OUTAGE_MS) return false
    return this.#add(worker, nowMs, ANSWERS_TO_CLEAR)
  }

  /** As `strike`, but forgotten with the next whole answer. Requests sent before the last one was counted broke with it: one outage. */
  inARow(worker: WorkerId, sentAtMs: number, nowMs: number): boolean {
    if (sentAtMs < this.#lastAt(worker)) return false
    return this.#add(worker, nowMs, 1)
  }

  /** When the last strike was counted. */
  #lastAt(worker: WorkerId): number {
    return this.#strikes.get(worker)?.at(-1)?.at ?? Number.NEGATIVE_INFINITY
  }

  #add(worker: WorkerId, nowMs: number, answersToClear: number, lasts = false): boolean {
    const answers = this.#answers.get(worker) ?? 0
    const counts = (strike: Strike) =>
      nowMs - strike.at < WINDOW_MS
        ? answers - strike.answersBefore < strike.answersToClear
        : strike.lasts && answers === strike.answersBefore
    const recent = (this.#strikes.get(worker) ?? []).filter(counts)
    const strikes = [...recent, { at: nowMs, answersBefore: answers, answersToClear, lasts }]
    this.#strikes.set(worker, strikes.length >= OUT ? [] : strikes)
    return strikes.length >= OUT
  }

  /** A whole answer came, with all that was asked. */
  answered(worker: WorkerId): void {
    this.#answers.set(worker, (this.#answers.get(worker) ?? 0) + 1)
  }
}
