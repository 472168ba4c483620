import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST, GenerationRequest } from '../../../shared/generation.ts'
import { REQUEST_DEFAULTS } from '../../../shared/request-defaults.ts'
import { baseParams } from '../../core/runs/base-params.ts'
import { batch } from '../../simulator/testing/simulated-client.ts'
import { A1111 } from './kinds/a1111.ts'
import { requestBody } from './request-body.ts'
import { requestOfBody } from './request-of-body.ts'

const name = fc.constantFrom('Euler a', 'DPM++ 2M', 'Heun')
const schedule = fc.constantFrom('Automatic', 'Karras', 'SGM Uniform')
const side = fc.integer({ min: 8, max: 512 }).map((cells) => cells * 8)
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)
const model = fc.constantFrom('dreamshaper_8', 'toonyou', 'xl refiner')
const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((each) => each.isWellFormed())
const ownText = text.filter((each) => !/^(use same \w+)?$/i.test(each))
const seed = fc.integer({ min: 0, max: 4_294_967_000 })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)))

const hires = fc.record(
  {
    scale: fc.constantFrom(1, 1.5, 2, 4),
    upscaler: fc.constantFrom('Latent', 'R-ESRGAN 4x+'),
    steps: fc.integer({ min: 0, max: 150 }),
    denoisingStrength: share,
    width: fc.integer({ min: 1, max: 4096 }),
    height: fc.integer({ min: 0, max: 4096 }),
    checkpoint: model,
    sampler: name,
    scheduler: schedule,
    prompt: ownText,
    negativePrompt: ownText,
  },
  { requiredKeys: ['scale', 'upscaler', 'steps', 'denoisingStrength', 'width', 'height'] },
)

const HIRES = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }

const request = fc.record({
  ...{ prompt: text, negativePrompt: text, checkpoint: maybe(model), vae: maybe(model), sampler: name },
  ...{
    scheduler: schedule,
    steps: fc.integer({ min: 1, max: 150 }),
    cfgScale: fc.integer({ min: 1, max: 30 }),
  },
  ...{ width: side, height: side, seed, subseed: seed, subseedStrength: share },
  ...{
    clipSkip: fc.integer({ min: 1, max: 12 }),
    hires: maybe(hires),
    images: fc.integer({ min: 1, max: 8 }),
  },
  refiner: maybe(fc.record({ checkpoint: model, switchAt: share })),
  ...{ restoreFaces: maybe(fc.boolean()), tiling: maybe(fc.boolean()), saveOnWorker: fc.boolean() },
  seedResize: maybe(fc.record({ width: side, height: side })),
  overrides: fc.dictionary(fc.constantFrom('eta_noise_seed_delta', 'randn_source', 'tiling'), json),
  script: maybe(
    fc.record({ title: fc.constantFrom('Prompt matrix', 'x'), args: fc.array(json, { maxLength: 3 }) }),
  ),
  extra: fc.dictionary(
    fc.constantFrom('eta', 's_churn', 'alwayson', 'new_field'),
    json.filter((each) => each !== null),
  ),
})

