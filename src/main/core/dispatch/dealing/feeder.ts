import type { WorkerId } from '../../../../shared/ids.ts'
import { levellingSize, type RequestPlace } from '../../planning/batch-size.ts'
import { countWithin } from '../../planning/exact.ts'
import { requestInTime, type TimeLeft } from '../../planning/in-time.ts'
import { participants } from '../../planning/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { Clock, FleetPort, FleetWorker } from '../../ports.ts'
import type { DispatchSettings } from '../dispatch-settings.ts'
import type { Shares } from '../forecast/deal.ts'
import type { FleetForecast } from '../forecast/fleet-forecast.ts'
import { type JobDeal, type PartDeal, scaledSeconds, secondsOfJob } from '../forecast/job-deal.ts'
import type { JobForecasts } from '../forecast/job-forecasts.ts'
import type { KeptDeals } from '../forecast/kept-deals.ts'
import { ownerOf } from '../forecast/owner.ts'
import { bonusBatch, requestPlace } from '../forecast/request-place.ts'
import type { Run } from '../job/index-pool.ts'
import type { Job } from '../job/job.ts'
import { leftToOthers } from '../job/refusals.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { Rounds } from '../rounds.ts'
import type { BatchKind, Sender } from '../sending/sender.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { CheckpointLoading } from './checkpoint-loading.ts'
import type { Copying } from './copying.ts'
import type { Readiness } from './readiness.ts'
import type { SpareCopies } from './spare-copies.ts'

/** How often idle workers look for stragglers while others compute, fleet ms. */
const LOOK_AGAIN_MS = { least: 500, most: 5000 }

export interface FeederDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly settings: () => DispatchSettings
  readonly queue: Pick<JobQueue, 'save'>
  readonly fleetForecast: FleetForecast
  readonly forecasts: Pick<JobForecasts, 'begin'>
  readonly ledgers: WorkerLedgers
  readonly keptDeals: KeptDeals
  readonly readiness: Readiness
  readonly loading: CheckpointLoading
  readonly sender: Sender
  readonly copying: Copying
  readonly spares: SpareCopies
  readonly rounds: Rounds
}

/** Gives every worker that can take a batch its next one: the pull. */
export class Feeder {
  readonly #deps: FeederDeps
  #cancelWake: (() => void) | null = null

  constructor(deps: FeederDeps) {
    this.#deps = deps
  }

  /** Jobs in their order; a worker with nothing left to do for one starts on the next. `jobs`: those that may be sent out. */
  feed(jobs: readonly Job[]): void {
    this.#deps.spares.sort(jobs)
    /** seconds of earlier jobs each worker has still to be sent */
    const ahead = new Map<WorkerId, number>()
    /** workers that are to be idle first, to load the checkpoint of an earlier job */
    const kept = new Set<WorkerId>()
    const takers = () => this.#deps.readiness.takers().filter(({ id }) => !kept.has(id))
    const someFirst = jobs.some(({ priority }) => priority === 'first')
    for (const [at, job] of jobs.entries()) {
      // Nothing of it is left to deal, and nothing of it makes anybody later for the others.
      if (!job.unassigned && job.bonus.promisedSeconds === null) continue
      const able = takers()
      if (able.length === 0) break
      const turn: Turn = {
        job,
        ahead,
        kept,
        short: job.priority === 'background' || (someFirst && job.priority !== 'first'),
        deal: null,
      }
      this.#deal(turn, able)
      // Those behind it are dealt only when somebody is left to work on them.
      if (at === jobs.length - 1 || takers().length === 0) break
      const deal = this.#dealIn(turn)
      for (const { id } of this.#deps.fleet.workers())
        ahead.set(id, (ahead.get(id) ?? 0) + secondsOfJob(deal, id))
    }
    if (jobs.every(({ unmade }) => unmade > 0)) return
    this.#copyLate(takers(), jobs)
    this.#deps.spares.make(takers, jobs)
  }

  /**
   * Late images are made by others too: also by a worker that could be sent something behind what it is at, but in "N + bonus" only by one
   * that has nothing to do, for the others have bonus images to make.
   */
  #copyLate(free: readonly FleetWorker[], jobs: readonly Job[]): void {
    const { copying, readiness } = this.#deps
    for (const job of jobs) {
      if (job.unmade > 0) continue
      if (job.request.mode === 'bonus')
        this.#copyBy(
          free.filter((worker) => this.#isIdle(worker)),
          job,
        )
      else if (copying.mayHelp(free, job))
        copying.copy(
          free.filter((worker) => readiness.canTake(worker)),
          job,
        )
    }
  }

