import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readInfotext } from '../../../shared/infotext.ts'
import { readImageHeader } from '../../sdwui/protocol/image-header.ts'
import type { SimulatedWorkerOptions } from '../options.ts'
import { type SimulatedWorker, startSimulatedWorker } from '../simulated-worker.ts'
import { until } from '../testing/simulated-client.ts'

const running: SimulatedWorker[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
})

const BODY = { prompt: 'a valley', steps: 4, width: 64, height: 64, sampler_name: 'Euler a', seed: 1 }
const HIRES = { enable_hr: true, hr_scale: 2, hr_upscaler: 'Latent', denoising_strength: 0.5 }

async function boot(options: SimulatedWorkerOptions = {}) {
  const worker = await startSimulatedWorker({ ipm: 600, timeScale: 60, ...options })
  running.push(worker)
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${worker.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return {
      status: response.status,
      body: z.record(z.string(), z.unknown()).parse((await response.json()) ?? {}),
    }
  }
  const get = async (path: string) => (await fetch(`${worker.url}${path}`)).json()
  const made = async (body: Record<string, unknown> = {}, call = 'txt2img') => {
    const answer = await post(`/sdapi/v1/${call}`, { ...BODY, ...body })
    expect(answer.status, JSON.stringify(answer.body).slice(0, 200)).toBe(200)
    const info = JSON.parse(String(answer.body.info))
    const files = (answer.body.images as string[]).map((image) => Buffer.from(image, 'base64'))
    return {
      files,
      info,
      images: answer.body.images as string[],
      written: readInfotext(info.infotexts[0]).parameters,
    }
  }
  const task = async (id: string) => (await post('/internal/progress', { id_task: id })).body
  return { worker, post, get, made, task }
}

describe('requests that fail once their job has begun', () => {
  test.each([
    ['hires without a strength', { ...HIRES, denoising_strength: undefined }, 'TypeError'],
    ['an unknown sampler for the second pass', { ...HIRES, hr_sampler_name: 'No Such' }, 'AssertionError'],
    ['an unknown upscaler', { ...HIRES, hr_upscaler: 'No Such' }, 'Exception'],
    ['no steps', { steps: 0 }, 'IndexError'],
    ['half a step', { steps: 0.5 }, 'IndexError'],
    ['an empty batch', { batch_size: 0 }, 'RuntimeError'],
    ['no iteration', { n_iter: 0 }, 'IndexError'],
    ['no prompt at all', { prompt: null }, 'TypeError'],
  ])('%s: 500, and the id stays active until the next job', async (_, body, error) => {
    const { post, task, get, made } = await boot()
    const answer = await post('/sdapi/v1/txt2img', { ...BODY, ...body, force_task_id: 'mine' })
    expect([answer.status, answer.body.error]).toEqual([500, error])
    expect(await task('mine')).toMatchObject({ active: true, completed: false })
    expect(await get('/sdapi/v1/progress')).toMatchObject({ progress: 0, state: { job: '', job_count: 0 } })
    await made()
    expect(await task('mine')).toMatchObject({ active: false, queued: false })
  })
  test('an unknown override leaves the server idle and every setting as it was', async () => {
    const { post, get } = await boot({ config: 'saved' })
    const overrides = { CLIP_stop_at_last_layers: 2, no_such_option: 1 }
    const answer = await post('/sdapi/v1/txt2img', { ...BODY, override_settings: overrides })
    expect([answer.status, answer.body.error]).toEqual([500, 'KeyError'])
    expect(await get('/sdapi/v1/progress')).toMatchObject({ state: { job: '', job_count: 0 } })
    expect(await get('/sdapi/v1/options')).toMatchObject({ CLIP_stop_at_last_layers: 1 })
  })
  test('a format that no answer can hold fails after the work, with the task completed', async () => {
    const { post, task, worker } = await boot({ settings: { samples_format: 'avif' } })
    const answer = await post('/sdapi/v1/txt2img', { ...BODY, force_task_id: 'mine' })
    expect([answer.status, answer.body.detail]).toEqual([500, 'Invalid image format'])
    expect(await task('mine')).toMatchObject({ active: false, completed: true })
    expect(worker.images).toBe(1)
  })
})

