import { expect, it } from 'vitest'
import { isSameNoise, SAME_NOISE, withOwnNoise } from './same-noise.ts'

it('same noise is asked for beside other options, and given up without them', () => {
  const asked = { tiling: true, ...SAME_NOISE }
  expect(isSameNoise(asked)).toBe(true)
  expect(withOwnNoise(asked)).toEqual({ tiling: true })
  expect(isSameNoise({ tiling: true })).toBe(false)
})

it('noise of another source is not the same everywhere', () => {
  expect(isSameNoise({ randn_source: 'GPU' })).toBe(false)
  expect(isSameNoise({ randn_source: 'NV' })).toBe(false)
})
