import { describe, expect, it } from 'vitest'
import { told } from '../../../testing/told.ts'
import { type FailureKind, WorkerFailure } from '../../failure.ts'
import { flightFor } from '../testing/flight.ts'
import { createWorld, requestFor, steady } from '../testing/world.ts'
import { MemoryLimits } from './memory-limits.ts'
import { Observations } from './observations.ts'
import { TimeLimits } from './time-limits.ts'
import { WorkerLedger } from './worker-ledger.ts'

function world() {
  const { clock, fleet } = createWorld([{ truth: steady('argon', 5) }])
  const [worker] = fleet.workers()
  if (!worker) throw new Error('no worker')
  const memory = new MemoryLimits()
  const observations = new Observations({ clock, fleet, memory, times: new TimeLimits() })
  const most = () => memory.most(worker, 'common', flightFor().job.runs.paramsOf(0), 8)
  return { clock, fleet, worker, observations, most, ledger: new WorkerLedger() }
}

describe('how long a request took its worker', () => {
  it('is from when it was sent to an idle worker until its answer', async () => {
    const { clock, observations, ledger } = world()
    await clock.advance(30_000)
    expect(observations.took(flightFor({ now: 10_000 }), ledger)).toEqual({ seconds: 20, waited: false })
  })

  it('is from the answer of the one before it when it waited', async () => {
    const { clock, observations, ledger } = world()
    ledger.lastEndedAt = 25_000
    await clock.advance(30_000)
    expect(observations.took(flightFor({ now: 10_000 }), ledger)).toEqual({ seconds: 5, waited: true })
  })
})

describe('what requests teach about memory', () => {
  const tooMuch = new WorkerFailure('out-of-memory', 'CUDA out of memory.')
  const took = { seconds: 10, waited: false }

  it('is a smaller batch after too large a one, and that a worker is unfit when one image is too much', () => {
    const { worker, observations, most } = world()
    expect(observations.failed(flightFor({ count: 8 }), worker, tooMuch).unfit).toBeNull()
    expect(most()).toBe(4)
    expect(told(observations.failed(flightFor({ count: 1 }), worker, tooMuch).unfit)).toBe(
      'one image of 512x512 does not fit into memory',
    )
    expect(observations.failed(flightFor(), worker, new WorkerFailure('timeout', 'no')).unfit).toBeNull()
  })

  it('is a larger one after twenty that went well, those that were interrupted not counted', () => {
    const { worker, observations, most } = world()
    observations.failed(flightFor({ count: 8 }), worker, tooMuch)
    const answer = (spoilt: boolean, good: number) => {
      const flight = flightFor({ count: 4 })
      if (spoilt) flight.happened({ type: 'interrupt-sent' })
      observations.answered(flight, worker, took, { good, sent: good, tainted: true })
    }
    for (let time = 0; time < 30; time++) answer(true, 4)
    for (let time = 0; time < 30; time++) answer(false, 0)
    expect(most()).toBe(4)
    for (let time = 0; time < 20; time++) answer(false, 4)
    expect(most()).toBe(6)
  })
})

describe('what requests teach about speed', () => {
  it('is told with what was predicted, and marked when it is no fair measurement', () => {
    const { fleet, worker, observations } = world()
    const flight = flightFor({ count: 4, computeSeconds: 48 })
    observations.answered(flight, worker, { seconds: 50, waited: true }, { good: 4, sent: 4, tainted: true })
    expect(fleet.observations).toMatchObject([
      {
        id: worker.id,
        observation: { count: 4, seconds: 50, predictedSeconds: 48, waited: true, tainted: true },
      },
    ])
  })

  describe('of a request with a load', () => {
    /** Sent at 0 and answered after 40 s; forecast are 10 s of load, 4 x 3 s of compute and 1 s besides. Looks: seconds and the share they told. */
    const answeredAfter = async (looks: readonly (readonly [number, number])[]) => {
      const { clock, fleet, worker, observations, ledger } = world()
      const flight = flightFor({ count: 4, computeSeconds: 12, overheadSeconds: 1, loadSeconds: 10 })
      const looked = { betweenLooksMs: 1000, mayStandStill: true }
      for (const [seconds, fraction] of looks)
        flight.noteLook({ at: 'active', fraction, pulse: '', preview: null }, seconds * 1000, looked)
      await clock.advance(40_000)
      observations.answered(flight, worker, observations.took(flight, ledger), good)
      return fleet.observations[0]?.observation
    }
    const good = { good: 4, sent: 4, tainted: false }

    it('are the load and what came after, told apart by its first step', async () => {
      // A tenth was done after 21 s and the rest 18 s later, so the steps began 20 s before the end of the compute.
      expect(
        await answeredAfter([
          [1, 0.01],
          [20, 0.01],
          [21, 0.1],
          [30, 0.5],
        ]),
      ).toMatchObject({
        loadSeconds: 19,
        sinceLoadSeconds: 21,
      })
    })

    it('measure a machine that nobody knows, load and speed, by its first picture', async () => {
      const cold = { warm: false, loadSeconds: 10 }
      const belief = { ipm: null, gains: {}, overheadSeconds: null, loadSeconds: null }
      const { clock, dispatcher, fleet } = createWorld([{ truth: steady('argon', 20, cold), belief }])
      await clock.run(dispatcher.whenDone(dispatcher.submit(requestFor(1)).id))
      const { firstIpm, loadSeconds } = fleet.workers()[0]?.speed ?? {}
      expect(firstIpm).toBeGreaterThan(18)
      expect(firstIpm).toBeLessThan(22)
      expect(loadSeconds?.mean).toBeCloseTo(10, 0)
    })

    it.each([
      [
        'none of its steps was seen',
        [
          [1, 0.01],
          [39, 0.01],
        ],
      ],
      [
        'most of them were made before one was seen',
        [
          [1, 0.01],
          [39, 0.6],
        ],
      ],
    ] as const)('is the load alone, as what was not forecast, where %s', async (_, looks) => {
      const observation = await answeredAfter(looks)
      expect(observation).toMatchObject({ loadSeconds: 27 })
      expect(observation).not.toHaveProperty('sinceLoadSeconds')
    })
  })

  it('is a load time where one was made ahead of a batch', () => {
    const { fleet, worker, observations } = world()
    observations.loaded(worker, flightFor().request.params, 17)
    expect(fleet.observations).toMatchObject([{ observation: { loadSeconds: 17, tainted: false } }])
  })
})