  #copyBy(idle: readonly FleetWorker[], job: Job): void {
    const { copying } = this.#deps
    if (copying.mayHelp(idle, job)) copying.copy(idle, job)
  }

  /** It has nothing to do, and can take something. */
  #isIdle(worker: FleetWorker): boolean {
    return this.#deps.ledgers.of(worker.id).idle && this.#deps.readiness.canTake(worker)
  }

  /** One job's turn: every worker that can take a batch of it gets one. */
  #deal(turn: Turn, takers: readonly FleetWorker[]): void {
    for (const worker of takers) this.#give(worker, turn, 'first')
    if (this.#dealIn(turn).late) {
      // What was asked for goes first, copies of it included; then there may be time for bonus images.
      if (turn.job.unmade === 0)
        this.#copyBy(
          takers.filter((worker) => this.#isIdle(worker)),
          turn.job,
        )
      for (const worker of takers) this.#give(worker, turn, 'afterwards')
    }
  }

  /** As much of the job as one worker can take now. */
  #give(worker: FleetWorker, turn: Turn, when: 'first' | 'afterwards'): void {
    const { queue, forecasts, ledgers, loading, readiness, sender } = this.#deps
    const { job, kept } = turn
    // Most of those that are idle have no share: nothing else of them needs to be looked at.
    while (job.live && !hasNothingFor(worker.id, job, this.#dealIn(turn)) && readiness.canTake(worker)) {
      let next = this.#nextOf(worker, turn, when)
      if (next === null) return
      if (loading.needed(worker, ledgers.of(worker.id), job, next.like)) {
        kept.add(worker.id)
        return
      }
      // Its first request: what it is compared with is foretold from here on.
      if (job.standing.startedAt === null && forecasts.begin(job)) {
        queue.save(job)
        turn.deal = null
        next = this.#nextOf(worker, turn, when)
      }
      if (next === null) return
      if (this.#deps.spares.withdrawn(worker)) {
        kept.add(worker.id)
        return
      }
      const run = next.take()
      if (run === null) return
      sender.send(worker, job, run, next.kind)
    }
  }

  /** What the worker should make of a job now; null: nothing. Nothing is taken before `take` is called. */
  #nextOf(worker: FleetWorker, turn: Turn, when: 'first' | 'afterwards'): Offer | null {
    const { job } = turn
    const deal = this.#dealIn(turn)
    for (const main of inItsOrder(job, deal, worker.id)) {
      const sizing = this.#deps.fleetForecast.sizing(worker, ownerOf(job, main.part))
      if (sizing.ineligible !== null || sizing.maxBatch < 1) continue
      if (when === 'afterwards') return this.#bonusFor(sizing, turn, deal)
      const bonus = deal.late ? null : this.#bonusFor(sizing, turn, deal)
      const offer = bonus ?? this.#askedFor(worker, sizing, turn, main, deal)
      if (offer !== null) return offer
    }
    return null
  }

  /** Bonus images that are made in time. */
  #bonusFor(sizing: PlanningWorker, turn: Turn, { bonus, untilSeconds }: JobDeal<Shares>): Offer | null {
    const { job } = turn
    const view = bonus.view(sizing.id)
    if (view === null || job.whole) return null
    const scaled = job.bonus.scaledFor(sizing.id)
    if (scaled !== null && view.releaseSeconds + scaledSeconds(job, view) <= untilSeconds)
      return { kind: { part: 'bonus', steps: scaled.steps }, like: 0, take: () => scaled.pool.take(1) }
    // One is always made where there is time for it: that somebody else could make it a little sooner wins nobody anything.
    const share = Math.max(1, bonus.leftFor(sizing.id))
    const size = sizeIn(turn, sizing, bonusBatch(share, sizing, this.#placeOf(sizing.id, job)))
    const count = countWithin(view, untilSeconds, size)
    if (count < 1 || job.bonus.pool.size === 0) return null
    const take = () => {
      const run = job.bonus.pool.take(count)
      if (run !== null) bonus.took(sizing.id, run.count)
      return run
    }
    return { kind: { part: 'bonus', steps: null }, like: 0, take }
  }

  /** Images that were asked for, of one part. */
  #askedFor(
    worker: FleetWorker,
    sizing: PlanningWorker,
    turn: Turn,
    { part, deal: main }: PartDeal<Shares>,
    { left }: JobDeal<Shares>,
  ): Offer | null {
    const { job } = turn
    const { id } = sizing
    const asked = { kind: { part: 'share', steps: null } as const, like: part.first }
    const pays = main.batchFor(sizing, this.#placeOf(id, job))
    const count = this.#inTime(worker, job, sizeIn(turn, sizing, pays), left)
    const stays = leftToOthers(job, id, () => ableOf(this.#deps.fleetForecast.fleet(ownerOf(job, part))))
    if (count > 0) {
      const take = () => {
        const run = part.pool.take(count, stays)
        if (run !== null) main.took(id, run.count)
        return run
      }
      return { ...asked, take }
    }
    if (stays === undefined) return null
    // Images that others refused are taken on even by a worker the plan has no share for.
    const refused = (index: number) => job.refusals.byOthersOnly(index, id)
    if (!part.pool.some(refused)) return null
    const most = this.#inTime(worker, job, sizing.maxBatch, left)
    return most < 1 ? null : { ...asked, take: () => part.pool.take(most, (index) => !refused(index)) }
  }

  /** How many of so many images the worker can be sent now, where the job's time may be too short for all. */
  #inTime(worker: FleetWorker, job: Job, images: number, left: TimeLeft | null): number {
    if (left === null || images === 0) return images
    return requestInTime(this.#deps.fleetForecast.worker(worker, ownerOf(job)), images, left)
  }

  /** How the job is dealt in this turn. It is kept dealt from pull to pull, where it can be. */
  #dealIn(turn: Turn): JobDeal<Shares> {
    const { job } = turn
    turn.deal ??= this.#dealtNow(turn)
    if (turn.deal.broken && job.standing.startedAt !== null) job.bonus.giveWay()
    return turn.deal
  }

  #dealtNow({ job, ahead }: Turn): JobDeal<Shares> {
    const { fleetForecast, keptDeals } = this.#deps
    return keptDeals.dealOf(job, ahead) ?? fleetForecast.deal(job, fleetForecast.partFleets(job, ahead))
  }

  /** What of the job is under way when the worker is sent its next request. */
  #placeOf(id: WorkerId, job: Job): RequestPlace {
    return requestPlace({
      smallFirst: this.#deps.settings().smallFirstRequests,
      hasRequest: this.#deps.ledgers.of(id).flights.some((flight) => flight.job === job),
      hasPicture: job.mainStored + job.bonusStored > 0,
    })
  }

  /** Wakes the loop when a second request is due, and now and then while a worker is idle and others are not, however soon those seem to end. */
  armWake(jobs: readonly Job[]): void {
    this.stop()
    if (jobs.length === 0) return
    const { clock, readiness, rounds } = this.#deps
    const now = clock.now()
    const { nextAt, idle, lastEndsAt } = readiness.ahead()
    let wake = jobs.some((job) => job.unassigned) ? nextAt : Number.POSITIVE_INFINITY
    if (idle && lastEndsAt !== null) {
      const { least, most } = LOOK_AGAIN_MS
      wake = Math.min(wake, now + Math.max(least, Math.min(most, (lastEndsAt - now) / 20)))
    }
    if (wake === Number.POSITIVE_INFINITY) return
    this.#cancelWake = clock.after(Math.max(1, wake - now), () => {
      this.#cancelWake = null
      rounds.ask()
    })
  }

  stop(): void {
    this.#cancelWake?.()
    this.#cancelWake = null
  }
}

