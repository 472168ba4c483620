import type { BatchView, JobView } from '../../../../shared/job.ts'
import type { Clock } from '../../ports.ts'
import type { DispatchEvent } from '../dispatch-event.ts'
import type { DispatchSettings } from '../dispatch-settings.ts'
import type { FleetForecast } from '../forecast/fleet-forecast.ts'
import type { Job } from '../job/job.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { WallTime } from '../wall-time.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { JobQueue } from './job-queue.ts'
import { jobView } from './job-view.ts'

export interface AnnouncerDeps {
  readonly clock: Clock
  readonly settings: () => DispatchSettings
  readonly ledgers: WorkerLedgers
  readonly fleetForecast: FleetForecast
  readonly queue: JobQueue
  readonly emit: (event: DispatchEvent) => void
  readonly wallTime: WallTime
}

/** Tells what happens. A changed state is told at once; numbers are told in rounds, because thirty workers may report at the same time. */
export class Announcer {
  readonly #deps: AnnouncerDeps
  readonly #dirty = new Set<Job>()
  /** requests that have ended, for the timeline of jobs still shown */
  readonly #ended = new WeakMap<Job, Map<string, BatchView>>()
  #cancelRound: (() => void) | null = null
  #stopped = false

  constructor(deps: AnnouncerDeps) {
    this.#deps = deps
  }

  jobView(job: Job): JobView {
    if (this.#quiet) return jobView(job, null)
    const { clock, fleetForecast, wallTime } = this.#deps
    const { eta, startsIn } = fleetForecast.course(job)
    return jobView(job, eta, startsIn === null ? null : wallTime.of(clock.now() + startsIn * 1000))
  }

  /** Ended, running and forecast. */
  batches(job: Job): BatchView[] {
    return [
      ...(this.#ended.get(job)?.values() ?? []),
      ...this.#deps.ledgers.flightsOf(job).map((flight) => this.#batchView(flight)),
      ...(job.state === 'running' ? this.#deps.fleetForecast.forecast(job) : []),
    ]
  }

  batchChanged(flight: InFlight): void {
    const batch = this.#batchView(flight)
    if (flight.endedAt !== null && !this.#quiet) {
      const ended = this.#ended.get(flight.job) ?? new Map<string, BatchView>()
      ended.set(batch.id, batch)
      this.#ended.set(flight.job, ended)
    }
    this.#deps.emit({ type: 'batchChanged', batch })
  }

  /** Its numbers changed: told with the next round. */
  jobChanged(job: Job): void {
    this.#dirty.add(job)
  }

  /** Its state changed: told at once. */
  announce(job: Job): void {
    this.#dirty.delete(job)
    this.#deps.emit({ type: 'jobChanged', job: this.jobView(job) })
  }

  /** It is over, and this is what came of it. */
  ended(job: Job): void {
    this.#deps.emit({ type: 'jobEnded', job: this.jobView(job), batches: this.batches(job) })
  }

  /** Nothing of it is forecast any more. */
  nothingAhead(job: Job): void {
    this.#deps.emit({ type: 'forecastChanged', jobId: job.id, batches: [] })
  }

  /** Plans the next round, as long as there is something to tell. */
  arm(): void {
    if (this.#quiet || this.#stopped || this.#cancelRound !== null) return
    if (this.#dirty.size === 0 && !this.#deps.queue.all.some(({ state }) => state === 'running')) return
    this.#cancelRound = this.#deps.clock.after(this.#deps.settings().eventsEveryMs, () => {
      this.#cancelRound = null
      for (const job of this.#deps.queue.all) if (job.state === 'running') this.#tellProgress(job)
      this.#announceChanged()
      this.arm()
    })
  }

  /** Ends the rounds; what is left to tell is told. */
  stop(): void {
    this.#stopped = true
    this.#cancelRound?.()
    if (!this.#quiet) this.#announceChanged()
  }

  /** Leaves out jobs that were forgotten meanwhile, so that they do not come back. */
  #announceChanged(): void {
    const known = new Set(this.#deps.queue.all)
    for (const job of [...this.#dirty]) {
      this.#dirty.delete(job)
      if (known.has(job)) this.announce(job)
    }
  }

  get #quiet(): boolean {
    return this.#deps.settings().eventsEveryMs === 0
  }

  #batchView(flight: InFlight): BatchView {
    return flight.view(this.#deps.wallTime.of, this.#deps.clock.now())
  }

  #tellProgress(job: Job): void {
    const { emit, fleetForecast, ledgers } = this.#deps
    emit({ type: 'forecastChanged', jobId: job.id, batches: fleetForecast.forecast(job) })
    const eta = fleetForecast.eta(job)
    emit({
      type: 'progressed',
      progress: {
        jobId: job.id,
        etaSeconds: eta?.seconds ?? null,
        etaSpreadSeconds: eta?.spread ?? null,
        batches: ledgers.flightsOf(job).map((flight) => {
          const { id, fraction, hasPreview, predictedStartAt, predictedEndAt } = this.#batchView(flight)
          return { id, fraction, hasPreview, predictedStartAt, predictedEndAt }
        }),
      },
    })
  }
}
