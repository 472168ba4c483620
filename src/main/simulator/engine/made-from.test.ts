import { afterEach, describe, expect, test } from 'vitest'
import { readImageHeader } from '../../sdwui/protocol/image-header.ts'
import type { SimulatedWorkerOptions } from '../options.ts'
import { type SimulatedWorker, startSimulatedWorker } from '../simulated-worker.ts'
import { averageColour, type Colour, leftMask, plainPicture } from '../testing/colours.ts'

const running: SimulatedWorker[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
})

const RED: Colour = [250, 0, 0]
const BLUE: Colour = [0, 0, 250]
const BODY = {
  ...{ prompt: 'a valley', steps: 10, width: 64, height: 64, sampler_name: 'Euler a', seed: 1 },
  ...{ denoising_strength: 0.2, mask_blur: 0, inpainting_fill: 1 },
}

async function boot(options: SimulatedWorkerOptions = {}) {
  const worker = await startSimulatedWorker({ ipm: 600, timeScale: 60, ...options })
  running.push(worker)
  const post = (path: string, body: unknown) =>
    fetch(`${worker.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const made = async (body: Record<string, unknown>, call = 'img2img') => {
    const response = await post(`/sdapi/v1/${call}`, { ...BODY, ...body })
    const answer = (await response.json()) as {
      images: string[]
      info: string
      error?: string
      errors?: string
    }
    expect(response.status, JSON.stringify(answer).slice(0, 200)).toBe(200)
    const files = answer.images.map((image) => Buffer.from(image, 'base64'))
    return { files, file: files[0] ?? Buffer.alloc(0), info: JSON.parse(answer.info) }
  }
  const refused = async (body: Record<string, unknown>, call = 'img2img') => {
    const response = await post(`/sdapi/v1/${call}`, { ...BODY, ...body })
    const { error = '', detail = '', errors = '' } = (await response.json()) as Record<string, string>
    return [response.status, error, detail || errors]
  }
  return { worker, post, made, refused }
}

const sizeOf = (file: Buffer) => {
  const { width, height } = readImageHeader(file) ?? {}
  return `${width}x${height}`
}
/** A picture whose left half is red and whose right half is blue, as base64. */
async function halves(width: number, height: number): Promise<string> {
  const { default: sharp } = await import('sharp')
  const red = Buffer.from(await plainPicture(width / 2, height, RED), 'base64')
  const blue = Buffer.from(await plainPicture(width, height, BLUE), 'base64')
  const both = await sharp(blue)
    .composite([{ input: red, left: 0, top: 0 }])
    .png()
    .toBuffer()
  return both.toString('base64')
}

describe('an image that is made from another', () => {
  test('is its init image and what its seed draws, mixed by the strength', async () => {
    const { made } = await boot()
    const init_images = [await plainPicture(64, 64, RED)]
    const drawn = await averageColour((await made({}, 'txt2img')).file)
    for (const strength of [0, 0.2, 0.7, 1]) {
      const { file } = await made({ init_images, denoising_strength: strength })
      const seen = await averageColour(file)
      drawn.forEach((value, channel) => {
        const expected = (RED[channel] ?? 0) * (1 - strength) + value * strength
        expect(seen[channel]).toBeCloseTo(expected, -0.5)
      })
    }
  })
  test('tells which of several inputs it was made from', async () => {
    const { made } = await boot()
    const init_images = [await plainPicture(64, 64, RED), await plainPicture(64, 64, BLUE)]
    const { files } = await made({ init_images, batch_size: 2 })
    const [first, second] = await Promise.all(files.map((file) => averageColour(file)))
    expect(first?.[0]).toBeGreaterThan(200)
    expect(second?.[2]).toBeGreaterThan(200)
    expect(second?.[0]).toBeLessThan(60)
  })
  test('is the same on every machine', async () => {
    const [one, other] = [await boot(), await boot()]
    const body = { init_images: [await halves(128, 64)], resize_mode: 1, mask: await leftMask(128, 64, 20) }
    expect((await one.made(body)).file.equals((await other.made(body)).file)).toBe(true)
  })
  test.each([
    ['stretched', 0, RED, BLUE],
    ['cut to its middle', 1, RED, BLUE],
    ['enlarged in latent space', 3, RED, BLUE],
  ])('has its input %s', async (_, resize_mode, left, right) => {
    const { made } = await boot()
    const { file } = await made({ init_images: [await halves(256, 64)], resize_mode })
    expect(sizeOf(file)).toBe('64x64')
    const side = (at: number) => averageColour(file, { left: at, top: 0, width: 16, height: 64 })
    expect((await side(0))[left === RED ? 0 : 2]).toBeGreaterThan(190)
    expect((await side(48))[right === RED ? 0 : 2]).toBeGreaterThan(190)
  })
  test('has its input whole, with its edges drawn out, where it is to be filled', async () => {
    const { made } = await boot()
    // 32x64 of it stand in the middle, red and blue by halves; beside them their edges go on.
    const { file } = await made({
      init_images: [await halves(32, 64)],
      resize_mode: 2,
      denoising_strength: 0,
    })
    const columns = await Promise.all(
      [0, 24, 36, 60].map((left) => averageColour(file, { left, top: 0, width: 4, height: 64 })),
    )
    expect(columns.map(([red = 0, , blue = 0]) => (red > blue ? 'red' : 'blue'))).toEqual([
      ...['red', 'red', 'blue', 'blue'],
    ])
  })
  test('takes white for what is transparent', async () => {
    const { made } = await boot()
    const init_images = [await plainPicture(64, 64, RED, 0)]
    expect(await averageColour((await made({ init_images, denoising_strength: 0 })).file)).toEqual([
      255, 255, 255,
    ])
  })
  test('takes the time of the steps that are run, all of them where the server is set so', async () => {
    const init_images = [await plainPicture(64, 64, RED)]
    const stepsOf = async (options: SimulatedWorkerOptions) => {
      const { worker, made } = await boot({ ipm: 60, timeScale: 20, ...options })
      const answer = made({ init_images, steps: 40, denoising_strength: 0.5 })
      let steps = 0
      while (steps === 0) {
        const look = await fetch(`${worker.url}/sdapi/v1/progress?skip_current_image=true`)
        const { state } = (await look.json()) as { state: { job_count: number; sampling_steps: number } }
        if (state.job_count > 0) steps = state.sampling_steps
      }
      await answer
      return steps
    }
    expect(await stepsOf({})).toBe(21)
    expect(await stepsOf({ settings: { img2img_fix_steps: true } })).toBe(40)
  })
})

describe('a mask', () => {
  const left = { left: 0, top: 0, width: 32, height: 64 }
  const right = { left: 32, top: 0, width: 32, height: 64 }
  const whole = { inpaint_full_res: false, denoising_strength: 1 }

  test('leaves what it does not mark as it was, to the bit', async () => {
    const { made } = await boot()
    const body = {
      ...whole,
      init_images: [await plainPicture(64, 64, RED)],
      mask: await leftMask(64, 64, 32),
    }
    const { file, info } = await made(body)
    expect(await averageColour(file, right)).toEqual([...RED])
    expect((await averageColour(file, left))[0]).toBeLessThan(220)
    expect(info.infotexts[0]).not.toContain('Mask blur')
    const turned = (await made({ ...body, inpainting_mask_invert: 1, mask_blur: 4 })).info
    expect(turned.infotexts[0]).toContain('Mask blur: 4, Mask mode: Inpaint not masked')
    expect(turned.extra_generation_params).toMatchObject({ 'Mask blur': 4 })
  })
  test('is turned about where that is asked', async () => {
    const { made } = await boot()
    const body = {
      ...whole,
      init_images: [await plainPicture(64, 64, RED)],
      mask: await leftMask(64, 64, 32),
    }
    const { file } = await made({ ...body, inpainting_mask_invert: 1 })
    expect(await averageColour(file, left)).toEqual([...RED])
    expect((await averageColour(file, right))[0]).toBeLessThan(220)
  })
  test('is its alpha where it has any', async () => {
    const { made } = await boot()
    const { default: sharp } = await import('sharp')
    const clear = Buffer.from(await plainPicture(64, 64, [255, 255, 255], 0), 'base64')
    const opaque = Buffer.from(await plainPicture(32, 64, [0, 0, 0], 1), 'base64')
    const mask = await sharp(clear)
      .composite([{ input: opaque, left: 0, top: 0 }])
      .png()
      .toBuffer()
    const body = { ...whole, init_images: [await plainPicture(64, 64, RED)] }
    const { file } = await made({ ...body, mask: mask.toString('base64') })
    expect(await averageColour(file, right)).toEqual([...RED])
    expect((await averageColour(file, left))[0]).toBeLessThan(220)
  })
  test('fades at its edges by its blur, and not beyond', async () => {
    const { made } = await boot()
    const body = {
      ...whole,
      init_images: [await plainPicture(64, 64, RED)],
      mask: await leftMask(64, 64, 32),
    }
    const { file } = await made({ ...body, mask_blur: 3 })
    expect(await averageColour(file, { ...right, left: 50, width: 14 })).toEqual([...RED])
    expect(await averageColour(file, { ...right, width: 2 })).not.toEqual([...RED])
  })
  test.each([
    ['the colours around it', 0, 0, 250],
    ['itself', 1, 250, 0],
    ['noise', 2, 128, 128],
    ['nothing', 3, 128, 128],
  ])('begins with %s', async (_, inpainting_fill, red, blue) => {
    const { made } = await boot()
    const { file } = await made({
      ...{ inpaint_full_res: false, denoising_strength: 0, inpainting_fill },
      ...{ init_images: [await halves(64, 64)], mask: await leftMask(64, 64, 32) },
    })
    const [seenRed, , seenBlue] = await averageColour(file, { ...left, width: 30 })
    expect([seenRed, seenBlue]).toEqual([red, blue])
  })
  test('that is made alone comes back at the size of the input, its proportions apart from the request', async () => {
    const { made } = await boot()
    const { file, info } = await made({
      ...{ denoising_strength: 1, inpaint_full_res: true, inpaint_full_res_padding: 8 },
      ...{ init_images: [await plainPicture(200, 120, RED)], mask: await leftMask(200, 120, 40) },
    })
    expect(sizeOf(file)).toBe('200x120')
    expect(await averageColour(file, { left: 40, top: 0, width: 160, height: 120 })).toEqual([...RED])
    expect((await averageColour(file, { left: 0, top: 0, width: 40, height: 120 }))[0]).toBeLessThan(220)
    expect(info.infotexts[0]).toContain('Size: 64x64')
    expect(info.infotexts[0]).toContain('Inpaint area: Only masked, Masked area padding: 8')
  })
  test('that is blank is none; one of another size fails where it is made alone, and is scaled where not', async () => {
    const { made, refused } = await boot()
    const init_images = [await plainPicture(128, 128, RED)]
    const blank = await made({ init_images, mask: await leftMask(128, 128, 0) })
    expect(sizeOf(blank.file)).toBe('64x64')
    expect(blank.file.equals((await made({ init_images })).file)).toBe(false)
    expect(await averageColour(blank.file)).toEqual(await averageColour((await made({ init_images })).file))
    const mask = await leftMask(64, 64, 32)
    expect(await refused({ init_images, mask })).toEqual([500, 'ValueError', 'images do not match'])
    const { file } = await made({ ...whole, init_images, mask })
    expect(await averageColour(file, right)).toEqual([...RED])
  })
  test('stands behind each image where the server is set so', async () => {
    const { made } = await boot({ settings: { return_mask: true } })
    const init_images = [await plainPicture(64, 64, RED)]
    const { files, info } = await made({
      ...whole,
      init_images,
      mask: await leftMask(64, 64, 32),
      batch_size: 2,
    })
    expect([files.length, info.all_seeds.length, info.infotexts.length]).toEqual([4, 2, 2])
    expect(files.map((file) => readImageHeader(file)?.infotext === null)).toEqual([false, true, false, true])
  })
})

describe('inputs that cannot be used', () => {
  test.each([
    ['no list', {}, [404, 'HTTPException', 'Init image not found']],
    ['an empty list', { init_images: [] }, [500, 'IndexError', 'list index out of range']],
    ['no picture', { init_images: ['bm8gcGljdHVyZQ=='] }, [500, 'HTTPException', 'Invalid encoded image']],
    ['no text', { init_images: [7] }, [500, 'HTTPException', 'Invalid encoded image']],
    [
      'an address in the network of the server',
      { init_images: ['http://127.0.0.1/x.png'] },
      [500, 'HTTPException', 'Request to local resource not allowed'],
    ],
  ])('%s', async (_, body, answer) => {
    expect(await (await boot()).refused(body)).toEqual(answer)
  })
  test('a picture that ends early, a mask that is none', async () => {
    const { refused } = await boot()
    const image = await plainPicture(256, 256, RED)
    const half = Buffer.from(image, 'base64').subarray(0, 90).toString('base64')
    const broken = [500, 'HTTPException', 'Invalid encoded image']
    expect(await refused({ init_images: [half] })).toEqual(broken)
    expect(await refused({ init_images: [image], mask: 'bm8gcGljdHVyZQ==' })).toEqual(broken)
  })
})

describe('ControlNet', () => {
  const unit = async (more: Record<string, unknown> = {}) => ({
    ...{ module: 'none', model: 'control_v11p_sd15_canny', image: await plainPicture(64, 64, RED) },
    ...more,
  })
  const withUnits = (...args: unknown[]) => ({ alwayson_scripts: { ControlNet: { args } } })

  test('appends the map of each unit behind all images, without text, and shows in them', async () => {
    const { made } = await boot({ controlnet: true })
    const off = { ...(await unit()), enabled: false }
    const body = withUnits(await unit(), off, await unit({ module: 'invert', model: 'None' }))
    const { files, info } = await made({ ...body, batch_size: 2 }, 'txt2img')
    expect([files.length, info.infotexts.length]).toEqual([4, 2])
    expect(files.map((file) => readImageHeader(file)?.infotext === null)).toEqual([false, false, true, true])
    expect(await averageColour(files[2] ?? Buffer.alloc(0))).toEqual([...RED])
    expect(await averageColour(files[3] ?? Buffer.alloc(0))).toEqual([5, 255, 255])
    const plain = await averageColour((await made({}, 'txt2img')).file)
    const shown = await averageColour((await made(withUnits(await unit()), 'txt2img')).file)
    expect((shown[0] ?? 0) - (plain[0] ?? 0)).toBeGreaterThan(10)
  })
  test('takes the init image where a unit has none', async () => {
    const { made } = await boot({ controlnet: true })
    const init_images = [await plainPicture(64, 64, BLUE)]
    const { files } = await made({ ...withUnits(await unit({ image: null })), init_images })
    expect(await averageColour(files[1] ?? Buffer.alloc(0))).toEqual([...BLUE])
  })
  test.each([
    ['a model that is not there', { model: 'no_such' }, [500, 'RuntimeError', 'model not found: no_such']],
    [
      'a preprocessor that is not there',
      { module: 'odd' },
      [500, 'AssertionError', 'preprocessor odd is not there'],
    ],
    [
      'a unit without a picture',
      { image: null },
      [500, 'ValueError', 'controlnet is enabled but no input image is given'],
    ],
    [
      'a picture that is none',
      { image: 'bm8gcGljdHVyZQ==' },
      [500, 'HTTPException', 'Invalid encoded image'],
    ],
  ])('%s fails', async (_, more, answer) => {
    const { refused } = await boot({ controlnet: true })
    expect(await refused(withUnits(await unit(more)), 'txt2img')).toEqual(answer)
  })
  test('is a script that may be missing, and is built in on Forge', async () => {
    const none = await boot()
    expect(await none.refused(withUnits(await unit()), 'txt2img')).toEqual([
      ...[422, 'HTTPException', "Script 'ControlNet' not found"],
    ])
    expect((await fetch(`${none.worker.url}/controlnet/model_list`)).status).toBe(404)
    const forge = await boot({ kind: 'forge' })
    const models = await (await fetch(`${forge.worker.url}/controlnet/model_list`)).json()
    expect(models).toMatchObject({
      model_list: expect.arrayContaining(['control_v11p_sd15_canny [d14c016b]']),
    })
    const scripts = (await (await fetch(`${forge.worker.url}/sdapi/v1/scripts`)).json()) as {
      txt2img: string[]
    }
    expect(scripts.txt2img).toContain('controlnet')
  })
  test('lists what the machine is said to have, and detects', async () => {
    const controlnet = { models: ['mine [12345678]'], modules: ['none', 'invert'] }
    const { worker, post } = await boot({ controlnet })
    const read = async (name: string) => (await fetch(`${worker.url}/controlnet/${name}`)).json()
    expect(await read('model_list')).toEqual({ model_list: ['mine [12345678]'] })
    expect(await read('module_list')).toMatchObject({ module_list: ['none', 'invert'] })
    const detect = async (body: unknown) => post('/controlnet/detect', body)
    const given = [await plainPicture(40, 24, RED)]
    const found = await detect({ controlnet_module: 'invert', controlnet_input_images: given })
    const { images } = (await found.json()) as { images: string[] }
    const map = Buffer.from(images[0] ?? '', 'base64')
    expect([sizeOf(map), await averageColour(map)]).toEqual(['40x24', [5, 255, 255]])
    expect((await detect({ controlnet_module: 'odd', controlnet_input_images: given })).status).toBe(422)
    expect((await detect({ controlnet_module: 'invert' })).status).toBe(422)
  })
})

describe('pictures that are made larger', () => {
  const enlarge = async (body: Record<string, unknown>, options: SimulatedWorkerOptions = {}) => {
    const { post } = await boot(options)
    const response = await post('/sdapi/v1/extra-single-image', { upscaler_1: 'Lanczos', ...body })
    expect(response.status).toBe(200)
    const { image, html_info } = (await response.json()) as { image: string; html_info: string }
    return { file: Buffer.from(image, 'base64'), html: html_info }
  }
  test.each([
    ['by a factor', { upscaling_resize: 2 }, '240x160'],
    ['by a factor, rounded down to eights', { upscaling_resize: 1.55 }, '184x120'],
    ['to a size, cut to it', { resize_mode: 1, upscaling_resize_w: 200, upscaling_resize_h: 200 }, '200x200'],
    [
      'to a size, what stands over left',
      { resize_mode: 1, upscaling_resize_w: 240, upscaling_resize_h: 240, upscaling_crop: false },
      '360x240',
    ],
    ['by nothing', { upscaler_1: 'None', upscaling_resize: 4 }, '120x80'],
  ])('%s', async (_, body, size) => {
    const { file } = await enlarge({ image: await plainPicture(120, 80, RED), ...body })
    expect(sizeOf(file)).toBe(size)
    expect(await averageColour(file)).toEqual([...RED])
  })
  test('tell what was done to them', async () => {
    const image = await plainPicture(16, 16, RED)
    const both = { upscaler_2: 'Nearest', extras_upscaler_2_visibility: 0.5, gfpgan_visibility: 1 }
    expect((await enlarge({ image, ...both })).html).toBe(
      '<p>Postprocess upscale by: 2.0, Postprocess upscaler: Lanczos, Postprocess upscaler 2: Nearest, GFPGAN visibility</p>',
    )
  })
  test('take as long as their megapixels', async () => {
    const image = await plainPicture(512, 512, RED)
    const began = performance.now()
    await enlarge({ image, upscaler_1: 'SwinIR 4x', upscaling_resize: 4 }, { ipm: 6, timeScale: 60 })
    // One image a megapixel, 10 s each, sixty times as fast.
    expect(performance.now() - began).toBeGreaterThan((4.194 * 10 * 1000) / 60 - 20)
  })
})
