import { describe, expect, it } from 'vitest'
import { axisLabels } from '../../../shared/axis-labels.ts'
import type { GridAxis, GridField } from '../../../shared/grid.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from '../../../shared/request-defaults.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { GenerationParams } from '../generation.ts'
import { refusedValue, withValue } from './apply-axis.ts'
import { defaultParams } from './base-params.ts'

const HIRES = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }
const params: GenerationParams = {
  ...defaultParams(5),
  ...{ prompt: 'a red boat', negativePrompt: 'red fog', styles: ['photo'], hires: HIRES },
  refiner: { checkpoint: 'xl', switchAt: 0.6 },
}

const apply = (field: GridField, value: string, axis: Partial<GridAxis> = {}, base = params) =>
  withValue(base, value, { field, values: [value], ...axis })

describe('a value of an axis', () => {
  it.each<[GridField, string, Partial<GenerationParams>]>([
    ['steps', '30', { steps: 30 }],
    ['cfg-scale', '4.5', { cfgScale: 4.5 }],
    ['sampler', 'Heun', { sampler: 'Heun' }],
    ['scheduler', 'Karras', { scheduler: 'Karras' }],
    ['checkpoint', 'toonyou', { checkpoint: 'toonyou' }],
    ['checkpoint', 'NONE', { checkpoint: null }],
    ['vae', 'None', { vae: 'None' }],
    ['clip-skip', '2', { clipSkip: 2 }],
    ['size', ' 640X512 ', { width: 640, height: 512 }],
    ['size', '640 × 512', { width: 640, height: 512 }],
    ['seed', '0', { seed: 0 }],
    ['subseed', '7', { subseed: 7 }],
    ['subseed-strength', '0.25', { subseedStrength: 0.25 }],
    ['denoising-strength', '0.3', { hires: { ...HIRES, denoisingStrength: 0.3 } }],
    ['hires-scale', '1.5', { hires: { ...HIRES, scale: 1.5 } }],
    ['hires-steps', '9', { hires: { ...HIRES, steps: 9 } }],
    ['hires-upscaler', 'Lanczos', { hires: { ...HIRES, upscaler: 'Lanczos' } }],
    ['refiner-checkpoint', 'other', { refiner: { checkpoint: 'other', switchAt: 0.6 } }],
    ['refiner-checkpoint', 'None', { refiner: null }],
    ['refiner-switch-at', '0.9', { refiner: { checkpoint: 'xl', switchAt: 0.9 } }],
    ['style', 'night', { styles: ['photo', 'night'] }],
    ['style', 'none', {}],
  ])('of %s: %s', (field, value, changed) => {
    expect(apply(field, value)).toEqual({ ...params, ...changed })
  })

  it.each<[GridField, string]>([
    ['steps', '0'],
    ['steps', ' '],
    ['steps', '2.5'],
    ['cfg-scale', 'x'],
    ['size', '640'],
    ['size', '640x513'],
    ['size', '63x512'],
    ['seed', '-1'],
    ['sampler', ''],
    ['hires-scale', ''],
    ['refiner-switch-at', '1.1'],
    ['refiner-checkpoint', ''],
    ['lora-weight', '1'],
  ])('is none of %s: "%s"', (field, value) => {
    expect(apply(field, value)).toBeNull()
  })

  it.each<[GridField, string, string]>([
    ['steps', '200', 'Steps cannot be "200" here. Steps must be at most 150.'],
    ['steps', 'ten', 'Steps cannot be "ten" here. Steps must be a number.'],
    ['steps', '2.5', 'Steps cannot be "2.5" here. Steps must be a whole number.'],
    ['size', '640x513', 'Size cannot be "640x513" here. Height must be a multiple of 8 px.'],
    ['size', '640', 'Size cannot be "640" here.'],
    ['lora-weight', 'much', 'LoRA weight cannot be "much" here.'],
  ])('that %s cannot have is refused with what it can be: "%s"', (field, value, words) => {
    expect(inWords(refusedValue(params, value, { field, values: [value] }))).toBe(words)
  })

  it.each<GridField>(['hires-scale', 'hires-steps', 'refiner-switch-at', 'denoising-strength'])(
    'is none of %s where there is no such pass',
    (field) => {
      expect(apply(field, '1', {}, { ...params, hires: null, refiner: null })).toBeNull()
    },
  )

  it('is of the strength of images from others where they are made from some, and leaves the second pass', () => {
    const base = { ...params, imageToImage: IMAGE_TO_IMAGE_DEFAULTS }
    expect(apply('denoising-strength', '0.2', {}, base)).toEqual({
      ...base,
      imageToImage: { ...IMAGE_TO_IMAGE_DEFAULTS, denoisingStrength: 0.2 },
    })
  })

  it('names a refiner that begins after four fifths where there was none', () => {
    expect(apply('refiner-checkpoint', 'xl', {}, { ...params, refiner: null })?.refiner).toEqual({
      checkpoint: 'xl',
      switchAt: 0.8,
    })
  })
})

