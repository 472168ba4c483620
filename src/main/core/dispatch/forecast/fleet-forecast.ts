import { deadlineOf, type GenerationRequest } from '../../../../shared/generation.ts'
import type { WorkerId } from '../../../../shared/ids.ts'
import type { BatchView } from '../../../../shared/job.ts'
import type { Plan } from '../../../../shared/plan.ts'
import type { TimeLeft } from '../../planning/in-time.ts'
import type { Moment } from '../../planning/latest.ts'
import { planJob } from '../../planning/plan.ts'
import { planParts } from '../../planning/plan-parts.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { Clock, FleetPort, FleetWorker } from '../../ports.ts'
import { workOf } from '../../speed/work.ts'
import type { DispatchSettings } from '../dispatch-settings.ts'
import type { Job } from '../job/job.ts'
import { endOf, timeLeft } from '../job/time-left.ts'
import type { WallTime } from '../wall-time.ts'
import type { FleetChanges } from '../worker/fleet-changes.ts'
import type { MemoryLimits } from '../worker/memory-limits.ts'
import type { TimeLimits } from '../worker/time-limits.ts'
import type { LedgerTimes } from '../worker/worker-ledger.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import { AbleWorkers } from './able-workers.ts'
import { type AheadOf, type SharesOfSources, workLeft } from './ahead-of.ts'
import { arrivalOf } from './arrival.ts'
import type { Shares } from './deal.ts'
import { forecastBatches } from './forecast-batches.ts'
import { dealOf, exactly, type JobDeal, later, type PartFleet, secondsOfJob } from './job-deal.ts'
import { KeptDeals } from './kept-deals.ts'
import { type Ahead, NOTHING_AHEAD, onlyOpen } from './kept-parts.ts'
import { type Owner, ownerOf } from './owner.ts'
import { PlanningViews } from './planning-views.ts'

export interface FleetForecastDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly memory: MemoryLimits
  readonly times: TimeLimits
  readonly ledgers: WorkerLedgers
  readonly changes: FleetChanges
  readonly settings: () => DispatchSettings
  /** jobs that may be sent out, in the order of the queue */
  readonly queue: () => readonly Job[]
  readonly sourceShares: SharesOfSources
  readonly wallTime: WallTime
}

/** Whether something is asked for what is sent now, or may be asked at any time. */
type When = 'in-a-round' | 'whenever'

/** So many images of an owner's. */
export interface OwnedPart {
  readonly owner: Owner
  readonly images: number
}

/** The fleet as it looks for a job at this moment, and what follows from that: plans, forecasts, times of arrival. */
export class FleetForecast {
  readonly #deps: FleetForecastDeps
  readonly #views: PlanningViews
  readonly #able = new WeakMap<object, AbleWorkers>()
  /** what is left of jobs, kept dealt */
  readonly kept: KeptDeals

  constructor(deps: FleetForecastDeps) {
    this.#deps = deps
    this.#views = new PlanningViews(deps.memory, deps.times, () => deps.clock.wall())
    this.kept = new KeptDeals({ ...deps, view: (worker, owner, times) => this.worker(worker, owner, times) })
  }

  /** Every worker as the planner sees it, including those that cannot take part. */
  fleet(owner: Owner): PlanningWorker[] {
    return this.#deps.fleet.workers().map((worker) => this.worker(worker, owner))
  }

  /** Those who may take part in it now; the same set as long as they are the same. */
  able(owner: Owner, mode: GenerationRequest['mode']): ReadonlySet<WorkerId> {
    const { changes, memory, times, settings } = this.#deps
    let able = this.#able.get(owner.params)
    if (able === undefined) {
      able = new AbleWorkers(changes, (worker, ledger) =>
        this.#views.standing(worker, ledger, owner, settings().maxBatch),
      )
      this.#able.set(owner.params, able)
    }
    const circumstances = [memory.changes, times.changes, owner.exclusions?.changes, settings().maxBatch]
    return able.now(mode, circumstances.join())
  }

