import { describe, expect, it } from 'vitest'
import type { Measurement } from '../schedule/measure.ts'
import { fleetLinesOf, type MeasuredFleet, randomReportOf, randomTableOf, worstOf } from './report.ts'

const fleet = (index: number, tributary: number, more: Partial<Measurement> = {}): MeasuredFleet => ({
  index,
  images: 10,
  measurement: {
    ratios: { tributary, classic: 1.2, equal: 2, fastest: 3 },
    bare: tributary,
    withinJobs: tributary,
    informed: tributary,
    firstPicture: { seconds: 4, least: 2 },
    etaErrors: [],
    jobs: [tributary],
    bonus: null,
    until: null,
    ...more,
  },
})

describe('the report of random fleets', () => {
  it('tells mean, percentiles, worst and who is above classic', () => {
    const report = randomReportOf([1, 1.1, 1.2, 1.3, 1.4].map((ratio, at) => fleet(at, ratio)))
    expect(report).toMatchObject({ fleets: 5, mean: 1.2, p90: 1.36, p99: 1.396, worst: 1.4, aboveClassic: 2 })
  })
  it('tells the same over a bound that keeps batches within their jobs', () => {
    const report = randomReportOf([fleet(0, 1.5, { withinJobs: 1 }), fleet(1, 1.5, { withinJobs: 1.2 })])
    expect(report.withinJobs).toEqual({ mean: 1.1, p90: 1.18, p99: 1.198 })
  })
  it('tells what nobody can be below whose batches stay within their jobs', () => {
    const report = randomReportOf([fleet(0, 1.5, { withinJobs: 1 }), fleet(1, 1.5, { withinJobs: 1.25 })])
    expect(report.floor).toEqual({ mean: 1.35, p90: 1.47, p99: 1.497 })
    expect(randomTableOf('static', report)).toContain(
      'least possible so, over the bound: mean 1.350, p90 1.470, p99 1.497',
    )
  })
  it('tells what nobody can be below who learns of changes when they happen, where there are any', () => {
    const report = randomReportOf([fleet(0, 1.5, { informed: 1.25 }), fleet(1, 1.5, { informed: 1 })])
    expect(report.informedFloor).toEqual({ mean: 1.35, p90: 1.47, p99: 1.497 })
    const line = 'the same without foresight: mean 1.350, p90 1.470, p99 1.497'
    expect(randomTableOf('dynamic', report)).toContain(line)
    expect(randomTableOf('static', report)).not.toContain('foresight')
  })
  it('tells the first picture beside the least possible', () => {
    const late = { firstPicture: { seconds: 8, least: 3 } }
    expect(randomReportOf([fleet(0, 1), fleet(1, 1, late)])).toMatchObject({
      firstPictureMean: 6,
      firstPictureLeastMean: 2.5,
    })
  })
  it('tells the errors of all jobs, and at how many moments nobody could say', () => {
    const errors = [
      { 0: 0.1, 25: 0.2, 50: 0.3, 75: null },
      { 0: 0.2, 25: 0.2, 50: null, 75: null },
      { 0: 0.3, 25: 0.2, 50: 0.1, 75: 0.05 },
    ]
    const report = randomReportOf([
      fleet(0, 1, { etaErrors: errors.slice(0, 1) }),
      fleet(1, 1, { etaErrors: errors.slice(1) }),
    ])
    expect(report.etaError).toEqual({
      0: { p50: 0.2, p90: 0.28 },
      25: { p50: 0.2, p90: 0.2 },
      50: { p50: 0.2, p90: 0.28 },
      75: { p50: 0.05, p90: 0.05 },
    })
    expect(report.withoutForecast).toEqual({ moments: 3, of: 12 })
  })
  it('prints the goals of its kind beside the figures', () => {
    const report = randomReportOf([fleet(0, 1.06)])
    expect(randomTableOf('static', report)).toContain('p99 1.060 (goal 1.05: MISSED)')
    expect(randomTableOf('dynamic', report)).toContain(
      'mean 1.060 (goal 1.08: met), p90 1.060 (goal 1.25: met)',
    )
  })
  it('shows the worst first, with what replays them', () => {
    const worst = worstOf([fleet(0, 1), fleet(5, 1.5), fleet(9, 1.2)], 2)
    const lines = fleetLinesOf(worst, { kind: 'dynamic', seed: 3 })
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/1\.500 .*--kind dynamic --seed 3 --only 5$/)
    expect(lines[1]).toMatch(/--only 9$/)
  })
})