describe('pictures to start from', () => {
  const pending = async (get: (path: string) => Promise<unknown>) =>
    ((await get('/internal/pending-tasks')) as { tasks: string[] }).tasks
  test('none: 404, and nothing is left in the queue', async () => {
    const { post, get } = await boot()
    const answer = await post('/sdapi/v1/img2img', { ...BODY, force_task_id: 'mine' })
    expect([answer.status, answer.body.detail]).toEqual([404, 'Init image not found'])
    expect(await pending(get)).toEqual([])
  })
  test('an empty list: 500 IndexError', async () => {
    const { post } = await boot()
    const answer = await post('/sdapi/v1/img2img', { ...BODY, init_images: [] })
    expect([answer.status, answer.body.error]).toEqual([500, 'IndexError'])
  })
  test('one that cannot be decoded stays in the queue for ever', async () => {
    const { post, get } = await boot()
    const body = { ...BODY, init_images: ['bm8gcGljdHVyZQ=='], force_task_id: 'mine' }
    expect((await post('/sdapi/v1/img2img', body)).status).toBe(500)
    expect(await pending(get)).toEqual(['mine'])
  })
  test('two for a batch of three make two images; three for a batch of two fail and stay active', async () => {
    const { made, post, task } = await boot()
    const [image] = (await made()).images
    const two = await made({ init_images: [image, image], batch_size: 3 }, 'img2img')
    expect([two.files.length, two.info.all_seeds, two.info.batch_size]).toEqual([2, [1, 2], 2])
    const body = { ...BODY, init_images: [image, image, image], batch_size: 2, force_task_id: 'mine' }
    expect((await post('/sdapi/v1/img2img', body)).status).toBe(500)
    expect(await task('mine')).toMatchObject({ active: true })
  })
})

describe('what the texts say', () => {
  test('a size that is no multiple of 8 is told as asked and made smaller', async () => {
    const { files, info, written } = await (await boot()).made({ width: 130, height: 100 })
    expect(readImageHeader(files[0] ?? Buffer.alloc(0))).toMatchObject({ width: 128, height: 96 })
    expect([info.width, info.height, written.get('Size')]).toEqual([130, 100, '130x100'])
  })
  test('the second pass: sampler, schedule, prompts, size as asked', async () => {
    const { info, written, files } = await (await boot()).made({
      ...{ ...HIRES, hr_resize_x: 256, hr_resize_y: 0, hr_sampler_name: 'Heun', hr_scheduler: 'Karras' },
      ...{ hr_prompt: 'a valley, sharp', hr_negative_prompt: 'blur' },
    })
    expect(readImageHeader(files[0] ?? Buffer.alloc(0))).toMatchObject({ width: 256, height: 256 })
    expect(Object.fromEntries(written)).toMatchObject({
      ...{ 'Hires resize': '256x0', 'Hires sampler': 'Heun', 'Hires schedule type': 'Karras' },
      ...{ 'Hires prompt': 'a valley, sharp', 'Hires negative prompt': 'blur' },
    })
    expect(info.extra_generation_params).toMatchObject({
      ...{ 'Schedule type': 'Automatic', 'Denoising strength': 0.5 },
      ...{ 'Hires prompt': null, 'Hires negative prompt': null },
    })
  })
  test('refiner, checkpoint of the second pass, the size noise is drawn for, tiling, faces', async () => {
    const { made, post } = await boot({
      checkpoints: ['dreamshaper_8.safetensors', 'xl/refiner.safetensors'],
    })
    const { info, written } = await made({
      ...{ ...HIRES, hr_checkpoint_name: 'refiner', refiner_checkpoint: 'refiner', refiner_switch_at: 0.8 },
      ...{ seed_resize_from_w: 128, seed_resize_from_h: 96, tiling: true, restore_faces: true },
    })
    expect(Object.fromEntries(written)).toMatchObject({
      ...{ 'Hires checkpoint': 'refiner', Refiner: 'refiner', 'Refiner switch at': '0.8' },
      ...{ 'Seed resize from': '128x96', Tiling: 'True', 'Face restoration': 'CodeFormer' },
    })
    expect([info.seed_resize_from_w, info.seed_resize_from_h, info.restore_faces]).toEqual([128, 96, true])
    const answer = await post('/sdapi/v1/txt2img', { ...BODY, refiner_checkpoint: 'no such' })
    expect([answer.status, answer.body.errors]).toEqual([500, 'Could not find checkpoint with name no such'])
  })
  test('"Hires upscale" is a number in info', async () => {
    const { info, written } = await (await boot()).made(HIRES)
    expect(info.extra_generation_params['Hires upscale']).toBe(2)
    expect(written.get('Hires upscale')).toBe('2.0')
  })
  test('restored faces, tiling and a seed delta', async () => {
    const { made } = await boot()
    const plain = await made()
    for (const key of ['Face restoration', 'Tiling', 'ENSD']) expect(plain.written.has(key)).toBe(false)
    const { written, info } = await made({
      ...{ restore_faces: true, tiling: true, override_settings: { eta_noise_seed_delta: 31337 } },
    })
    expect(Object.fromEntries(written)).toMatchObject({
      ...{ 'Face restoration': 'CodeFormer', Tiling: 'True', ENSD: '31337' },
    })
    expect(info).toMatchObject({ restore_faces: true, face_restoration_model: 'CodeFormer' })
  })
  test('enable_pnginfo off: none in the file, all in info', async () => {
    const { files, info } = await (await boot({ settings: { enable_pnginfo: false } })).made()
    expect(readImageHeader(files[0] ?? Buffer.alloc(0))?.infotext ?? null).toBeNull()
    expect(info.infotexts[0]).toMatch(/^a valley\nSteps: 4/)
  })
  test('a request that carries an infotext takes from it what it does not say itself', async () => {
    const { made, post } = await boot()
    const { info } = await made({ negative_prompt: 'fog', seed: 77, steps: 6 })
    const answer = await post('/sdapi/v1/txt2img', { infotext: info.infotexts[0], steps: 8 })
    expect(JSON.parse(String(answer.body.info))).toMatchObject({
      ...{
        prompt: 'a valley',
        negative_prompt: 'fog',
        seed: 77,
        steps: 8,
        width: 64,
        sampler_name: 'Euler a',
      },
    })
  })
})

