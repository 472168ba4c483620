import { beforeEach, describe, expect, it } from 'vitest'
import { WorkerId } from '../../../shared/ids.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { BenchmarkProgress } from '../../../shared/worker.ts'
import type { Fault } from '../../core/dispatch/testing/fault.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { Observation } from '../../core/speed/worker-speed.ts'
import { told } from '../../testing/told.ts'
import { TestFleet } from '../testing/test-fleet.ts'
import { benchmarkParams } from './benchmark-request.ts'

const id = (text: string) => WorkerId.parse(text)

let world: TestFleet
beforeEach(() => {
  world = new TestFleet({ random: () => 0.5 })
})

const measure = (...names: string[]) => world.clock.run(world.fleet.measure(names.map(id)))
const speedOf = (name: string) => {
  const worker = world.fleet.worker(id(name))
  if (worker === undefined) throw new Error(`There is no ${name}.`)
  return worker.speed
}
/** One image that took 6 s. */
const batchOf6s = (predictedSeconds: number): Observation => ({
  params: benchmarkParams(world.payload),
  checkpoint: 'common',
  count: 1,
  seconds: 6,
  predictedSeconds,
  loadSeconds: null,
  tainted: false,
  at: 0,
})
const gains = (known: Record<number, number>) => (b: number) => known[b] ?? 1
/** A fault on the nth request of a machine (from 0), or on all. */
const faulty = (name: string, fault: Fault, nth?: number, ipm = 20) =>
  world.machine(name, { ipm }, undefined, (_request, at) => (nth === undefined || at === nth ? fault : null))

