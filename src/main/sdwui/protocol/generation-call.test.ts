import { describe, expect, it } from 'vitest'
import type { ImageToImage, Upscale } from '../../../shared/generation.ts'
import { InputPicture } from '../../../shared/input-picture.ts'
import type { GenerationParams } from '../../core/generation.ts'
import { batch } from '../../simulator/testing/simulated-client.ts'
import { type CalledServer, generationCall } from './generation-call.ts'
import { InputBytes } from './input-bytes.ts'
import { A1111 } from './kinds/a1111.ts'
import { KOBOLDCPP } from './kinds/koboldcpp.ts'
import { SDCPP } from './kinds/sdcpp.ts'
import { SDNEXT } from './kinds/sdnext.ts'
import type { ServerFacts } from './server-facts.ts'

const picture = (digit: string, width: number, height: number) =>
  InputPicture.parse({ id: digit.repeat(64), name: `${digit}.png`, width, height })
const input = picture('a', 1003, 701)
const mask = picture('b', 1003, 701)
const HOW: ImageToImage = {
  ...{ denoisingStrength: 0.4, resizeMode: 'crop', ownSize: false, mask: null, maskBlur: 6, softMask: true },
  ...{ maskContent: 'latent-noise', invertMask: true, onlyMasked: true, padding: 32 },
}
const LARGER: Upscale = {
  ...{ upscaler: 'R-ESRGAN 4x+', scale: 3, width: null, height: null, crop: false, secondUpscaler: null },
  ...{ secondVisibility: 0.3, gfpganVisibility: 0.5, codeformerVisibility: 0.25, codeformerWeight: 0.75 },
  upscaleFirst: true,
}
const HIRES = { scale: 2, upscaler: 'Latent', steps: 10, denoisingStrength: 0.6 }

function call(params: Partial<GenerationParams>, facts: ServerFacts = A1111) {
  const server: CalledServer = { facts, own: null, left: {}, loraPaths: {} }
  return generationCall(batch(2, {}, { width: 768, height: 512, ...params }), server)
}

describe('the call for images from nothing', () => {
  it('is txt2img, without a word of pictures', () => {
    const { path, body, answers } = call({})
    expect([path, answers]).toEqual(['/sdapi/v1/txt2img', 'images'])
    expect(Object.keys(body).filter((key) => /image|mask|inpaint|resize|denois/.test(key))).toEqual([
      'send_images',
      'save_images',
    ])
  })
})

describe('the call for images from others', () => {
  it('is img2img, with all that txt2img has but the second pass', () => {
    const { path, body, answers } = call({ imageToImage: HOW, input, hires: HIRES })
    const { force_task_id: _, ...plain } = call({}).body
    expect([path, answers]).toEqual(['/sdapi/v1/img2img', 'images'])
    expect(body).toEqual({
      ...plain,
      force_task_id: body.force_task_id,
      init_images: [new InputBytes(input.id)],
      include_init_images: false,
      denoising_strength: 0.4,
      resize_mode: 1,
    })
  })

  it('names everything of a mask', () => {
    const { body } = call({ imageToImage: { ...HOW, mask }, input })
    expect(body).toMatchObject({
      ...{ mask: new InputBytes(mask.id), mask_blur: 6, mask_round: false, inpainting_fill: 2 },
      ...{ inpaint_full_res: true, inpaint_full_res_padding: 32, inpainting_mask_invert: 1 },
    })
    const others = { softMask: false, maskContent: 'original', invertMask: false, onlyMasked: false } as const
    expect(call({ imageToImage: { ...HOW, mask, ...others }, input }).body).toMatchObject({
      ...{ mask_round: true, inpainting_fill: 1, inpaint_full_res: false, inpainting_mask_invert: 0 },
    })
  })

  it("has the input's own size in multiples of 8 px", () => {
    const own = call({ imageToImage: { ...HOW, ownSize: true }, input }).body
    expect([own.width, own.height]).toEqual([1000, 704])
    const asked = call({ imageToImage: HOW, input }).body
    expect([asked.width, asked.height]).toEqual([768, 512])
  })

  it.each([
    ['AUTOMATIC1111', A1111, [0, 1, 2, 3]],
    // Its 0 leaves the picture as it is, and it has no mode for latents.
    ['SD.Next', SDNEXT, [1, 2, 3, 1]],
  ] as const)('has the numbers of %s for the ways to fit a picture', (_, facts, numbers) => {
    const modes = (['stretch', 'crop', 'fill', 'latent'] as const).map(
      (resizeMode) => call({ imageToImage: { ...HOW, resizeMode }, input }, facts).body.resize_mode,
    )
    expect(modes).toEqual(numbers)
  })

  it.each([
    ['sd-server of stable-diffusion.cpp', SDCPP],
    ['KoboldCpp', KOBOLDCPP],
  ])('says to %s what it reads', (_, facts) => {
    const { path, body } = call({ imageToImage: { ...HOW, mask }, input, prompt: '' }, facts)
    expect(path).toBe('/sdapi/v1/img2img')
    expect(body).toMatchObject({
      ...{ init_images: [new InputBytes(input.id)], mask: new InputBytes(mask.id) },
      ...{ denoising_strength: 0.4, inpainting_mask_invert: 1 },
    })
    expect(body).not.toHaveProperty('override_settings')
    expect(body.prompt).toBe(facts === SDCPP ? ' ' : '')
  })

  it('puts pictures in the place of references in further fields and scripts', () => {
    const unit = {
      image: `input:${input.id}`,
      mask: `data:image/png;base64,input:${mask.id}`,
      model: 'canny',
    }
    const extra = { alwayson_scripts: { ControlNet: { args: [unit] } }, of_a_fork: ['input:none'] }
    const { body } = call({ extra, script: { title: 'X', args: [`input:${mask.id}`, 2] } })
    expect(body).toMatchObject({
      alwayson_scripts: {
        ControlNet: {
          args: [
            {
              image: new InputBytes(input.id),
              mask: new InputBytes(mask.id, 'data:image/png;base64,'),
              model: 'canny',
            },
          ],
        },
      },
      of_a_fork: ['input:none'],
      script_args: [new InputBytes(mask.id), 2],
    })
  })
})

describe('the call for a picture made larger', () => {
  it('is extra-single-image, by a factor', () => {
    expect(call({ upscale: LARGER, input })).toEqual({
      path: '/sdapi/v1/extra-single-image',
      answers: 'image',
      body: {
        ...{ image: new InputBytes(input.id), resize_mode: 0, upscaling_resize: 3, upscaling_crop: false },
        ...{ upscaler_1: 'R-ESRGAN 4x+', upscaler_2: 'None', extras_upscaler_2_visibility: 0 },
        ...{ gfpgan_visibility: 0.5, codeformer_visibility: 0.25, codeformer_weight: 0.75 },
        upscale_first: true,
      },
    })
  })

  it('is to a size where both sides are given, and mixed of two upscalers', () => {
    const upscale = { ...LARGER, width: 2048, height: 1024, crop: true, secondUpscaler: 'Lanczos' }
    expect(call({ upscale, input }).body).toMatchObject({
      ...{ resize_mode: 1, upscaling_resize_w: 2048, upscaling_resize_h: 1024, upscaling_crop: true },
      ...{ upscaler_2: 'Lanczos', extras_upscaler_2_visibility: 0.3 },
    })
    expect(call({ upscale, input }).body).not.toHaveProperty('upscaling_resize')
  })
})
