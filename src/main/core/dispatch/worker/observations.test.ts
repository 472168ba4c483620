import { describe, expect, it } from 'vitest'
import { told } from '../../../testing/told.ts'
import { WorkerFailure } from '../../failure.ts'
import { flightFor } from '../testing/flight.ts'
import { createWorld, steady } from '../testing/world.ts'
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
  const most = () => memory.most(worker, 'common', flightFor().job.params, 8)
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

  it('is a load time where one was made ahead of a batch', () => {
    const { fleet, worker, observations } = world()
    observations.loaded(worker, flightFor().job, 17)
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
