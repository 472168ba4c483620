import { describe, expect, it } from 'vitest'
import { hiresSize, imageSize, largestPixels, type Sized, sampledSize } from './image-size.ts'
import { IMAGE_TO_IMAGE, inputOf, UPSCALE } from './speed/testing/from-others.ts'

const HIRES = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }
const plain: Sized = { width: 512, height: 768, hires: null }
const from = (more: Partial<typeof IMAGE_TO_IMAGE>, width = 1000, height = 701): Sized => ({
  ...{ ...plain, imageToImage: { ...IMAGE_TO_IMAGE, ...more }, input: inputOf(width, height) },
})
const told = (size: { width: number; height: number } | null) => size && `${size.width}x${size.height}`

describe('the size of a picture', () => {
  it.each<[string, Sized, string | null]>([
    ['made from nothing is that of the request', plain, '512x768'],
    ['with a second pass is that pass', { ...plain, hires: HIRES }, '1024x1536'],
    [
      'with sides for the second pass has those',
      { ...plain, hires: { ...HIRES, width: 640, height: 640 } },
      '640x640',
    ],
    [
      'with one side for it follows from the other',
      { ...plain, hires: { ...HIRES, width: 1024, height: 0 } },
      '1024x1536',
    ],
    [
      'with the other side for it follows from that',
      { ...plain, hires: { ...HIRES, width: 0, height: 1536 } },
      '1024x1536',
    ],
    ['made from another is that of the request', from({}), '512x768'],
    ['made from another knows no second pass', { ...from({}), hires: HIRES }, '512x768'],
    ['of its own size goes by its input, in eights', from({ ownSize: true }), '1000x704'],
    [
      'of its own size without an input is the request',
      { ...plain, imageToImage: { ...IMAGE_TO_IMAGE, ownSize: true } },
      '512x768',
    ],
    [
      'repainted in its masked part alone is its input',
      from({ onlyMasked: true, mask: inputOf(8, 8) }),
      '1000x701',
    ],
    ['that is to be, without a mask, is the request', from({ onlyMasked: true }), '512x768'],
    ['repainted as a whole is the request', from({ mask: inputOf(8, 8) }), '512x768'],
    [
      'repainted alone from who knows what is not known',
      { ...plain, imageToImage: { ...IMAGE_TO_IMAGE, onlyMasked: true, mask: inputOf(8, 8) } },
      null,
    ],
  ])('%s', (_, params, size) => {
    expect(told(imageSize(params))).toBe(size)
  })
  it.each<[string, Partial<typeof UPSCALE>, [number, number], string]>([
    ['by a factor', {}, [512, 300], '1024x600'],
    ['by a factor, rounded down to eights', { scale: 1.5 }, [101, 64], '144x96'],
    ['by a factor that is no sum of halves', { scale: 1.1 }, [640, 480], '704x528'],
    ['to a size, what stands over cut off', { width: 700, height: 333 }, [512, 512], '700x333'],
    ['to a size, what stands over left', { width: 800, height: 400, crop: false }, [400, 400], '800x800'],
    ['by nothing, without an upscaler', { upscaler: 'None', scale: 4 }, [333, 100], '333x100'],
    ['by its factor where only one side is given', { width: 800 }, [400, 400], '800x800'],
  ])('made larger %s', (_, more, [width, height], size) => {
    const upscale = { ...UPSCALE, ...more }
    expect(told(imageSize({ ...plain, upscale, input: inputOf(width, height) }))).toBe(size)
  })
  it('made larger from who knows what is not known', () => {
    expect(imageSize({ ...plain, upscale: UPSCALE })).toBeNull()
  })
})

it('samples the masked part alone at the size that is asked for', () => {
  expect(told(sampledSize(from({ onlyMasked: true, mask: inputOf(8, 8) })))).toBe('512x768')
  expect(hiresSize({ ...from({}), hires: HIRES })).toBeNull()
})

it('counts the pixels of a picture at its largest', () => {
  expect(largestPixels({ ...plain, hires: HIRES })).toBe(4 * 512 * 768)
  expect(largestPixels(from({ onlyMasked: true, mask: inputOf(8, 8) }))).toBe(512 * 768)
  expect(largestPixels({ ...plain, upscale: UPSCALE, input: inputOf(512, 512) })).toBe(1024 * 1024)
})