describe('what requests teach about their time', () => {
  const cut = new WorkerFailure('gateway', 'The gateway answered 504.')
  type Flight = ReturnType<typeof flightFor>
  const seenAt = (flight: Flight, at: number) => {
    const looked = { betweenLooksMs: 1000, mayStandStill: false }
    flight.noteLook({ at: 'active', fraction: null, pulse: '', preview: null }, at, looked)
  }
  /** A request for one image that is cut after 60 s, the second in a row. */
  const cutAfterAMinute = async (seen: (flight: Flight) => void) => {
    const { clock, worker, observations } = world()
    const flights = [flightFor({ count: 1 }), flightFor({ count: 1 })]
    await clock.advance(60_000)
    for (const flight of flights) seen(flight)
    return told(flights.map((flight) => observations.failed(flight, worker, cut).unfit))
  }

  it('is that a worker is unfit when one image takes longer than requests may take there', async () => {
    expect(await cutAfterAMinute((flight) => seenAt(flight, 0))).toEqual([
      null,
      'requests are cut off after 60 s there, and one image takes longer',
    ])
  })

  it.each<[string, (flight: Flight) => void]>([
    [
      'began late',
      (flight) => {
        flight.expectStart(flight.sentAt + 45_000)
        seenAt(flight, flight.sentAt + 45_000)
      },
    ],
    ['was never begun', () => undefined],
  ])('is nothing about the image when it waited behind others and %s', async (_which, seen) => {
    expect(await cutAfterAMinute(seen)).toEqual([null, null])
  })
})

