import { describe, expect, it } from 'vitest'
import { dayWords } from './format-day.ts'

describe('a day in words', () => {
  const noon = new Date(2025, 5, 14, 12).getTime()

  it.each([
    [new Date(2025, 5, 14, 0, 5), 'Today'],
    [new Date(2025, 5, 13, 23, 55), 'Yesterday'],
    [new Date(2025, 5, 10, 12), 'Tuesday'],
  ])('says the day of %s', (date, words) => {
    expect(dayWords(date.getTime(), noon)).toBe(words)
  })
})
