import sharp from 'sharp'
import { beforeEach, expect, it } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../shared/generation.ts'
import { readInfotext } from '../../../shared/infotext.ts'
import { UPSCALE_DEFAULTS } from '../../../shared/request-defaults.ts'
import { HttpBench } from './bench.ts'
import { startOddServer } from './odd-server.ts'

type Body = Readonly<Record<string, unknown>>

/** Bodies of what was asked for, by machine. */
let bodies: Map<string, Body[]>
beforeEach(() => {
  bodies = new Map()
})

/** A machine whose bodies are kept as they came. */
async function recorded(bench: HttpBench, name: string, options = {}) {
  const server = await bench.serve(name, options)
  const odd = await startOddServer(server.url, {
    lacks: /^$/,
    alter: (answer) => answer,
    alterBody: (body) => {
      if ('batch_size' in body || 'upscaler_1' in body)
        bodies.set(name, [...(bodies.get(name) ?? []), structuredClone(body)])
      return body
    },
  })
  await bench.join(name, odd.url)
  return odd
}

const plain = (colour: string, width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer()

/** Grey, but for its left half: pictures of one colour are made again elsewhere. */
const cornered = async (colour: string) =>
  sharp(await plain('#808080', 64, 48))
    .composite([{ input: await plain(colour, 32, 48), left: 0, top: 0 }])
    .png()
    .toBuffer()

const colourAt = async (base64: unknown, x: number, y: number) => {
  const bytes = Buffer.from(String(base64).replace(/^data:[^,]*,/, ''), 'base64')
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (y * info.width + x) * info.channels
  return [...data.subarray(at, at + 3)]
}

/** Every field of a text to image request, each with a value that is nobody's default. */
const EVERYTHING: Partial<GenerationRequest> = {
  ...{ prompt: 'a valley', negativePrompt: 'fog', checkpoint: 'dreamshaper_8', vae: 'soft.pt' },
  ...{ sampler: 'DPM++ 2M', scheduler: 'Karras', steps: 7, cfgScale: 5.5, width: 128, height: 64 },
  ...{ seed: 41, subseed: 9, subseedStrength: 0.25, clipSkip: 2, restoreFaces: true, tiling: true },
  saveOnWorker: true,
  refiner: { checkpoint: 'dreamshaper_8', switchAt: 0.75 },
  seedResize: { width: 256, height: 192 },
  overrides: { eta_noise_seed_delta: 31337 },
  hires: {
    ...{ scale: 2, upscaler: 'Latent', steps: 3, denoisingStrength: 0.4, width: 192, height: 96 },
    ...{ checkpoint: 'dreamshaper_8', sampler: 'Euler a', scheduler: 'Karras' },
    ...{ prompt: 'a wide valley', negativePrompt: 'haze' },
  },
  extra: {
    ...{ eta: 0.5, s_churn: 0.25, a_field_of_tomorrow: { deep: [1, 'zwei', null] } },
    alwayson_scripts: {},
  },
}

it('sends every field of a text to image request, and stores what was made with it', async () => {
  await using bench = await HttpBench.open()
  await using _odd = await recorded(bench, 'argon', { vaes: ['soft.pt'] })
  const done = await bench.done(await bench.submit(2, { ...DEFAULT_REQUEST, ...EVERYTHING, images: 2 }))
  expect(done).toMatchObject({ state: 'finished', stored: 2, failed: 0 })
  expect(bodies.get('argon')).toEqual([
    {
      ...{ prompt: 'a valley', negative_prompt: 'fog', sampler_name: 'DPM++ 2M', scheduler: 'Karras' },
      ...{ steps: 7, cfg_scale: 5.5, width: 128, height: 64 },
      ...{ seed: 41, subseed: 9, subseed_strength: 0.25, batch_size: 2, n_iter: 1 },
      ...{ seed_resize_from_w: 256, seed_resize_from_h: 192, restore_faces: true, tiling: true },
      ...{ refiner_checkpoint: expect.stringContaining('dreamshaper_8'), refiner_switch_at: 0.75 },
      ...{ enable_hr: true, hr_scale: 2, hr_upscaler: 'Latent', hr_second_pass_steps: 3 },
      ...{ denoising_strength: 0.4, hr_resize_x: 192, hr_resize_y: 96 },
      ...{ hr_checkpoint_name: expect.stringContaining('dreamshaper_8'), hr_sampler_name: 'Euler a' },
      ...{ hr_scheduler: 'Karras', hr_prompt: 'a wide valley', hr_negative_prompt: 'haze' },
      ...{ eta: 0.5, s_churn: 0.25, a_field_of_tomorrow: { deep: [1, 'zwei', null] }, alwayson_scripts: {} },
      ...{ send_images: true, save_images: true, force_task_id: expect.stringMatching(/^tributary-/) },
      override_settings: {
        sd_model_checkpoint: expect.stringContaining('dreamshaper_8'),
        ...{ sd_vae: 'soft.pt', CLIP_stop_at_last_layers: 2, eta_noise_seed_delta: 31337 },
      },
      override_settings_restore_afterwards: true,
    },
  ])
  const pictures = bench.pictures(done)
  // With a variation it is the variation seed that counts up.
  expect(pictures.map(({ seed, subseed }) => [seed, subseed])).toEqual([
    [41, 9],
    [41, 10],
  ])
  expect(pictures.map(({ width, height }) => [width, height])).toEqual(Array(2).fill([192, 96]))
  const said = readInfotext(pictures[0]?.infotext ?? '').parameters
  expect(Object.fromEntries(said)).toMatchObject({
    ...{ Steps: '7', Sampler: 'DPM++ 2M', 'Schedule type': 'Karras', 'CFG scale': '5.5', Seed: '41' },
    ...{ 'Clip skip': '2', VAE: 'soft.pt', 'Denoising strength': '0.4', 'Hires sampler': 'Euler a' },
    ...{ 'Hires prompt': 'a wide valley', Tiling: 'True' },
  })
})

it('sends every field of an image to image request, each picture to whoever makes of it', async () => {
  await using bench = await HttpBench.open()
  await using _one = await recorded(bench, 'argon')
  await using _two = await recorded(bench, 'neon')
  const colours = ['#ff0000', '#00ff00', '#0000ff', '#ffff00']
  const inputs = []
  for (const [at, colour] of colours.entries())
    inputs.push((await bench.app.inputs.addBytes(await cornered(colour), `${at}.png`, 'picture')).picture)
  const { picture: mask } = await bench.app.inputs.addBytes(
    await plain('#ffffff', 64, 48),
    'mask.png',
    'mask',
  )
  // The second picture has a mask of its own.
  const { picture: own } = await bench.app.inputs.addBytes(await plain('#404040', 64, 48), 'own.png', 'mask')
  const imageToImage: GenerationRequest['imageToImage'] = {
    ownMasks: { [inputs[1]?.id ?? '']: own },
    ...{ denoisingStrength: 0.3, resizeMode: 'crop', ownSize: false, mask, maskBlur: 7, softMask: true },
    ...{ maskContent: 'latent-nothing', invertMask: true, onlyMasked: false, padding: 24 },
  }
  const done = await bench.done(
    await bench.submit(1, { inputs, imageToImage, width: 64, height: 64, seed: 5 }),
  )
  expect(done).toMatchObject({ state: 'finished', stored: 4, failed: 0 })
  const sent = [...bodies.values()].flat()
  for (const body of sent)
    expect(body).toMatchObject({
      ...{ denoising_strength: 0.3, resize_mode: 1, mask_blur: 7, mask_round: false, inpainting_fill: 3 },
      ...{ inpaint_full_res: false, inpaint_full_res_padding: 24, inpainting_mask_invert: 1 },
      ...{ include_init_images: false, width: 64, height: 64, seed: 5, batch_size: 1, n_iter: 1 },
      ...{ init_images: [expect.any(String)], mask: expect.any(String) },
    })
  const masks = await Promise.all(
    sent.map(async ({ init_images, mask: bytes }) => [
      String(await colourAt((init_images as string[])[0], 5, 5)),
      (await colourAt(bytes, 5, 5))[0],
    ]),
  )
  expect(Object.fromEntries(masks)).toEqual({
    ...{ '255,0,0': 255, '0,255,0': 64, '0,0,255': 255, '255,255,0': 255 },
  })
  const arrived = await Promise.all(
    sent.map(({ init_images }) => colourAt((init_images as string[])[0], 5, 5)),
  )
  // Late ones may be made twice.
  expect([...new Set(arrived.map(String))].sort()).toEqual(['0,0,255', '0,255,0', '255,0,0', '255,255,0'])
  expect(bench.pictures(done).map(({ index, seed }) => [index, seed])).toEqual(
    [0, 1, 2, 3].map((at) => [at, 5]),
  )
})

it('sends every field of upscaling, and keeps what comes back', async () => {
  await using bench = await HttpBench.open()
  await using _odd = await recorded(bench, 'argon')
  const { picture } = await bench.app.inputs.addBytes(await plain('#808080', 40, 30), 'small.png', 'picture')
  const upscale = {
    ...{ ...UPSCALE_DEFAULTS, upscaler: 'Lanczos', secondUpscaler: 'Nearest', secondVisibility: 0.5 },
    ...{ width: 100, height: 60, crop: true, upscaleFirst: true },
  }
  const done = await bench.done(await bench.submit(1, { inputs: [picture], upscale }))
  expect(done).toMatchObject({ state: 'finished', stored: 1, failed: 0 })
  expect(bodies.get('argon')).toEqual([
    expect.objectContaining({
      ...{ resize_mode: 1, upscaling_resize_w: 100, upscaling_resize_h: 60, upscaling_crop: true },
      ...{ upscaler_1: 'Lanczos', upscaler_2: 'Nearest', extras_upscaler_2_visibility: 0.5 },
      ...{ upscale_first: true, image: expect.any(String) },
    }),
  ])
  expect(bench.pictures(done).map(({ width, height, flags }) => [width, height, flags])).toEqual([
    [100, 60, []],
  ])
})

it('keeps the pictures in a body that nobody here has heard of as they were given', async () => {
  await using bench = await HttpBench.open()
  await using _odd = await recorded(bench, 'argon', { controlnet: true })
  const picture = (await plain('#123456', 16, 16)).toString('base64')
  const extra = {
    next_years_field: [1, { two: null }],
    alwayson_scripts: { ControlNet: { args: [{ image: picture, module: 'none', model: 'None' }] } },
  }
  const done = await bench.done(await bench.submit(1, { extra }))
  expect(done).toMatchObject({ state: 'finished', stored: 1 })
  expect(bodies.get('argon')?.[0]).toMatchObject(extra)
})
