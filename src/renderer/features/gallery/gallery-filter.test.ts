import { describe, expect, it } from 'vitest'
import { JobId } from '../../../shared/ids.ts'
import { imageFixture } from '../../testing/fixtures.ts'
import { belongs, boundsOf, EVERYTHING, isNarrowed, queryOf } from './gallery-filter.ts'

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
        until: null,
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
    const day = (month: number, date: number) => new Date(2026, month, date).getTime()
    expect(boundsOf('any', NOW)).toEqual({ since: null, until: null })
    expect(boundsOf('today', NOW)).toEqual({ since: day(2, 3), until: null })
    expect(boundsOf('week', NOW)).toEqual({ since: day(1, 25), until: null })
    expect(boundsOf('month', NOW)).toEqual({ since: day(1, 2), until: null })
  })

  it('ends yesterday where today begins', () => {
    expect(boundsOf('yesterday', new Date(2026, 2, 1, 9))).toEqual({
      since: new Date(2026, 1, 28).getTime(),
      until: new Date(2026, 2, 1).getTime(),
    })
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
    { period: 'yesterday' as const },
  ])('does not belong to %o', (part) => expect(belongs(image, { ...EVERYTHING, ...part })).toBe(false))
})