describe('a benchmark', () => {
  it('makes two warm-up runs, three measured ones, and batches of four and eight', async () => {
    world.machine('argon', { ipm: 20, gain: gains({ 4: 0.7, 8: 0.5 }) })
    await world.add('argon')
    const began = world.clock.now()
    expect([...(await measure('argon'))]).toEqual([['argon', 'measured']])
    expect((world.clock.now() - began) / 1000).toBeCloseTo(5 * 3 + 4 * 3 * 0.7 + 8 * 3 * 0.5, 0)
    expect(world.machine('argon').count('generate')).toBe(7)
    expect(world.machine('argon').server.imagesComputed).toBe(17)
    const view = world.view('argon')
    expect(view).toMatchObject({ state: 'idle', benchmarkProgress: null, problem: null })
    expect(view.benchmark).toMatchObject({ checkpoint: 'common', version: 'v1.10.1', at: world.clock.wall() })
    expect(view.benchmark?.ipm).toBeCloseTo(20, 1)
    expect(view.history).toEqual([view.benchmark])
    expect(view.benchmark?.batchIpm).toEqual({ 4: expect.closeTo(20 / 0.7, 0), 8: expect.closeTo(40, 0) })
    expect(speedOf('argon').batchGain).toEqual({
      4: { mean: expect.closeTo(0.7, 1), n: 3 },
      8: { mean: expect.closeTo(0.5, 1), n: 3 },
    })
    expect(world.store.kept[0]?.history[0]?.batchIpm).toEqual(view.benchmark?.batchIpm)
    expect(world.store.kept[0]?.speed.benchmark?.ipm).toBeCloseTo(20, 1)
  })

  it('makes as many runs as the settings say', async () => {
    world.payload = { ...world.payload, warmUpRuns: 0, measuredRuns: 1 }
    await world.add('argon', { maxBatch: 1 })
    await measure('argon')
    expect(world.machine('argon').count('generate')).toBe(1)
  })

  it('takes the median: one run that was disturbed does not count', async () => {
    faulty('argon', { type: 'slow', times: 5 }, 3)
    await world.add('argon')
    await measure('argon')
    const { ipm, minIpm, maxIpm } = world.view('argon').benchmark ?? {}
    expect(ipm).toBeCloseTo(20, 1)
    expect(maxIpm).toBeCloseTo(20, 1)
    expect(minIpm).toBeCloseTo(4, 1)
  })

  it('does not count the warm-up', async () => {
    world.machine('argon', {}, undefined, (_request, nth) => (nth < 2 ? { type: 'slow', times: 9 } : null))
    await world.add('argon')
    await measure('argon')
    expect(world.view('argon').benchmark?.minIpm).toBeCloseTo(20, 1)
  })

  it('finds the overhead where the server tells its own time', async () => {
    world.machine('argon', { ipm: 20, overheadSeconds: 0.5 }).tellsOverhead = 0.5
    await world.add('argon')
    await measure('argon')
    expect(world.view('argon').benchmark?.ipm).toBeCloseTo(20, 1)
    expect(world.fleet.worker(id('argon'))?.speed.overheadSeconds.mean).toBeCloseTo(0.5, 2)
  })

  it('is asked for once, however often it is asked for', async () => {
    await world.add('argon')
    const both = Promise.all([
      world.fleet.measure([id('argon')]),
      world.fleet.measure([id('argon'), id('argon')]),
    ])
    const [first, second] = await world.clock.run(both)
    expect([first.get(id('argon')), second.get(id('argon'))]).toEqual(['measured', 'measured'])
    expect(world.view('argon').history).toHaveLength(1)
  })

  it('measures a machine whose single steps take more than a minute', async () => {
    world.payload = { ...world.payload, warmUpRuns: 0, measuredRuns: 1 }
    world.machine('argon', { ipm: 1 / 30 })
    await world.add('argon', { maxBatch: 1 })
    expect([...(await measure('argon'))]).toEqual([['argon', 'measured']])
    expect(world.view('argon').benchmark?.ipm).toBeCloseTo(1 / 30, 3)
  })

  it('ends when the last one who asked for it takes the wish back, and no sooner', async () => {
    await world.add('argon')
    const [one, other] = [new AbortController(), new AbortController()]
    const asked = [one, other].map(({ signal }) => world.fleet.measure([id('argon')], signal))
    await world.clock.advance(4000)
    one.abort()
    await world.clock.advance(4000)
    expect(world.view('argon').state).toBe('benchmarking')
    other.abort()
    const outcomes = await world.clock.run(Promise.all(asked))
    expect(outcomes.map((each) => each.get(id('argon')))).toEqual(['failed', 'failed'])
    expect(world.view('argon').benchmark).toBeNull()
  })

  it('goes on for a user who asked for it by hand, before or after a job that needs it no more', async () => {
    for (const order of ['before', 'after']) {
      const name = `argon-${order}`
      await world.add(name)
      const job = new AbortController()
      const byHand = () => world.fleet.measure([id(name)])
      const forJob = () => world.fleet.measure([id(name)], job.signal)
      const asked = order === 'before' ? [byHand(), forJob()] : [forJob(), byHand()]
      await world.clock.advance(4000)
      job.abort()
      const outcomes = await world.clock.run(Promise.all(asked))
      expect(outcomes.map((each) => each.get(id(name)))).toEqual(['measured', 'measured'])
    }
  })

  it('begins anew for somebody who asks while the one before is being cancelled', async () => {
    await world.add('argon')
    const first = world.fleet.measure([id('argon')])
    await world.clock.advance(4000)
    world.fleet.cancelBenchmark([id('argon')])
    const [cancelled, again] = await world.clock.run(Promise.all([first, world.fleet.measure([id('argon')])]))
    expect([cancelled.get(id('argon')), again.get(id('argon'))]).toEqual(['failed', 'measured'])
  })

  it('does not begin for somebody who needs it no more', async () => {
    await world.add('argon')
    const outcome = await world.fleet.measure([id('argon')], AbortSignal.abort())
    expect([outcome.get(id('argon')), world.view('argon').state]).toEqual(['failed', 'idle'])
  })

  it('that was cut short while it warmed up gives a first speed, which is kept', async () => {
    await world.add('argon')
    const job = new AbortController()
    const asked = world.fleet.measure([id('argon')], job.signal, 'background')
    await world.clock.advance(4000)
    job.abort()
    await world.clock.run(asked)
    expect(speedOf('argon').firstIpm).toBeCloseTo(20, 0)
    await world.clock.advance(60_000)
    expect(world.store.kept[0]?.speed.firstIpm).toBeCloseTo(20, 0)
  })

  it('that was cut short while it warmed up does not replace what jobs have shown', async () => {
    await world.add('argon')
    for (let batch = 0; batch < 3; batch++) world.fleet.learn(id('argon'), batchOf6s(6))
    const before = speedOf('argon')
    expect(before.firstIpm).toBeDefined()
    const job = new AbortController()
    const asked = world.fleet.measure([id('argon')], job.signal, 'background')
    await world.clock.advance(4000)
    job.abort()
    await world.clock.run(asked)
    expect(speedOf('argon')).toEqual(before)
  })

  it('keeps a bounded history, oldest first', async () => {
    world.payload = { ...world.payload, warmUpRuns: 0, measuredRuns: 1 }
    await world.add('argon', { maxBatch: 1 })
    for (let round = 0; round < 52; round++) await measure('argon')
    const { history, benchmark } = world.view('argon')
    expect(history).toHaveLength(50)
    expect(history.at(-1)).toEqual(benchmark)
    expect(history.map(({ at }) => at)).toEqual([...history.map(({ at }) => at)].sort((a, b) => a - b))
  })

  it('resets what was learned against the one before', async () => {
    await world.add('argon')
    await measure('argon')
    world.fleet.learn(id('argon'), batchOf6s(3))
    expect(Object.keys(world.fleet.worker(id('argon'))?.speed.corrections ?? {})).not.toEqual([])
    await measure('argon')
    expect(world.fleet.worker(id('argon'))?.speed.corrections).toEqual({})
  })

  it('measures the same speed with a payload of other work', async () => {
    world.payload = { ...world.payload, steps: 40 }
    await world.add('argon')
    await measure('argon')
    expect(world.view('argon').benchmark?.ipm).toBeCloseTo(20, 0)
  })
})

