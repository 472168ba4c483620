import { BatchId, ImageIndex, type WorkerId } from '../../../../shared/ids.ts'
import type { BatchView } from '../../../../shared/job.ts'
import { nextBatchSize } from '../../planning/batch-size.ts'
import { dealExact } from '../../planning/exact.ts'
import { participants } from '../../planning/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import { IndexPool } from '../job/index-pool.ts'
import type { Job } from '../job/job.ts'

/** No timeline can show more than this. */
const MOST_BATCHES = 300

/**
 * The batches that would be sent next if nothing changed: the same rules as the real pull, played through on the images nobody has
 * yet. For the timeline and the tiles ("waiting for laptop").
 */
export function forecastBatches(input: {
  job: Job
  workers: readonly PlanningWorker[]
  sizing: (id: WorkerId) => PlanningWorker | null
  toWall: (fleetMs: number) => number
  now: number
}): BatchView[] {
  const { job, workers, sizing, toWall, now } = input
  const batches: BatchView[] = []
  const add = (
    worker: PlanningWorker,
    first: number,
    count: number,
    startSeconds: number,
    bonus: boolean,
  ): number => {
    const seconds = worker.overheadSeconds + count * worker.secondsPerImage * worker.batchGain(count)
    batches.push({
      id: BatchId.parse(`forecast-${worker.id}-${first}`.slice(0, 64)),
      jobId: job.id,
      workerId: worker.id,
      firstIndex: ImageIndex.parse(first),
      count,
      bonus,
      copy: false,
      state: 'forecast',
      fraction: 0,
      hasPreview: false,
      predictedStartAt: toWall(now + startSeconds * 1000),
      predictedEndAt: toWall(now + (startSeconds + seconds) * 1000),
      startedAt: null,
      endedAt: null,
      returnedBecause: null,
    })
    return startSeconds + seconds
  }

  for (const [id, share] of job.bonus) {
    const worker = workers.find((each) => each.id === id)
    const size = sizing(id)
    if (worker === undefined || size === null || worker.ineligible !== null) continue
    let at = worker.releaseSeconds
    for (const run of share.pool.runs()) {
      for (let done = 0; done < run.count && batches.length < MOST_BATCHES; ) {
        const count = Math.max(1, nextBatchSize(run.count - done, size))
        at = add(worker, run.first + done, count, at, true)
        done += count
      }
    }
  }

  const able = participants(workers, job.bonus.size > 0 ? 'bonus' : 'exact')
  const realTime = able.filter((worker) => !job.bonus.has(worker.id))
  const taking = realTime.length > 0 ? realTime : able
  const shares = dealExact(job.pool.size, taking)
  const pool = new IndexPool(0, 0)
  for (const run of job.pool.runs())
    for (let index = run.first; index < run.first + Math.min(run.count, 4000); index++) pool.put(index)
  const next = taking.map((worker, at) => ({ worker, left: shares[at] ?? 0, at: worker.releaseSeconds }))
  while (pool.size > 0 && batches.length < MOST_BATCHES) {
    let first: (typeof next)[number] | undefined
    for (const candidate of next)
      if (candidate.left > 0 && (first === undefined || candidate.at < first.at)) first = candidate
    const size = first === undefined ? null : sizing(first.worker.id)
    if (first === undefined || size === null) break
    const run = pool.take(Math.max(1, nextBatchSize(first.left, size)))
    if (run === null) break
    first.at = add(first.worker, run.first, run.count, first.at, false)
    first.left -= run.count
  }
  return batches
}