// docs/scheduling.md, "What a batch teaches" and the failure rules on requests that end at the same age.
describe('a request by numbers', () => {
  type Given = Parameters<typeof flightFor>[0]

  /** `slept`: fleet ms of sleep that were noticed while it was on its way. */
  function ended(slept = 0) {
    const { clock, fleet } = createWorld([{ truth: steady('argon', 5) }])
    const [worker] = fleet.workers()
    if (!worker) throw new Error('no worker')
    const [memory, times] = [new MemoryLimits(), new TimeLimits()]
    const time = {
      ...{ now: () => clock.now(), wall: () => clock.wall(), slept: () => slept },
      after: (ms: number, fn: () => void) => clock.after(ms, fn),
    }
    const observations = new Observations({ clock: time, fleet, memory, times })
    const answered = (
      given: Given,
      result: Partial<{ good: number; sent: number; tainted: boolean }> = {},
    ) => {
      const count = given?.count ?? 4
      const whole = { good: count, sent: count, tainted: false, ...result }
      observations.answered(flightFor(given), worker, { seconds: 70, waited: false }, whole)
    }
    const failed = (given: Given, kind: FailureKind) =>
      observations.failed(flightFor(given), worker, new WorkerFailure(kind, 'no'))
    return {
      ...{ clock, worker, observations, answered, failed },
      learned: () => fleet.observations.map(({ observation }) => observation),
      most: () => memory.most(worker, 'common', flightFor().job.runs.paramsOf(0), 8),
      allowed: () => times.allowedSeconds(worker),
    }
  }

  it('that waited began an overhead before the answer of the one before it', async () => {
    const { clock, observations } = ended()
    const ledger = new WorkerLedger()
    await clock.advance(30_000)
    ledger.lastEndedAt = 25_000
    const flight = flightFor({ now: 10_000, overheadSeconds: 2 })
    expect(observations.took(flight, ledger)).toEqual({ seconds: 7, waited: true })
    ledger.lastEndedAt = 10_000
    expect(observations.took(flight, ledger)).toEqual({ seconds: 20, waited: false })
  })
  it('was predicted to take its compute and its overhead; what it took beyond was its load, where it had one', () => {
    const { answered, learned } = ended()
    answered({ computeSeconds: 48, overheadSeconds: 2 })
    answered({ computeSeconds: 48, overheadSeconds: 2, loadSeconds: 30 })
    answered({ computeSeconds: 78, overheadSeconds: 2, loadSeconds: 30 })
    expect(learned()).toMatchObject([
      { predictedSeconds: 50, loadSeconds: null, tainted: false },
      { predictedSeconds: 50, loadSeconds: 20 },
      { predictedSeconds: 80, loadSeconds: 0 },
    ])
  })
  it('that was slept through teaches no speed, and nothing of the limit on its time', async () => {
    const { clock, answered, failed, learned, allowed } = ended(1)
    answered({})
    expect(learned()).toMatchObject([{ tainted: true }])
    await clock.advance(60_000)
    for (let time = 0; time < 2; time++)
      expect(failed({ count: 1 }, 'gateway')).toEqual({ unfit: null, timeLimit: false })
    expect(allowed()).toBe(Number.POSITIVE_INFINITY)
  })
  it('for several images that made one tells that only one fits; one for one image tells nothing', () => {
    const { answered, most } = ended()
    answered({ count: 1 }, { good: 1, sent: 1 })
    answered({ count: 4 }, { good: 1, sent: 4 })
    expect(most()).toBe(8)
    answered({ count: 4 }, { good: 1, sent: 1 })
    expect(most()).toBe(1)
  })
  it('that ran out of memory lowers the limit and has met none of time', () => {
    const { failed, most } = ended()
    expect(failed({ count: 2 }, 'out-of-memory')).toEqual({ unfit: null, timeLimit: false })
    expect(most()).toBe(1)
  })
  it.each(['server-error', 'invalid-answer', 'unreachable'] as const)(
    'that failed by %s teaches nothing',
    (kind) => {
      const { failed, most } = ended()
      expect(failed({ count: 8 }, kind)).toEqual({ unfit: null, timeLimit: false })
      expect(most()).toBe(8)
    },
  )
  it.each(['gateway', 'timeout', 'connection-reset'] as const)(
    'that ended by %s twice at an age met a limit',
    async (kind) => {
      const { clock, failed, allowed } = ended()
      await clock.advance(70_000)
      expect(failed({ now: 10_000, count: 4 }, kind)).toEqual({ unfit: null, timeLimit: false })
      expect(failed({ now: 10_000, count: 4 }, kind)).toEqual({ unfit: null, timeLimit: true })
      expect(allowed()).toBe(60)
      // A third, that was predicted to take 5 + 40 + 5 s: 0.7 of that is allowed from now on.
      failed({ now: 10_000, loadSeconds: 5, computeSeconds: 40, overheadSeconds: 5 }, kind)
      expect(allowed()).toBeCloseTo(35)
    },
  )
  it.each([
    ['a longer one that was answered shows that there is none', false, Number.POSITIVE_INFINITY],
    ['one whose pictures are half done shows nothing', true, 60],
  ])('%s', async (_, spoilt, limit) => {
    const { clock, worker, observations, failed, allowed } = ended()
    await clock.advance(60_000)
    for (let time = 0; time < 2; time++) failed({ count: 4 }, 'gateway')
    await clock.advance(30_000)
    const longer = flightFor()
    if (spoilt) longer.happened({ type: 'interrupt-sent' })
    const result = { good: 4, sent: 4, tainted: spoilt }
    observations.answered(longer, worker, { seconds: 90, waited: false }, result)
    expect(allowed()).toBe(limit)
  })
  it('that a server cannot name was not waiting, as far as is known, unless it was to begin 2 s late or more', async () => {
    const unfit = async (given: Given) => {
      const { clock, failed } = ended()
      await clock.advance(60_000)
      failed({ count: 4 }, 'gateway')
      return failed({ count: 1, recognised: 'never', ...given }, 'gateway').unfit !== null
    }
    expect(await unfit({})).toBe(true)
    expect(await unfit({ startsAt: 2000 })).toBe(true)
    expect(await unfit({ startsAt: 2001 })).toBe(false)
    expect(await unfit({ now: 1500, startsAt: 3000 })).toBe(true)
    expect(await unfit({ count: 2 })).toBe(false)
  })
})
