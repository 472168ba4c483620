import { describe, expect, it } from 'vitest'
import { planJob } from './plan.ts'
import type { PlanningWorker } from './planning-worker.ts'
import { worker } from './testing/planning-worker.ts'

const options = { mode: 'bonus', stepScaling: false, steps: 20, graceSeconds: 3 } as const
const plan = (images: number, workers: PlanningWorker[], more: { stepScaling?: boolean } = {}) =>
  planJob({ ...options, ...more, images, workers })
const dealt = (result: ReturnType<typeof plan>) =>
  Object.fromEntries(result.shares.map(({ name, images, bonus }) => [name, [images, bonus]]))
/** So many seconds an image. */
const taking = (name: string, secondsPerImage: number, more: Partial<PlanningWorker> = {}) =>
  worker(name, 20, { secondsPerImage, ...more })

// The rule of stable-diffusion-webui-distributed in its steps (docs/scheduling.md, "N + bonus").
describe('an equal share', () => {
  it('is rounded down to whole images', () => {
    // Of 5 images 2: 6 s and 8.8 s, within the grace of 3 s. With 3 images it would be 4.2 s later.
    expect(dealt(plan(5, [taking('a', 3), taking('b', 4.4)]))).toEqual({ a: [3, 0], b: [2, 0] })
  })
  it('is at least one image', () => {
    // 6.1 s for one image, 3.1 s later than the other: complementary, and 9 of 20 steps fit into 3 s.
    const scaled = plan(1, [taking('a', 3), taking('b', 6.1)], { stepScaling: true })
    expect(dealt(scaled)).toEqual({ a: [1, 0], b: [0, 1] })
    expect(scaled.shares.map(({ steps }) => steps)).toEqual([null, 9])
  })
  it('takes as long as its release time, its overheads and its compute', () => {
    // Two images of 3 s each, in requests of one: 6 s for a. b: 1 s until it is free, twice 0.9 s of overhead, 6 s: 2.8 s later.
    const busy = (overheadSeconds: number) =>
      taking('b', 3, { releaseSeconds: 1, overheadSeconds, maxBatch: 1 })
    const complementary = (overheadSeconds: number) =>
      plan(4, [taking('a', 3), busy(overheadSeconds)]).shares.map((share) => share.complementary)
    expect(complementary(0.9)).toEqual([false, false])
    expect(complementary(1.1)).toEqual([false, true])
  })
})

describe('without any grace', () => {
  it('the fastest that is active makes the images, although one in reserve is as fast', () => {
    const fleet = [taking('reserve', 3, { lane: 'reserve' }), taking('a', 3)]
    const result = planJob({ ...options, graceSeconds: 0, images: 4, workers: fleet })
    expect(dealt(result)).toEqual({ a: [4, 0], reserve: [0, 4] })
  })
})

describe('the slack', () => {
  it('is the time of the fastest real-time worker for its own share', () => {
    // Two images take 6 s, 8 s (real-time) and 24 s. Six images end after 3, 4, 6, 8, 9 and 12 s: four of a, the first on the board, two of b.
    const [a, slow, b] = [taking('a', 3), taking('slow', 12), taking('b', 4, { order: 1 })]
    // Into the 12 s of a fits one image; into the 8 s of b none would.
    for (const fleet of [
      [a, slow, b],
      [b, slow, a],
    ])
      expect(dealt(plan(6, fleet))).toEqual({ a: [4, 0], b: [2, 0], slow: [0, 1] })
  })
  it('is not that of a machine in reserve, however fast it is', () => {
    // 12 images of 3 s; one a second in reserve.
    const reserve = taking('reserve', 1, { lane: 'reserve' })
    expect(dealt(plan(12, [reserve, taking('a', 3)]))).toEqual({ a: [12, 0], reserve: [0, 36] })
  })
  it('counts from now, for both', () => {
    // a is done after 2 + 12 x 3 = 38 s; from 6 s on b makes floor(32 / 4) in it.
    const late = { releaseSeconds: 2 }
    expect(dealt(plan(12, [taking('a', 3, late), taking('b', 4, { releaseSeconds: 6 })]))).toEqual({
      ...{ a: [12, 0], b: [0, 8] },
    })
  })
})

describe('step scaling', () => {
  it('makes as many steps as fit between the release time, the overhead and the end of the slack', () => {
    // 12 s of slack; 12 - 5 - 1 = 6 s of 20 s for 20 steps.
    const slow = taking('slow', 20, { releaseSeconds: 5, overheadSeconds: 1 })
    const share = plan(4, [taking('a', 3), slow], { stepScaling: true }).shares.find(
      ({ name }) => name === 'slow',
    )
    expect(share).toMatchObject({ images: 0, bonus: 1, steps: 6, batches: [1], complementary: true })
    expect(share?.finishSeconds).toBeCloseTo(12)
  })
  it('makes one step where just one fits', () => {
    const steps = (secondsPerImage: number) =>
      plan(1, [taking('a', 3), taking('slow', secondsPerImage)], { stepScaling: true }).shares.map(
        (share) => share.steps,
      )
    expect(steps(60)).toEqual([null, 1])
    expect(steps(60.1)).toEqual([null])
  })
})
