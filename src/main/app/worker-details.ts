import type { WorkerId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import type { Capabilities, WorkerView } from '../../shared/worker.ts'
import type { RequestLogEntry, WorkerDetails, WorkerLists } from '../../shared/worker-activity.ts'
import { upscalerNames } from '../core/offers/fleet-offers.ts'
import type { WorkerSpeed } from '../core/speed/worker-speed.ts'

const MOST_JOBS = 20

/** What an opened card shows: its calls, its part in the newest jobs, what was learned of its speed. */
export function workerDetails(
  view: WorkerView,
  speed: WorkerSpeed,
  jobs: readonly JobView[],
  requests: readonly RequestLogEntry[],
): WorkerDetails {
  return {
    workerId: view.config.id,
    requests: [...requests],
    jobs: jobs
      .flatMap((job) => partIn(job, view.config.id))
      .sort((a, b) => b.number - a.number)
      .slice(0, MOST_JOBS),
    speed: {
      learnedIpm: view.learnedIpm,
      batches: speed.corrections['']?.n ?? 0,
      overheadSeconds: speed.overheadSeconds.mean,
      loadSeconds: speed.loadSeconds.n > 0 ? speed.loadSeconds.mean : null,
      spread: Math.sqrt(speed.squaredError.mean),
      gains: Object.entries(speed.batchGain)
        .map(([batch, { mean }]) => ({ batch: Number(batch), gain: mean }))
        .sort((a, b) => a.batch - b.batch),
    },
  }
}

/** What a server lists; nothing is known of one that was never read. */
export function workerLists(server: Capabilities | null): WorkerLists {
  return {
    checkpoints: server?.checkpoints ?? null,
    loras: server?.loras ?? null,
    vaes: server?.vaes ?? null,
    samplers: server?.samplers ?? null,
    schedulers: server?.schedulers ?? null,
    upscalers: server === null ? null : namesOnce(upscalerNames.names(server)),
  }
}

const namesOnce = (names: readonly string[] | null) => (names === null ? null : [...new Set(names)])

function partIn(job: JobView, id: WorkerId): WorkerDetails['jobs'] {
  const tally = job.tallies.find(({ workerId }) => workerId === id)
  if (tally === undefined) return []
  const { images, bonus, busySeconds, predictedSeconds, failures } = tally
  const all = job.stored + job.bonusStored
  return [
    {
      jobId: job.id,
      number: job.number,
      title: job.title,
      images,
      bonus,
      seconds: busySeconds,
      predictedSeconds,
      failures,
      share: all === 0 ? 0 : (images + bonus) / all,
    },
  ]
}
