import { describe, expect, it } from 'vitest'
import { JobId, WorkerId } from '../../../shared/ids.ts'
import type { JobView, WorkerTally } from '../../../shared/job.ts'
import { jobFixture, T0 } from '../../testing/fixtures.ts'
import { isLeftOver, queueGroups } from './queue-groups.ts'
import { againstLeast, totalOf } from './tally-numbers.ts'

const job = (number: number, state: JobView['state']) =>
  jobFixture({ id: JobId.parse(`job-${number}`), number, state })

describe('the queue', () => {
  it('puts what runs first, what waits behind it, and the newest finished job on top', () => {
    const { open, paused, over } = queueGroups([
      job(1, 'finished'),
      job(2, 'failed'),
      job(3, 'paused'),
      job(4, 'queued'),
      job(5, 'running'),
      job(6, 'held'),
      job(7, 'storing-paused'),
    ])
    expect(open.map(({ number }) => number)).toEqual([5, 4, 6])
    expect(paused.map(({ number }) => number)).toEqual([3, 7])
    expect(over.map(({ number }) => number)).toEqual([2, 1])
  })

  it('knows a job that was left from an earlier run', () => {
    expect(isLeftOver({ state: 'paused', startedAt: null, stored: 4 })).toBe(true)
    expect(isLeftOver({ state: 'paused', startedAt: T0, stored: 4 })).toBe(false)
    expect(isLeftOver({ state: 'queued', startedAt: null, stored: 0 })).toBe(false)
  })
})

describe('the numbers of a finished job', () => {
  const tally = (images: number, bonus: number, failures: number): WorkerTally => ({
    workerId: WorkerId.parse(`w-${images}`),
    name: 'laptop',
    images,
    bonus,
    busySeconds: 10,
    predictedSeconds: 9,
    idleSeconds: 1,
    failures,
    lastProblem: null,
  })

  it('add up over the machines', () => {
    expect(totalOf([tally(8, 0, 1), tally(4, 3, 0)])).toEqual({
      images: 12,
      bonus: 3,
      busySeconds: 20,
      predictedSeconds: 18,
      idleSeconds: 2,
      failures: 1,
    })
  })

  it('stand against the least time it could have taken', () => {
    expect(againstLeast(36.4, 35)).toBe('1.04 × the least possible')
    expect(againstLeast(null, 35)).toBeNull()
    expect(againstLeast(36, 0)).toBeNull()
  })
})
