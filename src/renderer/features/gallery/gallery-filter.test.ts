import { describe, expect, it } from 'vitest'
import { JobId } from '../../../shared/ids.ts'
import { imageFixture } from '../../testing/fixtures.ts'
import { rangeOf } from './day-span.ts'
import { belongs, EVERYTHING, isNarrowed, queryOf } from './gallery-filter.ts'

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
    { days: { kind: 'week' } as const },
    { favourite: true },
  ])('is narrowed by %o', (part) => expect(isNarrowed({ ...EVERYTHING, ...part })).toBe(true))
})

describe('a picture that was just stored', () => {
  const image = imageFixture(0, {
    workerName: 'argon',
    checkpoint: 'dreamshaper_8',
    storedAt: NOW.getTime() - 1000,
  })

  it.each([
    {},
    { worker: 'argon', checkpoint: 'dreamshaper_8' },
    { days: { kind: 'today' } as const },
    { days: rangeOf('2026-03-03', null) },
    { days: rangeOf('2026-03-01', '2026-03-03') },
  ])('belongs to %o', (part) => expect(belongs(image, { ...EVERYTHING, ...part }, NOW)).toBe(true))

  it.each([
    { text: 'ridge' },
    { jobId: JobId.parse('another') },
    { worker: 'laptop' },
    { checkpoint: 'other' },
    { favourite: true },
    { days: { kind: 'yesterday' } as const },
    { days: rangeOf(null, '2026-03-02') },
    { days: rangeOf('2026-03-04', null) },
  ])('does not belong to %o', (part) => expect(belongs(image, { ...EVERYTHING, ...part }, NOW)).toBe(false))
})
