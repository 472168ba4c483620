/** Images per minute below which a speed is told as the seconds of one image. */
const SLOW_IPM = 0.1

/** A number of images per minute with its unit, or, of a very slow machine, the time of one image. */
export interface SpeedParts {
  readonly value: string
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
  if (ipm > 0 && ipm < SLOW_IPM) return { value: String(Math.round(60 / ipm)), unit: 's/image' }
  return { value: ipm >= 100 ? String(Math.round(ipm)) : ipm.toFixed(1), unit: 'ipm' }
}

/** "14.9 ipm", "640 s/image". `perMinute`: what to call the unit of the former. */
export function speedWords(ipm: number, perMinute = 'ipm'): string {
  const { value, unit } = speedParts(ipm)
  return `${value} ${unit === 'ipm' ? perMinute : unit}`
}

/** A measured speed with the extremes of its runs: "14.9 ipm (14.6 to 15.2)", "640 s/image (635 to 650)". */
export function speedRangeWords({ ipm, minIpm, maxIpm }: MeasuredSpeed): string {
  const { unit } = speedParts(ipm)
  const [low, high] = unit === 'ipm' ? [minIpm, maxIpm] : [maxIpm, minIpm]
  return `${speedWords(ipm)} (${inUnit(low, unit)} to ${inUnit(high, unit)})`
}

/** Half of what lies between the extremes, in the unit of the speed: "± 0.3", "± 8". */
export function speedSpreadWords({ ipm, minIpm, maxIpm }: MeasuredSpeed): string {
  if (speedParts(ipm).unit === 'ipm') return `± ${((maxIpm - minIpm) / 2).toFixed(1)}`
  return `± ${Math.round((60 / minIpm - 60 / maxIpm) / 2)}`
}

/** One end of a range, in the unit its middle is told in: the two may lie on either side of the border. */
function inUnit(ipm: number, unit: string): string {
  if (unit === 's/image') return String(Math.round(60 / ipm))
  return ipm >= 100 ? String(Math.round(ipm)) : ipm.toFixed(ipm < SLOW_IPM ? 2 : 1)
}
