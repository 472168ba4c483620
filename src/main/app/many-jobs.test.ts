import { describe, expect, it, vi } from 'vitest'
import { JobId } from '../../shared/ids.ts'
import type { JobStateName, JobView } from '../../shared/job.ts'
import { pauseJobs, resumeJobs } from './many-jobs.ts'

const STATES: readonly JobStateName[] = [
  'held',
  'queued',
  'running',
  'waiting',
  'paused',
  'storing-paused',
  'finished',
  'cancelled',
  'failed',
]

function jobsOfEveryState() {
  const views = STATES.map((state) => ({ id: JobId.parse(state), state }) as JobView)
  return { jobs: () => views, pause: vi.fn(), resume: vi.fn() }
}

describe('many jobs at once', () => {
  it('are paused unless they are over or paused already', () => {
    const jobs = jobsOfEveryState()
    expect(pauseJobs(jobs, null)).toEqual(['held', 'queued', 'running', 'waiting', 'storing-paused'])
    expect(jobs.pause).toHaveBeenCalledTimes(5)
  })

  it('go on when they are paused or wait for the disk', () => {
    const jobs = jobsOfEveryState()
    expect(resumeJobs(jobs, null)).toEqual(['paused', 'storing-paused'])
    expect(jobs.resume.mock.calls.flat()).toEqual(['paused', 'storing-paused'])
  })

  it('are only those that were named, without those that are gone', () => {
    const jobs = jobsOfEveryState()
    expect(
      pauseJobs(
        jobs,
        ['running', 'finished', 'gone'].map((id) => JobId.parse(id)),
      ),
    ).toEqual(['running'])
  })
})