/** One job's turn in a round. */
interface Turn {
  readonly job: Job
  /** seconds of earlier jobs each worker has still to be sent */
  readonly ahead: ReadonlyMap<WorkerId, number>
  readonly kept: Set<WorkerId>
  /** its requests are kept short, so that a job with a higher priority never waits long */
  readonly short: boolean
  /** null: to be made as things are now */
  deal: JobDeal<Shares> | null
}

/** What a worker should be sent. */
interface Offer {
  readonly kind: BatchKind
  /** index of an image that is made like these */
  readonly like: number
  /** takes its images; null: they are gone */
  readonly take: () => Run | null
}

/** The worker has no share of the job, and nothing else of it could be its: it would be too late with a bonus image as well. */
const hasNothingFor = (worker: WorkerId, job: Job, { mains, bonus, ofWorkers }: JobDeal<Shares>): boolean =>
  !job.refusals.any &&
  job.bonus.scaledFor(worker) === null &&
  (bonus.view(worker)?.maxBatch ?? 0) < 1 &&
  (ofWorkers?.partsOf(worker) ?? mains).every(({ deal }) => deal.leftFor(worker) === 0)

/** The parts of a job in the order in which a worker is to make them, those it has no share of last: it may be asked for images of them that others refused. */
function inItsOrder(
  job: Job,
  { mains, ofWorkers }: JobDeal<Shares>,
  worker: WorkerId,
): readonly PartDeal<Shares>[] {
  if (mains.length < 2) return mains
  if (ofWorkers !== undefined && !job.refusals.any) return ofWorkers.partsOf(worker)
  const start = ({ deal }: PartDeal<Shares>) =>
    deal.leftFor(worker) === 0 ? Number.POSITIVE_INFINITY : (deal.view(worker)?.releaseSeconds ?? 0)
  return mains.toSorted((a, b) => start(a) - start(b) || 0)
}

/** The size of a request that would pay with so many images. */
const sizeIn = ({ short }: Turn, sizing: PlanningWorker, pays: number): number =>
  short ? Math.min(pays, levellingSize(sizing)) : pays

const ableOf = (fleet: readonly PlanningWorker[]): WorkerId[] =>
  participants(fleet, 'bonus').map(({ id }) => id)
