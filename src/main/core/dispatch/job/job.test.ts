import { describe, expect, it } from 'vitest'
import type { WorkerId } from '../../../../shared/ids.ts'
import { JobId } from '../../../../shared/ids.ts'
import { UNKNOWN_ORIGIN } from '../../../../shared/origin.ts'
import type { Plan, PlanShare } from '../../../../shared/plan.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { range } from '../testing/expectations.ts'
import { jobFor, throwIt } from '../testing/flight.ts'
import { requestFor } from '../testing/world.ts'
import { Job } from './job.ts'

const [argon, laptop, master] = ['argon', 'laptop', 'master'] as WorkerId[] as [WorkerId, WorkerId, WorkerId]

const pooled = (job: Job) => job.parts.first.pool.runs().flatMap(({ first, count }) => range(count, first))
const share = (workerId: WorkerId, bonus: number, steps: number | null = null): PlanShare => ({
  workerId,
  name: workerId,
  images: 0,
  bonus,
  batches: [],
  complementary: bonus > 0,
  steps,
  releaseSeconds: 0,
  finishSeconds: 0,
})
const planOf = (...shares: PlanShare[]) =>
  ({ makespanSeconds: 36, lowerBoundSeconds: 30, shares }) as unknown as Plan
const bonusJob = (storedIndexes: number[] = []) =>
  new Job({
    id: JobId.parse('job'),
    number: 1,
    origin: UNKNOWN_ORIGIN,
    priority: 'normal',
    request: requestFor(4, { mode: 'bonus' }),
    seeds: { seed: 1, subseed: 1 },
    now: 0,
    wall: 0,
    hold: false,
    state: 'queued',
    storedIndexes,
    onIllegalMove: throwIt,
  })

describe('who may make which index', () => {
  it('is everybody every index at first, without those stored before', () => {
    const job = bonusJob([1, 3])
    expect([pooled(job), job.mainStored, job.whole]).toEqual([[0, 2], 2, false])
  })

  it('is nobody an index that is claimed or stored; the first result wins', () => {
    const job = jobFor(3)
    expect([job.claim(1), job.claim(1)]).toEqual([true, false])
    expect(pooled(job)).toEqual([0, 2])
    job.giveBack(1, argon)
    expect(pooled(job)).toEqual([0, 2])
    expect([job.take(1), job.take(1), job.claim(1)]).toEqual([true, false, false])
    job.giveBack(1, argon)
    expect([pooled(job), job.mainStored]).toEqual([[0, 2], 1])
  })

  it('is everybody again an index that came back, until the job is over', () => {
    const job = jobFor(3)
    job.parts.first.pool.take(3)
    job.giveBack(2, argon)
    expect(pooled(job)).toEqual([2])
    job.happened({ type: 'cancelled', at: 0, wall: 0 })
    job.giveBack(0, argon)
    expect(pooled(job)).toEqual([2])
  })
})

describe('bonus images', () => {
  it('follow the asked-for ones: whole ones for any slow worker, then those with fewer steps', () => {
    const job = bonusJob()
    job.begin(planOf(share(argon, 1, 12), { ...share(laptop, 0), images: 4 }, share(master, 8)))
    expect(job.bonus.pool.runs()).toEqual([{ first: 4, count: 8 }])
    expect(job.bonus.scaledFor(argon)).toMatchObject({ steps: 12 })
    expect(job.bonus.scaledFor(argon)?.pool.runs()).toEqual([{ first: 12, count: 1 }])
    expect(job.bonus.scaledFor(master)).toBeNull()
    expect([argon, laptop, master].map((id) => job.bonus.isRealTime(id))).toEqual([false, true, false])
    expect([job.bonusPlanned, job.bonus.size, job.bonus.promisedSeconds]).toEqual([9, 9, 36])
    expect([job.predictedSeconds, job.lowerBoundSeconds]).toEqual([36, 30])
  })

  it('that were stored before a restart are not made again, and count among those planned', () => {
    const job = bonusJob([5, 9])
    job.begin(planOf(share(argon, 3)))
    expect(job.bonus.pool.runs()).toEqual([
      { first: 4, count: 1 },
      { first: 6, count: 1 },
    ])
    expect([job.bonusStored, job.bonusPlanned]).toEqual([2, 6])
  })

  it('that did not come are anybody’s to make, those with fewer steps their own worker’s, until it is left out', () => {
    const job = bonusJob()
    job.begin(planOf(share(argon, 1, 12), share(master, 5)))
    job.bonus.pool.take(5)
    job.bonus.scaledFor(argon)?.pool.take(1)
    expect(job.unassigned && job.parts.first.pool.size).toBe(4)
    job.giveBack(5, master)
    job.giveBack(9, master)
    expect([job.bonus.pool.runs(), job.bonus.size]).toEqual([[{ first: 5, count: 1 }], 1])
    job.giveBack(9, argon)
    expect(job.bonus.scaledFor(argon)?.pool.runs()).toEqual([{ first: 9, count: 1 }])
    job.exclude(argon, plainText('it refused'), 'for-good', 0)
    job.giveBack(9, argon)
    expect([job.bonus.size, pooled(job)]).toEqual([1, [0, 1, 2, 3]])
  })

  it('that arrive late are not made again', () => {
    const job = bonusJob()
    job.begin(planOf(share(argon, 3)))
    expect(job.claim(5)).toBe(true)
    expect(job.bonus.pool.has(5)).toBe(false)
  })

  it('are not made any more once all that was asked for is there', () => {
    const job = bonusJob([0, 1, 2, 3])
    job.begin(planOf(share(argon, 3)))
    job.bonus.pool.take(1)
    job.happened({ type: 'all-stored', at: 1000 })
    job.giveBack(4, argon)
    expect(job.bonus.size).toBe(0)
  })

  it('are none in "Exactly N", whatever a plan says', () => {
    const job = jobFor(4)
    job.begin(planOf(share(argon, 3)))
    expect([job.bonus.size, job.bonusPlanned, job.bonus.promisedSeconds]).toEqual([0, 0, null])
  })
})

describe('refusals', () => {
  it('fail the job when one image was refused three times', () => {
    const job = jobFor(6)
    expect(job.refusals.any).toBe(false)
    expect(job.refusals.refused({ first: 0, count: 4 }, argon)).toBe(false)
    expect(job.refusals.refused({ first: 3, count: 2 }, laptop)).toBe(false)
    expect(job.refusals.refused({ first: 4, count: 1 }, master)).toBe(false)
    expect(job.refusals.refused({ first: 3, count: 1 }, argon)).toBe(true)
  })

  it('tell who refused what, and what is refused by others only', () => {
    const job = jobFor(6)
    job.refusals.refused({ first: 0, count: 2 }, argon)
    job.refusals.refused({ first: 1, count: 1 }, null)
    expect([job.refusals.by(0, argon), job.refusals.by(0, laptop), job.refusals.by(2, argon)]).toEqual([
      true,
      false,
      false,
    ])
    expect([job.refusals.byOthersOnly(0, laptop), job.refusals.byOthersOnly(0, argon)]).toEqual([true, false])
    expect(job.refusals.byOthersOnly(2, laptop)).toBe(false)
  })

  it('by nobody, a picture that could not be stored, leave it to anybody', () => {
    const job = jobFor(6)
    job.refusals.refused({ first: 1, count: 1 }, null)
    expect([job.refusals.by(1, argon), job.refusals.byOthersOnly(1, argon)]).toEqual([false, false])
  })
})
