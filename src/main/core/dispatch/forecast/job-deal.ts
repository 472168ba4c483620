import { dealParts } from '../../planning/deal-parts.ts'
import { countWithin } from '../../planning/exact.ts'
import { dealInTime, type TimeLeft } from '../../planning/in-time.ts'
import { participants } from '../../planning/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { Job } from '../job/job.ts'
import type { JobPart } from '../job/job-parts.ts'
import { workedSeconds } from '../job/job-state.ts'
import { timeLeft } from '../job/time-left.ts'
import { dueOf } from '../request/due.ts'
import type { InFlight } from '../request/in-flight.ts'
import { Deal, type Shares } from './deal.ts'

/** The asked-for images of "N + bonus" may come so much later than promised before everybody makes them first: speeds vary that much. */
const LATE_SHARE = 0.05
/** So much later is no accident of speeds: something broke, and bonus images give way for good. */
const BROKEN_SHARE = 0.25

/** What is still to be dealt of a job. */
export interface JobDeal<Main extends Shares = Deal, Bonus extends Shares = Main> {
  /** the images that were asked for, part by part */
  readonly mains: readonly PartDeal<Main>[]
  /** bonus images, over the complementary workers: they make them before asked-for ones, unless those are late */
  readonly bonus: Bonus
  /** the asked-for images would come later than promised if they were left to the others: they go first, everywhere */
  readonly late: boolean
  /** so much later that bonus images should come last from now on */
  readonly broken: boolean
  /** bonus images that are not made within so many seconds are too late for the job */
  readonly untilSeconds: number
  /** what is left of the job's time; null: it has as long as it takes */
  readonly left: TimeLeft | null
  /** of many parts: what is one worker's, without a look at each of them; absent: it is asked of each */
  readonly ofWorkers?: {
    /** parts that it is to make some of, in its order */
    partsOf(worker: string): readonly PartDeal<Main>[]
    /** seconds it has still to be sent */
    secondsAhead(worker: string): number
  }
}

/** A part of a job and how it was dealt. */
export interface PartDeal<Main extends Shares = Deal> {
  readonly part: JobPart
  readonly deal: Main
}

/** The fleet as it looks for a part of a job. */
export interface PartFleet {
  readonly part: JobPart
  readonly fleet: readonly PlanningWorker[]
}

/** Nothing of anybody's. */
export const NOTHING = new Deal([], 0)

/**
 * Deals what nobody has yet of a job. "Exactly N": over all who may take part; "as many as fit": the same, as far as there is time. "N + bonus": real-time workers make the asked-for images,
 * complementary ones bonus images first; as long as N come when they were promised, each helps with the others' once its own are made. When they would come
 * too late, everybody in the fleet makes them first, those in reserve too; where something broke, until the job ends. A job of several
 * parts is "Exactly N", and dealt so that checkpoints are loaded seldom. `fleets`: for each part of which something waits; `flights`: requests
 * of the job on their way; `now`: fleet ms.
 */
export function dealOf(
  job: Job,
  fleets: readonly PartFleet[],
  flights: readonly InFlight[],
  now: number,
): JobDeal {
  const [only, another] = fleets
  if (only === undefined || another !== undefined) return exactly(partsDealt(fleets))
  const { part, fleet } = only
  const asked = part.pool.size
  const { bonus } = job
  const main = (deal: Deal): Pick<JobDeal, 'mains'> => ({ mains: [{ part, deal }] })
  const dealExactly = () => new Deal(participants(fleet, 'exact'), asked)
  const { promisedSeconds } = bonus
  const left = timeLeft(job, now)
  if (promisedSeconds === null)
    return {
      ...exactly([]),
      ...main(left === null ? dealExactly() : untilTimeIsUp(participants(fleet, 'exact'), asked, left)),
      left,
    }
  const underWay = Math.max(0, ...dueOf(flights, job, now).map(({ end }) => end.seconds))
  const worked = workedSeconds(job.standing, now) ?? 0
  const dueIn = dueWithin(promisedSeconds, worked)
  const everybody = participants(fleet, 'bonus')

  const extra = dealBonusImages(job, everybody, dueIn)
  const asPromised = new Deal(behind(participants(fleet, 'exact'), job, extra), asked, 'may-be-needed')
  const mainIn = Math.max(asPromised.finishSeconds, underWay)
  if (mainIn <= dueIn && !bonus.last)
    return { ...main(asPromised), bonus: extra, late: false, broken: false, untilSeconds: dueIn, left }

  const first = new Deal(everybody, asked)
  const untilSeconds = Math.max(first.finishSeconds, underWay)
  const after = dealBonusImages(
    job,
    later(everybody, ({ id }) => first.secondsAhead(id)),
    untilSeconds,
  )
  const broken = bonus.last || isBroken(promisedSeconds, worked + mainIn)
  return { ...main(first), bonus: after, late: true, broken, untilSeconds, left }
}

