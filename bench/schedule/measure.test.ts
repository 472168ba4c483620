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
    const workers = [{ ipm: 60 }, { ipm: 60, loadSeconds: 100, overheadSeconds: 0.5 }]
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
