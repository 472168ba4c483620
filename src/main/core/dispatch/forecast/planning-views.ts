import type { WorkerId } from '../../../../shared/ids.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import type { GenerationParams } from '../../generation.ts'
import { planningWorkerOf } from '../../planning/fleet-view.ts'
import { imagesPerRequest, inRuns } from '../../planning/in-runs.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import { drawsNoiseTogether, isUncuttable } from '../../planning/uncuttable.ts'
import type { FleetWorker } from '../../ports.ts'
import { isAlike } from '../job/alike.ts'
import type { Exclusions } from '../job/exclusions.ts'
import { checkpointFor } from '../worker/checkpoint-for.ts'
import { depthFor, queuesTwo } from '../worker/depth.ts'
import type { MemoryLimits } from '../worker/memory-limits.ts'
import { mostWithin, type TimeLimits } from '../worker/time-limits.ts'
import type { LedgerTimes, WorkerLedger } from '../worker/worker-ledger.ts'

/** Requests overlap when one waits behind another, so all but this share of an overhead is hidden by the compute. */
const HIDDEN_OVERHEAD_WEIGHT = 0.08

/** A running request that takes so many times as long as forecast tells that the worker has become slower, before it ends. */
const SLOWED_TIMES = 1.3

/** Whatever may change a view of the same worker, but its time: numbers and names that are quick to compare. */
interface Circumstances {
  readonly expected: string | null
  readonly settingMaxBatch: number
  readonly memoryChanges: number
  readonly timeChanges: number
  readonly exclusionChanges: number
}

interface Cached {
  readonly worker: FleetWorker
  readonly circumstances: Circumstances
  readonly excluded: Reason | null
  readonly maxBatch: number
  readonly allowed: number
  readonly view: PlanningWorker
}

/** Whose images: of one part of a job, or of a request that is only being previewed. The same `params` are the same images. */
export interface Subject {
  readonly params: GenerationParams
  /** who is left out of them; null: nobody was yet */
  readonly exclusions: Exclusions | null
}

/** A request has one prompt and belongs to one run: where images draw theirs, it has as many as were drawn the same at most. */
function mostInOneRequest(params: GenerationParams, { capabilities }: FleetWorker): number {
  const { drawnLengths, runLength = Number.POSITIVE_INFINITY } = params
  if (isUncuttable(params) || drawsNoiseTogether(capabilities, params)) return 1
  return drawnLengths === undefined ? runLength : Math.max(...drawnLengths)
}

/**
 * The fleet as the planner sees it for one job, at this moment. What does not change from pull to pull is kept: planning happens at
 * every pull, and a fleet of a hundred has long lists.
 */
export class PlanningViews {
  readonly #memory: MemoryLimits
  readonly #times: TimeLimits
  readonly #wall: () => number
  readonly #cache = new WeakMap<object, Map<WorkerId, Cached>>()

  /** `wall`: epoch ms of now. */
  constructor(memory: MemoryLimits, times: TimeLimits, wall: () => number) {
    this.#memory = memory
    this.#times = times
    this.#wall = wall
  }

  of(
    worker: FleetWorker,
    ledger: WorkerLedger,
    owner: Subject,
    now: number,
    settingMaxBatch: number,
    times: LedgerTimes = ledger.times(now),
  ): PlanningWorker {
    const base = slowed(this.standing(worker, ledger, owner, settingMaxBatch), times)
    const view = this.#withRelease(worker, ledger, base, { now, times, lengths: owner.params.drawnLengths })
    return owner.params.drawnLengths === undefined ? view : inRuns(view, owner.params.drawnLengths)
  }

