import { describe, expect, it } from 'vitest'
import type { WorkerId } from '../../../../shared/ids.ts'
import type { Plan } from '../../../../shared/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import { worker } from '../../planning/testing/planning-worker.ts'
import { jobFor } from '../testing/flight.ts'
import { Deal } from './deal.ts'
import { type ForecastInput, forecastBatches } from './forecast-batches.ts'
import { dealOf } from './job-deal.ts'

const fast = worker('fast', 40)
const slow = worker('slow', 20)

const input = ({
  workers = [fast, slow],
  job = jobFor(24),
  ...part
}: Partial<ForecastInput> & { workers?: readonly PlanningWorker[] } = {}): ForecastInput => {
  return {
    job,
    deal: dealOf(job, [{ part: job.parts.first, fleet: workers }], [], 0),
    sizing: (id: WorkerId) => workers.find((each) => each.id === id) ?? null,
    underWay: [],
    smallFirst: true,
    toWall: (ms) => ms,
    now: 0,
    ...part,
  }
}
const sizesOf = (given: ForecastInput, name: string) =>
  forecastBatches(given)
    .filter(({ workerId }) => workerId === name)
    .map(({ count }) => count)

describe('the batches that would be sent next', () => {
  it('begin with a small request for each worker while nothing of the job is there, as the dealer would send it', () => {
    const deal = new Deal([fast, slow], 24)
    expect(sizesOf(input(), 'fast')[0]).toBe(deal.batchFor(fast, 'opening'))
    expect(sizesOf(input(), 'fast').slice(0, 2)).toEqual([1, 8])
    expect(sizesOf(input(), 'slow')[0]).toBe(1)
  })

  it('are of full size from the first where small ones are not wanted, or one is under way', () => {
    expect(sizesOf(input({ smallFirst: false }), 'fast')[0]).toBe(8)
    const underWay = [{ workerId: fast.id, endsIn: 5 }]
    expect(sizesOf(input({ underWay }), 'fast')[0]).toBe(8)
  })

  it('need no small first request on a worker that is free only when a picture is there', () => {
    const later = { ...slow, releaseSeconds: 30 }
    expect(sizesOf(input({ job: jobFor(60), workers: [fast, later] }), 'slow')[0]).toBe(7)
    const unproven = { ...later, proven: false }
    expect(sizesOf(input({ job: jobFor(60), workers: [fast, unproven] }), 'slow')[0]).toBe(1)
  })

  it('keep nothing back where one worker makes all that is left', () => {
    expect(sizesOf(input({ workers: [fast], smallFirst: false }), 'fast')).toEqual([8, 8, 8])
  })

  it('cover each image once, in the order in which they would be sent', () => {
    const batches = forecastBatches(input())
    const indexes = batches.flatMap(({ firstIndex, count }) =>
      Array.from({ length: count }, (_, at) => firstIndex + at),
    )
    expect(indexes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, at) => at))
    const starts = batches.map(({ predictedStartAt }) => predictedStartAt)
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
  })

  it('begin the bonus images of a worker with a small request too', () => {
    const job = jobFor(12, 'bonus')
    const shares = [
      { workerId: fast.id, images: 12, bonus: 0, steps: null },
      { workerId: slow.id, images: 0, bonus: 6, steps: null },
    ]
    job.begin({ makespanSeconds: 18, lowerBoundSeconds: 12, shares } as unknown as Plan)
    const [first] = forecastBatches(input({ job })).filter(({ bonus }) => bonus)
    expect(first).toMatchObject({ workerId: 'slow', firstIndex: 12, count: 1 })
  })
})
