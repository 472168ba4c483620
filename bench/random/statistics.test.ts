import { describe, expect, it } from 'vitest'
import { mean, percentile } from './statistics.ts'

describe('percentiles', () => {
  // 1, 2, 3, 4, 10: their places are 0 to 4, so the 90th stands at 3.6: 4 + 0.6 * (10 - 4).
  const values = [4, 10, 1, 3, 2]
  it.each([
    [0, 1],
    [25, 2],
    [50, 3],
    [90, 7.6],
    [99, 9.76],
    [100, 10],
  ])('%d %% of 1, 2, 3, 4, 10 lie below %d', (percent, value) => {
    expect(percentile(values, percent)).toBeCloseTo(value, 10)
  })
  it('leave the values as they were', () => {
    expect(values).toEqual([4, 10, 1, 3, 2])
  })
  it('of one value are that value, of none nothing', () => {
    expect(percentile([7], 90)).toBe(7)
    expect(percentile([], 50)).toBeNaN()
  })
})

it('the mean of 1, 2, 6 is 3', () => {
  expect(mean([1, 2, 6])).toBe(3)
})