describe('scripts', () => {
  test('a plot: its grid alone, or a grid before all of its cells', async () => {
    const { made } = await boot()
    const axes = [4, '2,3', [], 1, '', ['5', '6', '7'], 0, '', []]
    const plot = (images: boolean) =>
      made({ script_name: 'X/Y/Z plot', script_args: [...axes, true, images] })
    const alone = await plot(false)
    expect([alone.files.length, alone.info.index_of_first_image]).toEqual([1, 1])
    expect(alone.written.get('Script')).toBe('X/Y/Z plot')
    const all = await plot(true)
    expect([all.files.length, all.info.infotexts.length]).toEqual([7, 7])
  })
  test('prompt matrix: one image for every combination, a grid first', async () => {
    const { made } = await boot()
    const { files, info } = await made({ prompt: 'a valley|fog|sun', script_name: 'Prompt matrix' })
    expect([files.length, info.index_of_first_image]).toEqual([5, 1])
    expect(info.all_prompts).toEqual(['a valley', 'a valley, fog', 'a valley, sun', 'a valley, fog, sun'])
    expect(info.all_seeds).toEqual([1, 1, 1, 1])
    expect(info.infotexts).toHaveLength(5)
  })
  test('one that is not there, also among the always-on ones: 422 in the same words', async () => {
    const { post } = await boot()
    for (const body of [{ script_name: 'x' }, { alwayson_scripts: { x: { args: [] } } }]) {
      const answer = await post('/sdapi/v1/txt2img', { ...BODY, ...body })
      expect([answer.status, answer.body.detail]).toEqual([422, "Script 'x' not found"])
    }
  })
})

test('after a job job_no is the number of jobs and sampling_step 0', async () => {
  const { made, get } = await boot()
  await made({ n_iter: 3 })
  expect(await get('/sdapi/v1/progress')).toMatchObject({
    state: { job_no: 3, sampling_step: 0, sampling_steps: 4, job_count: 0 },
  })
})
test('a skip is told until the next iteration begins, an interrupt to the end and after it', async () => {
  const { made, post, get } = await boot({ ipm: 6, timeScale: 20 })
  const state = async () =>
    ((await get('/sdapi/v1/progress')) as { state: { job: string; skipped: boolean; interrupted: boolean } })
      .state
  const running = () => until(async () => ((await state()).job === '' ? null : true))
  // Half a second each: on a busy machine the skip may come in a later one than the first, but not in the last.
  const first = made({ n_iter: 6, width: 512, height: 512, steps: 20 })
  await running()
  await post('/sdapi/v1/skip', {})
  const { files } = await first
  expect(files).toHaveLength(6)
  expect((await state()).skipped).toBe(false)
  const second = made({ n_iter: 2, width: 512, height: 512, steps: 20 })
  await running()
  await post('/sdapi/v1/interrupt', {})
  expect((await state()).interrupted).toBe(true)
  await second
  expect((await state()).interrupted).toBe(true)
})
