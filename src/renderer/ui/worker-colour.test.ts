import { describe, expect, it } from 'vitest'
import { colourOf } from './worker-colour.ts'

describe('worker colours', () => {
  it('are the six of the design first, by the theme', () => {
    expect([0, 5].map(colourOf)).toEqual(['var(--worker-0)', 'var(--worker-5)'])
  })
  it('go on at the lightness of the theme with hues that stay apart', () => {
    const hues = Array.from({ length: 12 }, (_, n) => Number(/ ([\d.]+)\)$/.exec(colourOf(6 + n))?.[1]))
    for (const [index, hue] of hues.entries()) {
      expect(hue).toBeGreaterThanOrEqual(0)
      expect(hue).toBeLessThan(360)
      for (const other of hues.slice(index + 1)) {
        const apart = Math.abs(hue - other)
        expect(Math.min(apart, 360 - apart)).toBeGreaterThan(15)
      }
    }
  })
})
