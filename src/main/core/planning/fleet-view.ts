import { canonicalCheckpointName } from '../../../shared/names/checkpoints.ts'
import type { GenerationParams } from '../generation.ts'
import { isSameCheckpoint } from '../names/on-worker.ts'
import type { FleetWorker } from '../ports.ts'
import { gainSeenTo } from '../speed/gain-curve.ts'
import { estimate } from '../speed/model.ts'
import { isProven } from '../speed/proven.ts'
import { eligibilityOf } from './eligibility.ts'
import { ignoredBy } from './ignored.ts'
import type { PlanningWorker } from './planning-worker.ts'

/** Assumed for a worker whose checkpoint loads nobody has timed. */
const UNKNOWN_LOAD_SECONDS = 20

/**
 * True when the checkpoint the job needs is not the one in the worker's memory. Unknown memory counts as warm, and pictures are made
 * larger without one.
 */
export function needsLoad(
  worker: FleetWorker,
  params: Pick<GenerationParams, 'checkpoint'> & Partial<Pick<GenerationParams, 'upscale'>>,
): boolean {
  if (params.upscale != null) return false
  const wanted = worker.checkpointOverride ?? params.checkpoint
  const loaded = worker.capabilities?.loadedCheckpoint ?? null
  if (wanted === null || loaded === null) return false
  return !isSameCheckpoint(worker.capabilities, wanted, loaded)
}

/** Seconds a checkpoint switch will take, as learned. */
export const loadSecondsOf = (worker: FleetWorker): number =>
  worker.speed.loadSeconds.n > 0 ? worker.speed.loadSeconds.mean : UNKNOWN_LOAD_SECONDS

/**
 * A worker of the fleet as the planner needs it. `releaseSeconds`: until what it does now is done, without a checkpoint load, which
 * is added here; `maxBatch`: what memory allows for these parameters; `wall`: epoch ms.
 */
export function planningWorkerOf(
  worker: FleetWorker,
  params: GenerationParams,
  facts: { releaseSeconds: number; maxBatch: number; wall: number },
): PlanningWorker {
  const cold = needsLoad(worker, params)
  const loadSeconds = cold ? loadSecondsOf(worker) : 0
  const checkpoint =
    worker.checkpointOverride ?? params.checkpoint ?? worker.capabilities?.loadedCheckpoint ?? null
  const canonical = checkpoint === null ? null : canonicalCheckpointName(checkpoint)
  const speed = estimate(worker.speed, params, canonical)
  return {
    id: worker.id,
    name: worker.name,
    lane: worker.lane,
    order: worker.order,
    warm: !cold,
    releaseSeconds: facts.releaseSeconds + worker.busyElsewhereMs / 1000 + loadSeconds,
    loadSeconds,
    overheadSeconds: speed.overheadSeconds,
    secondsPerImage: speed.secondsPerImage,
    batchGain: speed.batchGain,
    gainSeenTo: gainSeenTo(worker.speed.batchGain),
    maxBatch: facts.maxBatch,
    spread: speed.spread,
    ineligible: eligibilityOf(params, worker),
    ignores: ignoredBy(worker.capabilities, params),
    proven: isProven(worker.speed, params, canonical, facts.wall),
    unmeasured: worker.speed.benchmark === null,
  }
}
