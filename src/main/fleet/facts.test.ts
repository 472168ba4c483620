import { beforeEach, describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import { plainText, reason } from '../../shared/words/catalogue.ts'
import { WorkerFailure } from '../core/failure.ts'
import type { WorkerFact } from '../core/ports.ts'
import { IllegalTransition } from '../core/workers/worker-state.ts'
import { told } from '../testing/told.ts'
import { TestFleet } from './testing/test-fleet.ts'

const id = WorkerId.parse('argon')
let world: TestFleet
beforeEach(async () => {
  world = new TestFleet({ random: () => 0.5 })
  await world.add('argon')
})

const report = (...facts: (WorkerFact | WorkerFact['type'])[]) => {
  for (const fact of facts)
    world.fleet.report(id, typeof fact === 'string' ? ({ type: fact } as WorkerFact) : fact)
}
const state = () => world.view('argon').state
const failed = (kind: WorkerFailure['kind'], message = 'It failed.'): WorkerFact => ({
  type: 'failed',
  failure: new WorkerFailure(kind, message),
})

describe('what dispatch tells of a worker', () => {
  it('works from the first request to the end of the last', () => {
    report('batch-started')
    expect(state()).toBe('working')
    report('batch-started', 'batch-ended')
    expect(state()).toBe('working')
    report('batch-ended')
    expect(state()).toBe('idle')
  })

  it('stays available while it works, and dispatch sees the same value', () => {
    const before = world.fleet.worker(id)
    report('batch-started')
    expect(world.fleet.worker(id)).toBe(before)
  })

  it('loads a checkpoint, and has it', () => {
    report('model-loading')
    expect(state()).toBe('loading-model')
    report({ type: 'model-loaded', checkpoint: 'other' })
    expect(state()).toBe('idle')
    expect(world.fleet.worker(id)?.capabilities?.loadedCheckpoint).toBe('other')
    const known = world.fleet.worker(id)
    report({ type: 'model-loaded', checkpoint: 'other' })
    expect(world.fleet.worker(id)).toBe(known)
  })

  it('is interrupted, and idle again as soon as a look finds it so', async () => {
    report('batch-started', 'interrupted')
    expect(state()).toBe('interrupted')
    expect(world.fleet.worker(id)?.available).toBe(true)
    await world.clock.advance(1_000)
    expect(state()).toBe('idle')
  })

  it('goes on working when one of two requests was interrupted', () => {
    report('batch-started', 'batch-started', 'interrupted')
    expect(state()).toBe('working')
    report('batch-ended')
    expect(state()).toBe('idle')
  })

  it('is unavailable when a request says that it is gone; planning hears why', () => {
    const heard: WorkerId[] = []
    world.fleet.onChange((changed) => heard.push(changed))
    report('batch-started', failed('connection-reset', 'The connection broke.'))
    expect(world.view('argon')).toMatchObject({ state: 'unavailable', problem: { kind: 'connection-reset' } })
    expect(world.fleet.worker(id)).toMatchObject({
      available: false,
      unavailableReason: reason('fleet.unusable', { problem: plainText('The connection broke.') }),
    })
    expect(heard).toEqual([id])
  })

  it('takes the late end of a request after it was lost and found again', async () => {
    report('batch-started', 'batch-started', failed('hung'))
    await world.clock.advance(1_000)
    expect(state()).toBe('idle')
    report('batch-ended')
    expect(state()).toBe('idle')
    report('batch-started')
    expect(state()).toBe('working')
    report('batch-ended')
    expect(state()).toBe('idle')
  })

  it('starts the backoff anew with the first batch that ended', async () => {
    const pause = () => (world.view('argon').nextTryAt ?? 0) - world.clock.wall()
    report('batch-started', failed('gateway'))
    await world.clock.advance(1_000)
    report('batch-started', failed('gateway'))
    // A quarter longer than after the first.
    expect(pause()).toBeCloseTo(312.5, 0)
    await world.clock.advance(2_000)
    report('batch-started', 'batch-ended', 'batch-started', failed('gateway'))
    expect(pause()).toBeCloseTo(250, 0)
  })

  it('forgives a benchmark that failed with the first batch', async () => {
    world.payload = { ...world.payload, sampler: 'Heun' }
    await world.clock.run(world.fleet.measure([id]))
    expect(world.view('argon').problem?.kind).toBe('unknown-sampler')
    report('batch-started')
    expect(world.view('argon').problem).toBeNull()
  })

  it('needs a sign-in when a request is refused for its password', async () => {
    report('batch-started', failed('auth'))
    expect(world.view('argon')).toMatchObject({ state: 'needs-sign-in', nextTryAt: null })
    const before = world.machine('argon').calls.length
    await world.clock.advance(600_000)
    expect(world.machine('argon').calls).toHaveLength(before)
  })

  it('is paused after three failures, whatever the looks say, until somebody resumes it', async () => {
    report('batch-started', failed('cut-short', 'The answer broke off.'), 'failed-too-often')
    expect(told(world.view('argon'))).toMatchObject({
      state: 'paused',
      problem: {
        message: 'Paused after three failures in five minutes. The answer broke off.',
        remedy: 'Resume it once the cause is fixed.',
      },
    })
    expect(world.fleet.worker(id)).toMatchObject({
      available: false,
      unavailableReason: reason('fleet.paused'),
    })
    await world.clock.advance(600_000)
    expect(state()).toBe('paused')
    expect(await world.clock.run(world.fleet.refresh(id))).toMatchObject({ state: 'idle', problem: null })
    expect(world.fleet.worker(id)?.available).toBe(true)
  })

  it('is ignored for a worker nobody knows', () => {
    expect(() => world.fleet.report(WorkerId.parse('nobody'), { type: 'batch-started' })).not.toThrow()
  })

  it('that the table of states does not hold is a bug: it throws here and changes nothing', async () => {
    await world.fleet.move(id, 'off', 0)
    expect(() => report('batch-started')).toThrow(IllegalTransition)
    expect(state()).toBe('off')
  })
})

describe('announcements', () => {
  it('come at once, then at most ten times a second with the newest state', async () => {
    const told = () =>
      world.events.flatMap((event) => (event.type === 'workerChanged' ? [event.worker.state] : []))
    await world.clock.advance(1_000)
    world.events.length = 0
    report('batch-started')
    expect(told()).toEqual(['working'])
    for (let nth = 0; nth < 50; nth++) report('batch-started', 'batch-ended')
    report('batch-ended')
    expect(told()).toEqual(['working'])
    await world.clock.advance(100)
    expect(told()).toEqual(['working', 'idle'])
  })

  it('come for what a worker works on when it is said to have changed', async () => {
    await world.clock.advance(1_000)
    world.events.length = 0
    world.fleet.touch(id)
    world.fleet.touch(WorkerId.parse('nobody'))
    expect(world.events.map(({ type }) => type)).toEqual(['workerChanged'])
  })
})
