import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from './generation.ts'
import { InputPicture } from './input-picture.ts'
import { referenceTo } from './input-reference.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from './request-defaults.ts'
import { picturesOf, pictureWords, withoutPictures } from './request-pictures.ts'
import { inWords } from './words/say.ts'

const picture = (letter: string) =>
  InputPicture.parse({ id: letter.repeat(64), name: `${letter}.png`, width: 64, height: 48 })
const [a, b, c, d, e, f] = ['a', 'b', 'c', 'd', 'e', 'f'].map(picture) as [
  InputPicture,
  InputPicture,
  InputPicture,
  InputPicture,
  InputPicture,
  InputPicture,
]
const unit = { module: 'canny', image: referenceTo(d.id, 'data:image/png;base64,'), weight: 0.5 }
const request: GenerationRequest = {
  ...{ ...DEFAULT_REQUEST, steps: 31, inputs: [a, b] },
  imageToImage: { ...IMAGE_TO_IMAGE_DEFAULTS, denoisingStrength: 0.4, mask: c, ownMasks: { [b.id]: e } },
  extra: {
    ...{ eta: 1 },
    alwayson_scripts: {
      ControlNet: { args: [{ module: 'depth', image: { image: 'iVBORw0KGgo' } }, unit] },
      other: { args: [[{ deep: referenceTo(f.id) }]] },
    },
  },
  script: { title: 'Loopback', args: [referenceTo(f.id)] },
}
const without = (...gone: InputPicture[]) => withoutPictures(request, new Set(gone.map(({ id }) => id)))

describe('the pictures of a request', () => {
  it('are those to start from, masks, of units and of other scripts, each named', () => {
    expect(picturesOf(request).map(({ id, place, what }) => [id[0], place, inWords(what)])).toEqual([
      ['a', 'start', 'a.png'],
      ['b', 'start', 'b.png'],
      ['c', 'start', 'the mask'],
      ['e', 'start', 'the mask of b.png'],
      ['d', 'unit', 'the picture of ControlNet unit 2'],
      ['f', 'script', 'a picture for other'],
      ['f', 'script', 'a picture for Loopback'],
    ])
    expect(picturesOf(DEFAULT_REQUEST)).toEqual([])
  })

  it('are told each once, the first few of many', () => {
    const many = picturesOf({ inputs: [a, a, b, c, d, e, f, { ...f, name: 'g.png' }] })
    expect(pictureWords(many).map((what) => inWords(what))).toEqual([
      ...['a.png', 'b.png', 'c.png', 'd.png', 'e.png', '2 more'],
    ])
  })
})

describe('a request without pictures that are gone', () => {
  it('is the same where none of them is its own', () => {
    expect(without()).toEqual(request)
  })

  it('starts from those that are left, without the mask of one that is not', () => {
    const left = without(b)
    expect(left.inputs).toEqual([a])
    expect(left.imageToImage).toEqual({ ...IMAGE_TO_IMAGE_DEFAULTS, denoisingStrength: 0.4, mask: c })
    expect(left.steps).toBe(31)
  })

  it('paints nothing anew by a mask that is gone', () => {
    expect(without(c, e).imageToImage).toEqual({
      ...{ ...IMAGE_TO_IMAGE_DEFAULTS, denoisingStrength: 0.4, mask: null },
    })
  })

  it('is made from the prompt alone where no picture is left', () => {
    expect(without(a, b)).toMatchObject({ inputs: [], imageToImage: null, steps: 31 })
  })

  it('keeps a unit without its picture, and what other scripts are given', () => {
    const scripts = without(d, f).extra.alwayson_scripts
    expect(scripts).toEqual({
      ControlNet: {
        args: [
          { module: 'depth', image: { image: 'iVBORw0KGgo' } },
          { module: 'canny', weight: 0.5 },
        ],
      },
      other: { args: [[{ deep: referenceTo(f.id) }]] },
    })
    expect(without(d).extra).toMatchObject({ eta: 1 })
  })

  it('leaves alone what a part of a form does not speak of', () => {
    expect(withoutPictures({ inputs: [a] }, new Set([a.id]))).toEqual({ inputs: [] })
    expect(withoutPictures({}, new Set([a.id]))).toEqual({})
  })
})
