import { deadlineOf, type GenerationRequest } from '../../../../shared/generation.ts'
import type { WorkerId } from '../../../../shared/ids.ts'
import type { BatchView } from '../../../../shared/job.ts'
import type { Plan } from '../../../../shared/plan.ts'
import { type Priority, rankOf } from '../../../../shared/priority.ts'
import type { GenerationParams } from '../../generation.ts'
import type { Moment } from '../../planning/latest.ts'
import { participants, planJob } from '../../planning/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { Clock, FleetPort, FleetWorker } from '../../ports.ts'
import type { DispatchSettings } from '../dispatch-settings.ts'
import type { Job } from '../job/job.ts'
import { endOf, timeLeft } from '../job/time-left.ts'
import type { WallTime } from '../wall-time.ts'
import type { MemoryLimits } from '../worker/memory-limits.ts'
import type { TimeLimits } from '../worker/time-limits.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import { arrivalOf } from './arrival.ts'
import { forecastBatches } from './forecast-batches.ts'
import { dealOf, type JobDeal, later, secondsOfJob } from './job-deal.ts'
import { PlanningViews } from './planning-views.ts'

export interface FleetForecastDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly memory: MemoryLimits
  readonly times: TimeLimits
  readonly ledgers: WorkerLedgers
  readonly settings: () => DispatchSettings
  /** jobs that may be sent out, in the order of the queue */
  readonly queue: () => readonly Job[]
  readonly wallTime: WallTime
}

/** Whose images: `job` null for a request that is only being previewed. */
export interface Owner {
  readonly params: GenerationParams
  readonly job: Job | null
  /** of the job, or that which the request would have */
  readonly priority: Priority
}

export const ownerOf = (job: Job): Owner => ({
  params: job.params,
  job,
  priority: job.priority,
})

/** The fleet as it looks for a job at this moment, and what follows from that: plans, forecasts, times of arrival. */
export class FleetForecast {
  readonly #deps: FleetForecastDeps
  readonly #views: PlanningViews

  constructor(deps: FleetForecastDeps) {
    this.#deps = deps
    this.#views = new PlanningViews(deps.memory, deps.times, () => deps.clock.wall())
  }

  /** Every worker as the planner sees it, including those that cannot take part. */
  fleet(owner: Owner): PlanningWorker[] {
    return this.#deps.fleet.workers().map((worker) => this.worker(worker, owner))
  }

  /** Those who may take part in it now. */
  able(owner: Owner, mode: GenerationRequest['mode']): ReadonlySet<WorkerId> {
    const { fleet, ledgers, settings } = this.#deps
    const { maxBatch } = settings()
    const standing = fleet
      .workers()
      .map((worker) => this.#views.standing(worker, ledgers.of(worker.id), owner, maxBatch))
    return new Set(participants(standing, mode).map(({ id }) => id))
  }

  /** As `fleet`, each with the worker it is a view of. */
  candidates(owner: Owner): { worker: FleetWorker; view: PlanningWorker }[] {
    return this.#deps.fleet.workers().map((worker) => ({ worker, view: this.worker(worker, owner) }))
  }

  /** The jobs that machines are given to before. */
  ahead({ job, priority }: Owner): readonly Job[] {
    const queue = this.#deps.queue()
    const place = job === null ? -1 : queue.indexOf(job)
    if (place >= 0) return queue.slice(0, place)
    return queue.filter((each) => rankOf(each.priority) <= rankOf(priority))
  }

  /** As `fleet`, but each worker is later by what jobs further ahead in the queue have still to send it. */
  fleetBehind(owner: Owner): PlanningWorker[] {
    const ahead = new Map<WorkerId, number>()
    for (const job of this.ahead(owner)) {
      if (!job.unassigned) continue
      const deal = this.deal(
        job,
        later(this.fleet(ownerOf(job)), ({ id }) => ahead.get(id) ?? 0),
      )
      for (const { id } of this.#deps.fleet.workers())
        ahead.set(id, (ahead.get(id) ?? 0) + secondsOfJob(deal, id))
    }
    return later(this.fleet(owner), ({ id }) => ahead.get(id) ?? 0)
  }

  /** What nobody has yet of a job, dealt over this fleet as of now. */
  deal(job: Job, fleet: readonly PlanningWorker[]): JobDeal {
    const { clock, ledgers } = this.#deps
    return dealOf(job, fleet, ledgers.flightsOf(job), clock.now())
  }

  worker(worker: FleetWorker, owner: Owner): PlanningWorker {
    const { clock, ledgers, settings } = this.#deps
    return this.#views.of(worker, ledgers.of(worker.id), owner, clock.now(), settings().maxBatch)
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
  plan(request: GenerationRequest, owner: Owner, images: number): Plan {
    const { clock } = this.#deps
    const deadline = deadlineOf(request)
    const plan = planJob({
      images,
      mode: request.mode,
      stepScaling: request.stepScaling,
      steps: request.steps,
      graceSeconds: this.#deps.settings().graceSeconds,
      workers:
        owner.job === null ? this.#withJoining(this.fleetBehind(owner), owner) : this.fleetBehind(owner),
      left: timeLeft({ endsAt: endOf(request, clock), request }, clock.now()),
    })
    return deadline === null ? plan : { ...plan, deadline }
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
    return isForetold(job) ? this.#arrival(job, this.fleetBehind(ownerOf(job))) : null
  }

  /**
   * As `eta`, and the seconds until a machine is expected to be free for a job of which nothing was sent yet; null: it has begun, or may
   * not, or nobody can.
   */
  course(job: Job): { readonly eta: Moment | null; readonly startsIn: number | null } {
    if (!isForetold(job)) return { eta: null, startsIn: null }
    const fleet = this.fleetBehind(ownerOf(job))
    const waits = job.live && job.standing.startedAt === null
    return { eta: this.#arrival(job, fleet), startsIn: waits ? firstFree(this.deal(job, fleet)) : null }
  }

  #arrival(job: Job, fleet: readonly PlanningWorker[]): Moment | null {
    const { clock, ledgers } = this.#deps
    return arrivalOf(job, ledgers.flightsOf(job), fleet, clock.now())
  }

  /** The batches that would be sent next. */
  forecast(job: Job): BatchView[] {
    const { clock, fleet, ledgers, settings, wallTime } = this.#deps
    const owner = ownerOf(job)
    const now = clock.now()
    return forecastBatches({
      job,
      deal: this.deal(job, this.fleetBehind(owner)),
      sizing: (id) => {
        const worker = fleet.worker(id)
        return worker === undefined ? null : this.sizing(worker, owner)
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
function firstFree({ main, bonus }: JobDeal): number | null {
  const free = [...main.portions(), ...bonus.portions()].map(({ worker }) => worker.releaseSeconds)
  return free.length === 0 ? null : Math.min(...free)
}
