import { afterEach, describe, expect, it, vi } from 'vitest'
import { boundsOf, daySpanWords, isBackwards, rangeOf } from './day-span.ts'

const NOW = new Date(2026, 2, 3, 15, 30)
const HOUR_MS = 3_600_000

afterEach(() => vi.unstubAllEnvs())

describe('the days that pictures are from', () => {
  it('go by the calendar, today included, over the end of a month', () => {
    const day = (month: number, date: number) => new Date(2026, month, date).getTime()
    expect(boundsOf({ kind: 'any' }, NOW)).toEqual({ since: null, until: null })
    expect(boundsOf({ kind: 'today' }, NOW)).toEqual({ since: day(2, 3), until: null })
    expect(boundsOf({ kind: 'week' }, NOW)).toEqual({ since: day(1, 25), until: null })
    expect(boundsOf({ kind: 'month' }, NOW)).toEqual({ since: day(1, 2), until: null })
  })

  it('end yesterday where today begins', () => {
    expect(boundsOf({ kind: 'yesterday' }, new Date(2026, 2, 1, 9))).toEqual({
      since: new Date(2026, 1, 28).getTime(),
      until: new Date(2026, 2, 1).getTime(),
    })
  })

  it('take in both ends of a range, either of which may be open', () => {
    const [first, after] = [new Date(2026, 1, 27).getTime(), new Date(2026, 2, 1).getTime()]
    const [from, to] = ['2026-02-27', '2026-02-28']
    expect(boundsOf(rangeOf(from, to), NOW)).toEqual({ since: first, until: after })
    expect(boundsOf(rangeOf(from, null), NOW)).toEqual({ since: first, until: null })
    expect(boundsOf(rangeOf(null, to), NOW)).toEqual({ since: null, until: after })
    expect(rangeOf(null, null)).toEqual({ kind: 'any' })
  })

  it('are of the year that was typed, also while it has two digits', () => {
    const { since } = boundsOf(rangeOf('0020-05-01', null), NOW)
    expect(new Date(since ?? 0).getFullYear()).toBe(20)
  })

  it.each([
    ['spring, when the clock is put forward', '2026-03-29', 23],
    ['autumn, when it is put back', '2026-10-25', 25],
    ['any other day', '2026-07-01', 24],
  ])('last from midnight to midnight in %s', (_when, day, hours) => {
    vi.stubEnv('TZ', 'Europe/Berlin')
    const { since, until } = boundsOf(rangeOf(day, day), NOW)
    expect(new Date(since ?? 0).getHours()).toBe(0)
    expect(((until ?? 0) - (since ?? 0)) / HOUR_MS).toBe(hours)
  })

  it('begin with the first hour there is where the clock is put forward at midnight', () => {
    vi.stubEnv('TZ', 'America/Santiago')
    const { since } = boundsOf(rangeOf('2026-09-06', null), NOW)
    expect(new Date(since ?? 0).getDate()).toBe(6)
    expect(new Date((since ?? 0) - 1).getDate()).toBe(5)
  })

  it('are backwards where the first comes after the last', () => {
    expect(isBackwards('2026-03-02', '2026-03-01')).toBe(true)
    expect(isBackwards('2026-03-01', '2026-03-01')).toBe(false)
    expect(isBackwards('2026-03-02', null)).toBe(false)
  })

  it('are told in few words', () => {
    expect(daySpanWords({ kind: 'any' })).toBeNull()
    expect(daySpanWords({ kind: 'week' })).toBe('Last 7 days')
    expect(daySpanWords(rangeOf('2026-11-03', '2026-11-10'))).toBe('Nov 3\u2009–\u200910, 2026')
    expect(daySpanWords(rangeOf('2026-11-03', '2026-11-03'))).toBe('Nov 3, 2026')
    expect(daySpanWords(rangeOf('2026-11-03', null))).toBe('since Nov 3, 2026')
    expect(daySpanWords(rangeOf(null, '2026-11-10'))).toBe('until Nov 10, 2026')
  })
})
