import { computeSeconds, countWithin, dealExact } from './exact.ts'
import type { PlanningWorker } from './planning-worker.ts'

export interface BonusDeal {
  /** images of the N asked for, per worker */
  readonly images: number[]
  /** images beyond them */
  readonly bonus: number[]
  readonly complementary: boolean[]
  /** steps of the one image a worker makes by step scaling; null: the request's own */
  readonly steps: (number | null)[]
}

/**
 * "N + bonus", the rule of the extension stable-diffusion-webui-distributed: workers too slow for a fair share make extra images in the
 * time the fast ones need. A worker's lag is how much longer than the fastest it would take for an equal share; below
 * `graceSeconds` it is real-time and shares the N, else (and always in lane Reserve) it is complementary and adds what fits
 * into the slack: the time the fastest real-time worker needs for its own share.
 */
export function dealBonus(
  images: number,
  workers: readonly PlanningWorker[],
  options: { graceSeconds: number; stepScaling: boolean; steps: number },
): BonusDeal {
  const none = workers.map(() => 0)
  const able = workers.map((worker) => worker.maxBatch >= 1)
  const count = able.filter(Boolean).length
  const share = Math.max(1, Math.floor(images / Math.max(1, count)))
  const times = workers.map((worker, index) =>
    able[index] ? worker.releaseSeconds + computeSeconds(worker, share) : Number.POSITIVE_INFINITY,
  )
  const candidates = workers.some((worker, index) => able[index] && worker.lane === 'active')
    ? workers.map((worker, index) => able[index] === true && worker.lane === 'active')
    : able
  const fastest = Math.min(...times.filter((_, index) => candidates[index]))
  const realTime = workers.map(
    (_, index) => candidates[index] === true && (times[index] ?? 0) - fastest < options.graceSeconds,
  )
  // The fastest itself is real-time even with no grace at all.
  const fastestIndex = times.findIndex((time, index) => candidates[index] === true && time === fastest)
  if (fastestIndex >= 0) realTime[fastestIndex] = true

  const main = dealExact(
    images,
    workers.map((worker, index) => (realTime[index] ? worker : { ...worker, maxBatch: 0 })),
  )
  const complementary = workers.map((_, index) => able[index] === true && !realTime[index])
  const leader = fastestOf(workers, realTime)
  const slack = leader === null ? 0 : finishOf(workers[leader], main[leader] ?? 0)
  const steps = workers.map((): number | null => null)
  const bonus = workers.map((worker, index) => {
    if (!complementary[index]) return 0
    const fits = countWithin(worker, slack + 1e-6, Number.MAX_SAFE_INTEGER)
    if (fits > 0 || !options.stepScaling) return fits
    const room = slack - worker.releaseSeconds - worker.overheadSeconds
    const fitting = Math.floor((options.steps * room) / worker.secondsPerImage)
    if (fitting < 1) return 0
    steps[index] = fitting
    return 1
  })
  return count === 0
    ? { images: none, bonus: none, complementary, steps }
    : { images: main, bonus, complementary, steps }
}

const finishOf = (worker: PlanningWorker | undefined, images: number) =>
  worker === undefined ? 0 : worker.releaseSeconds + computeSeconds(worker, images)

function fastestOf(workers: readonly PlanningWorker[], among: readonly boolean[]): number | null {
  let best: number | null = null
  for (const [index, worker] of workers.entries()) {
    if (!among[index]) continue
    if (best === null || worker.secondsPerImage < (workers[best]?.secondsPerImage ?? 0)) best = index
  }
  return best
}
