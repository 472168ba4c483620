import { describe, expect, it } from 'vitest'
import { FIRST_CHOICES, firstChoices, upscaleOf } from './choices.ts'

const chosen = { ...FIRST_CHOICES, upscaler: 'R-ESRGAN 4x+' }

describe('what a server is asked for', () => {
  it('is a factor, with one upscaler and faces as they are', () => {
    expect(upscaleOf({ ...chosen, size: '1.5' })).toEqual({
      ...{ upscaler: 'R-ESRGAN 4x+', scale: 1.5, width: null, height: null, crop: false },
      ...{ secondUpscaler: null, secondVisibility: 0, gfpganVisibility: 0 },
      ...{ codeformerVisibility: 0, codeformerWeight: 0, upscaleFirst: false },
    })
  })
  it('is a size, cut to it or not', () => {
    const sides = { size: 'sides', width: 1600, height: 900 } as const
    expect(upscaleOf({ ...chosen, ...sides, crop: true })).toMatchObject({
      width: 1600,
      height: 900,
      crop: true,
    })
    expect(upscaleOf({ ...chosen, ...sides })).toMatchObject({ crop: false })
  })
  it('leaves out what belongs to a size that is not chosen', () => {
    expect(upscaleOf({ ...chosen, crop: true })).toMatchObject({ width: null, height: null, crop: false })
  })
  it('is a second upscaler with its part', () => {
    expect(upscaleOf({ ...chosen, secondUpscaler: 'Lanczos', secondVisibility: 0.3 })).toMatchObject({
      ...{ secondUpscaler: 'Lanczos', secondVisibility: 0.3 },
    })
  })
  it('is faces alone, without any upscaler, where the size stays', () => {
    const same = { ...chosen, size: 'same', secondUpscaler: 'Lanczos', codeformer: 1 } as const
    expect(upscaleOf({ ...same, codeformerWeight: 0.5 })).toMatchObject({
      ...{ upscaler: 'None', scale: 1, secondUpscaler: null, secondVisibility: 0 },
      ...{ codeformerVisibility: 1, codeformerWeight: 0.5 },
    })
  })
  it('is nothing where nothing would change, no upscaler is known or a side is missing', () => {
    expect(upscaleOf({ ...chosen, size: 'same' })).toBeNull()
    expect(upscaleOf(FIRST_CHOICES)).toBeNull()
    expect(upscaleOf({ ...chosen, size: 'sides', width: Number.NaN })).toBeNull()
  })
})

describe('what the dialog begins with', () => {
  it.each([
    ['a factor', { ...chosen, size: '1.5', secondUpscaler: 'Lanczos', secondVisibility: 0.2 }],
    [
      'a size',
      { ...chosen, size: 'sides', width: 900, height: 600, crop: true, gfpgan: 0.5, upscaleFirst: true },
    ],
    ['faces alone', { ...chosen, upscaler: '', size: 'same', codeformer: 0.8, codeformerWeight: 0.4 }],
  ] as const)('is what a job was asked for: %s', (_, choices) => {
    expect(firstChoices(upscaleOf(choices))).toEqual(choices)
  })
  it('is two times as large, where nothing was chosen yet', () => {
    expect(firstChoices(null)).toEqual(FIRST_CHOICES)
  })
})
