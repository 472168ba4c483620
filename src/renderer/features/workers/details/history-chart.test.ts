import { describe, expect, it } from 'vitest'
import type { BenchmarkRecord } from '../../../../shared/worker.ts'
import { CHART, historyChart, niceSteps } from './history-chart.ts'

const record = (at: number, ipm: number, checkpoint = 'dreamshaper_8'): BenchmarkRecord => ({
  ipm,
  minIpm: ipm - 0.5,
  maxIpm: ipm + 0.5,
  at,
  checkpoint,
  version: null,
})

describe('the chart of benchmarks', () => {
  it('lays time to the right and speed upwards, inside the drawing', () => {
    const { points } = historyChart([record(1000, 10), record(2000, 20), record(4000, 15)])
    expect(points.map(({ x }) => x)).toEqual([...points.map(({ x }) => x)].sort((a, b) => a - b))
    expect(points[1]?.y).toBeLessThan(points[0]?.y ?? 0)
    for (const { x, high, low } of points) {
      expect(x).toBeGreaterThanOrEqual(CHART.left)
      expect(x).toBeLessThanOrEqual(CHART.width - CHART.right)
      expect(high).toBeGreaterThanOrEqual(CHART.top - 0.001)
      expect(low).toBeLessThanOrEqual(CHART.height - CHART.bottom + 0.001)
    }
  })

  it('marks the points by their checkpoint', () => {
    const chart = historyChart([record(1, 10, 'a'), record(2, 10, 'b'), record(3, 10, 'a')])
    expect(chart.checkpoints).toEqual(['a', 'b'])
    expect(chart.points.map(({ mark }) => mark)).toEqual([0, 1, 0])
  })

  it('puts a single benchmark into the middle', () => {
    const { points, dates } = historyChart([record(1000, 10)])
    expect(points).toHaveLength(1)
    expect(dates).toHaveLength(1)
    expect(Number.isFinite(points[0]?.x)).toBe(true)
  })

  it('leaves out speeds without a date, and is empty without any', () => {
    expect(historyChart([record(0, 10)]).points).toEqual([])
  })

  it.each([
    [18, 21, [18, 19, 20, 21]],
    [0, 0, [0, 1]],
    [2, 20, [0, 10, 20]],
    [0.4, 0.9, [0, 0.5, 1]],
  ])('steps from %s to %s in round numbers', (least, greatest, steps) => {
    const found = niceSteps(least, greatest)
    expect(found[0]).toBeLessThanOrEqual(least)
    expect(found.at(-1)).toBeGreaterThanOrEqual(greatest)
    if (greatest > 0) expect(found).toEqual(steps)
  })
})