describe('a request and its body', () => {
  it('are inverse to each other, where a body can say it', () => {
    fc.assert(
      fc.property(request, (made) => {
        const asked = GenerationRequest.parse({ ...REQUEST_DEFAULTS, ...made })
        const params = baseParams(asked, asked)
        const sent = batch(
          asked.images,
          {
            ...{ checkpoint: asked.checkpoint, seed: asked.seed, subseed: asked.subseed },
            saveOnWorker: asked.saveOnWorker ?? false,
          },
          params,
        )
        const { fields, left, pictures } = requestOfBody(JSON.parse(JSON.stringify(requestBody(sent, A1111))))
        expect(pictures).toBeNull()
        // Who sends the pictures, and what the request is called.
        expect(left.toSorted()).toEqual([
          ...['force_task_id', 'override_settings_restore_afterwards', 'send_images'],
        ])
        expect(GenerationRequest.parse({ ...REQUEST_DEFAULTS, ...fields })).toEqual(asked)
      }),
      { numRuns: 300 },
    )
  })

  /** Where a body cannot say it: the names of styles (their texts are in the prompts), what says which images there are to be, and when. */
  it.each<[string, Partial<GenerationRequest>, Partial<GenerationRequest>]>([
    ['an automatic schedule is not sent', { scheduler: 'automatic' }, { scheduler: 'Automatic' }],
    [
      'a schedule in the name of the sampler comes apart',
      { sampler: 'Euler Karras' },
      { sampler: 'Euler', scheduler: 'Karras' },
    ],
    [
      'no size of the second pass is by the factor',
      { hires: { ...HIRES, width: 0, height: 0 } },
      { hires: HIRES },
    ],
    ['null is as in the first pass', { hires: { ...HIRES, checkpoint: null, prompt: '' } }, { hires: HIRES }],
    ['half a character is replaced', { prompt: 'a \ud83c' }, { prompt: 'a \ufffd' }],
    ['styles are in the prompts', { styles: ['photo'] }, { styles: [] }],
    ['a mode is no part of it', { mode: 'bonus', images: 3 }, { mode: 'exact', images: 3 }],
  ])('%s', (_, given, back) => {
    const asked = { ...DEFAULT_REQUEST, seed: 5, subseed: 6, ...given }
    const sent = batch(asked.images, { seed: 5, subseed: 6 }, baseParams(asked, asked))
    const { fields } = requestOfBody(JSON.parse(JSON.stringify(requestBody(sent, A1111))))
    expect(GenerationRequest.parse({ ...REQUEST_DEFAULTS, ...fields })).toEqual({
      ...asked,
      // As the machine is set, where nobody said otherwise.
      saveOnWorker: false,
      ...back,
    })
  })
})

