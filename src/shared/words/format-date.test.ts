import { describe, expect, it } from 'vitest'
import { ago, dayAndMonth, dayName, longAgo, moment, timeOfDay, timeWithSeconds } from './format-date.ts'

describe('a day in words', () => {
  const noon = new Date(2025, 5, 14, 12).getTime()

  it.each([
    [new Date(2025, 5, 14, 0, 5), 'Today'],
    [new Date(2025, 5, 13, 23, 55), 'Yesterday'],
    [new Date(2025, 5, 10, 12), 'Tuesday'],
    [new Date(2025, 4, 4, 12), 'May 4, 2025'],
  ])('says the day of %s', (date, words) => {
    expect(dayName(date.getTime(), noon)).toBe(words)
  })
})

describe('dates', () => {
  const NOW = new Date(2026, 4, 14, 18, 22, 7).getTime()
  const DAY_MS = 86_400_000

  it('are told as how long ago they were', () => {
    expect([20_000, 5 * 60_000, 3 * 3_600_000].map((back) => ago(NOW - back, NOW))).toEqual([
      'just now',
      '5 min ago',
      '3 h ago',
    ])
    expect(ago(NOW - 40 * DAY_MS, NOW)).toBe('Apr 4, 2026')
  })
  it.each([
    [0.2, 'today'],
    [1, 'yesterday'],
    [13, '13 days ago'],
    [21, '3 weeks ago'],
    [100, '3 months ago'],
    [800, '2 years ago'],
  ])('of %s days back are told in the largest unit that fits', (days, words) => {
    expect(longAgo(NOW - days * DAY_MS, NOW)).toBe(words)
  })
  it('have a clock of 24 hours', () => {
    expect([dayAndMonth(NOW), moment(NOW), timeOfDay(NOW), timeWithSeconds(NOW)]).toEqual([
      'May 14',
      'May 14, 18:22:07',
      '18:22',
      '18:22:07',
    ])
    expect(timeOfDay(new Date(2026, 4, 14, 0, 5).getTime())).toBe('00:05')
  })
})
