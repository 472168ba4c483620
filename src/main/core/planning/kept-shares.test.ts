import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dealExact, finishSeconds } from './exact.ts'
import { KeptShares } from './kept-shares.ts'
import type { PlanningWorker } from './planning-worker.ts'
import { anyFleet, worker } from './testing/planning-worker.ts'

const able = (fleet: readonly PlanningWorker[]) => fleet.filter(({ maxBatch }) => maxBatch >= 1)
const begins = (now: number, releaseSeconds: number) => ({ now, freeAt: now + releaseSeconds, readyAfter: 0 })
const latest = (fleet: readonly PlanningWorker[], shares: readonly number[]) =>
  Math.max(0, ...fleet.map((each, at) => finishSeconds(each, shares[at] ?? 0)))
const sharesOf = (kept: KeptShares, fleet: readonly PlanningWorker[]) =>
  fleet.map((_, at) => kept.imagesOf(at))
const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0)

describe('shares that are kept', () => {
  it('are as good as dealt anew, however workers and the number of images change', () => {
    const change = fc.record({
      at: fc.nat(7),
      to: anyFleet(1),
      leaves: fc.boolean(),
      images: fc.nat(300),
    })
    fc.assert(
      fc.property(anyFleet(8), fc.array(change, { maxLength: 12 }), (drawn, changes) => {
        const fleet: (PlanningWorker | null)[] = able(drawn)
        const kept = new KeptShares()
        for (const [at, each] of fleet.entries())
          if (each !== null) kept.put(at, each, begins(0, each.releaseSeconds))
        for (const { at, to, leaves, images } of changes) {
          const [other] = able(to)
          if (leaves || other === undefined) {
            fleet[at] = null
            kept.remove(at)
          } else {
            fleet[at] = other
            kept.put(at, other, begins(0, other.releaseSeconds))
          }
          kept.deal(images, 0)
          const there = fleet.flatMap((each, place) => (each ? [{ each, share: kept.imagesOf(place) }] : []))
          const workers = there.map(({ each }) => each)
          const shares = there.map(({ share }) => share)
          if (workers.length === 0) continue
          expect(sum(shares)).toBe(images)
          expect(latest(workers, shares)).toBeCloseTo(latest(workers, dealExact(images, workers)), 5)
        }
      }),
      { numRuns: 300 },
    )
  })
  it('move on with the clock where a worker could have begun before', () => {
    const kept = new KeptShares()
    const [one, other] = [worker('one', 15), worker('other', 15, { order: 1 })]
    kept.put(0, one, begins(0, 0))
    kept.put(1, other, begins(0, 10))
    kept.deal(1, 9)
    expect(sharesOf(kept, [one, other])).toEqual([1, 0])
    kept.took(0, 1)
    kept.deal(1, 12)
    expect(kept.oneMoreAt(0, 12)).toBe(kept.imagesOf(0) === 0 ? 16 : 20)
    expect(sum(sharesOf(kept, [one, other]))).toBe(1)
  })
  it('count what a worker needs before it can begin from when it begins, not from when that was noted', () => {
    const kept = new KeptShares()
    const [cold, warm] = [worker('cold', 60), worker('warm', 60)]
    kept.put(0, cold, { now: 0, freeAt: 0, readyAfter: 20 })
    kept.put(1, warm, { now: 0, freeAt: 25, readyAfter: 0 })
    kept.deal(1, 15)
    expect(sharesOf(kept, [cold, warm])).toEqual([0, 1])
  })
  it('go to nobody where nobody takes part', () => {
    const kept = new KeptShares()
    kept.deal(5, 0)
    kept.put(0, worker('one', 15), begins(0, 0))
    kept.remove(0)
    kept.deal(5, 0)
    expect([kept.imagesOf(0), kept.holders, kept.oneMoreAt(0, 0)]).toEqual([0, 0, Number.POSITIVE_INFINITY])
  })
})