describe('a body as it is', () => {
  const read = (body: Record<string, unknown>) => requestOfBody(body)
  it("has the defaults of the API, not the form's", () => {
    const { fields } = read({ prompt: 'a boat' })
    expect(fields).toMatchObject({
      steps: 50,
      sampler: 'Euler',
      cfgScale: 7,
      width: 512,
      seed: -1,
      images: 1,
    })
    expect(GenerationRequest.safeParse({ ...REQUEST_DEFAULTS, ...fields }).success).toBe(true)
  })
  it('reads numbers and switches that are written as texts, as servers do', () => {
    const { fields } = requestOfBody({
      ...{
        steps: '20',
        cfg_scale: ' 6.5',
        seed: '-1',
        batch_size: '2',
        n_iter: '3',
        width: '768',
        tiling: 'True',
      },
      ...{ enable_hr: 'true', hr_scale: '1.5', denoising_strength: '0.4', prompt: '20' },
    })
    expect(fields).toMatchObject({
      ...{ steps: 20, cfgScale: 6.5, seed: -1, images: 6, width: 768, tiling: true, prompt: '20' },
      hires: { scale: 1.5, denoisingStrength: 0.4 },
    })
    expect(requestOfBody({ steps: 'many', width: '' }).fields).toMatchObject({ steps: 'many', width: '' })
  })
  it('takes null for not said', () => {
    expect(
      read({ steps: null, hr_upscaler: null, sampler_name: null, sampler_index: 'Heun' }).fields,
    ).toMatchObject({
      ...{ steps: 50, sampler: 'Heun', hires: null },
    })
  })
  it('makes n_iter batches', () => {
    expect(read({ batch_size: 4, n_iter: 3 }).fields.images).toBe(12)
  })
  it('keeps what nobody here knows, and names what has no effect', () => {
    const scripts = { ADetailer: { args: [{ ad_model: 'face' }] } }
    const { fields, left } = read({
      ...{
        new_field: { a: [1] },
        alwayson_scripts: scripts,
        comments: {},
        hr_scale: 2,
        denoising_strength: 0.5,
      },
      override_settings: { samples_format: 'webp', randn_source: 'NV' },
    })
    expect(fields.extra).toEqual({ new_field: { a: [1] }, alwayson_scripts: scripts })
    expect(fields.overrides).toEqual({ randn_source: 'NV' })
    expect(left).toEqual(['hr_scale', 'denoising_strength', 'override_settings.samples_format', 'comments'])
  })
  it('fills what it does not say from its field infotext', () => {
    const infotext =
      'a tower\nNegative prompt: fog\nSteps: 30, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 5.0, Seed: 6, Size: 640x512, Model: sdxl, Clip skip: 2'
    expect(
      read({ infotext, steps: 12, override_settings: { sd_model_checkpoint: 'x' } }).fields,
    ).toMatchObject({
      ...{ prompt: 'a tower', negativePrompt: 'fog', steps: 12, sampler: 'DPM++ 2M', scheduler: 'Karras' },
      ...{ cfgScale: 5, seed: 6, width: 640, height: 512, checkpoint: 'x', clipSkip: 1 },
    })
    expect(read({ infotext }).fields).toMatchObject({ checkpoint: 'sdxl', clipSkip: 2 })
  })
  it('with a first pass in fields of its own has the size of the picture in width and height', () => {
    const body = { enable_hr: true, firstphase_width: 512, firstphase_height: 384, width: 1024, height: 768 }
    expect(read(body).fields).toMatchObject({ width: 512, height: 384, hires: { width: 1024, height: 768 } })
  })
  it('has the second pass, the refiner and the size of the noise that its field infotext tells', () => {
    const infotext =
      'x\nSteps: 20, Sampler: Euler, Seed: 6, Size: 512x512, Denoising strength: 0.4, Hires upscale: 1.5, Hires steps: 7, Hires upscaler: R-ESRGAN 4x+, Seed resize from: 320x256, Refiner: xl refiner, Refiner switch at: 0.8'
    expect(read({ infotext }).fields).toMatchObject({
      hires: { scale: 1.5, upscaler: 'R-ESRGAN 4x+', steps: 7, denoisingStrength: 0.4 },
      seedResize: { width: 320, height: 256 },
      refiner: { checkpoint: 'xl refiner', switchAt: 0.8 },
    })
  })
  it('takes the names of styles, and no size for the noise where a side is nothing', () => {
    expect(read({ styles: ['photo', 'night'] }).fields).toMatchObject({
      styles: ['photo', 'night'],
      seedResize: null,
    })
    for (const [seed_resize_from_w, seed_resize_from_h] of [
      [0, 256],
      [320, 0],
      [-1, 256],
    ])
      expect(read({ seed_resize_from_w, seed_resize_from_h }).fields.seedResize).toBeNull()
    // No number: the schema refuses it.
    expect(read({ seed_resize_from_w: 'none', seed_resize_from_h: 256 }).fields.seedResize).toEqual({
      width: 'none',
      height: 256,
    })
  })
  it.each([
    [{ mask_blur: 8, mask_blur_x: 2, mask_blur_y: 3 }, 8],
    [{ mask_blur_x: 2, mask_blur_y: 3 }, 2],
    [{}, 4],
  ])('with the blur %o softens its mask by %i', (blur, maskBlur) => {
    const { fields, left } = read({ init_images: ['aaa'], ...blur })
    expect(fields.imageToImage).toMatchObject({ maskBlur })
    expect(left).toEqual('mask_blur_y' in blur ? ['mask_blur_y'] : [])
  })
  it('names a way to fit and a fill that nobody knows as it stands, for the schema to refuse', () => {
    const odd = { init_images: ['aaa'], resize_mode: 9, inpainting_fill: 'x' }
    expect(read(odd).fields.imageToImage).toMatchObject({ resizeMode: 9, maskContent: 'x' })
  })
  it('hands over its pictures, and how images are made from them', () => {
    const body = {
      ...{ init_images: ['aaa', 'bbb'], mask: 'ccc', resize_mode: 2, inpainting_fill: 2, mask_blur: 8 },
      ...{
        batch_size: 2,
        n_iter: 3,
        mask_round: false,
        inpainting_mask_invert: 1,
        inpaint_full_res_padding: 32,
        enable_hr: true,
      },
    }
    const { fields, pictures } = read(body)
    expect(pictures).toEqual({ init: ['aaa', 'bbb'], mask: 'ccc' })
    // Three of each of the two.
    expect(fields).toMatchObject({ hires: null, extra: {}, images: 3 })
    expect(fields.imageToImage).toEqual({
      ...{
        denoisingStrength: 0.75,
        resizeMode: 'fill',
        ownSize: false,
        mask: null,
        maskBlur: 8,
        softMask: true,
      },
      ...{ maskContent: 'latent-noise', invertMask: true, onlyMasked: true, padding: 32 },
    })
  })
})
