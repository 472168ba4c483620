import type { WorkerSpeed } from './worker-speed.ts'

/** No batch makes an image cheaper than this. */
const LEAST_GAIN = 0.1
/** How wrong the smaller sizes let one expect the gain of a size that was never tried. */
export const GAIN_DOUBT = 0.25
/** Sizes whose gain is kept once worked out; planning asks for the same few again and again. */
const KEPT_SIZES = 65

/** Time of a batch of b images, in units of one image alone. */
interface Point {
  readonly b: number
  readonly time: number
}

/**
 * The learned gains as a curve, in terms of the time a batch takes: it grows along straight lines between the sizes observed, and
 * beyond the largest as it grew from one image to there (a fixed part per step and a part per image: what a GPU does
 * until it is full). Two images never take less time than one, and an image never costs more in a larger batch. A size observed
 * n times is trusted n / (n + t) against what the smaller ones let expect; t grows with `spread`, the relative error of single
 * observations of this worker.
 */
export function gainCurve(gains: WorkerSpeed['batchGain'], spread: number): (b: number) => number {
  const points = pointsOf(gains, (spread / GAIN_DOUBT) ** 2)
  const kept = new Float64Array(KEPT_SIZES)
  return (b) => {
    if (b <= 1) return 1
    const before = kept[b]
    if (before !== undefined && before > 0) return before
    const gain = timeOf(points, b) / b
    if (b < KEPT_SIZES) kept[b] = gain
    return gain
  }
}

/** The largest batch size with an observed gain; 1: there is none. */
export const gainSeenTo = (gains: WorkerSpeed['batchGain']): number =>
  Object.entries(gains).reduce((most, [size, { n }]) => (n > 0 ? Math.max(most, Number(size)) : most), 1)

export const clampGain = (gain: number): number => Math.min(1, Math.max(LEAST_GAIN, gain))

function pointsOf(gains: WorkerSpeed['batchGain'], doubt: number): Point[] {
  const points: Point[] = [{ b: 1, time: 1 }]
  const sizes = Object.entries(gains)
    .map(([size, known]) => ({ b: Number(size), ...known }))
    .filter(({ b, n }) => b > 1 && n > 0)
    .sort((a, b) => a.b - b.b)
  for (const { b, mean, n } of sizes) {
    const trust = n / (n + doubt)
    const time = b * (trust * clampGain(mean) + ((1 - trust) * timeOf(points, b)) / b)
    const last = points.at(-1) ?? { b: 1, time: 1 }
    points.push({ b, time: Math.min((b * last.time) / last.b, Math.max(last.time, time)) })
  }
  return points
}

function timeOf(points: readonly Point[], b: number): number {
  const last = points.at(-1)
  if (last === undefined || last.b === 1) return b
  if (b > last.b) return last.time + ((b - last.b) * (last.time - 1)) / (last.b - 1)
  const upper = points.findIndex((point) => point.b >= b)
  const [low, high] = [points[upper - 1], points[upper]]
  if (high === undefined || low === undefined) return b
  return low.time + ((b - low.b) * (high.time - low.time)) / (high.b - low.b)
}