describe('several benchmarks', () => {
  it('run side by side: a slow worker keeps nobody waiting', async () => {
    world.machine('slow', { ipm: 1 })
    world.machine('fast', { ipm: 60 })
    await world.add('slow')
    await world.add('fast')
    const all = world.fleet.measure(null)
    await world.clock.advance(20_000)
    expect(world.view('fast')).toMatchObject({ state: 'idle', benchmarkProgress: null })
    expect(world.view('slow')).toMatchObject({ state: 'benchmarking', benchmark: null })
    await world.clock.run(all)
    expect(world.view('slow').benchmark?.ipm).toBeCloseTo(1, 1)
  })

  it('end for one that fails, and go on for the others', async () => {
    faulty('broken', { type: 'fail', kind: 'server-error', words: 'The sampler exploded.' }, 1)
    await world.add('broken')
    await world.add('good')
    expect([...(await measure('broken', 'good'))]).toEqual([
      ['broken', 'failed'],
      ['good', 'measured'],
    ])
    expect(told(world.view('broken'))).toMatchObject({
      state: 'idle',
      benchmark: null,
      problem: { kind: 'server-error', message: 'It could not be measured. The sampler exploded.' },
      measuringFailed: true,
    })
    expect(world.notices()).toEqual(['broken could not be measured: The sampler exploded.'])
    expect(world.fleet.worker(id('broken'))?.available).toBe(true)
  })

  it('leave out who is switched off when all are asked for', async () => {
    await world.add('on')
    await world.add('off', { lane: 'off' })
    expect([...(await world.clock.run(world.fleet.measure(null))).keys()]).toEqual(['on'])
  })

  it('answer "failed" for a worker that is not there', async () => {
    expect([...(await measure('nobody'))]).toEqual([['nobody', 'failed']])
  })
})

