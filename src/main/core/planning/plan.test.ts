import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../shared/ids.ts'
import { dealExact, finishSeconds } from './exact.ts'
import { planJob } from './plan.ts'
import type { PlanningWorker } from './planning-worker.ts'

const worker = (name: string, ipm: number, extra: Partial<PlanningWorker> = {}): PlanningWorker => ({
  id: WorkerId.parse(name),
  name,
  lane: 'active',
  order: 0,
  warm: true,
  releaseSeconds: 0,
  overheadSeconds: 0,
  secondsPerImage: 60 / ipm,
  batchGain: () => 1,
  maxBatch: 8,
  spread: 0.05,
  ineligible: null,
  unmeasured: false,
  ...extra,
})
const plan = (images: number, mode: 'exact' | 'bonus', workers: PlanningWorker[], stepScaling = false) =>
  planJob({ images, mode, stepScaling, steps: 20, graceSeconds: 3, workers })
const dealt = (result: ReturnType<typeof plan>) =>
  Object.fromEntries(result.shares.map((share) => [share.name, [share.images, share.bonus]]))
const seedFleet = (master = 14.9) => [worker('argon', 5), worker('master', master), worker('laptop', 20)]

describe('N + bonus', () => {
  it('deals 12 + 8 + 3 to 20, 14.9 and 5 ipm in 36 s', () => {
    const result = plan(12, 'bonus', seedFleet())
    expect(dealt(result)).toEqual({ laptop: [12, 0], master: [0, 8], argon: [0, 3] })
    expect(result.makespanSeconds).toBeCloseTo(36)
    expect(result.bonus).toBe(11)
  })
  it('gives master 9 at exactly 15 ipm', () => {
    expect(dealt(plan(12, 'bonus', seedFleet(15)))).toMatchObject({ master: [0, 9] })
  })
  it('deals 4 each to three equals, without bonus', () => {
    const result = plan(12, 'bonus', [worker('a', 20), worker('b', 20), worker('c', 20)])
    expect(dealt(result)).toEqual({ a: [4, 0], b: [4, 0], c: [4, 0] })
  })
  it('keeps Reserve complementary however fast it is', () => {
    const result = plan(12, 'bonus', [worker('a', 20), worker('b', 20, { lane: 'reserve' })])
    expect(dealt(result)).toEqual({ a: [12, 0], b: [0, 12] })
  })
  it('lets a worker that fits no image make one with fewer steps when asked', () => {
    const workers = [worker('fast', 60), worker('slow', 10)]
    expect(plan(2, 'bonus', workers).bonus).toBe(0)
    const scaled = plan(2, 'bonus', workers, true)
    expect(scaled.shares.find((share) => share.name === 'slow')).toMatchObject({ bonus: 1, steps: 6 })
  })
})

const anyWorker = fc.record({
  ipm: fc.double({ min: 1, max: 60, noNaN: true }),
  releaseSeconds: fc.constantFrom(0, 0, 3, 25),
  overheadSeconds: fc.constantFrom(0, 0.5, 3),
  maxBatch: fc.integer({ min: 1, max: 4 }),
})

describe('Exactly N', () => {
  it('is as good as the best of all ways to deal', () => {
    fc.assert(
      fc.property(
        fc.array(anyWorker, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 9 }),
        (raw, images) => {
          const workers = raw.map(({ ipm, ...rest }, index) => worker(`w${index}`, ipm, rest))
          const latest = (shares: readonly number[]) =>
            Math.max(...workers.map((each, index) => finishSeconds(each, shares[index] ?? 0)))
          const shares = dealExact(images, workers)
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(images)
          expect(latest(shares)).toBeLessThanOrEqual(bruteForce(images, workers.length, latest) + 1e-6)
        },
      ),
      { numRuns: 400 },
    )
  })
  it('deals 5000 images over 100 workers well within a frame', () => {
    const workers = Array.from({ length: 100 }, (_, index) =>
      worker(`w${index}`, 2 + ((index * 7) % 58), { overheadSeconds: 0.3 }),
    )
    const began = performance.now()
    const shares = dealExact(5000, workers)
    console.log(`5000 x 100: ${(performance.now() - began).toFixed(2)} ms`)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(5000)
  })
  it('leaves out a worker whose one image would end after everybody else, and says why', () => {
    const result = plan(4, 'exact', [worker('fast', 60), worker('slow', 1)])
    expect(dealt(result)).toEqual({ fast: [4, 0] })
    expect(result.leftOut).toEqual([
      expect.objectContaining({ name: 'slow', reason: expect.stringContaining('60 s') }),
    ])
  })
  it('uses Reserve only when no Active worker can', () => {
    const reserve = worker('spare', 20, { lane: 'reserve' })
    expect(dealt(plan(4, 'exact', [worker('a', 20), reserve]))).toEqual({ a: [4, 0] })
    expect(
      dealt(plan(4, 'exact', [worker('a', 20, { ineligible: 'checkpoint x is missing' }), reserve])),
    ).toEqual({ spare: [4, 0] })
  })
  it('breaks ties for the warm worker, then by order', () => {
    const cold = worker('cold', 20, { warm: false, order: 0 })
    expect(dealt(plan(1, 'exact', [cold, worker('warm', 20, { order: 1 })]))).toEqual({ warm: [1, 0] })
    expect(dealt(plan(1, 'exact', [worker('b', 20, { order: 2 }), worker('a', 20, { order: 1 })]))).toEqual({
      a: [1, 0],
    })
  })
  it('has no makespan when nobody can work', () => {
    expect(plan(4, 'exact', [worker('a', 20, { ineligible: 'switched off' })])).toMatchObject({
      makespanSeconds: null,
      shares: [],
    })
  })
})

function bruteForce(images: number, workers: number, latest: (shares: number[]) => number): number {
  if (workers === 1) return latest([images])
  let best = Number.POSITIVE_INFINITY
  const deal = (shares: number[], left: number) => {
    if (shares.length === workers - 1) {
      best = Math.min(best, latest([...shares, left]))
      return
    }
    for (let share = 0; share <= left; share++) deal([...shares, share], left - share)
  }
  deal([], images)
  return best
}
