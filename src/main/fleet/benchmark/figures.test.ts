import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts'
import { freshSpeed, predictSeconds, withBenchmark } from '../../core/speed/model.ts'
import { benchmarkParams } from './benchmark-request.ts'
import { figuresOf, median } from './figures.ts'

const run = (seconds: number, serverSeconds: number | null = null) => ({ seconds, serverSeconds })

describe('the median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected)
  })
})

describe('the figures of a benchmark', () => {
  it('are the median of the measured runs, with the slowest and the fastest beside it', () => {
    expect(figuresOf([run(3), run(12), run(4)], [], 1)).toEqual({
      ipm: 15,
      minIpm: 5,
      maxIpm: 20,
      overheadSeconds: 0,
      batchIpm: {},
    })
  })

  it('take what the server does not count for overhead', () => {
    const figures = figuresOf([run(4, 3), run(4.2, 3.2), run(4.1, 3)], [], 1)
    expect(figures.overheadSeconds).toBeCloseTo(1)
    expect(figures.ipm).toBeCloseTo(60 / 3)
  })

  it('measure what batches gain beside the overhead', () => {
    const batches = [
      { ...run(1 + 4 * 3 * 0.75), count: 4 },
      { ...run(1 + 8 * 3 * 0.6), count: 8 },
    ]
    const { batchIpm } = figuresOf([run(4, 3)], batches, 1)
    expect(batchIpm).toEqual({ 4: expect.closeTo(20 / 0.75), 8: expect.closeTo(20 / 0.6) })
  })
  it('take no image of a batch for more than ten times as cheap, whatever the clock says', () => {
    expect(figuresOf([run(4, 3)], [{ ...run(0.5), count: 4 }], 1).batchIpm[4]).toBeCloseTo(200)
  })

  it('are the same whatever the payload: twice the work, twice the time', () => {
    expect(figuresOf([run(6)], [], 2).ipm).toBeCloseTo(figuresOf([run(3)], [], 1).ipm)
  })

  it.each([0, -5, 1e9, 3.9])('do not believe a server that says it took %d s', (told) => {
    const { ipm, overheadSeconds } = figuresOf([run(4, told)], [{ ...run(16, told), count: 4 }], 1)
    expect(overheadSeconds).toBeGreaterThanOrEqual(0)
    expect(overheadSeconds).toBeLessThanOrEqual(2)
    expect(ipm).toBeGreaterThanOrEqual(15)
    expect(ipm).toBeLessThanOrEqual(30)
  })

  it('predict the measured run again, and find the gain that was there', () => {
    const params = benchmarkParams(DEFAULT_SETTINGS.benchmark)
    const seconds = fc.double({ min: 0.2, max: 200, noNaN: true })
    const share = fc.double({ min: 0.6, max: 1, noNaN: true })
    const gain = fc.double({ min: 0.4, max: 1, noNaN: true })
    fc.assert(
      fc.property(seconds, share, gain, (one, told, gainAt4) => {
        const compute = one * told
        const batch = one - compute + 4 * compute * gainAt4
        const figures = figuresOf([run(one, compute)], [{ ...run(batch), count: 4 }], 1)
        const { overheadSeconds, ...speeds } = figures
        const record = { ...speeds, at: 0, checkpoint: null, version: null }
        const speed = withBenchmark(freshSpeed(), record, { overheadSeconds })
        expect(predictSeconds(speed, params, 1, null)).toBeCloseTo(one, 6)
        expect(speed.batchGain[4]?.mean).toBeCloseTo(gainAt4, 6)
      }),
    )
  })
})