describe('the checkpoint of a benchmark', () => {
  it('is the one most have loaded; who has another one loads it first', async () => {
    await world.add('a')
    await world.add('b')
    world.machine('c').capabilities.loadedCheckpoint = 'other'
    await world.add('c')
    await world.clock.run(world.fleet.measure(null))
    expect(world.machine('a').count('load')).toBe(0)
    expect(world.machine('c').calls.filter((call) => call.startsWith('load'))).toEqual([
      'load models/common.safetensors',
    ])
    expect(world.view('c').benchmark?.checkpoint).toBe('common')
    expect(world.view('c').capabilities?.loadedCheckpoint).toBe('common')
    expect(world.fleet.worker(id('c'))?.speed.loadSeconds).toEqual({ mean: 5, n: 1 })
    expect(world.fleet.worker(id('a'))?.speed.loadSeconds.n).toBe(0)
  })

  it('is what a worker has when it lacks the common one; its record says so', async () => {
    await world.add('a')
    await world.add('b')
    world.machine(
      'c',
      {},
      {
        loadedCheckpoint: 'own',
        checkpoints: [{ title: 'own', name: 'own', hash: null, sha256: null }],
      },
    )
    await world.add('c')
    await world.clock.run(world.fleet.measure(null))
    expect(world.machine('c').count('load')).toBe(0)
    expect(world.view('c').benchmark?.checkpoint).toBe('own')
  })

  it('is the override of a worker that has one', async () => {
    await world.add('a')
    await world.add('b', { checkpointOverride: 'other' })
    await world.clock.run(world.fleet.measure(null))
    expect(world.view('a').benchmark?.checkpoint).toBe('common')
    expect(world.view('b').benchmark?.checkpoint).toBe('other')
  })

  it('stays what it is when the server does not load it', async () => {
    await world.add('a')
    await world.add('b')
    const machine = world.machine('c')
    machine.capabilities.loadedCheckpoint = 'other'
    machine.loadFailure = new WorkerFailure('server-error', 'c did not load common; it still has other.')
    await world.add('c')
    await world.clock.run(world.fleet.measure(null))
    expect(world.view('c').benchmark?.checkpoint).toBe('other')
    expect(world.fleet.worker(id('c'))?.speed.loadSeconds.n).toBe(0)
  })

  it('warms up once more after a load, even when no warm-up is set', async () => {
    world.payload = { ...world.payload, warmUpRuns: 0, measuredRuns: 1 }
    await world.add('a', { checkpointOverride: 'other', maxBatch: 1 })
    await measure('a')
    expect(world.machine('a').count('generate')).toBe(2)
  })

  it('that a server loads later teaches no load time', async () => {
    world.machine('a', {}, { kind: 'forge', loadsAtOnce: false, loadedCheckpoint: 'other' })
    await world.add('a', { checkpointOverride: 'common' })
    await measure('a')
    expect(world.fleet.worker(id('a'))?.speed.loadSeconds.n).toBe(0)
  })
})

