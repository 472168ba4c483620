import type { WorkerView } from '../../../../shared/worker.ts'
import { ipmOf } from '../../../state/workers.ts'

/**
 * What of the fleet a plan depends on, as one text: when it changes, the plan is asked for again. Progress, memory and
 * the like are not in it.
 */
export function fleetFingerprint(workers: readonly WorkerView[]): string {
  return workers
    .map((worker) => {
      const { config, state, capabilities } = worker
      return [
        config.id,
        config.lane,
        config.pixelCap,
        config.maxBatch,
        config.checkpointOverride,
        // Working and ready machines plan alike; what they do is in the forecast of the running job.
        state === 'working' ? 'idle' : state,
        ipmOf(worker)?.toFixed(2),
        capabilities?.loadedCheckpoint,
        capabilities?.checkpoints?.length,
        capabilities?.samplers?.length,
      ].join('|')
    })
    .join('\n')
}
