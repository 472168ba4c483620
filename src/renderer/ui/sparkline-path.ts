/** Least span of the vertical axis relative to the values' mean, so that noise does not look like a cliff. */
const LEAST_SPAN = 0.3

/**
 * Points of a sparkline as an SVG polyline, newest at the right. One value is a level line; none is an empty string.
 * The axis spans the values, at least 30 % of their mean.
 */
export function sparklinePoints(values: readonly number[], width: number, height: number): string {
  const [first] = values
  if (first === undefined) return ''
  const series = values.length === 1 ? [first, first] : values
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length
  const low = Math.min(...series)
  const high = Math.max(...series)
  const span = Math.max(high - low, mean * LEAST_SPAN, Number.EPSILON)
  const middle = (low + high) / 2
  const inset = 1.5
  const y = (value: number) => height / 2 - ((value - middle) / span) * (height - 2 * inset)
  const x = (index: number) => (index / (series.length - 1)) * width
  return series.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
}
