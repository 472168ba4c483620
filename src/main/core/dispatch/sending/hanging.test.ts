import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../../shared/ids.ts'
import { inWords } from '../../../../shared/words/say.ts'
import type { WorkerFact } from '../../ports.ts'
import type { InFlight } from '../request/in-flight.ts'
import { flightFor, jobFor } from '../testing/flight.ts'
import { createWorld, steady } from '../testing/world.ts'
import { WorkerLedgers } from '../worker/worker-ledgers.ts'
import { Hanging } from './hanging.ts'
import { ReturnImages } from './return-images.ts'

function world(...flights: InFlight[]) {
  const { clock, fleet } = createWorld([{ truth: steady('argon', 5) }])
  const ledgers = new WorkerLedgers()
  const ledger = ledgers.of(WorkerId.parse('argon'))
  for (const flight of flights) ledger.add(flight)
  ledger.expectedCheckpoint = 'common'
  const facts: WorkerFact['type'][] = []
  const happened = { failures: 0, done: 0, rounds: 0 }
  const hanging = new Hanging({
    clock,
    fleet: {
      worker: (id) => fleet.worker(id),
      workers: () => fleet.workers(),
      learn: () => undefined,
      keepMemory: () => undefined,
      keepLongestRequest: () => undefined,
      keepSizeStep: () => undefined,
      onChange: () => () => undefined,
      report: (_, { type }) => {
        facts.push(type)
      },
    },
    returnImages: new ReturnImages({
      clock,
      fleet,
      ledgers,
      emit: () => undefined,
      announcer: { batchChanged: () => undefined },
    }),
    ledgers,
    failures: { hung: () => happened.failures++ },
    jobEnd: { requestDone: () => happened.done++ },
    rounds: { ask: () => happened.rounds++ },
  })
  return { clock, ledger, facts, happened, hanging }
}

describe('a request that hangs', () => {
  it('and the one behind it are given up on, counted, and still listened to; one failure for both', async () => {
    const job = jobFor(8)
    job.parts.first.pool.clear()
    const [first, second] = [flightFor({ job, count: 4 }), flightFor({ job, first: 4, count: 4 })]
    const { clock, ledger, facts, happened, hanging } = world(first, second)
    await clock.advance(60_000)
    hanging.hung(first)
    expect(job.parts.first.pool.size).toBe(8)
    expect([ledger.flights.length, ledger.abandoned.size, ledger.lost.size]).toEqual([0, 2, 2])
    expect([first, second].map(({ late, endedAt, stateName }) => [late, endedAt, stateName])).toEqual([
      [true, 60_000, 'returned'],
      [true, 60_000, 'returned'],
    ])
    // Each ends once for the registry, and only the one that hangs as a failure.
    expect(facts).toEqual(['interrupted', 'failed'])
    expect(happened).toEqual({ failures: 1, done: 2, rounds: 1 })
  })

  it('leaves open what the worker has in memory when it returns', () => {
    const { ledger, hanging } = world(flightFor())
    const [flight] = ledger.flights
    if (!flight) throw new Error('no flight')
    hanging.hung(flight)
    expect([ledger.returned, ledger.expectedCheckpoint]).toEqual([true, null])
  })

  it('is given up on once, and leaves alone what was before it', () => {
    const [before, stuck] = [flightFor(), flightFor()]
    const { ledger, happened, hanging } = world(before, stuck)
    hanging.hung(stuck)
    hanging.hung(stuck)
    expect([ledger.flights, happened.failures]).toEqual([[before], 1])
  })

  it('that nobody wants any more comes back without a word', () => {
    const flight = flightFor()
    flight.happened({ type: 'job-over' })
    world(flight).hanging.hung(flight)
    expect([inWords(flight.returnedBecause ?? ''), flight.job.tallies.size]).toEqual(['no longer needed', 0])
  })
})