describe('the batches of four and eight', () => {
  it('of which one does not fit into memory take nothing from the result', async () => {
    world.machine('argon', { ipm: 20, vramCap: 3 })
    await world.add('argon')
    expect((await measure('argon')).get(id('argon'))).toBe('measured')
    expect(world.view('argon').benchmark?.ipm).toBeCloseTo(20, 1)
    expect(world.view('argon')).toMatchObject({ state: 'idle', problem: null })
    expect(world.fleet.worker(id('argon'))?.speed.batchGain).toEqual({})
    expect(world.notices()).toEqual([])
  })

  it('tell dispatch to begin with two where four do not fit, and a kept limit stays with the worker', async () => {
    world.machine('argon', { ipm: 20, vramCap: 3 })
    await world.add('argon')
    await measure('argon')
    expect(Object.values(world.fleet.worker(id('argon'))?.speed.memory ?? {})).toEqual([{ most: 2, good: 1 }])
    world.fleet.keepMemory(id('argon'), 'common|40', { most: 1, good: 1 })
    await world.fleet.stop()
    expect(world.store.kept[0]?.speed.memory).toMatchObject({ 'common|40': { most: 1, good: 1 } })
  })

  it('tell that four fit and eight do not, and what four gain', async () => {
    world.machine('argon', { ipm: 20, vramCap: 6, gain: gains({ 4: 0.7 }) })
    await world.add('argon')
    expect((await measure('argon')).get(id('argon'))).toBe('measured')
    expect(Object.values(speedOf('argon').memory ?? {})).toEqual([{ most: 4, good: 4 }])
    expect(Object.keys(speedOf('argon').batchGain)).toEqual(['4'])
    expect(Object.keys(world.view('argon').benchmark?.batchIpm ?? {})).toEqual(['4'])
    expect(world.view('argon')).toMatchObject({ state: 'idle', problem: null })
    expect(world.notices()).toEqual([])
  })

  it.each([
    ['a largest batch of 1', { maxBatch: 1 }, {}, []],
    ['a largest batch of 2', { maxBatch: 2 }, {}, [2]],
    ['a pixel cap of three images', { pixelCap: 3 * 512 * 512 }, {}, [3]],
    ['a largest batch of 7', { maxBatch: 7 }, {}, [4]],
    ['a server that makes one image a call', {}, { batches: false }, []],
  ])('are as large as they may be with %s', async (_words, input, capabilities, sizes: number[]) => {
    world.machine('argon', {}, capabilities)
    await world.add('argon', input)
    await measure('argon')
    const images = sizes.reduce((sum, size) => sum + size, 0)
    expect(world.machine('argon').server.imagesComputed).toBe(5 + images)
    expect(Object.keys(world.view('argon').benchmark?.batchIpm ?? {}).map(Number)).toEqual(sizes)
  })

  it('of which one loses the worker leave its speed known and the worker unavailable', async () => {
    faulty('argon', { type: 'fail', kind: 'connection-reset' }, 5)
    await world.add('argon')
    expect((await measure('argon')).get(id('argon'))).toBe('measured')
    expect(world.view('argon')).toMatchObject({ state: 'unavailable', problem: { kind: 'connection-reset' } })
    expect(world.view('argon').benchmark?.ipm).toBeCloseTo(20, 1)
  })
})

describe('a worker that fails its benchmark', () => {
  it.each([
    ['unreachable', 'unavailable'],
    ['auth', 'needs-sign-in'],
    ['out-of-memory', 'idle'],
    ['validation', 'idle'],
  ] as const)('with %s is %s afterwards', async (kind, state) => {
    faulty('argon', { type: 'fail', kind, words: 'It failed.' }, 0)
    await world.add('argon')
    expect((await measure('argon')).get(id('argon'))).toBe('failed')
    expect(world.view('argon')).toMatchObject({ state, benchmarkProgress: null, problem: { kind } })
  })

  it('because it does not have the sampler, is told so before anything is sent', async () => {
    world.payload = { ...world.payload, sampler: 'Heun' }
    await world.add('argon')
    await measure('argon')
    expect(world.machine('argon').count('generate')).toBe(0)
    expect(told(world.view('argon').problem)).toMatchObject({
      kind: 'unknown-sampler',
      message: "It could not be measured. It does not have the benchmark's sampler Heun.",
    })
  })

  it('because it sends no picture, says so', async () => {
    faulty('argon', { type: 'fewer', images: 0 })
    await world.add('argon')
    await measure('argon')
    expect(told(world.view('argon').problem)).toMatchObject({
      message: 'It could not be measured. It sent 0 of 1 images.',
    })
  })

  it('because it stands still, is given up and unavailable', async () => {
    world.machine('argon', { ipm: 20 }, {}, () => ({ type: 'hang', seconds: Number.POSITIVE_INFINITY }))
    await world.add('argon')
    const began = world.clock.now()
    expect((await measure('argon')).get(id('argon'))).toBe('failed')
    expect((world.clock.now() - began) / 1000).toBeLessThan(700)
    expect(world.notices()[0]).toMatch(/argon could not be measured: It has shown no progress for 60\d s/)
  })

  it('because it is frozen, is given up within minutes and unavailable', async () => {
    world.machine('argon', { ipm: 20 })
    await world.add('argon')
    const result = world.fleet.measure([id('argon')])
    await world.clock.advance(8_000)
    world.machine('argon').silent = true
    const began = world.clock.now()
    expect((await world.clock.run(result)).get(id('argon'))).toBe('failed')
    expect((world.clock.now() - began) / 1000).toBeLessThan(320)
    expect(world.notices()[0]).toMatch(/argon could not be measured: It has not answered for 30\d s/)
    expect(world.view('argon').state).toBe('unavailable')
  })

  it('because it is frozen, is given up within minutes also where its progress is never told', async () => {
    const machine = world.machine('argon', { ipm: 0.02 })
    machine.server.progress = async () => ({ at: 'unknown', fraction: null, pulse: '', preview: null })
    await world.add('argon')
    const result = world.fleet.measure([id('argon')])
    await world.clock.advance(400_000)
    expect(world.view('argon').state).toBe('benchmarking')
    const ping = machine.count('ping')
    machine.silentCalls = new Set(['ping', 'generate'])
    const began = world.clock.now()
    expect((await world.clock.run(result)).get(id('argon'))).toBe('failed')
    expect((world.clock.now() - began) / 1000).toBeLessThan(350)
    expect(machine.count('ping') - ping).toBeLessThan(40)
    expect(world.notices()[0]).toMatch(/It has not answered for 3\d\d s/)
  })

  it('forgets the failure with the next benchmark that works', async () => {
    faulty('argon', { type: 'fail', kind: 'server-error', words: 'Once.' }, 0)
    await world.add('argon')
    await measure('argon')
    expect(world.view('argon').problem).not.toBeNull()
    await measure('argon')
    expect(world.view('argon').problem).toBeNull()
  })
})

