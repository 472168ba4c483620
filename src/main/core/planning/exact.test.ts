import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countWithin, dealExact, finishSeconds } from './exact.ts'
import { lowerBoundSeconds } from './lower-bound.ts'
import type { PlanningWorker } from './planning-worker.ts'
import { anyFleet, worker } from './testing/planning-worker.ts'

const latest = (fleet: readonly PlanningWorker[], shares: readonly number[]) =>
  Math.max(...fleet.map((each, at) => finishSeconds(each, shares[at] ?? 0)))
const makespan = (images: number, fleet: readonly PlanningWorker[]) => latest(fleet, dealExact(images, fleet))
const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0)
const images = (most: number) => fc.integer({ min: 1, max: most })

describe('dealing exactly N', () => {
  it('is as good as the best of all ways to deal', () => {
    fc.assert(
      fc.property(anyFleet(4), images(9), (fleet, count) => {
        expect(makespan(count, fleet)).toBeLessThanOrEqual(bestOfAll(count, fleet) + 1e-5)
      }),
      { numRuns: 500 },
    )
  })
  it('is as good as one image at a time to whoever would finish it first, on large jobs too', () => {
    fc.assert(
      fc.property(anyFleet(12), images(400), (fleet, count) => {
        expect(makespan(count, fleet)).toBeCloseTo(latest(fleet, oneByOne(count, fleet)), 4)
      }),
      { numRuns: 200 },
    )
  })
  it('deals N, and none to those that cannot hold an image', () => {
    fc.assert(
      fc.property(anyFleet(20), images(3000), (fleet, count) => {
        const shares = dealExact(count, fleet)
        expect(sum(shares)).toBe(count)
        for (const [at, { maxBatch }] of fleet.entries()) if (maxBatch === 0) expect(shares[at]).toBe(0)
        expect(shares.every((share) => Number.isInteger(share) && share >= 0)).toBe(true)
      }),
    )
  })
  it('deals the same whatever order the fleet is listed in', () => {
    fc.assert(
      fc.property(anyFleet(8), images(60), fc.infiniteStream(fc.nat()), (fleet, count, random) => {
        const shuffled = fleet
          .map((each) => ({ each, key: random.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each)
        const of = (list: readonly PlanningWorker[]) =>
          Object.fromEntries(dealExact(count, list).map((share, at) => [list[at]?.id, share]))
        expect(of(shuffled)).toEqual(of(fleet))
      }),
    )
  })
  it('is never sooner with more images, nor later with one more worker or a faster one', () => {
    fc.assert(
      fc.property(anyFleet(8), anyFleet(1), images(80), (fleet, [another], count) => {
        const now = makespan(count, fleet)
        expect(makespan(count + 1, fleet)).toBeGreaterThanOrEqual(now - 1e-5)
        if (another !== undefined)
          expect(makespan(count, [...fleet, another])).toBeLessThanOrEqual(now + 1e-5)
        const faster = fleet.map((each, at) =>
          at === 0 ? { ...each, secondsPerImage: each.secondsPerImage * 0.8 } : each,
        )
        expect(makespan(count, faster)).toBeLessThanOrEqual(now + 1e-5)
      }),
    )
  })
  it('is never below the lower bound', () => {
    fc.assert(
      fc.property(anyFleet(8), images(80), (fleet, count) => {
        expect(lowerBoundSeconds(count, fleet)).toBeLessThanOrEqual(makespan(count, fleet) + 1e-6)
      }),
    )
  })
  it('gives nothing to a worker whose one image would end after everybody else', () => {
    fc.assert(
      fc.property(anyFleet(8), images(40), (fleet, count) => {
        const shares = dealExact(count, fleet)
        const end = latest(fleet, shares)
        for (const [at, each] of fleet.entries())
          if (finishSeconds(each, 1) > end + 1e-5) expect(shares[at]).toBe(0)
      }),
    )
  })
  it('deals nothing where there is nothing to deal or nobody to deal to', () => {
    expect(dealExact(0, [worker('a', 20)])).toEqual([0])
    expect(dealExact(5, [])).toEqual([])
    expect(dealExact(5, [worker('a', 20, { maxBatch: 0 })])).toEqual([0])
  })
  it('breaks ties for the warm, then the active, then the first on the board', () => {
    const to = (fleet: PlanningWorker[]) => fleet[dealExact(1, fleet).indexOf(1)]?.name
    expect(to([worker('cold', 20, { warm: false }), worker('warm', 20, { order: 5 })])).toBe('warm')
    expect(to([worker('spare', 20, { lane: 'reserve' }), worker('active', 20, { order: 5 })])).toBe('active')
    expect(to([worker('second', 20, { order: 2 }), worker('first', 20, { order: 1 })])).toBe('first')
  })
  it('takes sums that differ in the last bit for a tie', () => {
    const release = worker('late', 60, { releaseSeconds: 0.1 + 0.2, order: 0 })
    const slow = worker('slow', 60 / 1.3, { order: 1 })
    expect(dealExact(1, [slow, release])).toEqual([0, 1])
  })
})

describe('what can be made within a time', () => {
  it('is the most images that are finished by then', () => {
    fc.assert(
      fc.property(anyFleet(1), fc.double({ min: 0, max: 500, noNaN: true }), ([each], seconds) => {
        if (each === undefined || each.maxBatch === 0) return
        const count = countWithin(each, seconds, 10_000)
        if (count > 0) expect(finishSeconds(each, count)).toBeLessThanOrEqual(seconds + 1e-6)
        if (count < 10_000) expect(finishSeconds(each, count + 1)).toBeGreaterThan(seconds - 1e-6)
      }),
    )
  })
  it('never takes less time for more', () => {
    fc.assert(
      fc.property(anyFleet(1), images(100), ([each], count) => {
        if (each === undefined) return
        expect(finishSeconds(each, count + 1)).toBeGreaterThanOrEqual(finishSeconds(each, count) - 1e-9)
      }),
    )
  })
})

function bestOfAll(count: number, fleet: readonly PlanningWorker[], dealt: readonly number[] = []): number {
  if (dealt.length === fleet.length - 1) return latest(fleet, [...dealt, count])
  let best = Number.POSITIVE_INFINITY
  for (let share = 0; share <= count; share++)
    best = Math.min(best, bestOfAll(count - share, fleet, [...dealt, share]))
  return best
}

function oneByOne(count: number, fleet: readonly PlanningWorker[]): number[] {
  const shares = fleet.map(() => 0)
  for (let left = count; left > 0; left--) {
    const ends = fleet.map((each, at) => finishSeconds(each, (shares[at] ?? 0) + 1))
    const first = ends.indexOf(Math.min(...ends))
    shares[first] = (shares[first] ?? 0) + 1
  }
  return shares
}
