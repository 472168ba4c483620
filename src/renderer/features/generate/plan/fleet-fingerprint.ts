import type { JobView } from '../../../../shared/job.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import { isOver } from '../../../state/jobs.ts'
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
      ].join('|')
    })
    .join('\n')
}

/** How a job that is under way stands in `jobsFingerprint`. */
export const RUNNING = '|running'

/** The jobs a new one would queue behind, and whether they run, as one text. */
export function jobsFingerprint(jobs: readonly (JobView | undefined)[]): string {
  return jobs.flatMap((job) => (job === undefined || isOver(job) ? [] : `${job.id}|${job.state}`)).join('\n')
}
