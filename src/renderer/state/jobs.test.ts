import { describe, expect, it } from 'vitest'
import { JobId } from '../../shared/ids.ts'
import type { JobStateName } from '../../shared/job.ts'
import { jobFixture } from '../testing/fixtures.ts'
import { currentJob, jobsChanged, noJobs, queueArranged } from './jobs.ts'

const job = (number: number, state: JobStateName) =>
  jobFixture({ id: JobId.parse(`job-${number}`), number, state })

describe('jobs in the store', () => {
  it('stand by number, whatever order they are told in', () => {
    const slice = jobsChanged(noJobs, [job(31, 'queued'), job(9, 'finished'), job(30, 'running')])
    expect(slice.jobOrder).toEqual(['job-9', 'job-30', 'job-31'])
  })
  it('are remembered as seen at work once they were open, and not when they were over from the first', () => {
    const before = jobsChanged(noJobs, [job(1, 'finished'), job(2, 'running')])
    const after = jobsChanged(before, [job(2, 'failed')])
    expect(after.seenAtWork).toEqual({ 'job-2': true })
    expect(after.jobOrder).toBe(before.jobOrder)
  })
})

describe('the queue in the store', () => {
  const ids = (...numbers: number[]) => numbers.map((number) => JobId.parse(`job-${number}`))
  const queue = jobsChanged(noJobs, [
    job(3, 'paused'),
    job(1, 'running'),
    job(2, 'finished'),
    job(4, 'queued'),
  ])

  it('is what is not over, in the order it is told in; a new job stands at the end', () => {
    expect(queue.queueOrder).toEqual(ids(3, 1, 4))
    expect(jobsChanged(queue, [job(5, 'queued'), job(5, 'running')]).queueOrder).toEqual(ids(3, 1, 4, 5))
  })

  it('loses a job that ends, and is the same list while only numbers change', () => {
    expect(jobsChanged(queue, [job(1, 'finished')]).queueOrder).toEqual(ids(3, 4))
    expect(jobsChanged(queue, [job(1, 'running')]).queueOrder).toBe(queue.queueOrder)
  })

  it('is put into another order; whom that does not name stays, who is over or unknown is left out', () => {
    expect(queueArranged(queue, ids(4, 2, 9, 3))).toEqual({ queueOrder: ids(4, 3, 1) })
  })

  it('says which open job is the current one when none runs', () => {
    const waiting = jobsChanged(noJobs, [job(7, 'queued'), job(6, 'queued')])
    expect(currentJob(waiting)?.number).toBe(7)
    expect(currentJob({ ...waiting, ...queueArranged(waiting, ids(6, 7)) })?.number).toBe(6)
  })
})

describe('the current job', () => {
  it.each<[string, [number, JobStateName][], number | null]>([
    [
      'the one that runs, though others wait',
      [
        [1, 'paused'],
        [2, 'running'],
        [3, 'queued'],
      ],
      2,
    ],
    [
      'the first that is open when none runs',
      [
        [1, 'finished'],
        [2, 'waiting'],
        [3, 'queued'],
      ],
      2,
    ],
    [
      'the newest when all are over',
      [
        [1, 'finished'],
        [2, 'cancelled'],
      ],
      2,
    ],
    ['none without jobs', [], null],
  ])('is %s', (_what, jobs, expected) => {
    const slice = jobsChanged(
      noJobs,
      jobs.map(([number, state]) => job(number, state)),
    )
    expect(currentJob(slice)?.number ?? null).toBe(expected)
  })
})
