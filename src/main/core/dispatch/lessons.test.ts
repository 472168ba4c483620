import { describe, expect, it } from 'vitest'
import { WorkerFailure } from '../failure.ts'
import { Lessons } from './lessons.ts'
import { MemoryLimits } from './memory-limits.ts'
import { Station } from './station.ts'
import { flightFor } from './testing/flight.ts'
import { createWorld, steady } from './testing/world.ts'
import { TimeLimits } from './time-limits.ts'

function world() {
  const { clock, fleet } = createWorld([{ truth: steady('argon', 5) }])
  const [worker] = fleet.workers()
  if (!worker) throw new Error('no worker')
  const memory = new MemoryLimits()
  const lessons = new Lessons({ clock, fleet, memory, times: new TimeLimits() })
  const most = () => memory.most(worker, 'common', flightFor().job.params, 8)
  return { clock, fleet, worker, lessons, most, station: new Station() }
}

describe('how long a request took its worker', () => {
  it('is from when it was sent to an idle worker until its answer', async () => {
    const { clock, lessons, station } = world()
    await clock.advance(30_000)
    expect(lessons.took(flightFor({ now: 10_000 }), station)).toEqual({ seconds: 20, waited: false })
  })

  it('is from the answer of the one before it when it waited', async () => {
    const { clock, lessons, station } = world()
    station.lastEndedAt = 25_000
    await clock.advance(30_000)
    expect(lessons.took(flightFor({ now: 10_000 }), station)).toEqual({ seconds: 5, waited: true })
  })
})

describe('what requests teach about memory', () => {
  const tooMuch = new WorkerFailure('out-of-memory', 'CUDA out of memory.')
  const took = { seconds: 10, waited: false }

  it('is a smaller batch after too large a one, and that a worker is unfit when one image is too much', () => {
    const { worker, lessons, most } = world()
    expect(lessons.failed(flightFor({ count: 8 }), worker, tooMuch).unfit).toBeNull()
    expect(most()).toBe(4)
    expect(lessons.failed(flightFor({ count: 1 }), worker, tooMuch).unfit).toBe(
      'one image of 512x512 does not fit into its memory',
    )
    expect(lessons.failed(flightFor(), worker, new WorkerFailure('timeout', 'no')).unfit).toBeNull()
  })

  it('is a larger one after twenty that went well, those that were interrupted not counted', () => {
    const { worker, lessons, most } = world()
    lessons.failed(flightFor({ count: 8 }), worker, tooMuch)
    const answer = (spoilt: boolean, good: number) => {
      const flight = flightFor({ count: 4 })
      flight.interruptSent = spoilt
      lessons.answered(flight, worker, took, { good, sent: good, tainted: true })
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
    const { fleet, worker, lessons } = world()
    const flight = flightFor({ count: 4, computeSeconds: 48 })
    lessons.answered(flight, worker, { seconds: 50, waited: true }, { good: 4, sent: 4, tainted: true })
    expect(fleet.observations).toMatchObject([
      {
        id: worker.id,
        observation: { count: 4, seconds: 50, predictedSeconds: 48, waited: true, tainted: true },
      },
    ])
  })

  it('is a load time where one was made ahead of a batch', () => {
    const { fleet, worker, lessons } = world()
    lessons.loaded(worker, flightFor().job, 17)
    expect(fleet.observations).toMatchObject([{ observation: { loadSeconds: 17, tainted: false } }])
  })
})

describe('what requests teach about their time', () => {
  const cut = new WorkerFailure('gateway', 'The gateway answered 504.')
  /** A request for one image that is cut after 60 s, the second in a row. */
  const cutAfterAMinute = async (change: (flight: ReturnType<typeof flightFor>) => void) => {
    const { clock, worker, lessons } = world()
    const flights = [flightFor({ count: 1 }), flightFor({ count: 1 })]
    await clock.advance(60_000)
    for (const flight of flights) {
      flight.seenActive = true
      change(flight)
    }
    return flights.map((flight) => lessons.failed(flight, worker, cut).unfit)
  }

  it('is that a worker is unfit when one image takes longer than requests may take there', async () => {
    expect(await cutAfterAMinute(() => undefined)).toEqual([
      null,
      'requests end after 60 s there, and one image takes it longer',
    ])
  })

  it.each<[string, (flight: ReturnType<typeof flightFor>) => void]>([
    ['began late', (flight) => (flight.startsAt = flight.sentAt + 45_000)],
    ['was never begun', (flight) => (flight.seenActive = false)],
  ])('is nothing about the image when it waited behind others and %s', async (_which, change) => {
    expect(
      await cutAfterAMinute((flight) => {
        flight.recognised = 'by-task-id'
        change(flight)
      }),
    ).toEqual([null, null])
  })
})
