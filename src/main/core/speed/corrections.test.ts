import { describe, expect, it } from 'vitest'
import { correctionKeys, correctionOf, withCorrection } from './corrections.ts'
import { paramsFor } from './testing/true-speed.ts'

const hires = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }
const plain = correctionKeys(paramsFor({ width: 1024, height: 1024 }), 'a')
const scaledUp = correctionKeys(paramsFor({ width: 512, height: 512, hires }), 'a')

describe('the levels of a correction', () => {
  it('keep pictures with a hires pass apart from those made at that size', () => {
    expect(plain.slice(0, 2)).toEqual(scaledUp.slice(0, 2))
    expect(plain[2]).not.toBe(scaledUp[2])
  })
  it('teach a hires picture nothing of its own by a plain one of its size', () => {
    let known = {}
    for (let at = 0; at < 9; at++) known = withCorrection(known, plain, 3)
    expect(correctionOf(known, plain)).toBeGreaterThan(correctionOf(known, scaledUp))
  })
  it('still finds what was stored for plain pictures before', () => {
    expect(plain[2]).toBe('checkpoint:a|Euler a|Automatic|20')
    expect(correctionOf({ 'checkpoint:a|Euler a|Automatic|20': { mean: 2, n: 3 } }, plain)).toBe(1.5)
  })
})
