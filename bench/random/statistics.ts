/**
 * The value below which `percent` of the values lie, along a straight line between the two nearest (as spreadsheets do it: 0 is the
 * smallest, 100 the largest). NaN of none.
 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = ((sorted.length - 1) * percent) / 100
  const low = sorted[Math.floor(place)]
  const high = sorted[Math.ceil(place)]
  if (low === undefined || high === undefined) return Number.NaN
  return low + (place - Math.floor(place)) * (high - low)
}

/** NaN of none. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