describe('when a benchmark may begin', () => {
  it('waits until the worker has ended what it does for a job, and takes no new work meanwhile', async () => {
    await world.add('argon')
    world.fleet.report(id('argon'), { type: 'batch-started' })
    world.fleet.report(id('argon'), { type: 'batch-started' })
    const result = world.fleet.measure([id('argon')])
    await world.clock.advance(30_000)
    expect(world.view('argon')).toMatchObject({ state: 'working', benchmarkProgress: { phase: 'waiting' } })
    expect(world.fleet.worker(id('argon'))).toMatchObject({
      available: false,
      unavailableReason: reason('fleet.about-to-be-measured'),
    })
    expect(world.machine('argon').count('generate')).toBe(0)
    world.fleet.report(id('argon'), { type: 'batch-ended' })
    await world.clock.advance(1_000)
    expect(world.view('argon').state).toBe('working')
    world.fleet.report(id('argon'), { type: 'batch-ended' })
    await world.clock.run(result)
    expect(world.view('argon').benchmark).not.toBeNull()
    expect(world.fleet.worker(id('argon'))?.available).toBe(true)
  })

  it("waits for the end of somebody else's work", async () => {
    const machine = world.machine('argon')
    await world.add('argon')
    machine.activity = { busy: true, fromPage: true, fraction: 0.1, etaSeconds: 60 }
    const result = world.fleet.measure([id('argon')])
    await world.clock.advance(20_000)
    expect(world.view('argon')).toMatchObject({ state: 'idle', benchmarkProgress: { phase: 'waiting' } })
    machine.activity = { busy: false, fromPage: false, fraction: null, etaSeconds: null }
    await world.clock.run(result)
    expect(world.view('argon').benchmark).not.toBeNull()
  })

  it('waits for the first looks, so that all are measured on one checkpoint', async () => {
    world.machine('b').capabilities.loadedCheckpoint = 'other'
    world.fleet.start()
    for (const name of ['a', 'b', 'c'])
      await world.fleet.add({ url: `http://${name}`, name }, { id: id(name) })
    await measure('b')
    expect(world.view('b').benchmark?.checkpoint).toBe('common')
  })

  it('looks once more at a worker that is away', async () => {
    world.machine('argon').failure = new WorkerFailure('unreachable', 'Nothing listens.', 'Start it.')
    await world.add('argon')
    expect((await measure('argon')).get(id('argon'))).toBe('failed')
    expect(world.notices()).toEqual(['argon could not be measured: Nothing listens. Start it.'])
    world.machine('argon').failure = null
    expect((await measure('argon')).get(id('argon'))).toBe('measured')
  })

  it('is refused in words for one that is off, paused or locked', async () => {
    await world.add('off', { lane: 'off' })
    await world.add('paused')
    world.fleet.report(id('paused'), { type: 'failed-too-often' })
    world.machine('locked').failure = new WorkerFailure('auth', 'It asks for a password.', 'Give it.')
    await world.add('locked')
    await measure('off', 'paused', 'locked')
    expect(world.notices()).toEqual([
      'off could not be measured: off is switched off. Move it to another lane first.',
      'paused could not be measured: paused is paused. Resume it first.',
      'locked could not be measured: It asks for a password. Give it.',
    ])
    expect(world.view('off').problem).toBeNull()
  })
})

