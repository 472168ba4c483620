import { describe, expect, it } from 'vitest'
import type { GenerationRequest } from '../../../../shared/generation.ts'
import type { StoredImage } from '../../../../shared/job.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from '../../../../shared/request-defaults.ts'
import { settingsOfImage } from '../../../state/settings-of-image.ts'
import { imageFixture, REQUEST } from '../../../testing/fixtures.ts'
import { inputFixture, ROUND_MASK } from '../../../testing/scripted-inputs.ts'
import { patchOf, reviewOf } from './review-rows.ts'

const form: GenerationRequest = { ...REQUEST, prompt: 'a door', overrides: { eta_ddim: 0.2 } }

/** What a picture of a job tells: of its text the last line is given. */
function picture(told: string, patch: Partial<StoredImage> = {}): StoredImage {
  const image = imageFixture(3, { prompt: 'a harbour in rain, ink', negativePrompt: 'people', ...patch })
  return { ...image, infotext: `${image.prompt}\nNegative prompt: people\n${told}` }
}
const dropped = (image: StoredImage): GenerationRequest => ({
  ...form,
  ...patchOf(reviewOf(image.infotext ?? '', form).rows, form),
})
const used = (image: StoredImage, request?: GenerationRequest): GenerationRequest => ({
  ...form,
  ...settingsOfImage(image, request, form),
})
/** What only the job knows, or a text does not tell without a strength. */
function told({ images, mode, until, subseed: _, ...all }: GenerationRequest) {
  return all
}

const PLAIN =
  'Steps: 24, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, Seed: 418210, Size: 768x512, Model: dreamshaper_8'

describe('a picture of the gallery gives the form that it gives when it is dropped', () => {
  it.each<[string, string, Partial<GenerationRequest>]>([
    ['a plain one', PLAIN, {}],
    ['of styles and wildcards', PLAIN, { prompt: 'a harbour in __weather__', styles: ['ink'] }],
    ['of a list of prompts', PLAIN, { prompts: ['a cat', 'a harbour in rain, ink'] }],
    [
      'of a grid',
      PLAIN.replace('CFG scale: 6.5', 'CFG scale: 9')
        .replace('768x512', '512x512')
        .replace('Karras', 'Uniform'),
      {
        grid: {
          axes: [
            { field: 'cfg-scale', values: ['6.5', '9'] },
            { field: 'size', values: ['768x512', '512x512'] },
            { field: 'scheduler', values: ['Karras', 'Uniform'] },
          ],
        },
      },
    ],
    [
      'of a hires pass',
      `${PLAIN}, Denoising strength: 0.45, Hires upscale: 1.5, Hires steps: 7, Hires upscaler: Latent`,
      { hires: { scale: 2, upscaler: 'Latent', steps: 7, denoisingStrength: 0.45 } },
    ],
    [
      'with faces, tiling, clip skip',
      `${PLAIN}, Face restoration: GFPGAN, Tiling: True, Clip skip: 2, VAE: kl-f8.pt`,
      { restoreFaces: true, tiling: true, clipSkip: 2, vae: 'kl-f8.pt' },
    ],
    [
      'with a refiner',
      `${PLAIN}, Refiner: toonyou [0123456789], Refiner switch at: 0.7`,
      { refiner: { checkpoint: 'toonyou', switchAt: 0.7 } },
    ],
    [
      'with noise of its own',
      `${PLAIN}, RNG: CPU, ENSD: 31337`,
      { overrides: { eta_ddim: 0.2, randn_source: 'CPU' } },
    ],
    [
      'of a variation',
      `${PLAIN}, Variation seed: 7, Variation seed strength: 0.2, Seed resize from: 512x512`,
      { subseedStrength: 0.2, seedResize: { width: 512, height: 512 } },
    ],
  ])('%s', (_, text, asked) => {
    const image = picture(text, {
      subseed: text.includes('Variation') ? 7 : 0,
      checkpoint: 'dreamshaper_8',
      sampler: 'DPM++ 2M',
      steps: 24,
    })
    const { overrides: fromDrop, ...whatIsDropped } = told(dropped(image))
    for (const request of [undefined, { ...REQUEST, ...asked }]) {
      const { overrides, ...others } = told(used(image, request))
      expect(others).toEqual(whatIsDropped)
      expect(overrides).toMatchObject(request === undefined ? fromDrop : (asked.overrides ?? {}))
    }
  })

  it('but for what passes on beside fields, which a job has already', () => {
    const units = ', ControlNet 0: "Module: canny, Model: edges, Weight: 0.5"'
    const image = picture(`${PLAIN}, Eta: 0.3, Pad conds: True${units}`)
    expect(used(image).extra).toHaveProperty('alwayson_scripts.ControlNet.args.0.module', 'canny')
    expect(told(used(image))).toEqual(told(dropped(image)))
    const request = { ...REQUEST, extra: { eta: 0.3 } }
    expect(used(image, request).extra).toEqual({ eta: 0.3 })
  })

  it('and keeps what only the job knows: its own input of many, mask, units and how many', () => {
    const inputs = [inputFixture(1), inputFixture(2)]
    const extra = { alwayson_scripts: { ControlNet: { args: [{ module: 'canny', model: 'None' }] } } }
    const imageToImage = { ...IMAGE_TO_IMAGE_DEFAULTS, mask: ROUND_MASK, denoisingStrength: 0.75 }
    const request: GenerationRequest = {
      ...{ ...REQUEST, mode: 'exact', images: 2, inputs, imageToImage, extra },
      grid: { axes: [{ field: 'denoising-strength', values: ['0.75', '0.4'] }] },
    }
    const image = picture(`${PLAIN}, Denoising strength: 0.4`, { index: 6 as StoredImage['index'] })
    expect(used(image, request)).toMatchObject({
      ...{ images: 2, extra, grid: null, inputs: [inputs[1]] },
      imageToImage: { ...imageToImage, denoisingStrength: 0.4 },
    })
  })

  it('and is read from what the gallery keeps where it has no text', () => {
    const image = imageFixture(3, {
      checkpoint: null,
      width: 1024,
      height: 576,
      sampler: 'Euler a',
      infotext: null,
    })
    expect(settingsOfImage(image, undefined, form)).toEqual({
      ...{ grid: null, prompts: [], prompt: image.prompt, negativePrompt: image.negativePrompt },
      ...{
        checkpoint: null,
        width: 1024,
        height: 576,
        sampler: 'Euler a',
        steps: 24,
        seed: 418210,
        subseed: 0,
      },
    })
  })
})
