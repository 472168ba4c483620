import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readInfotext } from '../../../shared/infotext.ts'
import { readImageHeader } from '../../sdwui/protocol/image-header.ts'
import { Progress, TaskProgress } from './shapes.ts'
import { only, SMALL, type Target } from './target.ts'

const objectOf = async (response: Response) => z.record(z.string(), z.unknown()).parse(await response.json())

/** What A1111's own code answers to requests that a client seldom sends (sdapi.md 11). */
export function describeReallyAsked(target: Target): void {
  /** Forge needs its modules named; both forks have a CFG scale of the second pass. */
  const hires = () => ({
    ...{ enable_hr: true, hr_scale: 2, hr_upscaler: 'Latent', denoising_strength: 0.5, hr_cfg: 7 },
    ...(target.kind === 'forge' ? { hr_additional_modules: ['Use same choices'] } : {}),
  })
  const id = () => `tributary-conformance-${Math.random().toString(36).slice(2)}`
  const task = async (own: string) =>
    TaskProgress.parse(
      await (await target.post('/internal/progress', { id_task: own, live_preview: false })).json(),
    )
  const written = (text: string | undefined) => Object.fromEntries(readInfotext(text ?? '').parameters)

  describe('what is seldom asked', () => {
    test.each([
      ['hires without a strength', () => ({ ...hires(), denoising_strength: null })],
      ['an unknown sampler for the second pass', () => ({ ...hires(), hr_sampler_name: 'No Such Sampler' })],
      ['no steps', () => ({ steps: 0 })],
      ['an empty batch', () => ({ batch_size: 0 })],
      ['no iteration', () => ({ n_iter: 0 })],
    ])('%s: 500, and the id stays active until the next job', async (_, body) => {
      const own = id()
      const response = await target.post('/sdapi/v1/txt2img', { ...SMALL, ...body(), force_task_id: own })
      expect(response.status).toBe(500)
      expect(await task(own)).toMatchObject({ active: true, completed: false })
      await target.generate({ seed: 1 })
      expect(await task(own)).toMatchObject({ active: false, queued: false })
    })
    test('an always-on script that is not there: 422', async () => {
      const response = await target.post('/sdapi/v1/txt2img', {
        ...{ ...SMALL, alwayson_scripts: { 'No Such Script': { args: [] } } },
      })
      expect([response.status, (await objectOf(response)).detail]).toEqual([
        422,
        "Script 'No Such Script' not found",
      ])
    })
    test('an empty list of init images: 500; one too many for its batch too', async () => {
      const [image] = (await target.generate({ seed: 1 })).images
      for (const init_images of [[], [image, image, image]]) {
        const response = await target.post('/sdapi/v1/img2img', { ...SMALL, batch_size: 2, init_images })
        expect(response.status).toBe(500)
      }
    })
    test('no init image leaves nothing in the queue', async () => {
      const own = id()
      await target.post('/sdapi/v1/img2img', { ...SMALL, force_task_id: own })
      expect(await task(own)).toMatchObject({ active: false, queued: false, completed: false })
    })
    test('two init images for a batch of three make two images', async () => {
      const [image] = (await target.generate({ seed: 1 })).images
      const body = { ...SMALL, seed: 9, batch_size: 3, init_images: [image, image] }
      const response = await target.post('/sdapi/v1/img2img', body)
      const { images } = z.object({ images: z.array(z.string()) }).parse(await response.json())
      expect(images).toHaveLength(2)
    })
    test('a size that is no multiple of 8 is told as asked, and made smaller', async () => {
      const { files, info } = await target.generate({ seed: 1, width: 130, height: 100 })
      expect(readImageHeader(files[0] ?? Buffer.alloc(0))).toMatchObject({ width: 128, height: 96 })
      expect([info.width, info.height]).toEqual([130, 100])
      expect(written(info.infotexts[0]).Size).toBe('130x100')
    })
    test('the second pass stands in the texts, its size as asked', async () => {
      const { files, info } = await target.generate({
        ...{ ...hires(), seed: 1, hr_resize_x: 256, hr_resize_y: 0, hr_sampler_name: 'Heun' },
        ...{ hr_scheduler: 'Karras', hr_prompt: 'a quiet valley, sharp', hr_negative_prompt: 'blur' },
      })
      expect(readImageHeader(files[0] ?? Buffer.alloc(0))).toMatchObject({ width: 256, height: 256 })
      expect(written(info.infotexts[0])).toMatchObject({
        ...{ 'Hires resize': '256x0', 'Hires sampler': 'Heun', 'Hires schedule type': 'Karras' },
        ...{ 'Hires prompt': 'a quiet valley, sharp', 'Hires negative prompt': 'blur' },
      })
      expect(info.extra_generation_params).toMatchObject({
        ...{ 'Denoising strength': 0.5, 'Hires prompt': null, 'Hires negative prompt': null },
        'Schedule type': expect.any(String),
      })
    })
    test('a second pass runs all its steps, whatever the strength', async (context) => {
      // On a real machine a pass of four steps is over before it can be looked at.
      only(target.simulator !== null, context)
      const answer = target.generate({ ...hires(), seed: 1, steps: 40, denoising_strength: 0.1 })
      const steps = new Set<number>()
      let done = false
      const watching = answer.then(() => {
        done = true
      })
      while (!done) {
        const seen = Progress.parse(
          await (await target.get('/sdapi/v1/progress?skip_current_image=true')).json(),
        )
        if (seen.state.job_count > 0 && seen.state.job_no === 1) steps.add(seen.state.sampling_steps)
      }
      await watching
      expect([...steps]).toEqual([40])
    })
    test('restored faces, tiling and a seed delta stand in the infotext', async () => {
      const { info } = await target.generate({
        ...{ seed: 1, sampler_name: 'Euler a', restore_faces: true, tiling: true },
        override_settings: { eta_noise_seed_delta: 31337 },
      })
      expect(written(info.infotexts[0])).toMatchObject({
        ...{ 'Face restoration': expect.any(String), Tiling: 'True', ENSD: '31337' },
      })
      await target.post('/sdapi/v1/options', { eta_noise_seed_delta: 0 })
    })
    test('a request that carries an infotext takes from it what it does not say', async () => {
      const { info } = await target.generate({ seed: 77, negative_prompt: 'fog', steps: 5 })
      const response = await target.post('/sdapi/v1/txt2img', { infotext: info.infotexts[0], steps: 4 })
      const told = z.object({ info: z.string() }).parse(await response.json()).info
      expect(JSON.parse(told)).toMatchObject({
        prompt: SMALL.prompt,
        negative_prompt: 'fog',
        seed: 77,
        steps: 4,
      })
    })
    test('prompt matrix makes every combination, with a grid first', async () => {
      const { files, info } = await target.generate({
        ...{ seed: 1, prompt: 'a quiet valley|fog', script_name: 'Prompt matrix' },
        script_args: [false, false, 'positive', 'comma', 0],
      })
      expect([files.length, info.index_of_first_image, info.all_prompts.length]).toEqual([3, 1, 2])
    })
    test('after a job its number of jobs stays, and no step', async () => {
      await target.generate({ seed: 1, n_iter: 2 })
      const { state } = Progress.parse(
        await (await target.get('/sdapi/v1/progress?skip_current_image=true')).json(),
      )
      expect(state).toMatchObject({ job: '', job_count: 0, job_no: 2, sampling_step: 0 })
    })
    test('clip skip, once overridden where the config does not hold it, stays in force', async (context) => {
      // It would change the pictures of a real server's owner.
      only(target.simulator !== null, context)
      const clipSkip = async (override_settings = {}) =>
        (await target.generate({ seed: 1, override_settings })).info.clip_skip
      expect([await clipSkip(), await clipSkip({ CLIP_stop_at_last_layers: 2 }), await clipSkip()]).toEqual([
        1, 2, 2,
      ])
      await target.post('/sdapi/v1/options', { CLIP_stop_at_last_layers: 1 })
      expect([await clipSkip({ CLIP_stop_at_last_layers: 2 }), await clipSkip()]).toEqual([2, 1])
    })
    test('all options are told, with the defaults that matter', async (context) => {
      const options = await objectOf(await target.get('/sdapi/v1/options'))
      expect(Object.keys(options).length).toBeGreaterThan(300)
      for (const key of [
        'samples_format',
        'enable_pnginfo',
        'CLIP_stop_at_last_layers',
        'sd_vae',
        'randn_source',
      ])
        expect(options).toHaveProperty(key)
      only(target.simulator !== null, context)
      if (target.kind === 'a1111') expect(Object.keys(options)).toHaveLength(329)
      expect(options).toMatchObject({
        ...{ samples_format: 'png', jpeg_quality: 80, enable_pnginfo: true, return_grid: true },
        ...{ randn_source: 'GPU', eta_noise_seed_delta: 0, live_previews_enable: true },
        ...{ sd_checkpoints_limit: 1, sd_vae: 'Automatic' },
      })
    })
    test('schedulers and samplers are told with all their details', async () => {
      const schedulers = z
        .array(
          z.object({
            ...{ name: z.string(), label: z.string(), aliases: z.array(z.string()).nullable() },
            ...{ default_rho: z.number(), need_inner_model: z.boolean() },
          }),
        )
        .parse(await (await target.get('/sdapi/v1/schedulers')).json())
      expect(schedulers.find(({ name }) => name === 'karras')?.default_rho).toBe(7)
      expect(schedulers.find(({ name }) => name === 'sgm_uniform')?.need_inner_model).toBe(true)
      const samplers = z
        .array(z.object({ name: z.string(), aliases: z.array(z.string()) }))
        .parse(await (await target.get('/sdapi/v1/samplers')).json())
      expect(samplers.find(({ name }) => name === 'Euler a')?.aliases).toContain('k_euler_a')
    })
    test.each([
      ['prompt-styles', z.array(z.object({ name: z.string(), prompt: z.string().nullable() }))],
      ['hypernetworks', z.array(z.object({ name: z.string(), path: z.string() }))],
      ['face-restorers', z.array(z.object({ name: z.string(), cmd_dir: z.string().nullable() })).min(1)],
      [
        'realesrgan-models',
        z.array(z.object({ name: z.string(), path: z.string().nullable(), scale: z.number() })).min(1),
      ],
    ])('%s has the known shape', async (name, shape) => {
      const response = await target.get(`/sdapi/v1/${name}`)
      expect(response.status).toBe(200)
      shape.parse(await response.json())
    })
    test('script-info tells arguments in their order, with their bounds', async () => {
      const scripts = z
        .array(
          z.object({ name: z.string(), args: z.array(z.object({ label: z.string().nullable() }).loose()) }),
        )
        .parse(await (await target.get('/sdapi/v1/script-info')).json())
      const args = scripts.find(({ name }) => name === 'refiner')?.args ?? []
      expect(args.map(({ label }) => label)).toEqual(['Refiner', 'Checkpoint', 'Switch at'])
      expect(args[2]).toMatchObject({ minimum: 0.01, maximum: 1, step: 0.01, value: 0.8 })
    })
  })
}
