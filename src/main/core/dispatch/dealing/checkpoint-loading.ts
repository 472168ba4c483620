import { plainText, reason } from '../../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../failure.ts'
import { checkpointOn, loadedHandle } from '../../names/on-worker.ts'
import { loadSecondsOf, needsLoad } from '../../planning/fleet-view.ts'
import type { Clock, FleetPort, FleetWorker } from '../../ports.ts'
import type { Job } from '../job/job.ts'
import type { Announcer } from '../queue/announcer.ts'
import { onFailure } from '../request/on-failure.ts'
import type { Rounds } from '../rounds.ts'
import type { Observations } from '../worker/observations.ts'
import type { WorkerLedger } from '../worker/worker-ledger.ts'

export interface CheckpointLoadingDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly observations: Observations
  readonly announcer: Announcer
  readonly rounds: Rounds
  readonly signal: AbortSignal
}

/** What a checkpoint is loaded for. */
interface Image {
  readonly job: Job
  readonly index: number
}

/** Loads a job's checkpoint ahead of its first batch on servers that need that. */
export class CheckpointLoading {
  readonly #deps: CheckpointLoadingDeps

  constructor(deps: CheckpointLoadingDeps) {
    this.#deps = deps
  }

  /** True: the worker is not ready for this image of a job; where it was idle the load has begun, and a round is asked for when it is done. */
  needed(worker: FleetWorker, ledger: WorkerLedger, job: Job, index: number): boolean {
    const params = job.runs.paramsOf(index)
    if (worker.capabilities?.loadsAhead !== true || !needsLoad(worker, params)) return false
    const wanted = worker.checkpointOverride ?? params.checkpoint
    if (wanted === null) return false
    if (ledger.flights.length === 0 && !ledger.occupied)
      void this.#load(worker, ledger, { job, index }, wanted)
    return true
  }

  async #load(worker: FleetWorker, ledger: WorkerLedger, image: Image, wanted: string): Promise<void> {
    const { clock, fleet, observations, rounds, signal } = this.#deps
    const title = checkpointOn(worker.capabilities, wanted)?.title ?? wanted
    const began = clock.now()
    const sleptBefore = clock.slept?.() ?? 0
    const slept = () => (clock.slept?.() ?? 0) > sleptBefore
    ledger.loadingUntil = began + loadSecondsOf(worker) * 1000
    fleet.report(worker.id, { type: 'model-loading' })
    try {
      await worker.port.loadCheckpoint(title, signal)
      ledger.expectedCheckpoint = null
      fleet.report(worker.id, {
        type: 'model-loaded',
        checkpoint: loadedHandle(worker.capabilities?.checkpoints ?? null, title, null),
      })
      if (!slept())
        observations.loaded(worker, image.job.runs.paramsOf(image.index), (clock.now() - began) / 1000)
    } catch (error) {
      if (signal.aborted) return
      const failure =
        error instanceof WorkerFailure ? error : new WorkerFailure('server-error', plainText(String(error)))
      // Its connection did not outlive the sleep; the server may have loaded it all the same, so it is asked again.
      if (slept() && onFailure(failure.kind).workerLost) fleet.report(worker.id, { type: 'batch-ended' })
      else this.#failed(worker, image, failure)
    } finally {
      ledger.loadingUntil = null
      rounds.ask()
    }
  }

  #failed(worker: FleetWorker, { job, index }: Image, failure: WorkerFailure): void {
    const { fleet, announcer } = this.#deps
    if (onFailure(failure.kind).workerLost) fleet.report(worker.id, { type: 'failed', failure })
    else {
      const because = reason('dispatch.load-failed', { message: failure.what })
      job.exclude(worker.id, because, { lists: worker.capabilities }, index)
      fleet.report(worker.id, { type: 'batch-ended' })
    }
    job.tallies.said(worker, failure.toProblem())
    announcer.jobChanged(job)
  }
}
