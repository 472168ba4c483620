import { describe, expect, it } from 'vitest'
import { speedRangeWords, speedSpreadWords, speedWords } from './format-speed.ts'

describe('a speed in words', () => {
  it.each([
    [14.93, '14.9 ipm'],
    [120.4, '120 ipm'],
    [0.1, '0.1 ipm'],
    [0.09375, '640 s/image'],
    [0.0994, '604 s/image'],
    [1 / 11, '660 s/image'],
    [0, '0.0 ipm'],
  ])('%d images per minute are %s', (ipm, words) => expect(speedWords(ipm)).toBe(words))

  it('is told with its range in one unit, the smaller number first', () => {
    expect(speedRangeWords({ ipm: 14.93, minIpm: 14.6, maxIpm: 15.21 })).toBe('14.9 ipm (14.6 to 15.2)')
    expect(speedRangeWords({ ipm: 0.09375, minIpm: 0.09, maxIpm: 0.1 })).toBe('640 s/image (600 to 667)')
    expect(speedRangeWords({ ipm: 0.1, minIpm: 0.09, maxIpm: 0.11 })).toBe('0.1 ipm (0.09 to 0.1)')
  })

  it('is told with its spread', () => {
    expect(speedSpreadWords({ ipm: 14.93, minIpm: 14.6, maxIpm: 15.2 })).toBe('± 0.3')
    expect(speedSpreadWords({ ipm: 0.09375, minIpm: 0.0923, maxIpm: 0.0952 })).toBe('± 10')
  })
})
