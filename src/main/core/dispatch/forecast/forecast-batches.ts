import { BatchId, ImageIndex, type WorkerId } from '../../../../shared/ids.ts'
import type { BatchView } from '../../../../shared/job.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { IndexPool, Run } from '../job/index-pool.ts'
import type { Job } from '../job/job.ts'
import type { JobPart } from '../job/job-parts.ts'
import type { JobDeal, PartDeal } from './job-deal.ts'
import { requestPlace } from './request-place.ts'

/** No timeline can show more than this. */
const MOST_BATCHES = 300
/** Indexes of one run that are played through: more batches than are shown come of them. */
const MOST_OF_RUN = 4000

export interface ForecastInput {
  readonly job: Job
  /** what nobody has yet of it, dealt as of now */
  readonly deal: JobDeal
  /** a worker as its batches are sized; null: it is gone */
  readonly sizing: (id: WorkerId, part: JobPart) => PlanningWorker | null
  /** requests of the job under way, and in how many seconds each ends */
  readonly underWay: readonly { readonly workerId: WorkerId; readonly endsIn: number }[]
  readonly smallFirst: boolean
  readonly toWall: (fleetMs: number) => number
  /** fleet ms */
  readonly now: number
}

/** A worker that will be sent more, played through. */
interface Sent {
  readonly worker: PlanningWorker
  readonly bonus: boolean
  /** seconds from now until it is free */
  at: number
  hasRequest: boolean
  /** what it is sent next; null: nothing. `hasPicture`: of the job, by then */
  readonly next: (hasPicture: boolean) => Run | null
}

/**
 * The batches that would be sent next if nothing changed: the rules of the real pull (`Deal`, `requestPlace`), played through on the
 * images nobody has yet, in the order in which they would be sent. For the timeline and the tiles ("waiting for laptop").
 */
export function forecastBatches(input: ForecastInput): BatchView[] {
  const { job, underWay } = input
  const batches: BatchView[] = []
  let firstPicture = Math.min(
    job.mainStored + job.bonusStored > 0 ? 0 : Number.POSITIVE_INFINITY,
    ...underWay.map(({ endsIn }) => endsIn),
  )
  const { mains, bonus } = input.deal
  const open = [
    ...scaledSent(input),
    ...sharesSent(input, { part: job.parts.first, deal: bonus }, job.bonus.pool),
    ...mains.flatMap((main) => sharesSent(input, main, main.part.pool)),
  ]
  while (open.length > 0 && batches.length < MOST_BATCHES) {
    const sent = open.reduce((first, each) => (each.at < first.at ? each : first))
    const run = sent.next(firstPicture <= sent.at)
    if (run === null) {
      open.splice(open.indexOf(sent), 1)
      continue
    }
    const end = sent.at + secondsOf(sent.worker, run.count)
    batches.push(viewOf(input, sent, run, end))
    firstPicture = Math.min(firstPicture, end)
    sent.at = end
    sent.hasRequest = true
  }
  return batches
}

/** Workers with an image of fewer steps that is their own. */
function scaledSent(input: ForecastInput): Sent[] {
  return input.deal.bonus.taking.flatMap((worker) => {
    const own = input.job.bonus.scaledFor(worker.id)
    if (own === null) return []
    const pool = own.pool.copy(MOST_OF_RUN)
    return [{ ...sentTo(input, worker, true), next: () => pool.take(1) }]
  })
}

/** Workers with a share of the images that nobody has yet. */
function sharesSent(input: ForecastInput, { part, deal }: PartDeal, images: IndexPool): Sent[] {
  const { job, sizing } = input
  const pool = images.copy(MOST_OF_RUN)
  return deal.portions().map(({ worker }) => {
    const size = sizing(worker.id, part)
    const sent: Sent = {
      ...sentTo(input, worker, images === job.bonus.pool),
      next: (hasPicture) => {
        const run = size === null ? null : pool.take(deal.batchFor(size, placeOf(input, sent, hasPicture)))
        if (run !== null) deal.took(worker.id, run.count)
        return run
      },
    }
    return sent
  })
}

const sentTo = ({ underWay }: ForecastInput, worker: PlanningWorker, bonus: boolean) => ({
  worker,
  bonus,
  at: worker.releaseSeconds,
  hasRequest: underWay.some(({ workerId }) => workerId === worker.id),
})

const placeOf = ({ smallFirst }: ForecastInput, { hasRequest }: Sent, hasPicture: boolean) =>
  requestPlace({ smallFirst, hasRequest, hasPicture })

const secondsOf = (worker: PlanningWorker, count: number): number =>
  worker.overheadSeconds + count * worker.secondsPerImage * worker.batchGain(count)

function viewOf({ job, toWall, now }: ForecastInput, sent: Sent, run: Run, end: number): BatchView {
  return {
    id: BatchId.parse(`forecast-${sent.worker.id}-${run.first}`.slice(0, 64)),
    jobId: job.id,
    workerId: sent.worker.id,
    firstIndex: ImageIndex.parse(run.first),
    count: run.count,
    bonus: sent.bonus,
    copy: false,
    state: 'forecast',
    fraction: 0,
    hasPreview: false,
    predictedStartAt: toWall(now + sent.at * 1000),
    predictedEndAt: toWall(now + end * 1000),
    startedAt: null,
    endedAt: null,
    returnedBecause: null,
  }
}
