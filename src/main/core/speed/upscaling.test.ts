import { describe, expect, it } from 'vitest'
import type { GenerationParams } from '../generation.ts'
import { learn } from './learn.ts'
import { estimate, freshSpeed, isKnown, predictSeconds } from './model.ts'
import { isProven } from './proven.ts'
import { inputOf, UPSCALE } from './testing/from-others.ts'
import { benchmarked, observed, paramsFor } from './testing/true-speed.ts'
import { upscaleKey } from './upscale-cost.ts'

/** 1000x1000 made twice as large: 4 megapixels. */
const larger = (upscaler = 'R-ESRGAN 4x+', more: Partial<GenerationParams> = {}) =>
  paramsFor({ upscale: { ...UPSCALE, upscaler }, input: inputOf(1000, 1000), ...more })
const seconds = (...[speed, params]: [Parameters<typeof estimate>[0], GenerationParams]) =>
  estimate(speed, params, 'common').secondsPerImage

describe('the time of making pictures larger', () => {
  // At 20 ipm an image of the benchmark takes 3 s.
  it.each([
    ['R-ESRGAN 4x+', 4 * 0.2 * 3],
    ['4x-UltraSharp', 4 * 0.2 * 3],
    ['Lanczos', 4 * 0.02 * 3],
    ['None', 0.02 * 3],
    ['SwinIR 4x', 4 * 3],
    ['DAT x4', 4 * 3],
    ['LDSR', 4 * 4 * 3],
  ])('is planned from the ipm until %s was timed', (upscaler, planned) => {
    expect(seconds(benchmarked(20), larger(upscaler))).toBeCloseTo(planned, 6)
  })
  it('counts a second upscaler that is seen', () => {
    const both = (secondVisibility: number) =>
      larger('Lanczos', {
        upscale: { ...UPSCALE, upscaler: 'Lanczos', secondUpscaler: 'LDSR', secondVisibility },
      })
    expect(seconds(benchmarked(20), both(0.5))).toBeCloseTo(4 * 4.02 * 3, 6)
    expect(seconds(benchmarked(20), both(0))).toBeCloseTo(4 * 0.02 * 3, 6)
  })
  it('is measured by the first run, per megapixel, however far off the plan was', () => {
    const speed = learn(benchmarked(20, { overheadSeconds: 1 }), observed(41, { params: larger() }))
    expect(seconds(speed, larger())).toBeCloseTo(40, 6)
    expect(seconds(speed, { ...larger(), input: inputOf(500, 1000) })).toBeCloseTo(20, 6)
    expect(predictSeconds(speed, larger(), 1, 'common')).toBeCloseTo(41, 6)
  })
  it('is learned after, for each upscaler apart', () => {
    let speed = benchmarked(20)
    for (const taken of [8, 4, 4, 4, 4, 4, 4, 4]) speed = learn(speed, observed(taken, { params: larger() }))
    expect(seconds(speed, larger())).toBeLessThan(4.5)
    expect(seconds(speed, larger('Lanczos'))).toBeCloseTo(4 * 0.02 * 3, 6)
  })
  it('says nothing about images that are made', () => {
    const speed = learn(benchmarked(20), observed(60, { params: larger() }))
    expect(speed.corrections).toEqual({})
    expect(seconds(speed, paramsFor())).toBeCloseTo(3, 6)
  })
  it('is planned from the ipm as it was seen to be, until it was timed', () => {
    const slow = {
      ...benchmarked(20),
      corrections: { '': { mean: 2, n: 3 }, 'checkpoint:common': { mean: 9, n: 9 } },
    }
    expect(seconds(slow, larger())).toBeCloseTo(1.5 * 4 * 0.2 * 3, 6)
    const timed = learn(slow, observed(4, { params: larger() }))
    expect(seconds(timed, larger())).toBeCloseTo(4, 6)
  })
  it('measures no machine that nobody has measured', () => {
    const speed = learn(freshSpeed(), observed(4, { params: larger() }))
    expect(isKnown(speed)).toBe(false)
    expect(seconds(speed, larger())).toBeCloseTo(4, 6)
  })
  it('is not learned from what was interrupted, or from a picture whose size is not known', () => {
    expect(learn(benchmarked(20), observed(4, { params: larger(), tainted: true })).upscaling).toBeUndefined()
    const unknown = { ...paramsFor({ upscale: UPSCALE, width: 8, height: 8 }) }
    expect(learn(benchmarked(20), observed(4, { params: unknown })).upscaling).toBeUndefined()
  })
  it('is proven by a run of that upscaler', () => {
    const speed = learn(benchmarked(20), observed(4, { params: larger(), at: 1000 }))
    expect(isProven(speed, larger(), null, 2000)).toBe(true)
    expect(isProven(speed, larger('LDSR'), null, 2000)).toBe(false)
    expect(isProven(speed, paramsFor(), null, 2000)).toBe(false)
  })
  it('is kept for a hundred upscalers at most', () => {
    let speed = benchmarked(20)
    for (let at = 0; at < 130; at++) speed = learn(speed, observed(4, { params: larger(`model ${at}`) }))
    expect(Object.keys(speed.upscaling ?? {}).length).toBeLessThanOrEqual(100)
  })
})

it('knows an upscaler by its name in small letters, with what else is done', () => {
  expect(upscaleKey({ ...UPSCALE, upscaler: ' ESRGAN_4x' })).toBe('esrgan_4x')
  const faces = { ...UPSCALE, secondUpscaler: 'Lanczos', secondVisibility: 1, gfpganVisibility: 1 }
  expect(upscaleKey({ ...faces, codeformerVisibility: 0.5 })).toBe('r-esrgan 4x+|lanczos|gfpgan|codeformer')
})
