import { describe, expect, it } from 'vitest'
import { type EndTime, endTimeFrom, endTimeText } from '../../../../shared/end-time.ts'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import { inMode, NO_TIME, steppedEndTime } from './end-time-entry.ts'

const time = (typed: string): EndTime => endTimeFrom(typed) ?? NO_TIME

describe('the arrow keys', () => {
  it.each([
    ['18:00', 5, '18:05'],
    ['18:03', 5, '18:05'],
    ['18:03', -5, '18:00'],
    ['18:00', -5, '17:55'],
    ['18:10', 30, '18:30'],
    ['23:58', 5, '00:00'],
    ['00:00', -5, '23:55'],
    ['45m', 5, '50m'],
    ['45m', -30, '30m'],
    ['47m', 5, '50m'],
    ['5m', -5, '5m'],
    ['30s', -5, '5m'],
    ['168h', 30, '168h'],
  ])('step %s by %i minutes to %s', (from, minutes, to) =>
    expect(endTimeText(steppedEndTime(time(from), minutes))).toBe(to),
  )
  it('begin with the default where nothing is a time', () =>
    expect(steppedEndTime(NO_TIME, 5)).toEqual(DEFAULT_REQUEST.until))
})

describe('another mode', () => {
  it('keeps what stands in the fields that it hides', () => {
    expect(inMode({ images: 7, until: time('18:00') }, 'until')).toEqual({ mode: 'until' })
    expect(inMode({ images: 7, until: time('18:00') }, 'exact')).toEqual({ mode: 'exact' })
  })
  it('mends what nobody could see any more', () => {
    expect(inMode({ images: Number.NaN, until: time('18:00') }, 'until')).toEqual({
      ...{ mode: 'until', images: DEFAULT_REQUEST.images },
    })
    expect(inMode({ images: 7, until: NO_TIME }, 'bonus')).toEqual({
      ...{ mode: 'bonus', until: DEFAULT_REQUEST.until },
    })
  })
})
