import { decimal, whole } from './format-number.ts'
import { say } from './say.ts'

/** Images per minute below which a speed is told as the seconds of one image. */
const SLOW_IPM = 0.1

/** A number of images per minute with its unit, or, of a very slow machine, the time of one image. */
export interface SpeedParts {
  readonly value: string
  /** what the value counts: images per minute, or the seconds of one image */
  readonly counts: 'ipm' | 'seconds'
  /** "ipm" or "s/image" */
  readonly unit: string
}

/** A speed with the extremes of the runs it is the median of. */
export interface MeasuredSpeed {
  readonly ipm: number
  readonly minIpm: number
  readonly maxIpm: number
}

/** 14.93 -> 14.9 ipm, 120.4 -> 120 ipm, 0.09375 -> 640 s/image. 0 and less stay ipm. */
export function speedParts(ipm: number): SpeedParts {
  const counts = countsOf(ipm)
  const unit = say(counts === 'ipm' ? 'format.unit-ipm' : 'format.unit-seconds-an-image')
  return { value: numberOf(ipm, counts), counts, unit }
}

/** "14.9 ipm", "640 s/image". `perMinute`: what to call the unit of the former. */
export function speedWords(ipm: number, perMinute: 'ipm' | 'images per minute' = 'ipm'): string {
  const counts = countsOf(ipm)
  if (counts === 'seconds') return say('format.seconds-an-image', { seconds: numberOf(ipm, counts) })
  const key = perMinute === 'ipm' ? 'format.ipm' : 'format.images-per-minute'
  return say(key, { speed: numberOf(ipm, counts) })
}

/** A measured speed with the extremes of its runs: "14.9 ipm (14.6 to 15.2)", "640 s/image (635 to 650)". */
export function speedRangeWords({ ipm, minIpm, maxIpm }: MeasuredSpeed): string {
  const counts = countsOf(ipm)
  const [slow, fast] = [numberOf(minIpm, counts), numberOf(maxIpm, counts)]
  return counts === 'ipm'
    ? say('format.ipm-range', { speed: numberOf(ipm, counts), low: slow, high: fast })
    : say('format.seconds-an-image-range', { seconds: numberOf(ipm, counts), low: fast, high: slow })
}

/** Half of what lies between the extremes, in the unit of the speed: "± 0.3", "± 8". */
export function speedSpreadWords({ ipm, minIpm, maxIpm }: MeasuredSpeed): string {
  return countsOf(ipm) === 'ipm'
    ? `± ${decimal((maxIpm - minIpm) / 2, 1)}`
    : `± ${whole((60 / minIpm - 60 / maxIpm) / 2)}`
}

const countsOf = (ipm: number): SpeedParts['counts'] => (ipm > 0 && ipm < SLOW_IPM ? 'seconds' : 'ipm')

/** An end of a range is told in the unit of its middle, though it may lie on the other side of the border. */
function numberOf(ipm: number, counts: SpeedParts['counts']): string {
  if (counts === 'seconds') return whole(60 / ipm)
  if (ipm >= 100) return whole(ipm)
  return decimal(ipm, ipm > 0 && ipm < SLOW_IPM ? 2 : 1)
}
