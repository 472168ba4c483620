import { canonicalCheckpointName } from '../../../../shared/names/checkpoints.ts'
import type { GenerationParams } from '../../generation.ts'
import type { FleetWorker } from '../../ports.ts'

/** The checkpoint a worker uses for these parameters, by canonical name; null: what is loaded, unknown. */
export function checkpointFor(
  worker: FleetWorker,
  params: Pick<GenerationParams, 'checkpoint'>,
): string | null {
  const wanted =
    worker.checkpointOverride ?? params.checkpoint ?? worker.capabilities?.loadedCheckpoint ?? null
  return wanted === null ? null : canonicalCheckpointName(wanted)
}