/** Seconds in which the asked-for images of "N + bonus" are to be there, or everybody makes them first. `worked`: seconds since its first request. */
export const dueWithin = (promisedSeconds: number, worked: number): number =>
  promisedSeconds * (1 + LATE_SHARE) - worked

/** Whether images that are there so many seconds after the first request are so late that something broke. */
export const isBroken = (promisedSeconds: number, seconds: number): boolean =>
  seconds > promisedSeconds * (1 + BROKEN_SHARE)

/** A job in "Exactly N", dealt so. */
export const exactly = <Main extends Shares>(
  mains: readonly PartDeal<Main>[],
  ofWorkers?: NonNullable<JobDeal<Main>['ofWorkers']>,
): JobDeal<Main, Deal> => ({
  ...(ofWorkers && { ofWorkers }),
  mains,
  bonus: NOTHING,
  late: false,
  broken: false,
  untilSeconds: Number.POSITIVE_INFINITY,
  left: null,
})

/** Parts dealt together: each over the workers that get some of it, later by what each makes before. */
function partsDealt(fleets: readonly PartFleet[]): PartDeal[] {
  const taking = fleets.map(({ fleet }) => participants(fleet, 'exact'))
  const shares = dealParts(
    fleets.map(({ part }, at) => ({
      images: part.pool.size,
      checkpoint: part.params.checkpoint,
      workers: taking[at] ?? [],
    })),
  )
  return fleets.map(({ part }, at) => {
    const dealt = new Map(shares[at]?.map((share) => [share.worker, share]))
    const workers = (taking[at] ?? []).map((worker) => {
      const share = dealt.get(worker.id)
      return share === undefined ? worker : { ...worker, releaseSeconds: share.startSeconds }
    })
    const images = workers.map(({ id }) => dealt.get(id)?.images ?? 0)
    return { part, deal: new Deal(workers, images, 'may-be-needed') }
  })
}

/** As many of so many images as there is time for: everybody works until it is up. */
const untilTimeIsUp = (taking: readonly PlanningWorker[], images: number, left: TimeLeft): Deal =>
  new Deal(taking, dealInTime(images, taking, left), 'may-be-needed')

/** Whole bonus images over the complementary workers; none to those that would not make one in time. */
function dealBonusImages(job: Job, fleet: readonly PlanningWorker[], untilSeconds: number): Deal {
  const { bonus } = job
  if (bonus.size === 0) return NOTHING
  const complementary = fleet.filter(({ id }) => !bonus.isRealTime(id))
  const inTime = complementary.map((worker) =>
    countWithin(worker, untilSeconds, 1) > 0 ? worker : { ...worker, maxBatch: 0 },
  )
  return new Deal(inTime, bonus.pool.size, 'may-be-needed')
}

/** Each worker free only once its bonus images are made. */
function behind(fleet: readonly PlanningWorker[], job: Job, bonus: Deal): readonly PlanningWorker[] {
  if (job.bonus.size === 0) return fleet
  return later(fleet, (worker) => bonus.secondsAhead(worker.id) + scaledSeconds(job, worker))
}

/** Seconds of the image with fewer steps that is this worker's own. */
export function scaledSeconds(job: Job, worker: PlanningWorker): number {
  const scaled = job.bonus.scaledFor(worker.id)
  if (scaled === null) return 0
  return worker.overheadSeconds + (worker.secondsPerImage * scaled.steps) / job.request.steps
}

/** Each worker free only after so many more seconds. */
export const later = (
  workers: readonly PlanningWorker[],
  seconds: (worker: PlanningWorker) => number,
): PlanningWorker[] =>
  workers.map((worker) => {
    const more = seconds(worker)
    return more === 0 ? worker : { ...worker, releaseSeconds: worker.releaseSeconds + more }
  })

/** Seconds a worker has still to be sent of a job: it is that much later for the jobs behind. */
export const secondsOfJob = ({ mains, bonus, ofWorkers }: JobDeal<Shares>, worker: string): number =>
  ofWorkers === undefined
    ? mains.reduce((sum, { deal }) => sum + deal.secondsAhead(worker), bonus.secondsAhead(worker))
    : ofWorkers.secondsAhead(worker)
