import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import { DISPATCH_DEFAULTS } from '../core/dispatch/dispatch-settings.ts'
import { createDispatcher, type Dispatcher } from '../core/dispatch/dispatcher.ts'
import { MemoryJournal, MemorySink } from '../core/dispatch/testing/memory-sink.ts'
import { seededRandom } from '../core/dispatch/testing/seeded-random.ts'
import { requestFor } from '../core/dispatch/testing/world.ts'
import { problemOf, WorkerFailure } from '../core/failure.ts'
import { TestFleet } from './testing/test-fleet.ts'

const id = (text: string) => WorkerId.parse(text)
const away = () => new WorkerFailure('unreachable', 'Nothing listens.')

/** The real dispatcher on the real fleet, in virtual time. */
class Farm extends TestFleet {
  readonly sink = new MemorySink()
  readonly jobs = new Map<string, JobView>()
  readonly dispatcher: Dispatcher
  readonly refusals: string[] = []

  constructor() {
    super({ random: seededRandom(7) })
    let ids = 0
    this.dispatcher = createDispatcher({
      clock: this.clock,
      random: seededRandom(3),
      fleet: this.fleet,
      sink: this.sink,
      journal: new MemoryJournal(),
      wildcards: { lines: () => null },
      settings: () => DISPATCH_DEFAULTS,
      emit: (event) => {
        if (event.type === 'jobChanged') this.jobs.set(event.job.id, event.job)
      },
      newId: () => `job-${ids++}`,
    })
  }

  async measured(...machines: [name: string, ipm: number][]): Promise<void> {
    for (const [name, ipm] of machines) {
      this.machine(name, { ipm })
      await this.add(name)
      const record = { ipm, minIpm: ipm, maxIpm: ipm, at: 0, checkpoint: 'common', version: null }
      this.fleet.adoptBenchmark(id(name), record)
    }
  }

  /** The process ends there: connections break, nothing answers. */
  kill(name: string): void {
    const machine = this.machine(name)
    machine.failure = away()
    machine.server.crash()
  }

  fail(name: string, failure: WorkerFailure | null): void {
    this.machine(name).failure = failure
  }

  /** Lets a call take its time; what it was refused with is noted. */
  begin(call: Promise<unknown>): void {
    call.catch((error: unknown) => this.refusals.push(problemOf(error).kind))
  }

  stored(): number[] {
    return [...this.sink.indexes()].sort((a, b) => a - b)
  }
}

/** What a call may be refused with; `internal` would be a transition the table of states does not hold. */
const REFUSALS = new Set(['not-found', 'not-now', 'unreachable', 'auth', 'timeout'])
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('dispatch on this fleet', () => {
  it('gives a job to all workers and leaves them idle and wiser', async () => {
    const farm = new Farm()
    await farm.measured(['argon', 5], ['master', 14.9], ['laptop', 20])
    farm.dispatcher.submit(requestFor(24))
    await farm.clock.advance(1_000)
    expect(farm.fleet.views().map(({ state }) => state)).toEqual(['working', 'working', 'working'])
    await farm.clock.advance(120_000)
    expect(farm.stored()).toEqual(upTo(24))
    expect(farm.fleet.views().map(({ state }) => state)).toEqual(['idle', 'idle', 'idle'])
    expect(farm.fleet.worker(id('laptop'))?.speed.corrections['']?.n).toBeGreaterThan(0)
    await farm.clock.run(farm.fleet.stop())
    expect(farm.store.kept.every(({ speed }) => speed.corrections[''] !== undefined)).toBe(true)
  })

  it('goes on without a worker that dies, and takes it back when it returns', async () => {
    const farm = new Farm()
    await farm.measured(['argon', 10], ['laptop', 20])
    farm.dispatcher.submit(requestFor(40))
    await farm.clock.advance(10_000)
    farm.kill('laptop')
    await farm.clock.advance(5_000)
    expect(farm.view('laptop')).toMatchObject({ state: 'unavailable' })
    farm.machine('laptop').failure = null
    await farm.clock.advance(10_000)
    expect(farm.view('laptop').state).toBe('working')
    await farm.clock.advance(200_000)
    expect(farm.stored()).toEqual(upTo(40))
    expect(farm.fleet.views().map(({ state }) => state)).toEqual(['idle', 'idle'])
  })

  it('waits while everybody is away, and resumes by itself', async () => {
    const farm = new Farm()
    await farm.measured(['argon', 10])
    farm.kill('argon')
    const job = farm.dispatcher.submit(requestFor(3))
    await farm.clock.advance(30_000)
    expect(farm.jobs.get(job.id)?.state ?? job.state).toMatch(/waiting|queued|running/)
    expect(farm.stored()).toEqual([])
    farm.machine('argon').failure = null
    await farm.clock.advance(120_000)
    expect(farm.stored()).toEqual(upTo(3))
  })

  it('benchmarks a worker in the middle of a job without losing a picture', async () => {
    const farm = new Farm()
    await farm.measured(['argon', 10], ['laptop', 20])
    farm.dispatcher.submit(requestFor(60))
    await farm.clock.advance(10_000)
    const result = farm.fleet.measure([id('laptop')])
    await farm.clock.run(result)
    expect((await result).get(id('laptop'))).toBe('measured')
    await farm.clock.advance(400_000)
    expect(farm.stored()).toEqual(upTo(60))
  })

  it('asks a worker that wants a password for nothing more, and goes on with the others', async () => {
    const farm = new Farm()
    await farm.measured(['argon', 10], ['laptop', 20])
    farm.dispatcher.submit(requestFor(20))
    await farm.clock.advance(5_000)
    farm.machine('laptop').failure = new WorkerFailure('auth', 'It asks for a password.')
    await farm.clock.advance(60_000)
    expect(farm.view('laptop').state).toBe('needs-sign-in')
    const calls = farm.machine('laptop').calls.length
    await farm.clock.advance(200_000)
    expect(farm.machine('laptop').calls).toHaveLength(calls)
    expect(farm.stored()).toEqual(upTo(20))
  })
})

