import type { BenchmarkRecord } from '../../../../shared/worker.ts'

/** px of the drawing; the labels lie inside it. */
export const CHART = { width: 400, height: 150, left: 34, right: 10, top: 10, bottom: 22 } as const

export interface ChartPoint {
  readonly x: number
  readonly y: number
  /** y of the fastest and slowest run */
  readonly high: number
  readonly low: number
  readonly record: BenchmarkRecord
  /** which of the chart's checkpoints it was measured with */
  readonly mark: number
}

export interface HistoryChart {
  readonly points: readonly ChartPoint[]
  readonly ticks: readonly { readonly y: number; readonly ipm: number }[]
  readonly dates: readonly {
    readonly x: number
    readonly at: number
    readonly anchor: 'start' | 'middle' | 'end'
  }[]
  /** checkpoints in the order in which they appear; null: unknown */
  readonly checkpoints: readonly (string | null)[]
}

/**
 * Where each benchmark lies: time to the right, ipm upwards from 0 where the values are not far from it. Records without
 * a date (taken over from a list) are left out.
 */
export function historyChart(history: readonly BenchmarkRecord[]): HistoryChart {
  const records = history.filter(({ at }) => at > 0).sort((a, b) => a.at - b.at)
  const [first, last] = [records[0], records.at(-1)]
  if (!first || !last) return { points: [], ticks: [], dates: [], checkpoints: [] }
  const checkpoints = [...new Set(records.map(({ checkpoint }) => checkpoint))]
  const steps = niceSteps(
    Math.min(...records.map(({ minIpm }) => minIpm)),
    Math.max(...records.map(({ maxIpm }) => maxIpm)),
  )
  const [bottom, top] = [steps[0] ?? 0, steps.at(-1) ?? 1]
  const inner = {
    width: CHART.width - CHART.left - CHART.right,
    height: CHART.height - CHART.top - CHART.bottom,
  }
  const x = (at: number) =>
    first.at === last.at
      ? CHART.left + inner.width / 2
      : CHART.left + ((at - first.at) / (last.at - first.at)) * inner.width
  const y = (ipm: number) => CHART.top + (1 - (ipm - bottom) / (top - bottom)) * inner.height
  return {
    points: records.map((record) => ({
      x: x(record.at),
      y: y(record.ipm),
      high: y(record.maxIpm),
      low: y(record.minIpm),
      record,
      mark: checkpoints.indexOf(record.checkpoint),
    })),
    ticks: steps.map((ipm) => ({ y: y(ipm), ipm })),
    dates:
      first.at === last.at
        ? [{ x: x(first.at), at: first.at, anchor: 'middle' }]
        : [
            { x: CHART.left, at: first.at, anchor: 'start' },
            { x: CHART.width - CHART.right, at: last.at, anchor: 'end' },
          ],
    checkpoints,
  }
}

/** Round values from below the least to above the greatest, three to six of them; from 0 where the least is below half the greatest. */
export function niceSteps(least: number, greatest: number): number[] {
  const low = least < greatest / 2 ? 0 : least
  const span = Math.max(greatest - low, greatest * 0.1, 0.1)
  const rough = span / 3
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? 10 * power
  const from = Math.floor(low / step)
  const to = Math.max(from + 1, Math.ceil(greatest / step))
  return Array.from({ length: to - from + 1 }, (_, index) => Number(((from + index) * step).toFixed(6)))
}