describe('a benchmark that is cancelled', () => {
  it('stops its own run on the server, says nothing more, and the worker is free', async () => {
    world.machine('argon', { ipm: 1 })
    await world.add('argon')
    const result = world.fleet.measure([id('argon')])
    await world.clock.advance(90_000)
    world.fleet.cancelBenchmark([id('argon')])
    expect((await world.clock.run(result)).get(id('argon'))).toBe('failed')
    expect(JSON.stringify(world.machine('argon').server.interrupts)).toContain('tributary-benchmark-')
    expect(world.view('argon')).toMatchObject({
      state: 'idle',
      benchmark: null,
      problem: null,
      benchmarkProgress: null,
    })
    expect(world.notices()).toEqual([])
    expect(world.fleet.worker(id('argon'))?.available).toBe(true)
  })

  it('ends within seconds though the server is frozen', async () => {
    world.machine('argon', { ipm: 1 })
    await world.add('argon')
    const result = world.fleet.measure([id('argon')])
    await world.clock.advance(90_000)
    world.machine('argon').silent = true
    await world.clock.advance(10_000)
    const began = world.clock.now()
    world.fleet.cancelBenchmark(null)
    expect((await world.clock.run(result)).get(id('argon'))).toBe('failed')
    expect(world.clock.now() - began).toBeLessThan(6_000)
  })

  it("never stops somebody else's work", async () => {
    world.machine('argon', { ipm: 1 }, { taskIds: false })
    await world.add('argon')
    const result = world.fleet.measure([id('argon')])
    await world.clock.advance(90_000)
    world.fleet.cancelBenchmark(null)
    await world.clock.run(result)
    expect(world.machine('argon').server.interrupts).toEqual([])
  })

  it('while it waits never begins', async () => {
    await world.add('argon')
    world.fleet.report(id('argon'), { type: 'batch-started' })
    const result = world.fleet.measure([id('argon')])
    await world.clock.advance(1_000)
    world.fleet.cancelBenchmark([id('argon')])
    await world.clock.run(result)
    expect(world.view('argon')).toMatchObject({ state: 'working', benchmarkProgress: null })
    expect(world.fleet.worker(id('argon'))?.available).toBe(true)
    expect(world.machine('argon').count('generate')).toBe(0)
  })

  it.each([
    ['removed', () => world.fleet.remove(id('argon'))],
    ['switched off', () => world.fleet.move(id('argon'), 'off', 0)],
    ['moved to another address', () => world.fleet.update(id('argon'), { url: 'http://neon' })],
  ])('ends when its worker is %s', async (_words, change) => {
    world.machine('argon', { ipm: 1 })
    await world.add('argon')
    const result = world.fleet.measure([id('argon')])
    await world.clock.advance(90_000)
    await change()
    expect((await world.clock.run(result)).get(id('argon'))).toBe('failed')
    await world.clock.advance(1_000)
    expect(world.fleet.view(id('argon'))?.benchmark ?? null).toBeNull()
    expect(world.notices()).toEqual([])
  })

  it('ends when the fleet stops', async () => {
    world.machine('argon', { ipm: 1 })
    await world.add('argon')
    const result = world.fleet.measure([id('argon')])
    await world.clock.advance(90_000)
    await world.clock.run(world.fleet.stop())
    expect((await world.clock.run(result)).get(id('argon'))).toBe('failed')
    expect(world.machine('argon').open).toBe(0)
  })
})

