import { describe, expect, it } from 'vitest'
import { measure } from './measure.ts'
import { readScenario } from './scenario.ts'

const measured = (file: object) =>
  measure(
    readScenario('x.json', JSON.stringify(file), () => undefined),
    1,
  )
/** The worked example of bonus mode: the laptop makes the 12 in 36 s, the others 11 more meanwhile. */
const trio = [{ ipm: 5 }, { ipm: 14.9 }, { ipm: 20 }]

describe('a measured world', () => {
  it('judges bonus mode by the bound for what it promised first', async () => {
    const { ratios, bonus } = await measured({ mode: 'bonus', images: 12, workers: trio })
    expect(bonus).toMatchObject({ promised: 11, made: 11 })
    expect(ratios.tributary).toBeCloseTo(1, 2)
    // Exact mode takes 18 s, and 11 more images as long again.
    expect(bonus?.overExact).toBeLessThan(1.01)
    expect((await measured({ images: 12, workers: trio })).bonus).toBeNull()
  })
  it('tells the end of each job over the bound for it and what is before it', async () => {
    const { jobs, ratios } = await measured({ jobs: [20, 10], workers: [{ ipm: 20 }, { ipm: 20 }] })
    expect(jobs).toEqual([expect.closeTo(1, 2), expect.closeTo(1, 2)])
    expect(jobs[1]).toBe(ratios.tributary)
  })
  it('serves jobs by their priority, and holds each against the least time for what is served before it', async () => {
    const { jobs, ratios } = await measured({
      jobs: [
        { images: 100, priority: 'background' },
        { images: 100, priority: 'normal' },
        { images: 4, priority: 'first' },
      ],
      workers: [{ ipm: 20 }, { ipm: 20 }],
    })
    // 4 images take 6 s, those and 100 take 156 s, all of them 306 s.
    for (const ratio of jobs) expect(ratio).toBeLessThan(1.25)
    expect(jobs[0]).toBe(ratios.tributary)
  })
  it('sets the first picture beside the least possible', async () => {
    const { firstPicture } = await measured({
      images: 1,
      workers: [
        { ipm: 60, loadSeconds: 30, overheadSeconds: 1 },
        { ipm: 10, overheadSeconds: 1 },
      ],
    })
    expect(firstPicture).toEqual({ seconds: expect.closeTo(7), least: expect.closeTo(7) })
  })
  it('tells the scheduler nothing of a fresh fleet: it cannot know that one must load', async () => {
    const workers = [{ ipm: 60 }, { ipm: 60, loadSeconds: 5, overheadSeconds: 0.5 }]
    const known = await measured({ images: 40, workers })
    const fresh = await measured({ images: 40, fresh: true, workers })
    expect(known.ratios.tributary).toBeLessThan(1.01)
    expect(fresh.ratios.tributary).not.toBe(known.ratios.tributary)
    expect(fresh.ratios.classic).toBe(known.ratios.classic)
  })
  it('bounds images with prompts of their own by requests of one', async () => {
    const workers = [{ ipm: 60, batchGain: 0.5 }]
    const { ratios } = await measured({ images: 24, wildcards: true, workers })
    expect(ratios.tributary).toBeCloseTo(1, 1)
    expect(ratios.classic).toBeCloseTo(1, 5)
  })
})

describe('a world with a time', () => {
  it('counts what was made in it against the most that could have been', async () => {
    const { until, ratios, bonus, jobs } = await measured({ mode: 'until', until: 62, workers: trio })
    // 5, 15 and 20 images; each keeps the machine to its last second but two.
    expect(until).toMatchObject({ seconds: 62, most: 40, made: 40, late: 0, foretold: 40, fastest: 20 })
    expect(until?.lastPictureAt).toBeLessThanOrEqual(62)
    expect(ratios).toMatchObject({ tributary: 1, classic: Number.NaN, fastest: 2 })
    expect([bonus, jobs]).toEqual([null, [1]])
  })
  it('bounds a fleet whose fastest dies by what could have been made until then', async () => {
    const workers = [{ ipm: 20 }, { ipm: 60, leavesAt: '50%' }]
    const { until } = await measured({ mode: 'until', until: 61, workers })
    expect(until?.most).toBe(50)
    expect(until?.foretold).toBe(80)
    expect(until?.made).toBeGreaterThanOrEqual(47)
    expect(until?.made).toBeLessThanOrEqual(50)
  })
  it('tells pictures that came late apart: they count for nothing', async () => {
    const slows = { ipm: 20, slowdowns: [{ at: 28, factor: 0.2 }] }
    const { until, ratios } = await measured({ mode: 'until', until: 31, workers: [slows] })
    expect(until).toMatchObject({ most: 9, made: 9, late: 1 })
    expect(ratios.tributary).toBe(1)
  })
  it('has a fifth more than the least time of its images where the file gives none', async () => {
    const { until } = await measured({ mode: 'until', images: 41, workers: [{ ipm: 20 }] })
    expect(until?.seconds).toBeCloseTo(147.6)
    expect(until?.most).toBe(49)
  })
})
