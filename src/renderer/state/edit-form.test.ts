import { describe, expect, it } from 'vitest'
import { imageFixture, REQUEST } from '../testing/fixtures.ts'
import { settingsOfImage } from './edit-form.ts'

describe('the settings of a picture', () => {
  it('are those of its job, with its own seed and the prompt as it was resolved', () => {
    expect(settingsOfImage(imageFixture(9), REQUEST)).toEqual({
      ...REQUEST,
      prompt: imageFixture(9).prompt,
      seed: 418216,
      subseed: 0,
    })
  })
  it('are read from the picture where its job is not known any more', () => {
    const image = imageFixture(3, { checkpoint: null, width: 1024, height: 576, sampler: 'Euler a' })
    expect(settingsOfImage(image, undefined)).toEqual({
      prompt: image.prompt,
      negativePrompt: image.negativePrompt,
      checkpoint: null,
      width: 1024,
      height: 576,
      sampler: 'Euler a',
      steps: 24,
      seed: 418210,
      subseed: 0,
    })
  })
})
