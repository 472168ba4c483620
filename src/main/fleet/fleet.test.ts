import { describe, expect, it } from 'vitest'
import { WorkerFailure } from '../core/failure.ts'
import { TestFleet } from './testing/test-fleet.ts'

describe('the fleet', () => {
  it('looks at a new worker at once and knows what it can do', async () => {
    const world = new TestFleet()
    const id = await world.add('argon')
    expect(world.view(id)).toMatchObject({ state: 'idle', problem: null, memory: { usedBytes: 2 * 2 ** 30 } })
    expect(world.fleet.workers()).toMatchObject([{ name: 'argon', available: true, unavailableReason: null }])
    expect(world.view(id).capabilities?.loadedCheckpoint).toBe('common')
  })

  it('measures several workers side by side, each by the median of its runs', async () => {
    const world = new TestFleet()
    world.machine('argon', { ipm: 5 })
    world.machine('laptop', { ipm: 20, gain: (b) => (b === 4 ? 0.7 : 1) })
    const ids = [await world.add('argon'), await world.add('laptop')]
    const began = world.clock.now()
    const results = await world.clock.run(world.fleet.measure(null))
    expect([...results]).toEqual(ids.map((id) => [id, 'measured']))
    expect(world.view('argon').benchmark?.ipm).toBeCloseTo(5)
    expect(world.view('laptop').benchmark).toMatchObject({ checkpoint: 'common', version: 'v1.10.1' })
    expect(world.view('laptop').benchmark?.ipm).toBeCloseTo(20)
    // 5 runs, a batch of four and one of eight of the slower one
    expect((world.clock.now() - began) / 1000).toBeCloseTo(5 * 12 + 4 * 12 + 8 * 12, 0)
    expect(world.fleet.worker(ids[1] as never)?.speed.batchGain[4]?.mean).toBeCloseTo(0.7)
  })

  it('tells what is wrong with a worker that is away, and finds it again', async () => {
    const world = new TestFleet()
    world.machine('argon').failure = new WorkerFailure(
      'unreachable',
      'Connection refused: nothing listens at argon.',
    )
    const id = await world.add('argon')
    expect(world.view(id)).toMatchObject({ state: 'unavailable', problem: { kind: 'unreachable' } })
    world.machine('argon').failure = null
    await world.clock.advance(5000)
    expect(world.view(id)).toMatchObject({ state: 'idle', problem: null, nextTryAt: null })
  })
})
