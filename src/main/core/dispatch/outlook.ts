import type { GenerationRequest } from '../../../shared/generation.ts'
import type { BatchView } from '../../../shared/job.ts'
import type { Plan } from '../../../shared/plan.ts'
import type { GenerationParams } from '../generation.ts'
import { planJob } from '../planning/plan.ts'
import type { PlanningWorker } from '../planning/planning-worker.ts'
import type { Clock, FleetPort, FleetWorker } from '../ports.ts'
import type { DispatchSettings } from './dispatch-settings.ts'
import { forecastBatches } from './forecast.ts'
import type { Job } from './job.ts'
import type { MemoryLimits } from './memory-limits.ts'
import { PlanningViews } from './planning-views.ts'
import type { Stations } from './stations.ts'

export interface OutlookDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly memory: MemoryLimits
  readonly stations: Stations
  readonly settings: () => DispatchSettings
  readonly toWall: (fleetMs: number) => number
}

/** Whose images: `job` null for a request that is only being previewed. */
export interface Owner {
  readonly params: GenerationParams
  readonly job: Job | null
}

export const ownerOf = (job: Job): Owner => ({ params: job.params, job })

/** The fleet as it looks for a job at this moment, and what follows from that: plans, forecasts, times of arrival. */
export class Outlook {
  readonly #deps: OutlookDeps
  readonly #views: PlanningViews

  constructor(deps: OutlookDeps) {
    this.#deps = deps
    this.#views = new PlanningViews(deps.memory)
  }

  /** Every worker as the planner sees it, who cannot take part too. */
  fleet(owner: Owner): PlanningWorker[] {
    return this.#deps.fleet.workers().map((worker) => this.worker(worker, owner))
  }

  worker(worker: FleetWorker, owner: Owner): PlanningWorker {
    const { clock, stations, settings } = this.#deps
    return this.#views.of(worker, stations.of(worker.id), owner, clock.now(), settings().maxBatch)
  }

  /** As `worker`, for sizing a batch. */
  sizing(worker: FleetWorker, owner: Owner): PlanningWorker {
    const { stations, settings } = this.#deps
    return this.#views.forSizing(worker, stations.of(worker.id), owner, settings().maxBatch)
  }

  /** The plan for so many images, as of now: what each worker does already is its release time. */
  plan(request: GenerationRequest, owner: Owner, images: number): Plan {
    return planJob({
      images,
      mode: request.mode,
      stepScaling: request.stepScaling,
      steps: request.steps,
      graceSeconds: this.#deps.settings().graceSeconds,
      workers: this.fleet(owner),
    })
  }

  /** Seconds until the last asked-for image, as forecast now, with one standard deviation. */
  eta(job: Job): { seconds: number; spread: number } | null {
    if (job.over || job.whole || job.state === 'held') return null
    const now = this.#deps.clock.now()
    let seconds = 0
    let spread = 0
    for (const flight of this.#deps.stations.flightsOf(job)) {
      if (flight.bonus || flight.unwanted !== null) continue
      const left = (flight.endsAt(now) - now) / 1000
      if (left > seconds) {
        seconds = left
        spread = left * (this.#deps.fleet.worker(flight.workerId) === undefined ? 0.1 : 0.05)
      }
    }
    if (job.pool.size > 0) {
      const plan = this.plan(job.request, ownerOf(job), job.pool.size)
      if (plan.makespanSeconds === null) return null
      if (plan.makespanSeconds > seconds) {
        seconds = plan.makespanSeconds
        spread = plan.spreadSeconds ?? 0
      }
    }
    return { seconds, spread }
  }

  /** The batches that would be sent next. */
  forecast(job: Job): BatchView[] {
    const { clock, fleet, toWall } = this.#deps
    const owner = ownerOf(job)
    return forecastBatches({
      job,
      workers: this.fleet(owner),
      sizing: (id) => {
        const worker = fleet.worker(id)
        return worker === undefined ? null : this.sizing(worker, owner)
      },
      toWall,
      now: clock.now(),
    })
  }
}
