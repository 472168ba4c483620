import { nextBatchAlone, nextBatchSize, type RequestPlace } from '../../planning/batch-size.ts'
import { computeSeconds } from '../../planning/exact.ts'
import { KeptShares } from '../../planning/kept-shares.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { Job } from '../job/job.ts'
import type { JobPart } from '../job/job-parts.ts'
import { dueOf } from '../request/due.ts'
import type { Shares } from './deal.ts'
import { exactly, type JobDeal } from './job-deal.ts'
import { type Ahead, type KeptDeps, KeptParts, onlyOpen } from './kept-parts.ts'
import { ownerOf } from './owner.ts'
import { isSoonEnough } from './straggler.ts'

/**
 * What is left of jobs in "Exactly N", dealt and kept so from pull to pull: of the first job of the queue, and of those behind that have several
 * parts. Only workers of whom something has changed are looked at again.
 */
export class KeptDeals {
  readonly #deps: KeptDeps
  readonly #kept = new WeakMap<JobPart, KeptDeal>()
  readonly #keptParts = new WeakMap<Job, KeptParts>()

  constructor(deps: KeptDeps) {
    this.#deps = deps
  }

  /**
   * As of now; null: it is dealt in another way, because it makes bonus images, has a time, or is of one part and behind others. `ahead`: seconds
   * that each worker has still to be sent of the jobs in front; empty: the job is the first of the queue.
   */
  dealOf(job: Job, ahead: Ahead): JobDeal<Shares> | null {
    const kept = ahead.size === 0 ? this.of(job) : null
    if (kept !== null) return exactly([{ part: kept.part, deal: kept }])
    const parts = this.partsOf(job, ahead)
    return parts === null ? null : exactly(parts.mains, parts)
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

  /** Of a job of which images of one part wait, as of now; null: it is another one. */
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
}

/** The images of one part of a job that nobody has yet. */
class KeptDeal implements Shares {
  readonly #deps: KeptDeps
  readonly #job: Job
  readonly part: JobPart
  #shares = new KeptShares()
  #places = new Map<string, number>()
  /** of each slot: how it looks to the planner; null: it cannot take part */
  #views: (PlanningWorker | null)[] = []
  /** how many of those are in lane Active: where there are any, the others take no part */
  #active = 0
  #seen = -1
  #circumstances = ''
  /** one worker makes all of them */
  #alone = false

  constructor(deps: KeptDeps, job: Job, part: JobPart) {
    this.#deps = deps
    this.#job = job
    this.part = part
  }

  /** Brings it up to date. */
  follow(): void {
    const { changes } = this.#deps
    changes.follow()
    const circumstances = this.#circumstancesNow()
    if (circumstances !== this.#circumstances) this.#begin(circumstances)
    const anyActive = this.#active > 0
    const touched: number[] = []
    this.#seen = changes.since(this.#seen, (at, { worker, times }) => {
      this.#note(at, this.#deps.view(worker, ownerOf(this.#job, this.part), times))
      touched.push(at)
    })
    // With the first active worker those in reserve leave, with the last they join.
    const all = anyActive === this.#active > 0 ? touched : this.#views.keys()
    for (const at of all) this.#put(at)
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
    const now = this.#now()
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
    const left = this.leftFor(sizing.id)
    if (left === 0) return 0
    return this.#alone ? nextBatchAlone(left, sizing, place) : nextBatchSize(left, sizing, place)
  }

  leftFor(worker: string): number {
    const at = this.#places.get(worker)
    return at === undefined ? 0 : this.#shares.imagesOf(at)
  }

  view(worker: string): PlanningWorker | null {
    const at = this.#places.get(worker)
    return at === undefined ? null : this.#shares.worker(at)
  }

  took(worker: string, images: number): void {
    const at = this.#places.get(worker)
    if (at !== undefined) this.#shares.took(at, images)
  }

  secondsAhead(worker: string): number {
    const view = this.view(worker)
    return view === null ? 0 : computeSeconds(view, this.leftFor(worker))
  }

  /** Seconds until a worker would have made one image besides its share; infinite: it takes no part. */
  oneMoreIn(worker: string): number {
    const at = this.#places.get(worker)
    return at === undefined ? Number.POSITIVE_INFINITY : this.#shares.oneMoreAt(at, this.#now()) - this.#now()
  }

  #now(): number {
    return this.#deps.clock.now() / 1000
  }

  /** What all workers are seen by: it seldom changes. */
  #circumstancesNow(): string {
    const { changes, memory, times, settings } = this.#deps
    const { exclusions } = this.part
    return [changes.layout, memory.changes, times.changes, exclusions.changes, settings().maxBatch].join()
  }

  #begin(circumstances: string): void {
    const { slots } = this.#deps.changes
    this.#circumstances = circumstances
    this.#seen = -1
    this.#shares = new KeptShares()
    this.#places = new Map<string, number>(slots.map(({ worker }, at) => [worker.id, at]))
    this.#views = slots.map(() => null)
    this.#active = 0
  }

  #note(at: number, view: PlanningWorker): void {
    const mayTake = view.ineligible === null && view.lane !== 'off' && view.maxBatch >= 1
    const isActive = (each: PlanningWorker | null | undefined) => Number(each?.lane === 'active')
    this.#active -= isActive(this.#views[at])
    this.#views[at] = mayTake ? view : null
    this.#active += isActive(this.#views[at])
  }

  #put(at: number): void {
    const { changes } = this.#deps
    const view = this.#views[at] ?? null
    if (view === null || (view.lane !== 'active' && this.#active > 0)) {
      this.#shares.remove(at)
      return
    }
    const now = this.#now()
    const freeAt = Math.max(now, (changes.slots[at]?.times.freeAt ?? 0) / 1000)
    // What it needs besides (a load, somebody else's work, an answer that travels) does not pass while it waits for us.
    this.#shares.put(at, view, { now, freeAt, readyAfter: view.releaseSeconds - (freeAt - now) })
  }
}
