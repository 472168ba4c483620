import { describe, expect, it } from 'vitest'
import { sparklinePoints } from './sparkline-path.ts'

const heights = (values: readonly number[]) =>
  sparklinePoints(values, 100, 24)
    .split(' ')
    .map((point) => Number(point.split(',')[1]))

describe('a sparkline', () => {
  it('is empty without values and level with one', () => {
    expect(sparklinePoints([], 100, 24)).toBe('')
    expect(sparklinePoints([20], 100, 24)).toBe('0.0,12.0 100.0,12.0')
  })
  it('rises with the value and stays inside its box', () => {
    const drawn = heights([5, 10, 20, 15])
    expect(drawn[2]).toBeLessThan(drawn[0] ?? 0)
    for (const y of drawn) expect(y).toBeGreaterThanOrEqual(1.5)
    for (const y of drawn) expect(y).toBeLessThanOrEqual(22.5)
  })
  it('does not make a cliff of noise', () => {
    const drawn = heights([20, 20.2, 19.9])
    expect(Math.max(...drawn) - Math.min(...drawn)).toBeLessThan(2)
  })
})