describe('an axis of words', () => {
  const replaced = (value: string, values = ['red', '$& blue']) => {
    const made = apply('prompt-replace', value, { values })
    return made === null ? null : [made.prompt, made.negativePrompt]
  }
  it('puts each of its values in the place of the first, in both prompts, whatever signs it has', () => {
    expect(replaced('red')).toEqual(['a red boat', 'red fog'])
    expect(replaced('$& blue')).toEqual(['a $& blue boat', '$& blue fog'])
    expect(replaced('x', ['boat', 'x'])).toEqual(['a red x', 'red fog'])
    expect(replaced('x', ['fog', 'x'])).toEqual(['a red boat', 'red x'])
  })
  it('has nothing to replace where neither prompt has it', () => {
    expect(replaced('x', ['green', 'x'])).toBeNull()
    expect(replaced('x', ['', 'x'])).toBeNull()
  })

  const ordered = (prompt: string, values: string[]) =>
    axisLabels({ field: 'prompt-order', values }).map(
      (value) => withValue({ ...params, prompt }, value, { field: 'prompt-order', values })?.prompt ?? null,
    )
  it('puts its words into each order, each where another one stood', () => {
    expect(ordered('a cat, dog; owl!', ['dog', 'cat'])).toEqual(['a dog, cat; owl!', 'a cat, dog; owl!'])
    expect(ordered('a b c', ['a', 'b', 'c'])).toEqual(['a b c', 'a c b', 'b a c', 'b c a', 'c a b', 'c b a'])
  })
  it('has no order for words that are missing, empty, or stand in one another', () => {
    expect(ordered('a cat', ['cat', 'dog'])).toEqual([null, null])
    expect(ordered('a cat', ['cat', ''])).toEqual([null, null])
    expect(ordered('a catfish', ['catfish', 'cat'])).toEqual([null, null])
  })
})

describe('an axis of the weight of a LoRA', () => {
  const weighed = (prompt: string, value: string, of = 'ink') =>
    withValue({ ...params, prompt }, value, { field: 'lora-weight', of, values: [value] })?.prompt ?? null
  it('writes it into every tag of that LoRA, and leaves others', () => {
    expect(weighed('<lora:ink:0.5> x <lora:sea:1> <LYCO:ink>', '0.8')).toBe(
      '<lora:ink:0.8> x <lora:sea:1> <lora:ink:0.8>',
    )
  })
  it('adds a tag where there is none', () => {
    expect(weighed('x', '-1')).toBe('x <lora:ink:-1>')
    expect(weighed('', '1')).toBe('<lora:ink:1>')
    expect(weighed('<lora:inks:1>', '1')).toBe('<lora:inks:1> <lora:ink:1>')
  })
  it('is none that is no number', () => {
    expect([weighed('x', ''), weighed('x', 'much')]).toEqual([null, null])
  })
})
