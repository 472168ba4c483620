import { describe, expect, it } from 'vitest'
import { WorkerFailure } from '../../failure.ts'
import type { TaskProgress } from '../../generation.ts'
import type { FleetWorker, WorkerFact } from '../../ports.ts'
import { DISPATCH_DEFAULTS } from '../dispatch-settings.ts'
import { flightFor, portOf } from '../testing/flight.ts'
import { createWorld, steady } from '../testing/world.ts'
import { WorkerLedger } from '../worker/worker-ledger.ts'
import { Recovery } from './recovery.ts'

/** A worker that lost `lost` requests; `look` tells where the task of that number is, by fleet ms. */
function losing(
  lost: number,
  look: (task: number, now: number, interrupted: boolean) => TaskProgress['at'] | WorkerFailure,
  options: { taskIds?: boolean } = {},
) {
  const { clock, fleet } = createWorld([{ truth: steady('argon', 5) }])
  const [known] = fleet.workers()
  if (!known?.capabilities) throw new Error('no worker')
  const ledger = new WorkerLedger()
  const flights = Array.from({ length: lost }, (_, at) => flightFor({ now: at }))
  for (const flight of flights) ledger.lose(flight)
  const interrupts: { task: number; at: number }[] = []
  const facts: WorkerFact['type'][] = []
  const done = { at: null as number | null, failures: 0 }
  let active = -1
  const port = portOf({
    progress: async (taskId) => {
      const task = flights.findIndex((flight) => flight.taskId === taskId)
      const at = look(
        task,
        clock.now(),
        interrupts.some((each) => each.task === task),
      )
      if (at instanceof WorkerFailure) throw at
      if (at === 'active') active = task
      return { at, fraction: null, pulse: '', preview: null }
    },
    interrupt: async () => {
      interrupts.push({ task: active, at: clock.now() })
    },
  })
  const { taskIds = true } = options
  const worker: FleetWorker = { ...known, port, capabilities: { ...known.capabilities, taskIds } }
  const recovery = new Recovery({
    clock,
    fleet: {
      workers: () => fleet.workers(),
      worker: (id) => fleet.worker(id),
      learn: () => undefined,
      keepMemory: () => undefined,
      keepLongestRequest: () => undefined,
      keepSizeStep: () => undefined,
      onChange: () => () => undefined,
      report: (_, fact) => {
        facts.push(fact.type)
      },
    },
    settings: () => DISPATCH_DEFAULTS,
    failures: { count: () => done.failures++ },
    times: { restarted: () => undefined },
    rounds: {
      ask: () => {
        done.at = clock.now()
      },
    },
    signal: new AbortController().signal,
  })
  return { clock, ledger, flights, interrupts, facts, done, begin: () => recovery.begin(worker, ledger) }
}

describe('asking a server about lost requests', () => {
  it('ends at once when it does not know them any more', async () => {
    const world = losing(2, () => 'idle')
    world.begin()
    expect(world.ledger.occupied).toBe(true)
    await world.clock.advance(1)
    expect([world.done.at, world.ledger.vacant, world.interrupts, world.facts]).toEqual([0, true, [], []])
    expect(world.ledger.occupied).toBe(false)
  })

  it('interrupts one that is active, once, and waits until it is gone', async () => {
    const world = losing(1, (_, now, interrupted) => (interrupted && now > 3000 ? 'idle' : 'active'))
    world.begin()
    await world.clock.advance(60_000)
    expect(world.interrupts).toEqual([{ task: 0, at: 0 }])
    expect(world.done.at).toBe(4000)
    expect(world.flights[0]?.spoilt).toBe(true)
  })

  it('interrupts each of them when its turn comes', async () => {
    const world = losing(2, (task, now) =>
      task === 0 ? (now < 1500 ? 'active' : 'idle') : now < 1500 ? 'queued' : now < 3500 ? 'active' : 'idle',
    )
    world.begin()
    await world.clock.advance(60_000)
    expect(world.interrupts).toEqual([
      { task: 0, at: 0 },
      { task: 1, at: 2000 },
    ])
  })

  it('waits a little for the answer of one that is done, where that is still listened to', async () => {
    const world = losing(1, () => 'idle')
    const [flight] = world.flights
    if (flight === undefined) throw new Error('no flight')
    world.ledger.abandon(flight)
    world.begin()
    await world.clock.advance(500)
    expect([world.ledger.hasRoom, world.ledger.occupied]).toEqual([true, true])
    world.ledger.remove(flight)
    world.ledger.answered(flight)
    await world.clock.advance(1000)
    expect([world.done.at, world.ledger.vacant]).toEqual([1000, true])
  })

  it('does not wait for that answer for ever', async () => {
    const world = losing(1, () => 'idle')
    const [flight] = world.flights
    if (flight === undefined) throw new Error('no flight')
    world.ledger.abandon(flight)
    world.begin()
    await world.clock.advance(60_000)
    expect(world.done.at).toBe(2000)
    expect(world.ledger.mustAsk).toBe(false)
  })

  it('waits without an interrupt where the server does not know task ids', async () => {
    const world = losing(1, (_, now) => (now < 8500 ? 'active' : 'idle'), { taskIds: false })
    world.begin()
    await world.clock.advance(60_000)
    expect([world.interrupts, world.done.at]).toEqual([[], 9000])
  })

  it('does not wait for a server that cannot tell, but counts the request until a later one is answered', async () => {
    const world = losing(1, () => 'unknown')
    world.begin()
    await world.clock.advance(1)
    const { ledger } = world
    expect([world.done.at, ledger.mustAsk, ledger.hasRoom, ledger.vacant]).toEqual([0, false, true, false])
    ledger.answered(flightFor({ now: 5 }))
    expect(ledger.vacant).toBe(true)
  })

  it('counts no more what a server cannot tell of when the worker was paused and resumed', async () => {
    const world = losing(2, () => 'unknown')
    world.begin()
    await world.clock.advance(1)
    expect([world.facts, world.done.failures]).toEqual([['failed'], 1])
    world.ledger.paused()
    world.begin()
    await world.clock.advance(1)
    expect(world.ledger.vacant).toBe(true)
  })

  it('reports the worker lost again when it does not answer, and remembers what was lost', async () => {
    const world = losing(1, () => new WorkerFailure('unreachable', 'no answer'))
    world.begin()
    await world.clock.advance(1)
    expect([world.facts, world.ledger.mustAsk, world.done.at]).toEqual([['failed'], true, 0])
  })

  it('tries one new request after a minute of "active": that may be an id the server forgot to drop', async () => {
    const world = losing(1, () => 'active')
    world.begin()
    await world.clock.advance(120_000)
    expect(world.done.at).toBe(60_000)
    expect([world.ledger.mustAsk, world.ledger.hasRoom, world.facts]).toEqual([false, true, []])
  })

  it('does not try a third request: a server stuck on two is reported and has a failure counted', async () => {
    const world = losing(2, () => 'active')
    world.begin()
    await world.clock.advance(120_000)
    expect([world.facts, world.done.failures]).toEqual([['failed'], 1])
    expect([world.ledger.mustAsk, world.ledger.hasRoom]).toEqual([true, false])
  })

  it('is not begun twice at a time', async () => {
    const world = losing(1, (_, now) => (now < 1500 ? 'active' : 'idle'))
    world.begin()
    world.begin()
    await world.clock.advance(60_000)
    expect(world.interrupts).toHaveLength(1)
  })
})
