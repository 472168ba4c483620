import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TrueWorker } from '../../src/main/core/dispatch/testing/true-worker.ts'
import { steady } from '../../src/main/core/dispatch/testing/world.ts'
import { clairvoyantImages, clairvoyantSeconds } from './clairvoyant.ts'
import { gainOf } from './draw-world.ts'
import { measure } from './measure.ts'
import type { Scenario } from './scenario.ts'
import { readScenario } from './scenario.ts'

const bound = (images: number, ...workers: TrueWorker[]) => clairvoyantSeconds(images, workers)

describe('the clairvoyant bound', () => {
  it('is the time in which whole images fit', () => {
    expect(bound(12, steady('a', 5), steady('b', 15), steady('c', 20))).toBeCloseTo(20)
    // Two images in 3 s each need 6 s, however many share them.
    expect(bound(3, steady('a', 20), steady('b', 20))).toBeCloseTo(6)
  })
  it('is the other way round the most images that fit into a time', () => {
    const fleet = [steady('a', 5), steady('b', 15, { overheadSeconds: 1 }), steady('c', 20, { leavesAt: 10 })]
    for (const images of [1, 5, 12]) {
      const seconds = bound(images, ...fleet)
      expect(clairvoyantImages(seconds + 1e-6, fleet, 1000)).toBeGreaterThanOrEqual(images)
      expect(clairvoyantImages(seconds - 1e-6, fleet, 1000)).toBeLessThan(images)
    }
    expect(clairvoyantImages(60, fleet, 1000)).toBe(5 + 14 + 3)
    expect(clairvoyantImages(60, fleet, 1000, { overhead: 'none' })).toBe(5 + 15 + 3)
    expect(clairvoyantImages(60, fleet, 7)).toBe(7)
  })
  it('holds one overhead per worker, after its last image, unless told to hold none', () => {
    const slow = steady('a', 20, { overheadSeconds: 2 })
    expect(bound(10, slow)).toBeCloseTo(32)
    expect(clairvoyantSeconds(10, [slow], { overhead: 'none' })).toBeCloseTo(30)
  })
  it('holds the load of a cold worker', () => {
    expect(bound(10, steady('a', 60, { loadSeconds: 25, warm: false }))).toBeCloseTo(35)
  })
  it('holds it again where a worker left before it was over, if told to', () => {
    const cold = steady('a', 60, { loadSeconds: 25, warm: false, leavesAt: 20, returnsAt: 30 })
    expect(bound(10, cold)).toBeCloseTo(40)
    expect(clairvoyantSeconds(10, [cold], { loads: 'when one is over' })).toBeCloseTo(65)
    const longer = { ...cold, leavesAt: 26 }
    expect(clairvoyantSeconds(10, [longer], { loads: 'when one is over' })).toBeCloseTo(39)
  })
  it('keeps batches within their jobs and a limit, where told to', () => {
    const gaining = steady('a', 60, { gain: gainOf({ 2: 0.5 }) })
    expect(clairvoyantSeconds(4, [gaining])).toBeCloseTo(2)
    // Two in a batch take a second, as one does alone.
    expect(clairvoyantSeconds(4, [gaining], { jobs: [1, 1, 1, 1] })).toBeCloseTo(4)
    expect(clairvoyantSeconds(4, [gaining], { jobs: [3, 1], mostInBatch: 2 })).toBeCloseTo(3)
    expect(clairvoyantSeconds(4, [gaining], { mostInBatch: 1 })).toBeCloseTo(4)
    // Each makes the two of one job.
    expect(clairvoyantSeconds(4, [gaining, gaining], { jobs: [2, 2] })).toBeCloseTo(1)
  })
  it('uses the best batches memory allows', () => {
    const gaining = steady('a', 60, { gain: gainOf({ 8: 0.5 }), vramCap: 8 })
    expect(bound(16, gaining)).toBeCloseTo(8)
    expect(bound(16, { ...gaining, vramCap: 1 })).toBeCloseTo(16)
  })
  it('follows slowdowns, arrivals and departures', () => {
    expect(bound(10, steady('a', 60, { slowdowns: [{ at: 5, factor: 0.5 }] }))).toBeCloseTo(15)
    expect(bound(10, steady('a', 60, { joinsAt: 7 }))).toBeCloseTo(17)
    expect(bound(10, steady('a', 60, { leavesAt: 4, returnsAt: 9 }))).toBeCloseTo(15)
    // What is half done when it leaves is lost.
    expect(bound(10, steady('a', 60, { leavesAt: 4.9, returnsAt: 9 }))).toBeCloseTo(15)
    expect(() => bound(10, steady('a', 60, { leavesAt: 4 }))).toThrow('can never finish')
  })
  it('is reached by the best of all ways to deal, so it is no lower than it must be', () => {
    const anyWorker = fc.record({
      ipm: fc.double({ min: 2, max: 60, noNaN: true }),
      gainAt4: fc.double({ min: 0.4, max: 1, noNaN: true }),
      vramCap: fc.integer({ min: 1, max: 4 }),
      loadSeconds: fc.constantFrom(0, 10),
      overheadSeconds: fc.constantFrom(0, 2),
    })
    fc.assert(
      fc.property(
        fc.array(anyWorker, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        (raw, images) => {
          const fleet = raw.map(({ ipm, gainAt4, ...more }, at) =>
            steady(`w${at}`, ipm, { ...more, warm: more.loadSeconds === 0, gain: gainOf({ 4: gainAt4 }) }),
          )
          expect(bound(images, ...fleet)).toBeCloseTo(best(images, fleet), 5)
        },
      ),
      { numRuns: 150 },
    )
  })
  it('is beaten by nobody', async () => {
    const anyScenario = fc.record({
      jobs: fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 3 }),
      workers: fc.array(
        fc.record({
          ipm: fc.double({ min: 2, max: 60, noNaN: true }),
          believedFactor: fc.constantFrom(1, 0.5, 2),
          overheadSeconds: fc.constantFrom(0, 0.5, 3),
          batchGain: fc.constantFrom(1, 0.6),
          vramCap: fc.integer({ min: 1, max: 8 }),
          loadSeconds: fc.constantFrom(0, 0, 15),
          joinsAt: fc.constantFrom(0, 0, 8),
          slowdowns: fc.constantFrom([], [{ at: 10, factor: 0.3 }]),
        }),
        { minLength: 1, maxLength: 5 },
      ),
    })
    await fc.assert(
      fc.asyncProperty(anyScenario, async (content) => {
        const scenario: Scenario = readScenario('any.json', JSON.stringify(content), () => undefined)
        const { ratios, withinJobs } = await measure(scenario, 1)
        for (const ratio of Object.values(ratios)) expect(ratio).toBeGreaterThan(1 - 1e-6)
        expect(withinJobs).toBeGreaterThan(1 - 1e-6)
      }),
      { numRuns: 80 },
    )
  })
})

/** Least time over all ways to deal, each share cut as cheaply as can be. */
function best(images: number, fleet: readonly TrueWorker[], at = 0, end = 0): number {
  const worker = fleet[at]
  if (worker === undefined) return images === 0 ? end : Number.POSITIVE_INFINITY
  let least = Number.POSITIVE_INFINITY
  for (let share = 0; share <= images; share++) {
    const finish =
      share === 0
        ? 0
        : worker.loadSeconds + (cheapest(worker, share) * 60) / worker.ipm + worker.overheadSeconds
    least = Math.min(least, best(images - share, fleet, at + 1, Math.max(end, finish)))
  }
  return least
}

function cheapest(worker: TrueWorker, images: number): number {
  if (images === 0) return 0
  let least = Number.POSITIVE_INFINITY
  for (let b = 1; b <= Math.min(images, worker.vramCap); b++)
    least = Math.min(least, b * worker.gain(b) + cheapest(worker, images - b))
  return least
}
