import type { TimeLeft } from '../../planning/in-time.ts'
import type { Job } from '../job/job.ts'
import type { JobPart } from '../job/job-parts.ts'
import { timeLeft } from '../job/time-left.ts'
import type { Shares } from './deal.ts'
import { exactly, type JobDeal } from './job-deal.ts'
import { KeptAhead } from './kept-ahead.ts'
import { KeptBonus } from './kept-bonus.ts'
import { KeptEnds } from './kept-ends.ts'
import { KeptFleet } from './kept-fleet.ts'
import { KeptInTime } from './kept-in-time.ts'
import type { Ahead, KeptDeps } from './kept-parts.ts'
import { KeptPortions } from './kept-portions.ts'
import { isSoonEnough } from './straggler.ts'

/**
 * What is left of one part of a job, kept dealt from pull to pull as `dealOf` deals it: of "N + bonus" and "as many as fit", and of "Exactly N" behind
 * other jobs.
 */
export class KeptOne {
  readonly #deps: KeptDeps
  readonly #job: Job
  readonly #fleet: KeptFleet
  readonly #ahead: KeptAhead
  readonly #ends: KeptEnds
  readonly #exact: KeptPortions
  readonly #bonus: KeptBonus
  readonly #inTime: KeptInTime

  constructor(deps: KeptDeps, job: Job, part: JobPart) {
    this.#deps = deps
    this.#job = job
    const fleet = new KeptFleet(deps, job, part)
    const ahead = new KeptAhead(fleet)
    this.#fleet = fleet
    this.#ahead = ahead
    this.#ends = new KeptEnds(deps, job)
    this.#exact = new KeptPortions(fleet, {
      may: (at) => fleet.mayTake(at, 'active'),
      later: ahead.of,
      others: 'not-needed',
    })
    this.#bonus = new KeptBonus(job, fleet, ahead, this.#ends)
    this.#inTime = new KeptInTime(fleet, ahead)
  }

  /** As of now; null: nothing was promised yet in "N + bonus". `ahead`: seconds that each worker has still to be sent of the jobs in front. */
  dealt(ahead: Ahead): JobDeal<Shares> | null {
    const { mode } = this.#job.request
    this.#follow(ahead)
    if (mode === 'bonus') return this.#bonus.dealt()
    const { part } = this.#fleet
    const left = timeLeft(this.#job, this.#deps.clock.now())
    if (left === null) {
      this.#exact.deal(part.pool.size)
      return exactly([{ part, deal: this.#exact }])
    }
    this.#inTime.deal(part.pool.size, left)
    return { ...exactly([{ part, deal: this.#inTime }]), left }
  }

  /** How many images, at most `most`, will likely be made in the time. `ahead`: as of `dealt` */
  likely(ahead: Ahead, most: number, left: TimeLeft): number {
    this.#follow(ahead)
    return this.#inTime.likely(most, left)
  }

  /** Whether one of these workers could have one image soon enough to help with what is on its way, or, where there is a time, would not come in it. */
  couldHelp(workers: readonly string[], left: TimeLeft | null): boolean {
    const last = this.#ends.lastIn()
    if (left !== null && last <= left.seconds) return false
    this.#fleet.follow()
    const who = this.#job.request.mode === 'bonus' ? 'anyone' : 'active'
    return workers.some((worker) => isSoonEnough(this.#fleet.oneIn(worker, who), last))
  }

  #follow(ahead: Ahead): void {
    this.#fleet.follow()
    this.#ahead.note(ahead)
  }
}
