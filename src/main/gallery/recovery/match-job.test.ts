import { describe, expect, it } from 'vitest'
import { JobId } from '../../../shared/ids.ts'
import { jobRecord, REQUEST } from '../testing/gallery-fixture.ts'
import { infotextOf } from '../testing/pictures.ts'
import { matchToJob } from './match-job.ts'

const picture = (seed: number, more: Partial<{ width: number; infotext: string | null }> = {}) => ({
  ...{ infotext: infotextOf(REQUEST, seed), width: 64, height: 64 },
  ...more,
})
const older = jobRecord({ id: JobId.parse('older'), submittedAt: 1000 })
const newer = jobRecord({ id: JobId.parse('newer'), submittedAt: 2000 })
const nothing = () => []

describe('whose picture a file is', () => {
  it('is told by its seed: the index of a job', () => {
    expect(matchToJob(picture(1003), [older], nothing)).toMatchObject({
      is: 'missing',
      facts: { ...{ jobId: 'older', index: 3, seed: 1003, subseed: 10, bonus: false, workerId: null } },
    })
  })
  it('is the newest job that misses it, in whatever order they come', () => {
    for (const jobs of [
      [older, newer],
      [newer, older],
    ])
      expect(matchToJob(picture(1000), jobs, nothing)).toMatchObject({ facts: { jobId: 'newer' } })
  })
  it('is an older one where the newest has it, and nobody else where all have', () => {
    const has =
      (...ids: string[]) =>
      ({ id }: { readonly id: string }) =>
        ids.includes(id) ? [0] : []
    expect(matchToJob(picture(1000), [older, newer], has('newer'))).toMatchObject({
      facts: { jobId: 'older' },
    })
    expect(matchToJob(picture(1000), [older, newer], has('newer', 'older'))).toEqual({ is: 'stored' })
  })
  it.each([
    ['has a seed before those of the job', picture(999)],
    ['has one behind them', picture(1004)],
    ['tells nothing', picture(1000, { infotext: null })],
    ['tells no seed', picture(1000, { infotext: 'a boat\nSteps: 4' })],
    ['has another prompt', picture(1000, { infotext: infotextOf({ ...REQUEST, prompt: 'x' }, 1000) })],
    ['has other steps', picture(1000, { infotext: infotextOf({ ...REQUEST, steps: 7 }, 1000) })],
    ['has another size', picture(1000, { infotext: infotextOf({ ...REQUEST, width: 128 }, 1000) })],
    ['is of another size than it tells', picture(1000, { width: 128 })],
    [
      'was made with another sampler',
      picture(1000, { infotext: infotextOf({ ...REQUEST, sampler: 'LMS' }, 1000) }),
    ],
  ])('is nobody when it %s', (_, file) => {
    expect(matchToJob(file, [older], nothing)).toEqual({ is: 'unknown' })
  })
  it('counts bonus images that were promised', () => {
    expect(matchToJob(picture(1004), [{ ...older, bonusPlanned: 1 }], nothing)).toMatchObject({
      facts: { index: 4, bonus: true },
    })
  })
  it('is nobody of a job that asks for what there cannot be', () => {
    const grid = { axes: [{ field: 'steps' as const, values: ['many'] }] }
    expect(matchToJob(picture(1000), [{ ...older, request: { ...REQUEST, grid } }], nothing)).toEqual({
      is: 'unknown',
    })
  })
})
