import { describe, expect, it } from 'vitest'
import { STEADY, type TrueWorker } from '../../src/main/core/dispatch/testing/true-worker.ts'
import { drawFleet, scenarioOf } from '../random/draw-fleet.ts'
import { clairvoyantSeconds } from './clairvoyant.ts'
import { drawWorld } from './draw-world.ts'
import { informedSeconds } from './informed.ts'

/** It makes an image in so many seconds. */
const worker = (seconds: number, more: Partial<TrueWorker> = {}): TrueWorker => ({
  ...STEADY,
  name: `${seconds}`,
  ipm: 60 / seconds,
  ...more,
})
const least = (images: number, workers: readonly TrueWorker[]) =>
  informedSeconds(images, workers, { jobs: [images], mostInBatch: 8, loads: 'when one is over' })

describe('the least seconds of who learns of each change when it happens', () => {
  it('are those of the other machine from the moment on at which the faster one leaves', () => {
    expect(least(1, [worker(10, { leavesAt: 5 }), worker(12)])).toBeCloseTo(17)
  })
  it('are those that are left where the machine that slows is still the sooner one', () => {
    const slows = worker(10, { slowdowns: [{ at: 5, factor: 0.5 }] })
    expect(least(1, [slows, worker(12)])).toBeCloseTo(15)
    const collapses = worker(10, { slowdowns: [{ at: 5, factor: 0.01 }] })
    expect(least(1, [collapses, worker(12)])).toBeCloseTo(17)
  })
  it('count a machine that returns from then on', () => {
    expect(least(1, [worker(10, { leavesAt: 5, returnsAt: 6 }), worker(30)])).toBeCloseTo(16)
  })
  it('hold the load of a machine that left in the middle of one', () => {
    const cold = { warm: false, loadSeconds: 8 }
    expect(least(1, [worker(2, { ...cold, leavesAt: 5, returnsAt: 6 }), worker(30)])).toBeCloseTo(16)
    expect(least(1, [worker(2, { ...cold, leavesAt: 9, returnsAt: 11 }), worker(30)])).toBeCloseTo(13)
  })
  it('take an answer that was on its way when the machine left for lost', () => {
    const far = { overheadSeconds: 2, leavesAt: 11, returnsAt: 20 }
    expect(least(1, [worker(10, far)])).toBeCloseTo(32)
    expect(least(1, [worker(10, { ...far, leavesAt: 12.5 })])).toBeCloseTo(12)
  })
  it('let nobody work on what is not expected to be needed of it', () => {
    // Three images: two by the first, one by the second. The third machine begins only when the first has left.
    expect(least(3, [worker(10, { leavesAt: 15 }), worker(18), worker(30)])).toBeCloseTo(36)
  })
  it('throw where all leave before', () => {
    expect(() => least(3, [worker(10, { leavesAt: 15 })])).toThrow('never finish')
  })

  const drawn = (kind: 'static' | 'dynamic', index: number) => {
    const { jobs, workers } = drawWorld(scenarioOf(drawFleet(kind, 3, index)), index + 1)
    const truths = workers.map(({ truth }) => truth)
    const images = jobs.reduce((sum, count) => sum + count, 0)
    const granted = { jobs, mostInBatch: 8, loads: 'when one is over' } as const
    return {
      informed: informedSeconds(images, truths, granted),
      knowing: clairvoyantSeconds(images, truths, granted),
    }
  }
  it('are never fewer than of who knows all beforehand', () => {
    for (let index = 0; index < 150; index++) {
      const { informed, knowing } = drawn('dynamic', index)
      expect(informed).toBeGreaterThanOrEqual(knowing * (1 - 1e-9))
    }
  })
  it('are the same where nothing changes', () => {
    for (let index = 0; index < 60; index++) {
      const { informed, knowing } = drawn('static', index)
      expect(informed).toBeCloseTo(knowing, 6)
    }
  })
})
