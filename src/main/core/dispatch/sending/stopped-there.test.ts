import { describe, expect, it } from 'vitest'
import { inWords } from '../../../../shared/words/say.ts'
import type { ServersWord } from '../../generation.ts'
import { Pace } from '../request/pace.ts'
import { expectWhole } from '../testing/expectations.ts'
import { flightFor, portOf } from '../testing/flight.ts'
import { VirtualClock } from '../testing/virtual-clock.ts'
import { createWorld, requestFor, steady, type World } from '../testing/world.ts'
import { WorkerLedger } from '../worker/worker-ledger.ts'
import { cameEarly, endedShort, StoppedThere } from './stopped-there.ts'

/** Somebody else presses Interrupt on the server's own page. */
const interruptAt = async (world: World, name: string, atMs: number) => {
  await world.clock.advance(atMs - world.clock.now())
  await world.fleet.server(name).interrupt()
}
const endOf = (world: World, job: { id: Parameters<World['dispatcher']['whenDone']>[0] }) =>
  world.clock.run(world.dispatcher.whenDone(job.id), 4 * 3_600_000)
const texts = (world: World) =>
  world.events.flatMap((event) => (event.type === 'notice' ? [inWords(event.text)] : []))

describe("somebody else's interrupt", () => {
  it.each([
    ['the first request', 8000],
    ['a later one', 100_000],
  ])('of %s: its pictures are made again, in words, and no failure is counted', async (_, atMs) => {
    const world = createWorld([{ truth: steady('argon', 12, { overheadSeconds: 1 }) }])
    const job = world.dispatcher.submit(requestFor(40))
    await interruptAt(world, 'argon', atMs)
    const done = await endOf(world, job)
    expectWhole(world, done)
    expect(texts(world)).toEqual([
      'Somebody else stopped the request on that machine. Unfinished images are made again.',
    ])
    expect(done.tallies[0]).toMatchObject({ images: 40, failures: 0 })
    expect(world.fleet.facts.filter(({ fact }) => fact.type === 'interrupted')).toMatchObject([
      { fact: { byOthers: true } },
    ])
    expect(world.fleet.state('argon')).toBe('idle')
  })

  it('is seen in the progress of a server that knows no task ids', async () => {
    const world = createWorld([
      {
        truth: steady('argon', 12),
        belief: { capabilities: { taskIds: false } },
        habits: { tellsTaskIds: false },
      },
    ])
    const job = world.dispatcher.submit(requestFor(8))
    await interruptAt(world, 'argon', 9000)
    expectWhole(world, await endOf(world, job))
    expect(texts(world)).toHaveLength(1)
  })

  it('is seen by the progress of the request where the next one has begun on the server', async () => {
    const world = createWorld([{ truth: steady('argon', 12, { overheadSeconds: 6 }) }])
    const job = world.dispatcher.submit(requestFor(60))
    const server = world.fleet.server('argon')
    // The second request waits on the server by then, and begins when the first is stopped.
    while (server.received.length < 4) await world.clock.advance(500)
    await server.interrupt()
    expectWhole(world, await endOf(world, job))
    expect(texts(world)).toHaveLength(1)
  })
})

describe('a server that is merely faster than thought', () => {
  it.each([2, 20])('%d times: none of its pictures is made again', async (times) => {
    for (const overheadSeconds of [0, 6])
      for (const withInfo of [true, false]) {
        const world = createWorld([
          {
            truth: steady('argon', 6 * times, { overheadSeconds }),
            belief: { ipm: 6 },
            habits: { withInfo },
          },
        ])
        const done = await endOf(world, world.dispatcher.submit(requestFor(30)))
        expectWhole(world, done)
        expect(texts(world)).toEqual([])
        expect(world.fleet.server('argon').imagesComputed).toBe(30)
      }
  })

  it('may tell the same progress for ever', async () => {
    for (const constantFraction of [0, 0.01, 0.5]) {
      const world = createWorld([
        {
          truth: steady('argon', 60, { overheadSeconds: 6 }),
          belief: { ipm: 6 },
          habits: { constantFraction },
        },
      ])
      expectWhole(world, await endOf(world, world.dispatcher.submit(requestFor(40))))
      expect(world.fleet.server('argon').imagesComputed).toBe(40)
    }
  })
})

