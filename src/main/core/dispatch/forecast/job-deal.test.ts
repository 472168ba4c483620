import { describe, expect, it } from 'vitest'
import type { Plan, PlanShare } from '../../../../shared/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import { worker } from '../../planning/testing/planning-worker.ts'
import type { Job } from '../job/job.ts'
import type { InFlight } from '../request/in-flight.ts'
import { jobFor } from '../testing/flight.ts'
import { dealOf, secondsOfJob } from './job-deal.ts'

const argon = worker('argon', 5)
const master = worker('master', 14.9)
const laptop = worker('laptop', 20)
const spare = worker('spare', 20, { lane: 'reserve' })

const share = (of: { id: PlanShare['workerId'] }, images: number, bonus: number) =>
  ({ workerId: of.id, images, bonus, steps: null }) as PlanShare

/** 12 images by laptop in 36 s, 8 more by master and 3 by argon; something was sent of it at 0. */
function promised(): Job {
  const job = jobFor(12, 'bonus')
  const shares = [share(argon, 0, 3), share(master, 0, 8), share(laptop, 12, 0)]
  job.begin({ makespanSeconds: 36, lowerBoundSeconds: 20, shares } as unknown as Plan)
  job.happened({ type: 'started', at: 0, wall: 0 })
  return job
}
const fleet = [argon, master, laptop]
const sharesIn = (deal: { leftFor: (id: string) => number }) => fleet.map(({ id }) => deal.leftFor(id))

/** Dealt as the one part that it has. */
function dealt(job: Job, workers: readonly PlanningWorker[], flights: readonly InFlight[], now: number) {
  const deal = dealOf(job, [{ part: job.parts.first, fleet: workers }], flights, now)
  const main = deal.mains[0]?.deal
  if (main === undefined) throw new Error('nothing was dealt')
  return { ...deal, main }
}

describe('what is still to be dealt of a job', () => {
  it('is in "Exactly N" what was asked for, over all, those in reserve only where nobody else can', () => {
    const deal = dealt(jobFor(12), [...fleet, spare], [], 0)
    expect(sharesIn(deal.main)).toEqual([1, 5, 6])
    expect([deal.main.leftFor('spare'), deal.bonus.taking, deal.late]).toEqual([0, [], false])
    expect(dealt(jobFor(12), [spare], [], 0).main.leftFor('spare')).toBe(12)
  })

  it('is in "N + bonus" at first what the plan promised', () => {
    const deal = dealt(promised(), fleet, [], 0)
    expect([sharesIn(deal.main), sharesIn(deal.bonus)]).toEqual([
      [0, 0, 12],
      [3, 8, 0],
    ])
    expect([deal.late, deal.broken]).toEqual([false, false])
    expect(secondsOfJob(deal, 'argon')).toBeCloseTo(36)
  })

  it('is dealt anew over the slow ones: a faster one makes more of the bonus, one that leaves none', () => {
    const faster = worker('argon', 15)
    expect(sharesIn(dealt(promised(), [faster, master, laptop], [], 0).bonus)).toEqual([6, 5, 0])
    expect(sharesIn(dealt(promised(), [faster, laptop], [], 0).bonus)).toEqual([11, 0, 0])
  })

  it('is for the slow ones what was asked for once no bonus is left, if that brings it sooner', () => {
    const job = promised()
    job.bonus.pool.take(11)
    expect(sharesIn(dealt(job, fleet, [], 0).main)).toEqual([1, 5, 6])
  })

  it('is first of all what was asked for when that is late, over everybody', () => {
    // 4 s an image: 9 of them and one that master makes after its bonus are there in time, the other two are not.
    const slower = worker('laptop', 15)
    const deal = dealt(promised(), [argon, master, slower], [], 0)
    expect([deal.late, deal.broken, deal.main.leftFor('laptop') < 12]).toEqual([true, false, true])
    // Nobody else would have one made before they are all there.
    expect(deal.untilSeconds).toBe(deal.main.finishSeconds)
  })

  it('is for those in reserve what was asked for only when that is late', () => {
    const job = promised()
    job.bonus.pool.take(11)
    expect(dealt(job, [laptop, spare], [], 0).main.view('spare')).toBeNull()
    expect(dealt(job, [worker('laptop', 15), spare], [], 0).main.leftFor('spare')).toBe(7)
  })

  it('has no bonus for whom the time is over', () => {
    const job = promised()
    job.parts.first.pool.take(9)
    // argon takes 12 s an image, and 37.8 s are the limit: after 25 s it has time for one, after 26 s for none.
    expect(dealt(job, fleet, [], 25_000).bonus.view('argon')?.maxBatch).toBe(8)
    expect(dealt(job, fleet, [], 26_000).bonus.view('argon')?.maxBatch).toBe(0)
  })

  it('stays with what was asked for first once something broke', () => {
    const job = promised()
    const deal = dealt(job, [argon, master], [], 0)
    expect([deal.late, deal.broken]).toEqual([true, true])
    job.bonus.giveWay()
    expect(dealt(job, fleet, [], 0)).toMatchObject({ late: true, broken: true })
    expect(sharesIn(dealt(job, fleet, [], 0).main)).toEqual([1, 5, 6])
  })
})
