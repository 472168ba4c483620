import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GAIN_DOUBT, gainCurve } from './gain-curve.ts'

const sure = (gains: Record<number, number>) =>
  gainCurve(Object.fromEntries(Object.entries(gains).map(([b, mean]) => [b, { mean, n: 1000 }])), 0.02)

describe('the curve of batch gains', () => {
  it('is 1 where nothing is known', () => {
    const gain = gainCurve({}, 0.1)
    expect([1, 2, 8, 64].map(gain)).toEqual([1, 1, 1, 1])
  })
  it('runs through the sizes observed', () => {
    const gain = sure({ 4: 0.7, 8: 0.6 })
    expect(gain(4)).toBeCloseTo(0.7, 3)
    expect(gain(8)).toBeCloseTo(0.6, 3)
  })
  it('lets the time of a batch grow evenly between them, and go on as it grew', () => {
    const gain = sure({ 4: 0.7 })
    const time = (b: number) => b * gain(b)
    expect(time(2) - time(1)).toBeCloseTo(time(4) - time(3), 6)
    expect(time(9) - time(8)).toBeCloseTo(time(2) - time(1), 6)
  })
  it('trusts a measured gain at once, more so on a worker whose times are steady', () => {
    const seen = { 4: { mean: 0.6, n: 1 } }
    expect(gainCurve(seen, 0.02)(4)).toBeCloseTo(0.6, 1)
    expect(gainCurve(seen, GAIN_DOUBT)(4)).toBeCloseTo(0.8, 6)
  })
  it('never makes an image dearer in a larger batch, nor two images quicker than one', () => {
    const gains = fc.dictionary(
      fc.integer({ min: 2, max: 32 }).map(String),
      fc.record({ mean: fc.double({ min: 0, max: 2, noNaN: true }), n: fc.integer({ min: 0, max: 50 }) }),
    )
    fc.assert(
      fc.property(gains, fc.double({ min: 0, max: 0.5, noNaN: true }), (known, spread) => {
        const gain = gainCurve(known, spread)
        for (let b = 1; b < 70; b++) {
          expect(gain(b + 1)).toBeLessThanOrEqual(gain(b) + 1e-9)
          expect((b + 1) * gain(b + 1)).toBeGreaterThanOrEqual(b * gain(b) - 1e-9)
        }
      }),
    )
  })
})
