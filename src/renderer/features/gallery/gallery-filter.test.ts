import { describe, expect, it } from 'vitest'
import { JobId } from '../../../shared/ids.ts'
import { imageFixture } from '../../testing/fixtures.ts'
import { belongs, EVERYTHING, isNarrowed, queryOf, startOf } from './gallery-filter.ts'

const NOW = new Date(2026, 2, 3, 15, 30)

describe('what the gallery is narrowed to', () => {
  it('is nothing at first', () => {
    expect(isNarrowed(EVERYTHING)).toBe(false)
    expect(queryOf({ ...EVERYTHING, text: '  ' }, NOW)).toEqual({
      ...{
        jobId: null,
        text: null,
        worker: null,
        checkpoint: null,
        since: null,
        favourite: false,
        trash: false,
      },
    })
  })

  it.each([
    { text: 'ridge' },
    { jobId: JobId.parse('job-1') },
    { worker: 'argon' },
    { checkpoint: 'dreamshaper_8' },
    { period: 'week' as const },
    { favourite: true },
  ])('is narrowed by %o', (part) => expect(isNarrowed({ ...EVERYTHING, ...part })).toBe(true))

  it('counts days by the calendar, today included, over the end of a month', () => {
    expect(startOf('today', NOW)).toBe(new Date(2026, 2, 3).getTime())
    expect(startOf('week', NOW)).toBe(new Date(2026, 1, 25).getTime())
    expect(startOf('month', NOW)).toBe(new Date(2026, 1, 2).getTime())
  })
})

describe('a picture that was just stored', () => {
  const image = imageFixture(0, { workerName: 'argon', checkpoint: 'dreamshaper_8' })

  it('belongs to what it matches, and to every period', () => {
    expect(belongs(image, EVERYTHING)).toBe(true)
    expect(belongs(image, { ...EVERYTHING, worker: 'argon', checkpoint: 'dreamshaper_8' })).toBe(true)
    expect(belongs(image, { ...EVERYTHING, period: 'today' })).toBe(true)
  })

  it.each([
    { text: 'ridge' },
    { jobId: JobId.parse('another') },
    { worker: 'laptop' },
    { checkpoint: 'other' },
    { favourite: true },
  ])('does not belong to %o', (part) => expect(belongs(image, { ...EVERYTHING, ...part })).toBe(false))
})
