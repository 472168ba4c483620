import { batchOfShare, type RequestPlace } from '../../planning/batch-size.ts'
import { computeSeconds } from '../../planning/exact.ts'
import type { TimeLeft } from '../../planning/in-time.ts'
import { KeptShares } from '../../planning/kept-shares.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { Job } from '../job/job.ts'
import type { JobPart } from '../job/job-parts.ts'
import { dueOf } from '../request/due.ts'
import type { Shares } from './deal.ts'
import { exactly, type JobDeal } from './job-deal.ts'
import { KeptFleet } from './kept-fleet.ts'
import { KeptOne } from './kept-one.ts'
import { type Ahead, type KeptDeps, KeptParts, onlyOpen } from './kept-parts.ts'
import { isSoonEnough } from './straggler.ts'

/**
 * What is left of jobs, dealt and kept so from pull to pull. Only workers of whom something has changed are looked at again; of the others some numbers
 * are compared.
 */
export class KeptDeals {
  readonly #deps: KeptDeps
  readonly #kept = new WeakMap<JobPart, KeptDeal>()
  readonly #keptParts = new WeakMap<Job, KeptParts>()
  readonly #keptOne = new WeakMap<JobPart, KeptOne>()

  constructor(deps: KeptDeps) {
    this.#deps = deps
  }

  /**
   * As of now; null: it has still to be promised anything in "N + bonus". `ahead`: seconds that each worker has still to be sent of the jobs in
   * front; empty: the job is the first of the queue.
   */
  dealOf(job: Job, ahead: Ahead): JobDeal<Shares> | null {
    const part = onlyOpen(job)
    if (part === null) {
      const parts = this.partsOf(job, ahead)
      return parts === null ? null : exactly(parts.mains, parts)
    }
    if (job.request.mode === 'exact' && ahead.size === 0)
      return exactly([{ part, deal: this.ofPart(job, part) }])
    return this.#oneOf(job, part).dealt(ahead)
  }

  /** Of a job of which images of several parts wait, as of now; null: it is another one. `ahead`: as of `dealOf` */
  partsOf(job: Job, ahead: Ahead): KeptParts | null {
    if (job.request.mode !== 'exact' || onlyOpen(job) !== null) return null
    let kept = this.#keptParts.get(job)
    if (kept === undefined) {
      kept = new KeptParts(this.#deps, job)
      this.#keptParts.set(job, kept)
    }
    kept.follow(ahead)
    return kept
  }

  /** Until mode: how many images of a job, at most `most`, will likely be made in the time. `ahead`: as of `dealOf` */
  imagesInTime(job: Job, ahead: Ahead, most: number, left: TimeLeft): number {
    return this.#oneOf(job, job.parts.first).likely(ahead, most, left)
  }

  /**
   * Whether one of these workers could have one image soon enough to help with what is on its way of a job of one part. False: copies would be of no
   * use; true: they may be.
   */
  couldHelp(job: Job, workers: readonly string[], left: TimeLeft | null): boolean {
    return this.#oneOf(job, job.parts.first).couldHelp(workers, left)
  }

  /** Of a job in "Exactly N" of which images of one part wait, as of now; null: it is another one. */
  of(job: Job): KeptDeal | null {
    const part = onlyOpen(job)
    return job.request.mode !== 'exact' || part === null ? null : this.ofPart(job, part)
  }

  /** One part alone, as if the others were nobody's. */
  ofPart(job: Job, part: JobPart): KeptDeal {
    let kept = this.#kept.get(part)
    if (kept === undefined) {
      kept = new KeptDeal(this.#deps, job, part)
      this.#kept.set(part, kept)
    }
    kept.follow()
    return kept
  }

  #oneOf(job: Job, part: JobPart): KeptOne {
    const known = this.#keptOne.get(part)
    if (known !== undefined) return known
    const kept = new KeptOne(this.#deps, job, part)
    this.#keptOne.set(part, kept)
    return kept
  }
}

/** The images of one part of a job that nobody has yet. */
class KeptDeal implements Shares {
  readonly #deps: KeptDeps
  readonly #job: Job
  readonly part: JobPart
  readonly #fleet: KeptFleet
  #shares = new KeptShares()
  #layout = -1
  #seen = -1
  /** one worker makes all of them */
  #alone = false

  constructor(deps: KeptDeps, job: Job, part: JobPart) {
    this.#deps = deps
    this.#job = job
    this.part = part
    this.#fleet = new KeptFleet(deps, job, part)
  }

  /** Brings it up to date. */
  follow(): void {
    this.#fleet.follow()
    if (this.#fleet.layout !== this.#layout) {
      this.#layout = this.#fleet.layout
      this.#shares = new KeptShares()
      this.#seen = -1
    }
    this.#seen = this.#fleet.since(this.#seen, (at) => this.#put(at))
    this.#dealAll()
    this.#alone = this.#shares.holders === 1
  }

  /**
   * Images that nobody has yet, together with those under way that would be made elsewhere too once these are sent: who would be in time for all of them
   * is needed now, and nobody is sent as much as if these were all.
   */
  #dealAll(): void {
    const { clock, changes, ledgers } = this.#deps
    const unmade = this.part.pool.size
    const { now } = this.#fleet
    this.#shares.deal(unmade, now)
    const isInTime = (end: number) => isSoonEnough(this.#shares.latestAt - now, end)
    if (unmade === 0 || !isInTime(changes.lastEndsAt / 1000 - now)) return
    const late = dueOf(ledgers.flightsOf(this.#job), this.#job, clock.now())
      .filter(({ open, origin }) => open && this.#job.parts.of(origin.run.first) === this.part)
      .sort((a, b) => b.end.seconds - a.end.seconds)
    let images = unmade
    for (const { end, indexes } of late) {
      this.#shares.deal(images + indexes.length, now)
      if (!isInTime(end.seconds)) break
      images += indexes.length
    }
    this.#shares.deal(images, now)
  }

  batchFor(sizing: PlanningWorker, place: RequestPlace = 'behind'): number {
    return batchOfShare(this.leftFor(sizing.id), sizing, place, this.#alone)
  }

  leftFor(worker: string): number {
    const at = this.#fleet.placeOf(worker)
    return at === undefined ? 0 : this.#shares.imagesOf(at)
  }

  view(worker: string): PlanningWorker | null {
    const at = this.#fleet.placeOf(worker)
    return at === undefined ? null : this.#shares.worker(at)
  }

  took(worker: string, images: number): void {
    const at = this.#fleet.placeOf(worker)
    if (at !== undefined) this.#shares.took(at, images)
  }

  secondsAhead(worker: string): number {
    const view = this.view(worker)
    return view === null ? 0 : computeSeconds(view, this.leftFor(worker))
  }

  /** Seconds until a worker would have made one image besides its share; infinite: it takes no part. */
  oneMoreIn(worker: string): number {
    const at = this.#fleet.placeOf(worker)
    return at === undefined
      ? Number.POSITIVE_INFINITY
      : this.#shares.oneMoreAt(at, this.#fleet.now) - this.#fleet.now
  }

  #put(at: number): void {
    const view = this.#fleet.mayTake(at, 'active') ? this.#fleet.view(at) : null
    if (view === null) this.#shares.remove(at)
    else this.#shares.put(at, view, { now: this.#fleet.now, ...this.#fleet.begins(at) })
  }
}
