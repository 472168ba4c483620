import { describe, expect, it } from 'vitest'
import { inWords } from '../../../../shared/words/say.ts'
import { told } from '../../../testing/told.ts'
import { WorkerFailure } from '../../failure.ts'
import type { DispatchEvent } from '../dispatch-event.ts'
import type { InFlight } from '../request/in-flight.ts'
import { range } from '../testing/expectations.ts'
import { flightFor, jobFor } from '../testing/flight.ts'
import { createWorld, steady } from '../testing/world.ts'
import { WorkerLedgers } from '../worker/worker-ledgers.ts'
import { ReturnImages } from './return-images.ts'

function world(...others: InFlight[]) {
  const events: DispatchEvent[] = []
  const { clock, fleet } = createWorld([{ truth: steady('argon', 5) }])
  const ledgers = new WorkerLedgers()
  for (const other of others) ledgers.of(other.workerId).add(other)
  const returnImages = new ReturnImages({
    clock,
    fleet,
    ledgers,
    emit: (event) => events.push(event),
    announcer: { batchChanged: () => undefined },
  })
  return { returnImages, events }
}

describe('a batch that comes back', () => {
  const job = () => {
    const fresh = jobFor(8)
    fresh.parts.clear()
    return fresh
  }
  const pooled = ({ job: { parts } }: InFlight) =>
    parts.first.pool.runs().flatMap(({ first, count }) => range(count, first))

  it('gives back what is neither stored nor on its way to the disk', () => {
    const flight = flightFor({ job: job(), first: 2, count: 4 })
    flight.job.take(2)
    flight.job.claim(4)
    world().returnImages.giveBackMissing(flight)
    expect(pooled(flight)).toEqual([3, 5])
  })

  it('leaves to a copy what the copy makes; the copy is then what is waited for', () => {
    const shared = job()
    const flight = flightFor({ job: shared, first: 0, count: 4 })
    const copy = flightFor({ job: shared, first: 2, count: 2, part: 'copy' })
    world(copy).returnImages.giveBackMissing(flight)
    expect([pooled(flight), copy.copy]).toEqual([[0, 1], false])
  })

  it('that was a copy leaves its images to the original, and other copies stay copies', () => {
    const shared = job()
    const original = flightFor({ job: shared, first: 0, count: 4 })
    const [lost, other] = [0, 1].map(() => flightFor({ job: shared, first: 2, count: 2, part: 'copy' }))
    if (!lost || !other) throw new Error('two copies')
    world(other, original).returnImages.giveBackMissing(lost)
    expect([pooled(lost), original.copy, other.copy]).toEqual([[], false, true])
  })

  it('does not count on a request that nobody wants any more', () => {
    const shared = job()
    const flight = flightFor({ job: shared, first: 0, count: 2 })
    const unwanted = flightFor({ job: shared, first: 0, count: 2 })
    unwanted.happened({ type: 'lost-the-race' })
    world(unwanted).returnImages.giveBackMissing(flight)
    expect(pooled(flight)).toEqual([0, 1])
  })

  it('says why, and counts it against its worker', () => {
    const { returnImages, events } = world()
    const flight = flightFor()
    returnImages.failed(flight, new WorkerFailure('timeout', 'No answer.', 'Is it on?'))
    expect([flight.stateName, inWords(flight.returnedBecause ?? '')]).toEqual(['returned', 'No answer.'])
    expect(flight.job.tallies.get(flight.workerId)).toMatchObject({
      failures: 1,
      lastProblem: { kind: 'timeout' },
    })
    expect(told(events)).toMatchObject([
      {
        type: 'notice',
        level: 'warning',
        title: 'argon stopped. Images 1-4 go to other machines',
        text: 'No answer. Is it on?',
      },
    ])
  })

  it('says of too little memory what becomes of it', () => {
    const { returnImages, events } = world()
    const failure = new WorkerFailure('out-of-memory', 'CUDA out of memory.')
    returnImages.failed(flightFor(), failure)
    returnImages.failed(flightFor({ count: 1 }), failure)
    expect(told(events)).toMatchObject([
      { level: 'info', title: 'argon gets smaller batches' },
      { level: 'warning', title: 'argon is left out of this job' },
    ])
  })

  it('tells nobody when nobody needs it any more', () => {
    const { returnImages, events } = world()
    const unwanted = flightFor()
    unwanted.happened({ type: 'job-over' })
    returnImages.failed(unwanted, new WorkerFailure('timeout', 'No answer.'))
    expect([events, unwanted.stateName]).toEqual([[], 'returned'])
  })
})
