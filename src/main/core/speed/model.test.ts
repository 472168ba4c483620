import { describe, expect, it } from 'vitest'
import { NOTHING } from './learned-mean.ts'
import {
  estimate,
  freshSpeed,
  isKnown,
  predictSeconds,
  spreadOf,
  withBenchmark,
  withFirstRun,
} from './model.ts'
import { benchmarked, paramsFor } from './testing/true-speed.ts'

const record = { ipm: 20, minIpm: 19, maxIpm: 21, at: 7, checkpoint: null, version: null }
const withBatches = { ...record, batchIpm: { 4: 25, 8: 40 } }

// seconds = overhead + images x 60 / ipm x work x gain x correction (docs/scheduling.md).
describe('the seconds of a batch', () => {
  it('are overhead, and images at 60 / ipm', () => {
    expect(predictSeconds(benchmarked(20, { overheadSeconds: 0.5 }), paramsFor(), 4, 'common')).toBeCloseTo(
      12.5,
    )
  })
  it('grow with the work, not with the overhead', () => {
    // 40 steps: 0.96 x 2 + 0.04 = 1.96.
    const speed = benchmarked(20, { overheadSeconds: 0.5 })
    expect(predictSeconds(speed, paramsFor({ steps: 40 }), 2, 'common')).toBeCloseTo(12.26)
  })
  it('are fewer by the gain of the batch', () => {
    // 0.7 seen, which counts for three observations: trusted 3 / 3.16 against no gain at all, 0.7152.
    const speed = benchmarked(20, { gainAt4: 0.7 })
    expect(predictSeconds(speed, paramsFor(), 4, 'common')).toBeCloseTo(4 * 3 * 0.7152, 3)
  })
  it('are corrected by what was observed', () => {
    // n / (n + 3) of the way from 1 to 2.
    const speed = { ...benchmarked(20), corrections: { '': { mean: 2, n: 6 } } }
    expect(predictSeconds(speed, paramsFor(), 1, 'common')).toBeCloseTo(3 * (1 + 6 / 9))
  })
  it('are those of 5 images a minute where nobody has measured', () => {
    expect(predictSeconds(freshSpeed(), paramsFor(), 1, null)).toBe(12)
    expect(predictSeconds({ ...freshSpeed(), firstIpm: 30 }, paramsFor(), 1, null)).toBe(2)
    expect(predictSeconds({ ...benchmarked(20), firstIpm: 30 }, paramsFor(), 1, null)).toBe(3)
  })
})

describe('the spread', () => {
  it('is a tenth to begin with, and a half where nothing was measured', () => {
    expect(spreadOf(benchmarked(20))).toBeCloseTo(0.1, 10)
    expect(spreadOf({ ...freshSpeed(), firstIpm: 5 })).toBeCloseTo(0.1, 10)
    expect(spreadOf(freshSpeed())).toBeCloseTo(0.5, 10)
    expect(estimate(freshSpeed(), paramsFor(), null).spread).toBeCloseTo(0.5, 10)
  })
  it('weighs that guess as three observations', () => {
    // (3 x 0.1^2 + 2 x 0.3^2) / 5 = 0.042
    expect(spreadOf({ ...benchmarked(20), squaredError: { mean: 0.09, n: 2 } })).toBeCloseTo(
      Math.sqrt(0.042),
      10,
    )
  })
})

describe('a benchmark', () => {
  it('is known by itself, or by a first batch', () => {
    expect(isKnown(freshSpeed())).toBe(false)
    expect(isKnown({ ...freshSpeed(), firstIpm: 3 })).toBe(true)
    expect(isKnown(benchmarked(3))).toBe(true)
  })
  it('counts as three observations of overhead and gain', () => {
    const speed = withBenchmark(freshSpeed(), withBatches, { overheadSeconds: 0.4 })
    expect(speed.overheadSeconds).toEqual({ mean: 0.4, n: 3 })
    expect(speed.batchGain).toEqual({ 4: { mean: 0.8, n: 3 }, 8: { mean: 0.5, n: 3 } })
    expect(speed).toMatchObject({ benchmark: withBatches, updatedAt: 7 })
  })
  it('measures no overhead below zero, no gain above none, and none below a tenth', () => {
    const measured = (overheadSeconds: number, gainAt4: number) => {
      const speed = withBenchmark(
        freshSpeed(),
        { ...record, batchIpm: { 4: record.ipm / gainAt4 } },
        { overheadSeconds },
      )
      return [speed.overheadSeconds.mean, speed.batchGain[4]?.mean]
    }
    expect(measured(-0.2, 1.3)).toEqual([0, 1])
    expect(measured(0, 0.05)).toEqual([0, 0.1])
  })
  it('tells the time of a batch of any size: of four and eight as measured, evenly in between and beyond', () => {
    const speed = withBenchmark(freshSpeed(), withBatches)
    const gain = (b: number) => estimate(speed, paramsFor(), 'common').batchGain(b)
    const time = (b: number) => b * gain(b)
    expect(gain(4)).toBeCloseTo(0.8, 1)
    expect(gain(8)).toBeCloseTo(0.5, 1)
    expect(time(6)).toBeCloseTo((time(4) + time(8)) / 2, 6)
    expect(time(3)).toBeCloseTo(time(1) + (2 / 3) * (time(4) - time(1)), 6)
    expect(time(10) - time(9)).toBeCloseTo((time(8) - time(1)) / 7, 6)
  })
  it('leaves what it did not measure, and forgets what were ratios to the last one', () => {
    const before = {
      ...freshSpeed(),
      ...{ overheadSeconds: { mean: 0.3, n: 9 }, batchGain: { 2: { mean: 0.8, n: 4 } }, firstIpm: 4 },
      ...{ corrections: { '': { mean: 2, n: 5 } }, squaredError: { mean: 0.1, n: 5 } },
      loadSeconds: { mean: 12, n: 2 },
    }
    expect(withBenchmark(before, record)).toEqual({
      ...before,
      ...{ benchmark: record, updatedAt: 7, firstIpm: undefined, corrections: {}, squaredError: NOTHING },
      ...{ longestRequestSeconds: undefined, sizeStepPx: undefined },
    })
    expect(withBenchmark(before, { ...record, batchIpm: { 4: 40 } }).batchGain).toEqual({
      ...{ 2: { mean: 0.8, n: 4 }, 4: { mean: 0.5, n: 3 } },
    })
  })
})

describe('the first run of a worker', () => {
  const run = { params: paramsFor(), count: 4, computeSeconds: 8, at: 9 }

  it('is its speed at the benchmark payload', () => {
    expect(withFirstRun(freshSpeed(), run)).toMatchObject({ firstIpm: 30, corrections: {}, updatedAt: 9 })
    // Twice the steps are 1.96 times the work, so the payload itself would have taken that much less.
    expect(withFirstRun(freshSpeed(), { ...run, params: paramsFor({ steps: 40 }) }).firstIpm).toBeCloseTo(
      58.8,
    )
  })
  it('is slower by what is known to be the gain of its batch', () => {
    const speed = { ...freshSpeed(), batchGain: { 4: { mean: 0.5, n: 1000 } } }
    expect(withFirstRun(speed, run).firstIpm).toBeCloseTo(15, 2)
  })
  it('takes the place of what was learned against a guess', () => {
    const guessed = { ...freshSpeed(), corrections: { '': { mean: 2, n: 3 } } }
    expect(withFirstRun(guessed, run).corrections).toEqual({})
  })
})