describe('whatever happens around a job', () => {
  /** What may happen to a worker. Calls that wait are not waited for: the world goes on meanwhile. */
  const happenings: Record<string, (farm: Farm, name: string) => Promise<unknown>> = {
    kill: async (farm, name) => farm.kill(name),
    revive: async (farm, name) => farm.fail(name, null),
    lock: async (farm, name) => farm.fail(name, new WorkerFailure('auth', 'Locked.')),
    'move off': (farm, name) => farm.fleet.move(id(name), 'off', 0),
    'move on': (farm, name) => farm.fleet.move(id(name), 'active', 0),
    reserve: (farm, name) => farm.fleet.move(id(name), 'reserve', 0),
    measure: async (farm, name) => farm.begin(farm.fleet.measure([id(name)])),
    'cancel measuring': async (farm) => farm.fleet.cancelBenchmark(null),
    remove: (farm, name) => farm.fleet.remove(id(name)),
    restore: (farm, name) => farm.fleet.restore(id(name)),
    edit: (farm, name) => farm.fleet.update(id(name), { url: `http://${name}:7860`, password: 'x' }),
    refresh: async (farm, name) => farm.begin(farm.fleet.refresh(id(name))),
    'refresh models': async (farm) => farm.begin(farm.fleet.refreshModels(null)),
    load: async (farm) => farm.begin(farm.fleet.loadCheckpointEverywhere('common')),
    interrupt: async (farm, name) => farm.begin(farm.fleet.interrupt(id(name))),
    restart: async (farm, name) => farm.begin(farm.fleet.restart(id(name))),
    failures: async (farm, name) => farm.fleet.report(id(name), { type: 'failed-too-often' }),
  }
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom(...Object.keys(happenings)),
      fc.constantFrom('argon', 'master', 'laptop'),
      fc.integer({ min: 0, max: 20_000 }),
    ),
    { maxLength: 25 },
  )

  it('no state leaves the table, no picture is lost or doubled, and all ends idle', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const farm = new Farm()
        await farm.measured(['argon', 5], ['master', 14.9], ['laptop', 20])
        farm.dispatcher.submit(requestFor(30))
        for (const [what, name, ms] of taken) {
          await farm.clock.advance(ms)
          farm.begin(happenings[what]?.(farm, name) ?? Promise.resolve())
        }
        for (const name of ['argon', 'master', 'laptop']) {
          farm.machine(name).failure = null
          if (farm.fleet.view(id(name)) === undefined) await farm.fleet.restore(id(name))
          await farm.fleet.move(id(name), 'active', 0)
          await farm.clock.run(farm.fleet.refresh(id(name)))
        }
        await farm.clock.advance(1_800_000)
        expect(farm.refusals.filter((kind) => !REFUSALS.has(kind))).toEqual([])
        expect(farm.stored()).toEqual(upTo(30))
        for (const view of farm.fleet.views())
          expect(view).toMatchObject({ state: 'idle', benchmarkProgress: null, nextTryAt: null })
        expect(farm.fleet.workers().every(({ available }) => available)).toBe(true)
        expect([...farm.machines.values()].map(({ open }) => open)).toEqual([1, 1, 1])
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})
