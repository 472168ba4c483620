import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inWords } from '../../../shared/words/say.ts'
import { finishSeconds } from './exact.ts'
import { dealInTime, imagesInTime, requestInTime } from './in-time.ts'
import { planJob } from './plan.ts'
import { worker } from './testing/planning-worker.ts'

const left = (seconds: number, runOver = false) => ({ seconds, runOver })
/** 3 s an image, in requests of any size. */
const laptop = worker('laptop', 20, { spread: 0.1 })

describe('the next request', () => {
  it('ends in time, give or take one standard deviation', () => {
    expect(requestInTime(laptop, 8, left(3.2))).toBe(0)
    expect(requestInTime(laptop, 8, left(3.4))).toBe(1)
    expect(requestInTime(laptop, 8, left(10))).toBe(3)
    expect(requestInTime(laptop, 2, left(10))).toBe(2)
  })
  it('counts what the machine is at', () => {
    expect(requestInTime({ ...laptop, releaseSeconds: 4 }, 8, left(10))).toBe(1)
    expect(requestInTime({ ...laptop, releaseSeconds: 11 }, 8, left(10, true))).toBe(0)
  })
  it('has one image that is late, where that is allowed', () => {
    expect(requestInTime(laptop, 8, left(1, true))).toBe(1)
    expect(requestInTime(laptop, 8, left(10, true))).toBe(4)
    expect(requestInTime(laptop, 8, left(0, true))).toBe(0)
  })
  it('is one for a machine that holds one', () =>
    expect(requestInTime(worker('small', 20, { maxBatch: 1, spread: 0.1 }), 8, left(3.4))).toBe(1))
  it('is none for a machine that holds no image', () =>
    expect(requestInTime(worker('full', 20, { maxBatch: 0 }), 8, left(100, true))).toBe(0))
})

describe('a plan for a time', () => {
  const plan = (seconds: number, images = 10_000) =>
    planJob({
      ...{ images, mode: 'until', stepScaling: false, steps: 20, graceSeconds: 3, left: left(seconds) },
      workers: [worker('argon', 5), worker('master', 14.9), worker('laptop', 20)],
    })
  const shares = (result: ReturnType<typeof plan>) =>
    Object.fromEntries(result.shares.map(({ name, images }) => [name, images]))

  it('says how many each machine will make of it', () => {
    const result = plan(61)
    expect(shares(result)).toEqual({ argon: 5, master: 15, laptop: 20 })
    expect(result).toMatchObject({ requested: 40, bonus: 0, lowerBoundSeconds: null })
    expect(result.makespanSeconds).toBeLessThanOrEqual(61)
  })
  it('does not count on an image that may well be late', () =>
    expect(shares(plan(60.5))).toEqual({ argon: 4, master: 14, laptop: 20 }))
  it('leaves no share longer than the time', () => {
    for (const share of plan(61).shares) expect(share.finishSeconds).toBeLessThanOrEqual(61)
  })
  it('says who can make none in the time', () => {
    const result = plan(7)
    expect(shares(result)).toEqual({ laptop: 2, master: 1 })
    expect(result.leftOut.map(({ name, reason }) => `${name}: ${inWords(reason)}`)).toEqual([
      'argon: one image would take it 12 s, longer than there is time',
    ])
  })
  it('has none where nobody can make one', () =>
    expect(plan(1)).toMatchObject({ requested: 0, shares: [], makespanSeconds: null }))
  it('has no more than a job may have', () => expect(plan(100_000, 500).requested).toBe(500))
})

const machines = fc.array(
  fc.record({
    ipm: fc.double({ min: 1, max: 100, noNaN: true }),
    overheadSeconds: fc.double({ min: 0, max: 5, noNaN: true }),
    releaseSeconds: fc.double({ min: 0, max: 50, noNaN: true }),
    spread: fc.double({ min: 0, max: 0.5, noNaN: true }),
    maxBatch: fc.integer({ min: 0, max: 8 }),
  }),
  { minLength: 1, maxLength: 6 },
)

it('never foresees an image that is late by the forecast, and leaves no machine that has time for one more', () => {
  fc.assert(
    fc.property(machines, fc.double({ min: 0.1, max: 200, noNaN: true }), (drawn, seconds) => {
      const workers = drawn.map(({ ipm, ...more }, at) => worker(`w${at}`, ipm, more))
      for (const each of workers) {
        const count = imagesInTime(each, 10_000, left(seconds))
        expect(finishSeconds(each, count)).toBeLessThanOrEqual(seconds + 1e-6)
        const one = each.overheadSeconds + each.secondsPerImage
        if (each.maxBatch > 0)
          expect(finishSeconds(each, count + 1) + each.spread * one).toBeGreaterThan(seconds - 1e-6)
        expect(requestInTime(each, 1, left(seconds))).toBeLessThanOrEqual(
          imagesInTime(each, 1, left(seconds)),
        )
      }
      const together = workers.reduce((sum, each) => sum + imagesInTime(each, 10_000, left(seconds)), 0)
      const dealt = dealInTime(10_000, workers, left(seconds)).reduce((sum, images) => sum + images, 0)
      expect(dealt).toBe(Math.min(10_000, together))
    }),
  )
})
