import { expect, it } from 'vitest'
import { ImageId, JobId } from '../../shared/ids.ts'
import { jobFixture } from '../testing/fixtures.ts'
import { jobsChanged, noJobs } from './jobs.ts'
import { emptyPanel } from './panel-store.ts'
import { jobInSight, keptInSight, shownJob } from './shown-job.ts'

const job = (number: number) => jobFixture({ id: JobId.parse(`job-${number}`), number })
const state = { ...emptyPanel, ...jobsChanged(noJobs, [job(31), job(32)]) }

it('Generate is about the job that was asked for, else about the one at work', () => {
  expect(shownJob(state)?.number).toBe(31)
  expect(shownJob({ ...state, shownJobId: JobId.parse('job-32') })?.number).toBe(32)
  expect(shownJob({ ...state, shownJobId: JobId.parse('forgotten') })?.number).toBe(31)
  expect(shownJob(emptyPanel)).toBeNull()
})

it('a job is in sight on its own screen alone, and not behind the viewer', () => {
  expect(jobInSight(state)).toBe('job-31')
  expect(jobInSight({ ...state, route: 'queue' })).toBeNull()
  expect(jobInSight({ ...state, viewer: { imageId: ImageId.parse('a'), among: [] } })).toBeNull()
})

it('the job that Generate is about stays there when it is paused', () => {
  const paused = { ...job(31), state: 'paused' as const }
  expect(keptInSight(state, [paused])).toEqual({ shownJobId: 'job-31' })
  expect(keptInSight(state, [{ ...job(32), state: 'paused' }])).toEqual({})
  expect(keptInSight(state, [job(31)])).toEqual({})
  const looking = { ...state, shownJobId: JobId.parse('job-32') }
  expect(keptInSight(looking, [paused])).toEqual({})
})
