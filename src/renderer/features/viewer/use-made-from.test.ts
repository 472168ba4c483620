import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest, type ImageToImage } from '../../../shared/generation.ts'
import { ImageIndex } from '../../../shared/ids.ts'
import { FIRST_IMAGE_TO_IMAGE } from '../../state/form-inputs.ts'
import { inputFixture } from '../../testing/scripted-inputs.ts'
import { madeFrom } from './use-made-from.ts'

const inputs = [inputFixture(0), inputFixture(1), inputFixture(2)]
const from = (patch: Partial<GenerationRequest>, how: Partial<ImageToImage> = {}): GenerationRequest => ({
  ...DEFAULT_REQUEST,
  inputs,
  imageToImage: { ...FIRST_IMAGE_TO_IMAGE, ...how },
  ...patch,
})
const nameOf = (request: GenerationRequest, index: number) =>
  madeFrom(request, { index: ImageIndex.parse(index) })?.input.name

describe('what a picture was made from', () => {
  it('is one input after the other, each with its images', () => {
    const request = from({ images: 4 })
    expect([0, 3, 4, 7, 8, 11].map((index) => nameOf(request, index))).toEqual(
      [0, 0, 1, 1, 2, 2].map((at) => inputs[at]?.name),
    )
    expect(nameOf(request, 12)).toBeUndefined()
  })
  it('has every prompt and cell of the grid before the next one', () => {
    const request = from({
      images: 2,
      prompts: ['a', 'b', 'c'],
      grid: { axes: [{ field: 'steps', values: ['5', '9'] }] } as GenerationRequest['grid'],
    })
    expect([11, 12, 23, 24].map((index) => nameOf(request, index))).toEqual(
      [0, 1, 1, 2].map((at) => inputs[at]?.name),
    )
  })
  it('is the only one for images that came on top as well', () => {
    expect(nameOf(from({ images: 2, mode: 'bonus', inputs: inputs.slice(0, 1) }), 9)).toBe(inputs[0]?.name)
  })
  it('is nothing where images were made from a prompt alone', () => {
    expect(madeFrom(from({ imageToImage: null }), { index: ImageIndex.parse(0) })).toBeNull()
  })
  it.each<[Partial<ImageToImage>, string]>([
    [{ resizeMode: 'crop' }, 'cover'],
    [{ resizeMode: 'fill' }, 'contain'],
    [{ resizeMode: 'stretch' }, 'fill'],
    [{ resizeMode: 'crop', ownSize: true }, 'fill'],
    [{ resizeMode: 'crop', onlyMasked: true, mask: inputFixture(3) }, 'fill'],
  ])('lies in its shape as %o says: %s', (how, fit) => {
    expect(madeFrom(from({}, how), { index: ImageIndex.parse(0) })?.fit).toBe(fit)
  })
})
