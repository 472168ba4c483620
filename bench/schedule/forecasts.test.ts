import { describe, expect, it } from 'vitest'
import { drawWorld } from './draw-world.ts'
import { etaErrors } from './forecasts.ts'
import { readScenario } from './scenario.ts'
import { runTributary } from './tributary-run.ts'

describe('the error of what was said of a job that took 100 s', () => {
  it('is told against the true end, by the newest word at each moment', () => {
    const told = [
      { at: 0, end: 60 },
      { at: 20, end: 130 },
      { at: 25, end: 90 },
      { at: 49, end: 100 },
      { at: 76, end: 500 },
    ]
    expect(etaErrors(told, 100)).toEqual({ 0: 0.4, 25: 0.1, 50: 0, 75: 0 })
  })
  it('is none where nobody could say', () => {
    const told = [
      { at: 1, end: 80 },
      { at: 40, end: null },
      { at: 60, end: 120 },
    ]
    expect(etaErrors(told, 100)).toEqual({ 0: null, 25: 0.2, 50: null, 75: 0.2 })
  })
  it('is none of a job that took no time', () => {
    expect(etaErrors([{ at: 0, end: 3 }], 0)).toEqual({ 0: null, 25: null, 50: null, 75: null })
  })
})

describe('looking at forecasts', () => {
  const world = (workers: object[], jobs: number[]) =>
    drawWorld(
      readScenario('x.json', JSON.stringify({ jobs, noise: 0.1, workers }), () => undefined),
      4,
    )
  const fleet = [
    { count: 4, ipm: [4, 60], overheadSeconds: 0.4 },
    { ipm: 40, leavesAt: '40%', returnsAt: '60%' },
  ]
  it('happens where it is asked for only, all through each job', async () => {
    const unseen = await runTributary(world(fleet, [60, 20]), 4)
    const seen = await runTributary(world(fleet, [60, 20]), 4, { forecastsOver: 30 })
    expect(unseen.jobs.map(({ told }) => told)).toEqual([[], []])
    expect(seen.jobs.every(({ told }) => told.length > 50)).toBe(true)
  })
  it('begins at submission and ends with the job', async () => {
    const { jobs } = await runTributary(world([{ ipm: 20, noise: 0 }], [10]), 1, { forecastsOver: 30 })
    const [{ told, endsAt } = { told: [], endsAt: 0 }] = jobs
    expect(told[0]).toEqual({ at: 0, end: expect.closeTo(30) })
    expect(told.at(-1)?.at).toBeLessThanOrEqual(endsAt)
    expect(etaErrors(told, endsAt)[50]).toBeLessThan(0.05)
  })
})
