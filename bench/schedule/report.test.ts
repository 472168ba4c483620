import { describe, expect, it } from 'vitest'
import type { Measurement } from './measure.ts'
import { missesOf, reportOf, tableOf } from './report.ts'
import { readScenario } from './scenario.ts'

const scenario = (name: string, more: object = {}) =>
  readScenario(
    'x.json',
    JSON.stringify({ name, images: 12, workers: [{ count: 3, ipm: 20 }], ...more }),
    () => undefined,
  )
const measured = (tributary: number, more: Partial<Measurement['ratios']> = {}): Measurement => ({
  ratios: { tributary, classic: 1.8, equal: 2.4, fastest: 3, ...more },
  bare: tributary,
  firstPicture: { seconds: 3, least: 3 },
  etaErrors: [],
})
const planning = { images: 5000, workers: 100, ms: 1.23456 }

describe('the report', () => {
  it('tells mean and worst of everybody', () => {
    expect(reportOf([scenario('trio')], [[measured(1), measured(1.02)]], planning)).toEqual({
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
        },
      ],
      planning: { images: 5000, workers: 100, ms: 1.235 },
    })
  })
  it('has another goal where the world changes', () => {
    const scenarios = [scenario('steady'), scenario('noisy', { noise: 0.2 })]
    const report = reportOf(scenarios, [[measured(1.05)], [measured(1.05)]], planning)
    expect(missesOf(report)).toEqual(['steady: mean 1.050, the goal is 1.03'])
  })
  it('names whoever was better', () => {
    const report = reportOf([scenario('trio')], [[measured(1.02, { fastest: 1.01 })]], planning)
    expect(missesOf(report)).toEqual([
      'trio: mean 1.020 is above fastest alone (1.010)',
      'trio: worst 1.020 is above fastest alone (1.010)',
    ])
  })
  it('prints misses as plainly as hits', () => {
    const all = [[measured(1)], [measured(1.2)]]
    const report = reportOf([scenario('good'), scenario('bad')], all, { ...planning, ms: 25 })
    const table = tableOf(report, all, 1)
    expect(table).toMatch(/good .* met\n/)
    expect(table).toMatch(/bad .* MISS\n/)
    expect(table).toContain('1 of 2 scenarios meet every goal. Missed:\n- bad: mean 1.200, the goal is 1.03')
    expect(table).toContain('takes 25.0 ms, the goal is 20 ms')
  })
  it('says so when every goal is met', () => {
    const all = [[measured(1)]]
    expect(tableOf(reportOf([scenario('good')], all, planning), all, 1)).toMatch(/Every goal is met\.$/)
  })
})
