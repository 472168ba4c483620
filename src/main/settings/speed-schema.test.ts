import { expect, it } from 'vitest'
import { estimate, freshSpeed } from '../core/speed/model.ts'
import { inputOf, UPSCALE } from '../core/speed/testing/from-others.ts'
import { paramsFor } from '../core/speed/testing/true-speed.ts'
import { StoredSpeed } from './speed-schema.ts'

/** As the version before image to image wrote it. */
const BEFORE = {
  benchmark: { ipm: 20, minIpm: 19, maxIpm: 21, at: 1, checkpoint: 'common', version: 'v1.10.1' },
  overheadSeconds: { mean: 0.4, n: 12 },
  loadSeconds: { mean: 9, n: 2 },
  batchGain: { '4': { mean: 0.8, n: 3 } },
  corrections: {
    '': { mean: 1.1, n: 30 },
    'checkpoint:common': { mean: 1.1, n: 30 },
    'checkpoint:common|Euler a|Automatic|18': { mean: 2, n: 97 },
    'checkpoint:common|Euler a|Automatic|20|hires': { mean: 1.2, n: 6 },
  },
  memory: { 'common|36': { most: 4, good: 4 } },
  squaredError: { mean: 0.01, n: 40 },
  updatedAt: 1_790_000_000_000,
}

it('reads the speeds of earlier versions, and plans by them', () => {
  const speed = { ...freshSpeed(), ...StoredSpeed.parse(BEFORE) }
  expect(speed.upscaling).toBeUndefined()
  // 3 s by the benchmark, nearly twice that as pictures of this kind showed.
  expect(estimate(speed, paramsFor(), 'common').secondsPerImage).toBeCloseTo(3 * (0.97 * 2 + 0.03 * 1.09), 1)
  expect(speed.memory).toEqual(BEFORE.memory)
})

it('keeps seconds per megapixel', () => {
  const kept = StoredSpeed.parse({ ...BEFORE, upscaling: { 'r-esrgan 4x+': { mean: 2, n: 3 } } })
  const larger = paramsFor({ upscale: UPSCALE, input: inputOf(1000, 1000) })
  expect(estimate(kept, larger, null).secondsPerImage).toBeCloseTo(8, 6)
})
