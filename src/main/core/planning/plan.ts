import type { PlanningMode } from '../../../shared/generation.ts'
import type { Plan, PlanShare } from '../../../shared/plan.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { batchesOf } from './batch-size.ts'
import { type BonusDeal, dealBonus } from './bonus.ts'
import { completionOf, type Portion } from './completion.ts'
import { computeSeconds, dealExact } from './exact.ts'
import { dealInTime, type TimeLeft } from './in-time.ts'
import { lowerBoundSeconds } from './lower-bound.ts'
import type { PlanningWorker } from './planning-worker.ts'

export interface PlanInput {
  /** in until mode the most there may be */
  readonly images: number
  readonly mode: PlanningMode
  readonly stepScaling: boolean
  /** of the request, for step scaling */
  readonly steps: number
  /** the seed extension's "job timeout" */
  readonly graceSeconds: number
  /** of a job in until mode; absent or null: another mode */
  readonly left?: TimeLeft | null
  readonly workers: readonly PlanningWorker[]
}

/** Who may take part: eligible workers that can hold an image; Reserve joins "Exactly N" only when no Active one can. */
export function participants(workers: readonly PlanningWorker[], mode: PlanningMode): PlanningWorker[] {
  const able = workers.filter(
    (worker) => worker.ineligible === null && worker.lane !== 'off' && worker.maxBatch >= 1,
  )
  const active = able.filter((worker) => worker.lane === 'active')
  return mode === 'bonus' || active.length === 0 ? able : active
}

/** The forecast as a value: pure, no clock, no I/O. */
export function planJob(input: PlanInput): Plan {
  const { mode, workers, left = null } = input
  const taking = participants(workers, mode)
  const inTime = left === null ? null : dealInTime(input.images, taking, left)
  const images = inTime?.reduce((sum, share) => sum + share, 0) ?? input.images
  const deal: BonusDeal =
    mode === 'bonus'
      ? dealBonus(images, taking, input)
      : {
          images: inTime ?? dealExact(images, taking),
          bonus: taking.map(() => 0),
          complementary: taking.map(() => false),
          steps: taking.map(() => null),
        }
  const shares: PlanShare[] = []
  const idle: PlanningWorker[] = []
  let makespan = 0
  const portions: Portion[] = []
  for (const [index, worker] of taking.entries()) {
    const [main, bonus] = [deal.images[index] ?? 0, deal.bonus[index] ?? 0]
    if (main + bonus === 0) {
      idle.push(worker)
      continue
    }
    const steps = deal.steps[index] ?? null
    const stepShare = steps === null ? 1 : steps / input.steps
    const compute = computeSeconds(
      { ...worker, secondsPerImage: worker.secondsPerImage * stepShare, batchGain: worker.batchGain },
      main + bonus,
    )
    const finish = worker.releaseSeconds + compute
    if (main > 0) {
      makespan = Math.max(makespan, finish)
      portions.push({ worker, images: main + bonus })
    }
    shares.push({
      workerId: worker.id,
      name: worker.name,
      images: main,
      bonus,
      batches: [
        ...batchesOf(main, worker, 'opening'),
        ...batchesOf(bonus, worker, main === 0 ? 'opening' : 'behind'),
      ],
      complementary: deal.complementary[index] ?? false,
      steps,
      releaseSeconds: worker.releaseSeconds,
      finishSeconds: finish,
      ...loadsOf([worker.loadSeconds ?? 0]),
    })
  }
  const given = shares.reduce((sum, share) => sum + share.images, 0)
  return {
    mode,
    requested: images,
    bonus: shares.reduce((sum, share) => sum + share.bonus, 0),
    shares,
    leftOut: [
      ...workers
        .filter((worker) => !taking.includes(worker))
        .map((worker) => leftOut(worker, reasonOf(worker))),
      ...idle.map((worker) =>
        leftOut(worker, left === null ? idleReason(worker, makespan) : notInTime(worker)),
      ),
    ],
    notes: taking
      .filter(({ id, ignores }) => ignores.length > 0 && shares.some(({ workerId }) => workerId === id))
      .map(({ id, name, ignores }) => ({
        workerId: id,
        name,
        note: reason('planning.ignores', { parts: ignores }),
      })),
    makespanSeconds: given === images && images > 0 ? makespan : null,
    spreadSeconds: given === images && left === null ? (completionOf(portions, [])?.spread ?? null) : null,
    // The time is given: what could be less is the number of images.
    lowerBoundSeconds: left === null ? lowerBoundSeconds(images, taking) : null,
    measured: taking.filter((worker) => !worker.unmeasured).length,
    measuring: taking.filter((worker) => worker.measuring === true).map(named),
    unmeasured: taking.filter((worker) => worker.unmeasured).map(named),
  }
}

/** What a share tells of the loads it begins with, each with its seconds; 0: what it needs is in memory. */
export function loadsOf(seconds: readonly number[]): Pick<PlanShare, 'loads'> {
  const loads = seconds.filter((each) => each > 0)
  return loads.length === 0
    ? {}
    : { loads: { count: loads.length, seconds: loads.reduce((sum, each) => sum + each, 0) } }
}

const named = ({ id, name }: PlanningWorker) => ({ workerId: id, name })

const leftOut = (worker: PlanningWorker, why: Reason) => ({
  workerId: worker.id,
  name: worker.name,
  reason: why,
})

/** Why a worker that cannot take part cannot. */
export function reasonOf(worker: PlanningWorker): Reason {
  if (worker.ineligible !== null) return worker.ineligible
  if (worker.lane === 'off') return reason('planning.switched-off')
  if (worker.maxBatch < 1) return reason('planning.no-room')
  return reason('planning.in-reserve')
}

const firstImageSeconds = (worker: PlanningWorker): number =>
  worker.releaseSeconds + computeSeconds(worker, 1)

const notInTime = (worker: PlanningWorker): Reason =>
  reason('planning.not-in-time', { seconds: Math.round(firstImageSeconds(worker)) })

/** Why a worker that could take part has no share of what takes the others so many seconds. */
export function idleReason(worker: PlanningWorker, makespan: number): Reason {
  const one = firstImageSeconds(worker)
  return one > makespan
    ? reason('planning.too-slow', { seconds: Math.round(one), othersSeconds: Math.round(makespan) })
    : reason('planning.others-sooner')
}
