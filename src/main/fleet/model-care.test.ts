import { beforeEach, describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import { plainText, reason } from '../../shared/words/catalogue.ts'
import { inWords } from '../../shared/words/say.ts'
import { WorkerFailure } from '../core/failure.ts'
import { TestFleet } from './testing/test-fleet.ts'

const id = (text: string) => WorkerId.parse(text)
let world: TestFleet
beforeEach(() => {
  world = new TestFleet({ random: () => 0.5 })
})

describe('refreshing models', () => {
  it('lets idle servers look at their folders and takes over their lists anew', async () => {
    await world.add('argon')
    await world.add('off', { lane: 'off' })
    const before = world.fleet.worker(id('argon'))?.capabilities
    await world.clock.run(world.fleet.refreshModels(null))
    expect(world.machine('argon').calls.slice(-4)).toEqual([
      'refreshLists',
      'capabilities',
      'memory',
      'activity',
    ])
    expect(world.machines.has('off') && world.machine('off').calls).toEqual([])
    // A new value, though nothing is new: what dispatch held against the worker is forgiven.
    expect(world.fleet.worker(id('argon'))?.capabilities).not.toBe(before)
    expect(world.fleet.worker(id('argon'))?.capabilities).toEqual(before)
  })

  it('only reads the lists of a worker that works: a rescan would wait', async () => {
    await world.add('argon')
    world.fleet.report(id('argon'), { type: 'batch-started' })
    world.machine('argon').capabilities.loras = ['new']
    await world.clock.run(world.fleet.refreshModels([id('argon')]))
    expect(world.machine('argon').count('refreshLists')).toBe(0)
    expect(world.view('argon').state).toBe('working')
    expect(world.fleet.worker(id('argon'))?.capabilities).toMatchObject({ loras: ['new'] })
  })

  it('says which server would not', async () => {
    await world.add('argon')
    world.machine('argon').refreshFailure = new WorkerFailure('server-error', 'No such folder.')
    await world.clock.run(world.fleet.refreshModels([id('argon'), id('nobody')]))
    expect(world.notices()).toEqual(['argon did not rescan its folders: No such folder.'])
    expect(world.view('argon').state).toBe('idle')
  })

  it('finds out that one is gone', async () => {
    await world.add('argon')
    world.machine('argon').failure = new WorkerFailure('unreachable', 'Nothing listens.')
    await world.clock.run(world.fleet.refreshModels(null))
    expect(world.view('argon').state).toBe('unavailable')
    expect(world.notices()).toEqual([])
  })
})

describe('loading a checkpoint everywhere', () => {
  it('loads it where it can, and says of each other worker why not', async () => {
    world.machine('has').capabilities.loadedCheckpoint = 'other'
    world.machine('lacks').capabilities.checkpoints = []
    world.machine('fails').loadFailure = new WorkerFailure('server-error', 'fails did not load it.')
    world.machine('away').failure = new WorkerFailure('unreachable', 'Nothing listens at away.')
    world.machine('elsewhere').activity = { busy: true, fromPage: true, fraction: null, etaSeconds: null }
    for (const name of ['has', 'loads', 'lacks', 'fails', 'busy', 'away', 'elsewhere']) await world.add(name)
    await world.add('off', { lane: 'off' })
    world.fleet.report(id('busy'), { type: 'batch-started' })
    const outcomes = await world.clock.run(world.fleet.loadCheckpointEverywhere('models\\Other.safetensors'))
    expect(
      outcomes.map(({ name, outcome, reason: why }) => [name, outcome, why === null ? null : inWords(why)]),
    ).toEqual([
      ['has', 'loaded', null],
      ['loads', 'loaded', null],
      ['lacks', 'missing', 'it does not have Other'],
      ['fails', 'failed', 'fails did not load it.'],
      ['busy', 'skipped', 'is working on a job'],
      ['away', 'skipped', 'Nothing listens at away.'],
      ['elsewhere', 'skipped', "is busy with another user's work"],
    ])
    expect(world.machine('has').count('load')).toBe(0)
    expect(world.machine('loads').calls).toContain('load models/other.safetensors')
    expect(world.view('loads')).toMatchObject({ state: 'idle', capabilities: { loadedCheckpoint: 'other' } })
    expect(world.view('fails')).toMatchObject({ state: 'idle', capabilities: { loadedCheckpoint: 'common' } })
  })

  it('keeps jobs off a worker while it loads', async () => {
    await world.add('argon')
    const outcomes = world.fleet.loadCheckpointEverywhere('other')
    await world.clock.advance(1_000)
    expect(world.view('argon').state).toBe('loading-model')
    expect(world.fleet.worker(id('argon'))).toMatchObject({
      available: false,
      unavailableReason: reason('fleet.loading', { checkpoint: 'other' }),
    })
    await world.clock.run(outcomes)
    expect(world.fleet.worker(id('argon'))?.available).toBe(true)
  })

  it('tells of a worker that went away meanwhile', async () => {
    await world.add('argon')
    world.machine('argon').loadFailure = new WorkerFailure('connection-reset', 'The connection broke.')
    expect(await world.clock.run(world.fleet.loadCheckpointEverywhere('other'))).toMatchObject([
      { outcome: 'failed', reason: plainText('The connection broke.') },
    ])
    expect(world.view('argon').state).toBe('unavailable')
  })

  it('ends well for a worker that is removed or switched off meanwhile', async () => {
    await world.add('a')
    await world.add('b')
    const outcomes = world.fleet.loadCheckpointEverywhere('other')
    await world.clock.advance(1_000)
    await world.fleet.remove(id('a'))
    await world.fleet.move(id('b'), 'off', 0)
    await world.clock.run(outcomes)
    expect(world.view('b').state).toBe('off')
    expect((await world.fleet.restore(id('a'))).state).toBe('unknown')
  })
})