  /** With the time at which it can begin, its overhead as far as it shows. */
  #withRelease(
    worker: FleetWorker,
    ledger: WorkerLedger,
    base: PlanningWorker,
    { now, times, lengths }: { now: number; times: LedgerTimes; lengths: readonly number[] | undefined },
  ): PlanningWorker {
    const free = Math.max(0, (times.freeAt - now) / 1000)
    const most = lengths === undefined ? base.maxBatch : Math.round(imagesPerRequest(base.maxBatch, lengths))
    const longest = most * base.secondsPerImage * base.batchGain(Math.max(1, most))
    const depth = depthFor(worker, { computeSeconds: longest, overheadSeconds: base.overheadSeconds })
    if (depth === 1) {
      const answer = ledger.flights.length === 0 ? 0 : base.overheadSeconds
      return { ...base, releaseSeconds: base.releaseSeconds + free + answer }
    }
    // Several at a time: while one is encoded and travels, the others compute. Only what is longer than that shows, a part of it per request.
    const residual = Math.max(0, base.overheadSeconds - (depth - 1) * longest) / depth
    return {
      ...base,
      overheadSeconds: residual,
      releaseSeconds: base.releaseSeconds + free + base.overheadSeconds - residual,
    }
  }

  /** As `of`, but for sizing a batch: a hidden overhead asks for batches as long as itself, not for twelve times that. */
  forSizing(worker: FleetWorker, ledger: WorkerLedger, owner: Subject, maxBatch: number): PlanningWorker {
    const base = this.standing(worker, ledger, owner, maxBatch)
    return queuesTwo(worker)
      ? { ...base, overheadSeconds: base.overheadSeconds * HIDDEN_OVERHEAD_WEIGHT }
      : base
  }

  /** As `of`, without its time: who may take part, and with what. */
  standing(
    worker: FleetWorker,
    ledger: WorkerLedger,
    owner: Subject,
    settingMaxBatch: number,
  ): PlanningWorker {
    let known = this.#cache.get(owner.params)
    if (known === undefined) {
      known = new Map()
      this.#cache.set(owner.params, known)
    }
    const cached = known.get(worker.id)
    if (
      cached?.worker === worker &&
      this.#isAsBefore(cached.circumstances, ledger, owner.exclusions, settingMaxBatch)
    )
      return cached.view
    const circumstances = {
      settingMaxBatch,
      expected: ledger.expectedCheckpoint,
      memoryChanges: this.#memory.changes,
      timeChanges: this.#times.changes,
      exclusionChanges: owner.exclusions?.changes ?? 0,
    }
    const made = this.#made(worker, circumstances, owner, cached)
    known.set(worker.id, made)
    return made.view
  }

  #isAsBefore(
    before: Circumstances,
    ledger: WorkerLedger,
    exclusions: Exclusions | null,
    settingMaxBatch: number,
  ): boolean {
    return (
      before.expected === ledger.expectedCheckpoint &&
      before.settingMaxBatch === settingMaxBatch &&
      before.memoryChanges === this.#memory.changes &&
      before.timeChanges === this.#times.changes &&
      before.exclusionChanges === (exclusions?.changes ?? 0)
    )
  }

  /** The view as things are now: the one before, where nothing of it has changed. */
  #made(
    worker: FleetWorker,
    circumstances: Circumstances,
    { params, exclusions }: Subject,
    before: Cached | undefined,
  ): Cached {
    const { expected, settingMaxBatch } = circumstances
    const fits = this.#memory.most(worker, checkpointFor(worker, params), params, settingMaxBatch)
    const maxBatch = Math.min(fits, mostInOneRequest(params, worker))
    const allowed = this.#times.allowedSeconds(worker)
    const excluded = exclusions?.reason(worker.id, worker.capabilities) ?? null
    const facts = { worker, circumstances, excluded, maxBatch, allowed }
    if (
      before?.circumstances.expected === expected &&
      before.maxBatch === maxBatch &&
      before.allowed === allowed &&
      before.excluded === excluded &&
      same(before.worker, worker)
    )
      return { ...facts, view: before.view }
    const seen =
      expected !== null && worker.capabilities !== null
        ? { ...worker, capabilities: { ...worker.capabilities, loadedCheckpoint: expected } }
        : worker
    const view = inTime(
      planningWorkerOf(seen, params, { releaseSeconds: 0, maxBatch, wall: this.#wall() }),
      worker,
      allowed,
    )
    return { ...facts, view: excluded === null ? view : { ...view, ineligible: excluded } }
  }
}

/** As slow as the request that it is at shows it to be. */
function slowed(view: PlanningWorker, { slowness }: LedgerTimes): PlanningWorker {
  return slowness < SLOWED_TIMES ? view : { ...view, secondsPerImage: view.secondsPerImage * slowness }
}

/** With batches that are done before requests to that worker end. */
function inTime(view: PlanningWorker, worker: FleetWorker, allowed: number): PlanningWorker {
  const limit = worker.speed.longestRequestSeconds
  if (limit === undefined || view.maxBatch < 1) return view
  const maxBatch = mostWithin(view, allowed, limit)
  if (maxBatch > 0) return { ...view, maxBatch }
  const seconds = Math.round(view.overheadSeconds + view.secondsPerImage)
  return {
    ...view,
    maxBatch,
    ineligible: reason('dispatch.requests-end', { limit: Math.round(limit), seconds }),
  }
}

const isAlikeOrNone = (a: Reason | null, b: Reason | null): boolean =>
  a === b || (a !== null && b !== null && isAlike(a, b))

const same = (a: FleetWorker, b: FleetWorker): boolean =>
  a.speed === b.speed &&
  a.capabilities === b.capabilities &&
  a.lane === b.lane &&
  a.order === b.order &&
  a.available === b.available &&
  isAlikeOrNone(a.unavailableReason, b.unavailableReason) &&
  a.name === b.name &&
  a.checkpointOverride === b.checkpointOverride &&
  a.busyElsewhereMs === b.busyElsewhereMs
