import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../shared/generation.ts'
import { asDefaults } from './form-defaults.ts'

describe('a form as the defaults', () => {
  it('keeps what is set, but no prompt and no seed', () => {
    const form = {
      ...DEFAULT_REQUEST,
      prompt: 'a castle',
      negativePrompt: 'fog',
      steps: 33,
      seed: 77,
      subseed: 5,
    }
    expect(asDefaults(form)).toEqual({ ...DEFAULT_REQUEST, negativePrompt: 'fog', steps: 33 })
  })

  it('is none while a field of it is not valid', () => {
    expect(asDefaults({ ...DEFAULT_REQUEST, steps: Number.NaN })).toBeNull()
  })
})
