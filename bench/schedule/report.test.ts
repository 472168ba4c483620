import { describe, expect, it } from 'vitest'
import type { Measurement } from './measure.ts'
import { missesOf, type Report, reportOf } from './report.ts'
import { readScenario } from './scenario.ts'
import { tableOf } from './table.ts'

const scenario = (name: string, more: object = {}) =>
  readScenario(
    'x.json',
    JSON.stringify({ name, images: 12, workers: [{ count: 3, ipm: 20 }], ...more }),
    () => undefined,
  )
const measured = (tributary: number, more: Partial<Measurement['ratios']> = {}): Measurement => ({
  ratios: { tributary, classic: 1.8, equal: 2.4, fastest: 3, ...more },
  bare: tributary,
  withinJobs: tributary,
  informed: tributary,
  firstPicture: { seconds: 3, least: 3 },
  etaErrors: [],
  jobs: [tributary],
  bonus: null,
  until: null,
})
const speeds: Pick<Report, 'planning' | 'bonusPlanning'> = {
  planning: { mode: 'exact', images: 5000, workers: 100, ms: 1.23456 },
  bonusPlanning: { mode: 'bonus', images: 10_000, workers: 100, ms: 2.34567 },
}

describe('the report', () => {
  it('tells mean and worst of everybody', () => {
    expect(reportOf([scenario('trio')], [[measured(1), measured(1.02)]], speeds)).toEqual({
      scenarios: [
        {
          name: 'trio',
          kind: 'static',
          images: 12,
          workers: 3,
          ratio: {
            tributary: { mean: 1.01, worst: 1.02 },
            classic: { mean: 1.8, worst: 1.8 },
            equal: { mean: 2.4, worst: 2.4 },
            fastest: { mean: 3, worst: 3 },
          },
          jobs: [{ images: 12, mean: 1.01, worst: 1.02 }],
          firstPicture: { mean: 3, leastMean: 3 },
        },
      ],
      planning: { mode: 'exact', images: 5000, workers: 100, ms: 1.235 },
      bonusPlanning: { mode: 'bonus', images: 10_000, workers: 100, ms: 2.346 },
    })
  })
  it('tells how many images were made in a time, and how many could have been', () => {
    const until = { seconds: 62, most: 41, mostBare: 42, made: 40, late: 1, foretold: 43, fastest: 20 }
    const world: Measurement = {
      ...measured(1.025, { classic: Number.NaN, equal: Number.NaN, fastest: 2.05 }),
      until: { ...until, firstPictureAt: 3, lastPictureAt: 63.5 },
    }
    const scenarios = [scenario('by a time', { mode: 'until', until: 62 })]
    const report = reportOf(scenarios, [[world]], speeds)
    expect(report.scenarios[0]).toMatchObject({
      images: 41,
      until: { seconds: 62, most: 41, made: 40, late: 1, foretold: 43, worstLateness: 1.5 },
    })
    expect(missesOf(report)).toEqual([])
    const table = tableOf(report, [[world]], 1, scenarios)
    expect(table).toMatch(/by a time +static +41 +3 +1\.025 {2}1\.025 +–/)
    expect(table).toContain(
      'by a time: in 62.0 s at most 41.0 images could be made, 40.0 were (ratio 1.025  1.025), 1.0 came late',
    )
  })
  it('has another goal where the world changes', () => {
    const scenarios = [scenario('steady'), scenario('noisy', { noise: 0.2 })]
    const report = reportOf(scenarios, [[measured(1.05)], [measured(1.05)]], speeds)
    expect(missesOf(report)).toEqual(['steady: mean 1.050, the goal is 1.03'])
  })
  it('names whoever was better', () => {
    const report = reportOf([scenario('trio')], [[measured(1.02, { fastest: 1.01 })]], speeds)
    expect(missesOf(report)).toEqual([
      'trio: mean 1.020 is above fastest alone (1.010)',
      'trio: worst 1.020 is above fastest alone (1.010)',
    ])
  })
  it('takes the goal of the file where it has one', () => {
    const scenarios = [scenario('far away', { goal: 1.2 })]
    const report = (ratio: number) => reportOf(scenarios, [[measured(ratio)]], speeds)
    expect(missesOf(report(1.19), scenarios)).toEqual([])
    expect(missesOf(report(1.21), scenarios)).toEqual(['far away: mean 1.210, the goal is 1.20'])
  })
  it('judges bonus mode by its promise and by exact mode, not by rules that make no bonus', () => {
    const bonus = (overExact: number) => ({ promised: 11, made: 9, overExact })
    const all = [[1, 1.3].map((over) => ({ ...measured(1.02, { fastest: 0.5 }), bonus: bonus(over) }))]
    const report = reportOf([scenario('trio', { mode: 'bonus' })], all, speeds)
    expect(report.scenarios[0]?.bonus).toEqual({
      promised: 11,
      made: 9,
      overExact: { mean: 1.15, worst: 1.3 },
    })
    expect(missesOf(report)).toEqual([
      'trio: later than exact mode and the time of its bonus (1.300 of that)',
    ])
    expect(tableOf(report, all, 2)).toContain('trio: 11.0 images beyond the N promised, 9.0 made')
  })
  it('tells every job of several', () => {
    const all = [
      [
        { ...measured(1.1), jobs: [1, 1.1] },
        { ...measured(1.3), jobs: [1.2, 1.3] },
      ],
    ]
    const report = reportOf([scenario('two', { jobs: [8, 4] })], all, speeds)
    expect(report.scenarios[0]?.jobs).toEqual([
      { images: 8, mean: 1.1, worst: 1.2 },
      { images: 4, mean: 1.2, worst: 1.3 },
    ])
    expect(tableOf(report, all, 2)).toContain('all before it: 1.100  1.200, 1.200  1.300.')
  })
  it('prints misses as plainly as hits', () => {
    const all = [[measured(1)], [measured(1.2)]]
    const slow = {
      planning: { ...speeds.planning, ms: 25 },
      bonusPlanning: { ...speeds.bonusPlanning, ms: 25 },
    }
    const report = reportOf([scenario('good'), scenario('bad')], all, slow)
    const table = tableOf(report, all, 1)
    expect(table).toMatch(/good .* met\n/)
    expect(table).toMatch(/bad .* MISS\n/)
    expect(table).toContain('1 of 2 scenarios meet every goal. Missed:\n- bad: mean 1.200, the goal is 1.03')
    expect(table).toContain('- planning 5000 images over 100 workers takes 25.0 ms, the goal is 20 ms')
    expect(table).toContain('10000 images and a bonus over 100 workers takes 25.0 ms, the goal is 5 ms')
    expect(table).toContain('\nPlanning 10000 images and a bonus over 100 workers: 25.00 ms.\n')
  })
  it('says so when every goal is met', () => {
    const all = [[measured(1)]]
    expect(tableOf(reportOf([scenario('good')], all, speeds), all, 1)).toMatch(/Every goal is met\.$/)
  })
})