describe('an answer that ended short by its own progress', () => {
  const pace = (samples: readonly (readonly [fraction: number, at: number])[]) => {
    const seen = new Pace()
    for (const [fraction, at] of samples) seen.note(fraction, at)
    return seen
  }
  const even = (upTo: number) =>
    pace(Array.from({ length: upTo }, (_, at) => [(at + 1) / 20, (at + 1) * 1000] as const))

  it.each([
    ['half of it done, and the answer there at once', even(10), 11_000, 1, true],
    ['half of it done, and time enough for the rest', even(10), 20_000, 1, false],
    ['nearly done', even(17), 18_000, 1, false],
    ['hardly looked at', even(3), 4000, 1, false],
    ['half of it done, where the rest may be quicker', even(9), 10_000, 0.5, false],
    [
      'uneven progress',
      pace([
        [0.01, 1000],
        [0.02, 2000],
        [0.03, 3000],
        [0.2, 4000],
        [0.5, 5000],
      ]),
      6000,
      1,
      false,
    ],
  ] as const)('%s', (_, seen, at, reach, short) => {
    expect(endedShort(seen, at, reach)).toBe(short)
  })

  it('is asked about also where the job counter has gone to the end at once', () => {
    const flight = flightFor({ computeSeconds: 20 })
    for (const [fraction, at] of [
      [0.2, 4000],
      [0.4, 8000],
      [1, 9000],
    ] as const)
      flight.pace.note(fraction, at)
    expect(cameEarly(flight, 10_000)).toBe(true)
  })

  it('is asked about only when it came early', () => {
    const flight = flightFor({ computeSeconds: 20 })
    expect([cameEarly(flight, 10_000), cameEarly(flight, 19_500), cameEarly(flight, 30_000)]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('an answer that came before its forecast, without a progress to go by', () => {
  /** What is asked of one server, answer by answer: each comes after a share of the time it was forecast. */
  async function asked(...answers: readonly (readonly [after: number, word: ServersWord])[]) {
    const ledger = new WorkerLedger()
    const asked: boolean[] = []
    for (const [after, word] of answers) {
      const clock = new VirtualClock()
      asked.push(false)
      const wasStopped = async () => {
        asked[asked.length - 1] = true
        return word
      }
      const flight = flightFor({ computeSeconds: 20, port: portOf({ wasStopped }) })
      await clock.advance(after * 20_000)
      await new StoppedThere(clock).answered(flight, ledger)
      if (flight.stoppedByOthers) expect(word).toBe('stopped')
    }
    return asked
  }

  const inTime = [1, 'ran-through'] as const

  it('is asked about where the answers before it came when they were forecast', async () => {
    const early = [0.3, 'ran-through'] as const
    expect(await asked(inTime, inTime, inTime, early)).toEqual([false, false, false, true])
    expect(await asked(inTime, inTime, early)).toEqual([false, false, false])
  })

  it('is no surprise of a server that is always early', async () => {
    const instant = [0.01, 'ran-through'] as const
    expect(await asked(instant, instant, instant, instant)).toEqual([false, false, false, false])
    expect(await asked(inTime, inTime, inTime, instant, instant, inTime, instant)).toEqual([
      ...[false, false, false],
      ...[true, false, false, false],
    ])
  })

  it('is asked about again where somebody stopped the one before', async () => {
    const stopped = [0.3, 'stopped'] as const
    expect(await asked(inTime, inTime, inTime, stopped, stopped, [0.3, 'ran-through'])).toEqual([
      ...[false, false, false],
      ...[true, true, true],
    ])
  })
})

describe('progress that ends short where the server cannot tell', () => {
  /** A request whose even progress was last seen at half, when its answer came. */
  async function ending(ledger: WorkerLedger, word: ServersWord, upTo = 10): Promise<boolean> {
    const clock = new VirtualClock()
    const flight = flightFor({ computeSeconds: 20, port: portOf({ wasStopped: async () => word }) })
    for (let look = 1; look <= upTo; look++) flight.pace.note(look / 20, look * 1000)
    await clock.advance(upTo * 1000 + 500)
    await new StoppedThere(clock).answered(flight, ledger)
    return flight.stoppedByOthers
  }

  it('is believed once of a server nothing is known of, and not again', async () => {
    const ledger = new WorkerLedger()
    const seen = []
    for (let times = 0; times < 3; times++) seen.push(await ending(ledger, 'cannot-tell'))
    expect(seen).toEqual([true, false, false])
  })

  it('is believed each time where progress has been seen to go to the end', async () => {
    const ledger = new WorkerLedger()
    const seen = [await ending(ledger, 'ran-through', 20)]
    for (let times = 0; times < 3; times++) seen.push(await ending(ledger, 'cannot-tell'))
    expect(seen).toEqual([false, true, true, true])
  })

  it('is not believed where the server has said that it jumps', async () => {
    const ledger = new WorkerLedger()
    expect(await ending(ledger, 'ran-through')).toBe(false)
    expect(await ending(ledger, 'cannot-tell')).toBe(false)
  })

  it('is believed of a server that says so itself, but not for ever', async () => {
    const ledger = new WorkerLedger()
    const seen = []
    for (let times = 0; times < 7; times++) seen.push(await ending(ledger, 'stopped', 5))
    expect(seen).toEqual([true, true, true, true, true, false, false])
  })

  it('says nothing about a request that somebody here stopped', async () => {
    const flight = flightFor({ port: portOf({ wasStopped: async () => 'stopped' }) })
    flight.happened({ type: 'interrupt-sent' })
    await new StoppedThere(new VirtualClock()).answered(flight, new WorkerLedger())
    expect(flight.stoppedByOthers).toBe(false)
  })

  it('takes a question that fails for one the server has no answer to', async () => {
    const clock = new VirtualClock()
    const port = portOf({ wasStopped: () => Promise.reject(new Error('gone')) })
    const flight = flightFor({ computeSeconds: 20, port })
    await new StoppedThere(clock).answered(flight, new WorkerLedger())
    expect(flight.stoppedByOthers).toBe(false)
  })
})
