import { workOf } from '../../speed/work.ts'
import type { InFlight } from '../request/in-flight.ts'

/** A machine gets so many times as long without a step as usual: at first, after it was given up on once, and from then on. Steps of twenty minutes end well. */
const LONGER_TIMES: readonly number[] = [1, 4]
const LONGEST_TIMES = 22

/** What is looked at of a request. */
type Request = Pick<InFlight, 'request' | 'run' | 'progress'>

/**
 * How long sampling steps take a worker, as its counters show, for telling a slow one from one that hangs. It does not depend on what is believed of its
 * speed: a large picture on a CPU can take minutes a step where seconds were forecast.
 */
export class StepTimes {
  /** the longest step lately, fleet ms for the work of one step of one image of the benchmark */
  #msPerWork = 0
  #givenUp = 0

  /** How many times as long as usual it may show no progress, because it was given up on before and nothing has come since. */
  get longerTimes(): number {
    return LONGER_TIMES[this.#givenUp] ?? LONGEST_TIMES
  }

  /** What a step of this request would take, by the longest that was seen; 0: none was. Fleet ms. */
  expectedMs(request: Request): number {
    return this.#msPerWork * stepWork(request)
  }

  /** A step of this request took so long, fleet ms. */
  took(request: Request, ms: number): void {
    this.#msPerWork = Math.max(this.#msPerWork, ms / stepWork(request))
  }

  /** A request was given up on, because it showed no progress for too long. */
  gaveUp(): void {
    this.#givenUp++
  }

  /** An answer came, at `now`: from here on its own steps count. One that was not looked at any more took as long as all of it did, on the mean. */
  answered(flight: Request & Pick<InFlight, 'late'>, now: number): void {
    const { progress, request, late } = flight
    const steps = Math.max(1, request.params.steps)
    const slowest = Math.max(progress.slowestStepMs, late ? (now - progress.startsAt) / steps : 0)
    this.#givenUp = 0
    if (slowest > 0) this.#msPerWork = slowest / stepWork(flight)
  }
}

const stepWork = ({ request, run }: Request): number =>
  (run.count * workOf(request.params)) / Math.max(1, request.params.steps)