describe('live progress of a benchmark', () => {
  it('goes through its phases, never back, up to the end', async () => {
    world.machine('argon', { ipm: 6, gain: gains({ 4: 0.5 }) }, { loadedCheckpoint: 'other' })
    await world.add('argon', { checkpointOverride: 'common' })
    await world.clock.advance(1_000)
    await measure('argon')
    const progress = world.events.flatMap((event) =>
      event.type === 'workerChanged' && event.worker.benchmarkProgress !== null
        ? [event.worker.benchmarkProgress]
        : [],
    )
    const phases = [...new Set(progress.map(({ phase, run, runs }) => `${phase} ${run}/${runs}`))]
    expect(phases).toEqual([
      'waiting 0/0',
      'loading 1/1',
      'warm-up 1/2',
      'warm-up 2/2',
      'measuring 1/5',
      'measuring 2/5',
      'measuring 3/5',
      'measuring 4/5',
      'measuring 5/5',
    ])
    const fractions = progress.map(({ fraction }) => fraction)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    // Between runs too: many more steps than runs.
    expect(new Set(fractions).size).toBeGreaterThan(20)
    expect(Math.max(...fractions)).toBeLessThanOrEqual(1)
    const so = (each: BenchmarkProgress) => each.phase === 'measuring' && each.run === 2
    expect(progress.find(so)?.ipmSoFar).toBeCloseTo(6, 1)
    expect(progress.find(({ phase }) => phase === 'warm-up')?.ipmSoFar).toBeNull()
    expect(world.view('argon').benchmarkProgress).toBeNull()
  })

  const progressOf = () =>
    world.events.flatMap((event) =>
      event.type === 'workerChanged' && event.worker.benchmarkProgress !== null
        ? [event.worker.benchmarkProgress]
        : [],
    )

  it('tells how long it takes once a part of the first run is done, and ever less', async () => {
    world.payload = { ...world.payload, warmUpRuns: 1, measuredRuns: 2 }
    world.machine('argon', { ipm: 6 })
    await world.add('argon', { maxBatch: 1 })
    await measure('argon')
    const progress = progressOf()
    const first = progress.findIndex(({ remainingSeconds }) => typeof remainingSeconds === 'number')
    expect(progress[first]).toMatchObject({ phase: 'warm-up', run: 1 })
    expect(progress[first]?.fraction).toBeLessThan(0.2)
    // Three runs of 10 s each.
    expect(progress[first]?.remainingSeconds).toBeGreaterThan(20)
    expect(progress[first]?.remainingSeconds).toBeLessThan(32)
    const halfway = progress.find(({ phase, run }) => phase === 'measuring' && run === 2)
    expect(halfway?.remainingSeconds).toBeCloseTo(10, 0)
    expect(progress.slice(first).every(({ remainingSeconds }) => remainingSeconds !== null)).toBe(true)
  })

  it('tells from the start how long it takes a machine whose speed is known', async () => {
    world.payload = { ...world.payload, warmUpRuns: 1, measuredRuns: 2 }
    world.machine('argon', { ipm: 6 })
    await world.add('argon', { maxBatch: 1 })
    await measure('argon')
    world.events.length = 0
    await measure('argon')
    const begun = progressOf().find(({ phase }) => phase === 'warm-up')
    expect(begun).toMatchObject({ run: 1, fraction: 0 })
    expect(begun?.remainingSeconds).toBeCloseTo(30, 0)
  })
})