  /** Each worker as it looks for what is still to be made of a job: for the first part that it can make, or the first of all. */
  candidates(job: Job): { worker: FleetWorker; view: PlanningWorker }[] {
    const owners = job.parts.open.map((part) => ownerOf(job, part))
    return this.#deps.fleet.workers().flatMap((worker) => {
      let first: PlanningWorker | null = null
      for (const owner of owners) {
        const view = this.worker(worker, owner)
        if (view.ineligible === null && view.maxBatch >= 1) return [{ worker, view }]
        first ??= view
      }
      return first === null ? [] : [{ worker, view: first }]
    })
  }

  /** The fleet for each part of a job of which images wait to be dealt. `ahead`: seconds that each worker is later. */
  partFleets(job: Job, ahead: Ahead = NOTHING_AHEAD): PartFleet[] {
    const { clock, fleet, ledgers } = this.#deps
    const now = clock.now()
    const workers = fleet.workers().map((worker) => ({ worker, times: ledgers.of(worker.id).times(now) }))
    return job.parts.open.map((part) => {
      const owner = ownerOf(job, part)
      const views = workers.map(({ worker, times }) => this.worker(worker, owner, times))
      return { part, fleet: later(views, ({ id }) => ahead.get(id) ?? 0) }
    })
  }

  /** The jobs that machines are given to before, and beside where another source shares them. */
  ahead(owner: Owner): readonly Job[] {
    return this.#inFront(owner, 0).map(({ job }) => job)
  }

  /** `work`: of the owner's own that is sent with it, in images of the benchmark payload. */
  #inFront({ job, priority, origin }: Owner, work: number): AheadOf[] {
    const { queue, sourceShares } = this.#deps
    return sourceShares.ahead({ job, priority, origin, work }, queue())
  }

  /** Seconds of work that others have still to be sent on each worker before so much of the owner's own. */
  #aheadOf(owner: Owner, work: number, when: When = 'whenever'): Map<WorkerId, number> {
    return this.#queuedAhead(owner, work, when).ahead
  }

  /** As `#aheadOf`, and whether it is what the feeder lets the owner's images wait for: all of each job in front. */
  #queuedAhead(
    owner: Owner,
    work: number,
    when: When = 'whenever',
  ): { ahead: Map<WorkerId, number>; all: boolean } {
    const ahead = new Map<WorkerId, number>()
    let all = true
    for (const { job, share } of this.#inFront(owner, work)) {
      if (!job.unassigned) continue
      const kept = all && share > 0 ? this.#keptDealOf(job, ahead, when) : null
      all &&= share === 1
      if (share === 0) continue
      const deal = kept ?? this.deal(job, this.partFleets(job, ahead))
      for (const { id } of this.#deps.fleet.workers())
        ahead.set(id, (ahead.get(id) ?? 0) + share * secondsOfJob(deal, id))
    }
    return { ahead, all }
  }

  /** What is kept hears of what is overdue when it is looked at. What is only read is to change nothing of what is dealt, so of most jobs it is not looked at then. */
  #keptDealOf(job: Job, ahead: Ahead, when: When): JobDeal<Shares> | null {
    const isFollowedAnyway = job.request.mode === 'exact' && (ahead.size === 0 || onlyOpen(job) === null)
    return when === 'in-a-round' || isFollowedAnyway ? this.kept.dealOf(job, ahead) : null
  }

  /** As `fleet`, but each worker is later by what others have still to be sent before so much of the owner's own. */
  fleetBehind(owner: Owner, work = owner.job === null ? 0 : workLeft(owner.job)): PlanningWorker[] {
    const ahead = this.#aheadOf(owner, work)
    return later(this.fleet(owner), ({ id }) => ahead.get(id) ?? 0)
  }

  /** As `partFleets`, behind what others have still to be sent before the last image of the job, or its first. */
  partFleetsBehind(job: Job, image: 'first' | 'last' = 'last'): PartFleet[] {
    return this.partFleets(job, this.#aheadOf(ownerOf(job), image === 'last' ? workLeft(job) : 0))
  }

  /** In a round: how many images of a job, at most `most`, will likely be made in the time, behind what others have still to be sent. */
  imagesInTime(job: Job, most: number, left: TimeLeft): number {
    const ahead = this.#aheadOf(ownerOf(job), workLeft(job), 'in-a-round')
    return this.kept.imagesInTime(job, ahead, most, left)
  }

  /** What nobody has yet of a job, dealt over this fleet as of now. */
  deal(job: Job, fleets: readonly PartFleet[]): JobDeal {
    const { clock, ledgers } = this.#deps
    return dealOf(job, fleets, ledgers.flightsOf(job), clock.now())
  }

  /** As `deal`, behind the jobs further ahead in the queue, to be played through. */
  #dealBehind(job: Job, image: 'first' | 'last' = 'last'): JobDeal {
    const { ahead, all } = this.#queuedAhead(ownerOf(job), image === 'last' ? workLeft(job) : 0)
    const parts = all ? this.kept.partsOf(job, ahead) : null
    return parts === null ? this.deal(job, this.partFleets(job, ahead)) : exactly(parts.copy())
  }

  /** `times`: what its requests tell; absent: they are asked */
  worker(worker: FleetWorker, owner: Owner, times?: LedgerTimes): PlanningWorker {
    const { clock, ledgers, settings } = this.#deps
    const now = clock.now()
    const ledger = ledgers.of(worker.id)
    return this.#views.of(worker, ledger, owner, now, settings().maxBatch, times ?? ledger.times(now))
  }

  /** As `worker`, for sizing a batch. */
  sizing(worker: FleetWorker, owner: Owner): PlanningWorker {
    const { ledgers, settings } = this.#deps
    return this.#views.forSizing(worker, ledgers.of(worker.id), owner, settings().maxBatch)
  }

  /**
   * The plan for so many images, or in until mode for as many of them as fit, as of now: what each worker does already is its release time.
   * A request that is only being previewed counts on workers that are being measured, too: for the background they stop at once.
   */
  plan(request: GenerationRequest, parts: readonly OwnedPart[]): Plan {
    const { clock } = this.#deps
    const [only, another] = parts
    const work = parts.reduce((sum, { owner, images }) => sum + images * workOf(owner.params), 0)
    if (only === undefined || another !== undefined)
      return planParts(
        parts.map(({ owner, images }) => ({
          images,
          checkpoint: owner.params.checkpoint,
          workers: this.#planned(owner, work),
        })),
      )
    const { owner, images } = only
    const deadline = deadlineOf(request)
    const plan = planJob({
      images,
      mode: request.mode,
      stepScaling: request.stepScaling,
      steps: request.steps,
      graceSeconds: this.#deps.settings().graceSeconds,
      workers: this.#planned(owner, work),
      left: timeLeft({ endsAt: endOf(request, clock), request }, clock.now()),
    })
    return deadline === null ? plan : { ...plan, deadline }
  }

  #planned(owner: Owner, work: number): PlanningWorker[] {
    const fleet = this.fleetBehind(owner, work)
    return owner.job === null ? this.#withJoining(fleet, owner) : fleet
  }

  #withJoining(views: readonly PlanningWorker[], owner: Owner): PlanningWorker[] {
    const { fleet } = this.#deps
    return views.map((view) => {
      const worker = fleet.worker(view.id)
      if (worker?.joinsInMs === undefined) return view
      const free = this.worker({ ...worker, available: true, unavailableReason: null }, owner)
      return { ...free, measuring: true, releaseSeconds: free.releaseSeconds + worker.joinsInMs / 1000 }
    })
  }

  /** Seconds until the last asked-for image, as forecast now, with one standard deviation. */
  eta(job: Job): Moment | null {
    return isForetold(job) ? this.#arrival(job, this.#dealBehind(job)) : null
  }

  /**
   * As `eta`, and the seconds until a machine is expected to be free for a job of which nothing was sent yet; null: it has begun, or may
   * not, or nobody can.
   */
  course(job: Job): { readonly eta: Moment | null; readonly startsIn: number | null } {
    if (!isForetold(job)) return { eta: null, startsIn: null }
    const waits = job.live && job.standing.startedAt === null
    const eta = this.#arrival(job, this.#dealBehind(job))
    return { eta, startsIn: waits ? firstFree(this.#dealBehind(job, 'first')) : null }
  }

  #arrival(job: Job, deal: JobDeal): Moment | null {
    const { clock, ledgers } = this.#deps
    return arrivalOf(job, ledgers.flightsOf(job), deal, clock.now())
  }

  /** The batches that would be sent next. */
  forecast(job: Job): BatchView[] {
    const { clock, fleet, ledgers, settings, wallTime } = this.#deps
    const now = clock.now()
    return forecastBatches({
      job,
      deal: this.#dealBehind(job, 'first'),
      sizing: (id, part) => {
        const worker = fleet.worker(id)
        return worker === undefined ? null : this.sizing(worker, ownerOf(job, part))
      },
      underWay: ledgers.flightsOf(job).map((flight) => ({
        workerId: flight.workerId,
        endsIn: (flight.endsAt(now) - now) / 1000,
      })),
      smallFirst: settings().smallFirstRequests,
      toWall: wallTime.of,
      now,
    })
  }
}

const isForetold = (job: Job): boolean => !(job.over || job.whole || job.state === 'held')

/** Seconds until the first worker with a share of it is free. */
function firstFree({ mains, bonus }: JobDeal): number | null {
  const portions = [...mains.flatMap(({ deal }) => deal.portions()), ...bonus.portions()]
  const free = portions.map(({ worker }) => worker.releaseSeconds)
  return free.length === 0 ? null : Math.min(...free)
}
