import { beforeEach, describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import { LIMITS } from '../../shared/limits.ts'
import { TributaryError, WorkerFailure } from '../core/failure.ts'
import { told } from '../testing/told.ts'
import { benchmarkParams } from './benchmark/benchmark-request.ts'
import { MemoryStore, TestFleet } from './testing/test-fleet.ts'

const id = (text: string) => WorkerId.parse(text)
const record = (ipm: number, at = 1) => ({
  ipm,
  minIpm: ipm,
  maxIpm: ipm,
  at,
  checkpoint: 'common',
  version: null,
})

let world: TestFleet
beforeEach(() => {
  world = new TestFleet({ random: () => 0.5 })
})

const lanes = () => world.fleet.views().map(({ config }) => `${config.name}:${config.lane}`)
const observation = (seconds: number) => ({
  params: benchmarkParams(world.payload),
  checkpoint: 'common',
  count: 1,
  seconds,
  predictedSeconds: 6,
  loadSeconds: null,
  tainted: false,
  at: 5,
})

describe('adding workers', () => {
  it('keeps them in order, with names and colours of their own, passwords apart', async () => {
    await world.fleet.add({ url: 'http://tom:secret@argon:7860' })
    await world.fleet.add({ url: 'http://argon:7861', lane: 'reserve' })
    expect(
      world.store.kept.map(({ config }) => [config.name, config.colour, config.lane, config.user]),
    ).toEqual([
      ['argon', 0, 'active', 'tom'],
      ['argon:7861', 1, 'reserve', null],
    ])
    expect(JSON.stringify(world.store.kept)).not.toContain('secret')
    expect([...world.passwords.kept.values()]).toEqual(['secret'])
    expect(world.fleet.views()[0]?.hasPassword).toBe(true)
    expect(JSON.stringify(world.events)).not.toContain('secret')
  })

  it('refuses an address that is there already and one that is none, and changes nothing', async () => {
    await world.add('argon')
    await expect(world.fleet.add({ url: 'ARGON:7860/' })).rejects.toThrow('argon already has this address.')
    await expect(world.fleet.add({ url: 'ftp://argon' })).rejects.toThrow('not ftp')
    await expect(world.fleet.add({ url: 'http://neon' }, { id: id('argon') })).rejects.toThrow(
      'This machine is already on the board.',
    )
    expect(world.fleet.views()).toHaveLength(1)
  })

  it('adds nothing when the password may not be kept, and does when clear text was agreed to', async () => {
    world.passwords.failure = new TributaryError('no-keyring', 'This system keeps no secrets.')
    const input = { url: 'http://argon', user: 'tom', password: 'secret' }
    await expect(world.fleet.add(input)).rejects.toMatchObject({ kind: 'no-keyring' })
    expect(world.fleet.views()).toEqual([])
    await world.fleet.add({ ...input, clearTextPassword: true })
    expect(world.passwords.kept.size).toBe(1)
  })

  it('stops at the most workers there can be', async () => {
    for (let nth = 0; nth < LIMITS.workers; nth++) await world.fleet.add({ url: `http://h${nth}` })
    await expect(world.fleet.add({ url: 'http://one-more' })).rejects.toThrow(
      'There can be at most 200 machines.',
    )
  })

  it('says once that the list cannot be written, and keeps going', async () => {
    world.store.failure = new TributaryError('storage-full', 'The disk is full.', 'Make room.')
    await world.fleet.add({ url: 'http://argon' })
    await world.fleet.add({ url: 'http://neon' })
    expect(world.notices()).toEqual(['The machines could not be saved: The disk is full. Make room.'])
    world.store.failure = null
    await world.fleet.add({ url: 'http://xenon' })
    expect(world.store.kept).toHaveLength(3)
  })
})

describe('workers of the demo fleet', () => {
  it('are never stored, nor their passwords, and are taken for the speed they are named with', async () => {
    world.fleet.start()
    const view = await world.fleet.add(
      { url: 'http://tom:secret@argon:1', name: 'argon' },
      { simulated: true, ipmAsNamed: 5 },
    )
    expect(world.store.saves).toBe(0)
    expect(view).toMatchObject({ simulated: true, benchmark: { ipm: 5 }, hasPassword: true })
    await world.add('neon')
    await world.fleet.move(view.config.id, 'reserve', 0)
    await world.clock.run(world.fleet.stop())
    expect(world.store.kept.map(({ config }) => config.name)).toEqual(['neon'])
    expect(world.passwords.kept.size).toBe(0)
  })
})

describe('editing a worker', () => {
  it('that only changes what is written on the card keeps its connection and state', async () => {
    await world.add('argon')
    const view = await world.fleet.update(id('argon'), {
      url: 'http://argon:7860',
      name: 'Argon of the attic',
      pixelCap: 1_000_000,
      maxBatch: 4,
      checkpointOverride: 'other',
      saveOnWorker: true,
    })
    expect(view.state).toBe('idle')
    expect(world.connected).toHaveLength(1)
    expect(world.fleet.worker(id('argon'))).toMatchObject({
      name: 'Argon of the attic',
      pixelCap: 1_000_000,
      maxBatch: 4,
      checkpointOverride: 'other',
      saveOnWorker: true,
    })
  })

  it('that moves to another address is looked at anew and loses its password', async () => {
    await world.add('argon', { user: 'tom', password: 'secret' })
    world.machine('neon').capabilities.loadedCheckpoint = 'other'
    const view = await world.fleet.update(id('argon'), { url: 'http://neon:7860' })
    expect(view).toMatchObject({ state: 'unknown', capabilities: null, hasPassword: false })
    await world.clock.advance(1)
    expect(world.view('argon')).toMatchObject({ state: 'idle', capabilities: { loadedCheckpoint: 'other' } })
    expect(world.connected.at(-1)).toMatchObject({ url: 'http://neon:7860', password: null })
    expect(world.passwords.kept.size).toBe(0)
    expect(world.machine('argon').open).toBe(0)
  })

  it('keeps its name to itself and its address unique', async () => {
    await world.add('argon')
    await world.add('neon')
    const update = (input: Parameters<typeof world.fleet.update>[1]) => world.fleet.update(id('argon'), input)
    await expect(update({ url: 'http://argon:7860', name: 'NEON' })).rejects.toMatchObject({ field: 'name' })
    await expect(update({ url: 'http://neon:7860' })).rejects.toMatchObject({ field: 'url' })
    await expect(update({ url: 'http://argon:7860', name: 'ARGON' })).resolves.toMatchObject({
      state: 'idle',
    })
  })

  it('lets a request that runs over the old connection come to its end', async () => {
    await world.add('argon')
    world.fleet.report(id('argon'), { type: 'batch-started' })
    await world.fleet.update(id('argon'), { url: 'http://neon:7860' })
    expect(world.machine('argon').open).toBe(1)
    world.fleet.report(id('argon'), { type: 'batch-ended' })
    expect(world.machine('argon').open).toBe(0)
    await world.clock.advance(1)
    expect(world.view('argon').state).toBe('idle')
  })

  it('is refused for one that is not there', async () => {
    await expect(world.fleet.update(id('nobody'), { url: 'http://a' })).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})

describe('arranging workers', () => {
  beforeEach(async () => {
    for (const name of ['a', 'b', 'c']) await world.add(name)
  })

  it('moves a card within its lane and tells the new order', async () => {
    await world.fleet.move(id('c'), 'active', 0)
    expect(lanes()).toEqual(['c:active', 'a:active', 'b:active'])
    expect(world.events.filter(({ type }) => type === 'workersArranged').at(-1)).toEqual({
      type: 'workersArranged',
      order: ['c', 'a', 'b'],
    })
    expect(world.fleet.workers().map(({ name, order }) => [name, order])).toEqual([
      ['c', 0],
      ['a', 1],
      ['b', 2],
    ])
    expect(world.store.kept.map(({ config }) => config.id)).toEqual(['c', 'a', 'b'])
  })

  it('switches one off and on again with its lane; planning hears of it', async () => {
    const heard: string[] = []
    world.fleet.onChange((changed) => heard.push(changed))
    await world.fleet.move(id('b'), 'off', 0)
    expect(world.view('b').state).toBe('off')
    expect(world.fleet.worker(id('b'))).toMatchObject({ lane: 'off', available: false })
    expect(heard).toContain('b')
    const before = world.machine('b').calls.length
    await world.clock.advance(60_000)
    expect(world.machine('b').calls).toHaveLength(before)
    await expect(world.fleet.refresh(id('b'))).rejects.toMatchObject({ kind: 'not-now' })
    await world.fleet.move(id('b'), 'reserve', 0)
    await world.clock.advance(1)
    expect(world.view('b').state).toBe('idle')
    expect(world.fleet.worker(id('b'))).toMatchObject({ lane: 'reserve', available: true })
  })

  it('lets a worker that is switched off during a batch end it', async () => {
    world.fleet.report(id('b'), { type: 'batch-started' })
    await world.fleet.move(id('b'), 'off', 0)
    world.fleet.report(id('b'), { type: 'batch-ended' })
    expect(world.view('b').state).toBe('off')
  })

  it('leaves the values of the others untouched: dispatch caches by identity', async () => {
    const before = world.fleet.worker(id('a'))
    await world.fleet.move(id('c'), 'reserve', 0)
    expect(world.fleet.worker(id('a'))).toBe(before)
    const list = world.fleet.workers()
    await world.clock.advance(30_000)
    expect(world.fleet.workers()).toBe(list)
  })
})

describe('removing a worker', () => {
  it('can be undone: place, speed, history and password come back', async () => {
    await world.add('a')
    await world.add('b', { user: 'tom', password: 'secret', note: 'fast' })
    await world.add('c')
    world.fleet.adoptBenchmark(id('b'), record(20))
    world.fleet.learn(id('b'), observation(4))
    const before = world.view('b')
    const speed = world.fleet.worker(id('b'))?.speed

    await world.fleet.remove(id('b'))
    expect(lanes()).toEqual(['a:active', 'c:active'])
    expect(world.fleet.worker(id('b'))).toBeUndefined()
    expect(world.fleet.workers().map(({ order }) => order)).toEqual([0, 1])
    expect(world.passwords.kept.size).toBe(0)
    expect(world.store.kept).toHaveLength(2)
    expect(world.events.at(-1)).toEqual({ type: 'workerRemoved', workerId: 'b' })

    const view = await world.fleet.restore(id('b'))
    expect(view).toMatchObject({ config: before.config, history: before.history, hasPassword: true })
    expect(world.fleet.worker(id('b'))?.speed).toEqual(speed)
    expect(lanes()).toEqual(['a:active', 'b:active', 'c:active'])
    expect(world.passwords.kept.get(id('b'))).toBe('secret')
    expect(world.connected.at(-1)).toMatchObject({ password: 'secret' })
    expect(world.store.kept).toHaveLength(3)
    await world.clock.advance(1)
    expect(world.view('b').state).toBe('idle')
  })

  it('can be undone once, and not for one that never was', async () => {
    await world.add('a')
    await world.fleet.remove(id('a'))
    await world.fleet.restore(id('a'))
    await expect(world.fleet.restore(id('a'))).rejects.toMatchObject({ kind: 'not-found' })
    await expect(world.fleet.remove(id('nobody'))).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('comes back beside one that took its name, not beside one with its address', async () => {
    await world.add('a')
    await world.fleet.remove(id('a'))
    const other = await world.fleet.add({ url: 'http://elsewhere', name: 'A' })
    expect((await world.fleet.restore(id('a'))).config.name).toBe('a 2')
    await world.fleet.remove(id('a'))
    await world.fleet.update(other.config.id, { url: 'http://a:7860' })
    await expect(world.fleet.restore(id('a'))).rejects.toThrow('A already has this address.')
    await world.fleet.update(other.config.id, { url: 'http://elsewhere' })
    await expect(world.fleet.restore(id('a'))).resolves.toMatchObject({ config: { url: 'http://a:7860' } })
  })

  it('closes its connection at once, or when its last request has ended', async () => {
    await world.add('a')
    await world.add('b')
    await world.fleet.remove(id('a'))
    expect(world.machine('a').open).toBe(0)
    world.fleet.report(id('b'), { type: 'batch-started' })
    await world.fleet.remove(id('b'))
    expect(world.machine('b').open).toBe(1)
    world.fleet.report(id('b'), { type: 'failed', failure: new WorkerFailure('aborted', 'Given up.') })
    expect(world.machine('b').open).toBe(0)
    await world.clock.advance(60_000)
    expect(world.machine('b').calls.filter((call) => call === 'ping')).toEqual([])
  })

  it('forgets what was removed long ago', async () => {
    for (let nth = 0; nth < 25; nth++) {
      await world.add(`h${nth}`)
      await world.fleet.remove(id(`h${nth}`))
    }
    await expect(world.fleet.restore(id('h0'))).rejects.toMatchObject({ kind: 'not-found' })
    await expect(world.fleet.restore(id('h24'))).resolves.toMatchObject({ config: { name: 'h24' } })
  })
})

describe('what is learned', () => {
  it('is written down a little later, and at the latest when the fleet stops', async () => {
    await world.add('a')
    world.fleet.adoptBenchmark(id('a'), record(20))
    const { saves } = world.store
    for (const seconds of [4, 4, 4]) world.fleet.learn(id('a'), observation(seconds))
    expect(world.store.saves).toBe(saves)
    await world.clock.advance(2_000)
    expect(world.store.saves).toBe(saves + 1)
    world.fleet.learn(id('a'), observation(4))
    await world.clock.run(world.fleet.stop())
    expect(world.store.saves).toBe(saves + 2)
    expect(world.store.kept[0]?.speed.corrections['']?.n).toBe(4)
  })

  it('is there again after a restart, with passwords and the order of the board', async () => {
    await world.add('a', { user: 'tom', password: 'secret' })
    await world.add('b', { lane: 'reserve' })
    world.fleet.adoptBenchmark(id('a'), record(20))
    world.fleet.learn(id('a'), observation(4))
    const { speed } = world.fleet.worker(id('a')) ?? {}
    await world.clock.run(world.fleet.stop())

    const again = new TestFleet({ store: world.store, passwords: world.passwords })
    expect(again.fleet.worker(id('a'))?.speed).toEqual(speed)
    expect(again.fleet.views().map(({ config, state }) => [config.id, config.lane, state])).toEqual([
      ['a', 'active', 'unknown'],
      ['b', 'reserve', 'unknown'],
    ])
    expect(again.connected[0]).toMatchObject({ user: 'tom', password: 'secret' })
    again.fleet.start()
    await again.clock.run(again.fleet.settled(1_000))
    expect(again.view('a').state).toBe('idle')
  })

  it('is shown as a speed once a few batches agree', async () => {
    await world.add('a')
    world.fleet.adoptBenchmark(id('a'), record(20))
    for (const seconds of [6, 6]) world.fleet.learn(id('a'), observation(seconds))
    expect(world.view('a').learnedIpm).toBeNull()
    world.fleet.learn(id('a'), observation(6))
    // half as fast as its benchmark says
    expect(world.view('a').learnedIpm).toBeCloseTo(10, 0)
  })

  it('changes what dispatch sees without telling it: it knows', async () => {
    await world.add('a')
    const heard: string[] = []
    world.fleet.onChange((changed) => heard.push(changed))
    const before = world.fleet.worker(id('a'))
    world.fleet.learn(id('a'), observation(4))
    expect(world.fleet.worker(id('a'))).not.toBe(before)
    expect(world.fleet.worker(id('a'))?.capabilities).toBe(before?.capabilities)
    expect(heard).toEqual([])
    world.fleet.learn(id('nobody'), observation(4))
  })
})

describe('a stored list that somebody spoiled', () => {
  it('still opens: broken addresses say so, doubles count once, impossible speeds are dropped', async () => {
    await world.add('a')
    world.fleet.adoptBenchmark(id('a'), record(20))
    const [good] = world.store.kept
    if (good === undefined) throw new Error('nothing was stored')
    const store = new MemoryStore()
    store.kept = [
      good,
      { ...good, config: { ...good.config, name: 'double' } },
      { ...good, config: { ...good.config, id: id('b'), name: 'b', url: 'not an address' } },
      {
        ...good,
        config: { ...good.config, id: id('c'), name: 'c', url: 'http://c' },
        speed: { ...good.speed, benchmark: record(0) },
        history: [record(Number.NaN), record(-1), record(7)],
      },
    ]
    const spoiled = new TestFleet({ store })
    spoiled.fleet.start()
    await spoiled.clock.advance(1)
    expect(spoiled.fleet.views().map(({ config, state }) => [config.name, state])).toEqual([
      ['a', 'idle'],
      ['b', 'unavailable'],
      ['c', 'idle'],
    ])
    expect(told(spoiled.view('b').problem)).toMatchObject({ remedy: 'Correct its address in its settings.' })
    expect(spoiled.view('c')).toMatchObject({ benchmark: null, history: [record(7)] })
    const probe = spoiled.fleet.probeAddress({ url: 'http://d' }, id('b'), new AbortController().signal)
    await expect(probe).resolves.toMatchObject({ ok: true })
    await spoiled.fleet.update(id('b'), { url: 'http://b' })
    await spoiled.clock.advance(1)
    expect(spoiled.view('b').state).toBe('idle')
  })

  it('refuses a speed that is none', async () => {
    await world.add('a')
    for (const ipm of [0, -3, Number.NaN, Number.POSITIVE_INFINITY, 1e9])
      expect(() => world.fleet.adoptBenchmark(id('a'), record(ipm))).toThrow('is not a valid speed')
    expect(world.view('a').benchmark).toBeNull()
  })
})
