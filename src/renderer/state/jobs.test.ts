import { describe, expect, it } from 'vitest'
import { JobId } from '../../shared/ids.ts'
import type { JobStateName } from '../../shared/job.ts'
import { jobFixture } from '../testing/fixtures.ts'
import { currentJob, jobsChanged, noJobs } from './jobs.ts'

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
