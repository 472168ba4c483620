import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clampGain, GAIN_DOUBT, gainCurve } from './gain-curve.ts'

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

describe('a gain by numbers', () => {
  // One image takes 1, four take 4 x 0.7 = 2.8: 0.6 more for each.
  const known = { 4: { mean: 0.7, n: 1000 } }
  const gain = gainCurve(known, 0)

  it.each([
    [1, 1],
    [2, 1.6 / 2],
    [3, 2.2 / 3],
    [4, 0.7],
    [8, 5.2 / 8],
    [64, 38.8 / 64],
    [65, 39.4 / 65],
    [100, 60.4 / 100],
  ])('of a batch of %d is %d, asked once or twice', (b, expected) => {
    expect(gain(b)).toBeCloseTo(expected, 10)
    expect(gain(b)).toBeCloseTo(expected, 10)
  })
  it('is trusted n / (n + (spread / 0.25)^2) against the sizes below', () => {
    // The first says 1, so 2/3 of the way to 0.7; from there on 8 would cost (1 + 7 x 2.2 / 3) / 8, half of the way to 0.6.
    const seen = { 4: { mean: 0.7, n: 2 }, 8: { mean: 0.6, n: 1 } }
    expect(gainCurve(seen, GAIN_DOUBT)(4)).toBeCloseTo(0.8, 10)
    expect(gainCurve(seen, GAIN_DOUBT)(8)).toBeCloseTo((0.6 + (1 + (7 * 2.2) / 3) / 8) / 2, 10)
  })
  it('goes on from the largest size as the time grew from one image to there, not as it grew last', () => {
    // 2: 1.2, 4: 2.8; beyond (2.8 - 1) / 3 an image, between them 0.8.
    const bent = gainCurve({ 2: { mean: 0.6, n: 1000 }, 4: { mean: 0.7, n: 1000 } }, 0)
    // But four images cost no more each than two: 2.4.
    expect(bent(4)).toBeCloseTo(0.6, 10)
    const steep = gainCurve({ 2: { mean: 0.6, n: 1000 }, 4: { mean: 0.5, n: 1000 } }, 0)
    expect(steep(3)).toBeCloseTo(1.6 / 3, 10)
    expect(steep(7)).toBeCloseTo(3 / 7, 10)
  })
  it('is none of sizes that were never observed, or are no batch', () => {
    expect(gainCurve({ 4: { mean: 0.5, n: 0 } }, 0)(4)).toBe(1)
    expect(gainCurve({ 1: { mean: 0.5, n: 9 } }, 0)(2)).toBe(1)
  })
  it('lies between a tenth and 1', () => {
    expect([clampGain(0.05), clampGain(0.1), clampGain(0.5), clampGain(1.5)]).toEqual([0.1, 0.1, 0.5, 1])
  })
})
