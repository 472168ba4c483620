import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../shared/generation.ts'
import { formErrors } from './form-errors.ts'

const wrong: [Partial<GenerationRequest>, string, string][] = [
  [{ images: 0 }, 'images', 'Must be at least 1'],
  [{ images: 10_001 }, 'images', 'Must be at most 10,000'],
  [{ images: 1.5 }, 'images', 'Must be a whole number'],
  [{ images: Number.NaN }, 'images', 'Must be a number'],
  [{ width: 513 }, 'width', 'Must be a multiple of 8 px'],
  [{ height: 8192 }, 'height', 'Must be at most 4,096 px'],
  [{ steps: 0 }, 'steps', 'Must be at least 1'],
  [{ cfgScale: 31 }, 'cfgScale', 'Must be at most 30'],
  [{ seed: -2 }, 'seed', 'Must be at least -1'],
  [{ seed: 4_294_967_296 }, 'seed', 'Must be at most 4,294,967,295'],
  [{ prompt: 'x'.repeat(100_001) }, 'prompt', 'Must have at most 100,000 characters'],
  [
    { hires: { scale: 9, upscaler: 'Latent', steps: 0, denoisingStrength: 0.7 } },
    'hires.scale',
    'Must be at most 4',
  ],
]

describe('the check of the form', () => {
  it('finds nothing wrong with the defaults', () => {
    expect(formErrors(DEFAULT_REQUEST)).toEqual({})
  })
  it.each(wrong)('says of %o at %s: %s', (patch, field, words) => {
    expect(formErrors({ ...DEFAULT_REQUEST, ...patch })).toEqual({ [field]: words })
  })
  it('names every field that is wrong', () => {
    expect(Object.keys(formErrors({ ...DEFAULT_REQUEST, width: 3, height: 3, images: 0 }))).toEqual([
      'width',
      'height',
      'images',
    ])
  })
})
