import { describe, expect, it } from 'vitest'
import { colourOf } from './worker-colour.ts'

describe('worker colours', () => {
  it('are the six of the design first, by the theme', () => {
    expect([0, 5].map(colourOf)).toEqual(['var(--worker-0)', 'var(--worker-5)'])
  })
  it('go on at the lightness of the theme with hues that stay apart from each other and from those six', () => {
    const further = Array.from({ length: 12 }, (_, n) => Number(/ ([\d.]+)\)$/.exec(colourOf(6 + n))?.[1]))
    // Of #6fb1ff and the others in app/tokens.css.
    const hues = [252, 62, 155, 315, 8, 195, ...further]
    for (const [index, hue] of hues.entries()) {
      expect(hue).toBeGreaterThanOrEqual(0)
      expect(hue).toBeLessThan(360)
      for (const other of hues.slice(index + 1)) {
        const apart = Math.abs(hue - other)
        expect(Math.min(apart, 360 - apart)).toBeGreaterThan(12)
      }
    }
  })
})
