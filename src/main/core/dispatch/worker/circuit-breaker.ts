import type { WorkerId } from '../../../../shared/ids.ts'

const WINDOW_MS = 5 * 60_000
const OUT = 3
/** Connections that break so soon after one another broke in one outage, ms. */
const ONE_OUTAGE_MS = 5000
/** So many whole answers after it, a failure says nothing about the worker any more: what counts is the rate. */
const ANSWERS_TO_CLEAR = 5

interface CountedFailure {
  readonly at: number
  /** whole answers of the worker before it */
  readonly answersBefore: number
  /** whole answers after which it is forgotten */
  readonly answersToClear: number
  /** it counts until the next whole answer, however long that takes */
  readonly lasts: boolean
}

/**
 * The circuit breaker: three failures in five minutes and a worker is paused until a person resumes it. A failure is forgotten sooner when
 * five whole answers came since; one of those that count in a row, when one did. Requests that hang count however long ago they were found, until an answer comes.
 */
export class CircuitBreaker {
  readonly #failures = new Map<WorkerId, readonly CountedFailure[]>()
  readonly #answers = new Map<WorkerId, number>()

  /** True when this failure is the one too many; the count starts anew then. */
  failed(worker: WorkerId, nowMs: number): boolean {
    return this.#add(worker, nowMs, ANSWERS_TO_CLEAR)
  }

  /** As `failed`, for a request that showed no progress: found so late that one without any answer since counts however long ago it was. */
  hung(worker: WorkerId, nowMs: number): boolean {
    return this.#add(worker, nowMs, ANSWERS_TO_CLEAR, true)
  }

  /** As `failed`, for connections that broke: those that break with the last one count once. */
  outage(worker: WorkerId, sentAtMs: number, nowMs: number): boolean {
    const last = this.#lastAt(worker)
    if (sentAtMs < last && nowMs - last <= ONE_OUTAGE_MS) return false
    return this.#add(worker, nowMs, ANSWERS_TO_CLEAR)
  }

  /** As `failed`, but forgotten with the next whole answer. Requests sent before the last one was counted broke with it: one outage. */
  inARow(worker: WorkerId, sentAtMs: number, nowMs: number): boolean {
    if (sentAtMs < this.#lastAt(worker)) return false
    return this.#add(worker, nowMs, 1)
  }

  /** When the last failure was counted. */
  #lastAt(worker: WorkerId): number {
    return this.#failures.get(worker)?.at(-1)?.at ?? Number.NEGATIVE_INFINITY
  }

  #add(worker: WorkerId, nowMs: number, answersToClear: number, lasts = false): boolean {
    const answers = this.#answers.get(worker) ?? 0
    const counts = (failure: CountedFailure) =>
      nowMs - failure.at < WINDOW_MS
        ? answers - failure.answersBefore < failure.answersToClear
        : failure.lasts && answers === failure.answersBefore
    const recent = (this.#failures.get(worker) ?? []).filter(counts)
    const failures = [...recent, { at: nowMs, answersBefore: answers, answersToClear, lasts }]
    this.#failures.set(worker, failures.length >= OUT ? [] : failures)
    return failures.length >= OUT
  }

  /** A whole answer came, with all that was asked. */
  answered(worker: WorkerId): void {
    this.#answers.set(worker, (this.#answers.get(worker) ?? 0) + 1)
  }
}
