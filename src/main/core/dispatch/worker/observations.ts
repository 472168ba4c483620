import { reason } from '../../../../shared/words/catalogue.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import type { FailureKind, WorkerFailure } from '../../failure.ts'
import type { GenerationParams } from '../../generation.ts'
import type { Clock, FleetPort, FleetWorker } from '../../ports.ts'
import type { Observation } from '../../speed/worker-speed.ts'
import type { InFlight } from '../request/in-flight.ts'
import { checkpointFor } from './checkpoint-for.ts'
import type { MemoryLimits } from './memory-limits.ts'
import type { Lived, TimeLimits } from './time-limits.ts'
import type { WorkerLedger } from './worker-ledger.ts'

export interface ObservationsDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly memory: MemoryLimits
  readonly times: TimeLimits
}

/** A request whose compute began so many ms after it was sent waited behind another. */
const WAITED_MS = 2_000
/** How requests fail where their time is limited. */
const CUTS: ReadonlySet<FailureKind> = new Set(['gateway', 'timeout', 'connection-reset'])

/** A load is over when the first step is seen. Where more than this share is done by then, nobody can tell when that was. */
const MOST_UNSEEN = 0.5

/** How long a request took its worker. */
export interface Took {
  readonly seconds: number
  /** it waited behind another one, whose answer's overhead it hid */
  readonly waited: boolean
}

/** What a failure taught. `unfit`: why the worker cannot make even one image, null: it can; `timeLimit`: it met a limit on its time. */
interface Learned {
  readonly unfit: Reason | null
  readonly timeLimit: boolean
}
export const NOTHING_LEARNED: Learned = { unfit: null, timeLimit: false }

/** What requests teach when they end: speed, load times, memory. */
export class Observations {
  readonly #deps: ObservationsDeps

  constructor(deps: ObservationsDeps) {
    this.#deps = deps
  }

  /**
   * Seconds an answered request took the worker: a queued one began when the one before it left the lock, an overhead before its
   * answer. To be asked before the ledger takes note of this answer.
   */
  took(flight: InFlight, ledger: WorkerLedger): Took {
    const now = this.#deps.clock.now()
    const free = ledger.lastEndedAt - flight.overheadSeconds * 1000
    return {
      seconds: Math.max(1, now - Math.max(flight.sentAt, free)) / 1000,
      waited: ledger.lastEndedAt > flight.sentAt,
    }
  }

  /** A whole answer came. `good`: images of it that are what was asked; `tainted`: no fair measurement. */
  answered(
    flight: InFlight,
    worker: FleetWorker,
    took: Took,
    result: { good: number; sent: number; tainted: boolean },
  ): void {
    const { fleet, memory, clock } = this.#deps
    const { params } = flight.request
    const checkpoint = checkpointFor(worker, params)
    const predictedSeconds = flight.computeSeconds + flight.overheadSeconds
    const slept = flight.slept(clock)
    fleet.learn(worker.id, {
      params,
      checkpoint,
      count: flight.run.count,
      seconds: took.seconds,
      predictedSeconds,
      ...loadOf(flight, took, clock.now()),
      waited: took.waited,
      tainted: result.tainted || slept,
      at: clock.wall(),
    })
    if (!flight.spoilt && !slept) this.#deps.times.answered(worker, this.#lived(flight))
    if (flight.spoilt || result.good === 0) return
    // Bridges and small servers ignore the batch size.
    if (flight.run.count > 1 && result.sent === 1) memory.madeOne(worker.id, checkpoint, params)
    else memory.succeeded(worker.id, checkpoint, params, flight.run.count)
  }

  /** A checkpoint was loaded on request, ahead of a batch. */
  loaded(worker: FleetWorker, params: GenerationParams, seconds: number): void {
    this.#deps.fleet.learn(worker.id, {
      params,
      checkpoint: checkpointFor(worker, params),
      count: 1,
      seconds,
      predictedSeconds: seconds,
      loadSeconds: seconds,
      tainted: false,
      at: this.#deps.clock.wall(),
    })
  }

  /** Out of memory or of time: smaller batches from now on; the worker is unfit when even one image was too much. */
  failed(flight: InFlight, worker: FleetWorker, failure: WorkerFailure): Learned {
    if (CUTS.has(failure.kind)) {
      if (flight.slept(this.#deps.clock)) return NOTHING_LEARNED
      const limit = this.#deps.times.cut(worker, this.#lived(flight))
      if (limit === null) return NOTHING_LEARNED
      const unfit = reason('dispatch.request-ended', { limit: Math.round(limit) })
      // What waited behind somebody else's work was cut for that: the image alone may well be done in time.
      const waited = flight.state.recognised === 'by-task-id' && flight.progress.begun !== 'seen'
      const late = flight.progress.startsAt - flight.sentAt > WAITED_MS
      return { unfit: flight.run.count > 1 || waited || late ? null : unfit, timeLimit: true }
    }
    if (failure.kind !== 'out-of-memory') return NOTHING_LEARNED
    const { params } = flight.request
    const checkpoint = checkpointFor(worker, params)
    const most = this.#deps.memory.exceeded(worker.id, checkpoint, params, flight.run.count)
    const unfit = reason('dispatch.image-too-large', { size: `${params.width}x${params.height}` })
    return { unfit: most >= 1 ? null : unfit, timeLimit: false }
  }

  /** A limit on the time of requests counts from when they are sent, whatever they wait for. */
  #lived({ sentAt, loadSeconds, computeSeconds, overheadSeconds }: InFlight): Lived {
    return {
      ageSeconds: (this.#deps.clock.now() - sentAt) / 1000,
      predictedSeconds: loadSeconds + computeSeconds + overheadSeconds,
    }
  }
}

/**
 * Of a request with a load: how long that took, and what came after. `now`: its answer is here, fleet ms. Steps that were made when one was seen first
 * took as long as the others. Where none was seen in time, the load is what was not predicted of the rest.
 */
function loadOf(
  { loadSeconds, overheadSeconds, computeSeconds, pace }: InFlight,
  { seconds }: Took,
  now: number,
): Pick<Observation, 'loadSeconds' | 'sinceLoadSeconds'> {
  if (loadSeconds === 0) return { loadSeconds: null }
  const first = pace.firstStep
  if (first === null || first.fraction > MOST_UNSEEN)
    return { loadSeconds: Math.max(0, seconds - computeSeconds - overheadSeconds) }
  const seen = Math.max(0, (now - first.at) / 1000 - overheadSeconds)
  const sinceLoadSeconds = Math.min(seconds, seen / (1 - first.fraction) + overheadSeconds)
  return { loadSeconds: seconds - sinceLoadSeconds, sinceLoadSeconds }
}
