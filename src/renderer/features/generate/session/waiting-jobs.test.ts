import { expect, it } from 'vitest'
import { JobId } from '../../../../shared/ids.ts'
import type { JobView } from '../../../../shared/job.ts'
import { jobsChanged } from '../../../state/jobs.ts'
import { emptyPanel } from '../../../state/panel-store.ts'
import { jobFixture } from '../../../testing/fixtures.ts'
import { sessionJobs, waitingJobs } from './session-jobs.ts'

const job = (number: number, state: JobView['state'], patch: Partial<JobView> = {}) =>
  jobFixture({ id: JobId.parse(`job-${number}`), number, state, ...patch })
const waits = { startedAt: null, stored: 0 }
const session = (...jobs: JobView[]) => ({ ...emptyPanel, ...jobsChanged(emptyPanel, jobs) })
const numbers = (jobs: readonly JobView[]) => jobs.map(({ number }) => number)

const busy = session(
  job(1, 'running'),
  job(2, 'running'),
  job(3, 'queued', waits),
  job(4, 'paused', { stored: 3 }),
  job(5, 'held', waits),
)
const state = { ...busy, ...jobsChanged(busy, [job(1, 'finished')]) }

it('what has begun stands on top, what is over below, newest first; what waits takes no room', () => {
  const later = { ...state, ...jobsChanged(state, [job(3, 'cancelled', waits)]) }
  expect(numbers(sessionJobs(state))).toEqual([2, 4, 1])
  expect(numbers(sessionJobs(later))).toEqual([2, 4, 3, 1])
})

it('what waits stands in the order of the queue, without the job that the header speaks of', () => {
  expect(numbers(waitingJobs(state))).toEqual([3, 5])
  const alone = session(job(7, 'queued', waits), job(8, 'queued', waits))
  expect([numbers(sessionJobs(alone)), numbers(waitingJobs(alone))]).toEqual([[7], [8]])
})
