import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchesOf, levellingSize, nextBatchAlone, nextBatchSize, type RequestPlace } from './batch-size.ts'
import { computeSeconds } from './exact.ts'
import { anyFleet, worker } from './testing/planning-worker.ts'

describe('the size of a request', () => {
  it('is half of what is left while nobody knows what larger ones save, so that the rest can be dealt anew', () => {
    expect(batchesOf(20, worker('a', 20, { gainSeenTo: 1 }))).toEqual([8, 6, 3, 2, 1])
  })
  it('is one image where larger ones were seen to save nothing: nobody waits for more than that', () => {
    expect(batchesOf(4, worker('a', 20, { gainSeenTo: 4 }))).toEqual([1, 1, 1, 1])
  })
  it('is no larger than the size beyond which a larger one saves less than half a percent', () => {
    // 2 images take 0.7 each, 4 and more 0.699: 0.14 % less.
    const flat = worker('a', 20, {
      batchGain: (b) => (b === 1 ? 1 : b < 4 ? 0.7 : 0.699),
      maxBatch: 16,
      gainSeenTo: 16,
    })
    expect(nextBatchSize(40, flat)).toBe(2)
    // 8 of them save 1.4 % against 2.
    const falling = worker('a', 20, {
      batchGain: (b) => (b === 1 ? 1 : b < 8 ? 0.7 : 0.69),
      maxBatch: 16,
      gainSeenTo: 16,
    })
    expect(nextBatchSize(40, falling)).toBe(8)
  })
  it('is as large as pays where larger batches are cheaper', () => {
    const gaining = worker('a', 20, { batchGain: (b) => 0.5 + 0.5 / b })
    expect(levellingSize(gaining)).toBe(8)
    expect(batchesOf(20, gaining)).toEqual([8, 8, 4])
  })
  it('keeps the overhead of a request small against its compute', () => {
    const level = levellingSize(worker('a', 60, { overheadSeconds: 0.3, maxBatch: 32 }))
    expect(level).toBeGreaterThanOrEqual(4)
    expect(level).toBeLessThan(32)
  })
  it('stops growing where another doubling saves next to nothing', () => {
    const flat = worker('a', 20, { batchGain: (b) => (b === 1 ? 1 : b === 2 ? 0.7 : 0.69), maxBatch: 16 })
    expect(levellingSize(flat)).toBe(2)
  })
  it('is one image where it opens a job and that costs nothing: the first picture comes soon', () => {
    expect(batchesOf(20, worker('a', 20, { gainSeenTo: 1 }), 'opening')).toEqual([1, 8, 6, 3, 1, 1])
    expect(nextBatchAlone(20, worker('a', 20, { gainSeenTo: 1 }), 'opening')).toBe(1)
    expect(nextBatchAlone(20, worker('a', 20, { gainSeenTo: 1 }), 'behind')).toBe(8)
    // Where larger ones were seen to save nothing they would only be lost when it breaks.
    expect(nextBatchAlone(20, worker('a', 20, { gainSeenTo: 8 }), 'behind')).toBe(1)
  })
  it('keeps the gain of large batches for a job it opens', () => {
    const gaining = worker('a', 20, { batchGain: (b) => 0.5 + 0.5 / b })
    expect(nextBatchSize(20, gaining, 'opening')).toBe(4)
    expect(nextBatchSize(16, gaining, 'opening')).toBe(8)
  })
  it('is no larger than pays where nobody has seen the speed for such requests, until one of them runs', () => {
    const unproven = worker('a', 20, { proven: false, gainSeenTo: 1 })
    expect(['alone', 'behind'].map((place) => nextBatchSize(20, unproven, place as RequestPlace))).toEqual([
      1, 8,
    ])
    expect(nextBatchSize(20, worker('a', 20), 'alone')).toBe(8)
    // From two on a doubling saves less than 5 %, but two first would put off the end by more than a two hundredth.
    const gaining = worker('a', 20, { batchGain: (b) => 0.9 + 0.1 / b, overheadSeconds: 0.1 })
    expect(levellingSize(gaining)).toBe(2)
    for (const place of ['opening', 'alone'] as const)
      expect(nextBatchSize(16, { ...gaining, proven: false }, place)).toBe(2)
    expect(nextBatchSize(16, gaining, 'opening')).toBeGreaterThan(2)
  })
  it('never puts off the end of a share by more than a two hundredth for a small first request, where the speed is proven', () => {
    const places = fc.constantFrom<RequestPlace>('opening', 'alone')
    fc.assert(
      fc.property(
        anyFleet(1),
        fc.integer({ min: 1, max: 200 }),
        places,
        fc.boolean(),
        (fleet, share, place, proven) => {
          const [each] = fleet.map((one) => ({ ...one, proven }))
          if (each === undefined || each.maxBatch === 0) return
          const [steady, first] = [nextBatchSize(share, each), nextBatchSize(share, each, place)]
          expect(first).toBeGreaterThanOrEqual(1)
          expect(first).toBeLessThanOrEqual(steady)
          if (!proven) {
            expect(first).toBeLessThanOrEqual(levellingSize(each))
            return
          }
          if (first === steady) return
          const whole = computeSeconds(each, first) + computeSeconds(each, share - first)
          expect(whole).toBeLessThanOrEqual(computeSeconds(each, share) * 1.005 + 1e-9)
        },
      ),
    )
  })
  it('never exceeds what the worker can hold, nor its share, and is never nothing', () => {
    fc.assert(
      fc.property(anyFleet(1), fc.integer({ min: 1, max: 500 }), ([each], share) => {
        if (each === undefined || each.maxBatch === 0) return
        const size = nextBatchSize(share, each)
        expect(size).toBeGreaterThanOrEqual(1)
        expect(size).toBeLessThanOrEqual(Math.min(share, each.maxBatch))
        expect(batchesOf(share, each).reduce((sum, b) => sum + b, 0)).toBe(share)
      }),
    )
  })
  it('is the same for a long row of requests as for one after the other', () => {
    fc.assert(
      fc.property(
        anyFleet(1),
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom<RequestPlace>('opening', 'alone', 'behind'),
        ([each], share, place) => {
          if (each === undefined || each.maxBatch === 0) return
          const one: number[] = []
          for (let left = share; left > 0; left -= one.at(-1) ?? left)
            one.push(nextBatchSize(left, each, one.length === 0 ? place : 'behind'))
          expect(batchesOf(share, each, place)).toEqual(one)
        },
      ),
    )
  })
})
