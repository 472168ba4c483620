import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Progress } from './shapes.ts'
import { only, type Target } from './target.ts'

/** Signs of life, lists, settings. */
export function describeHealth(target: Target): void {
  describe('health and lists', () => {
    test('ping answers an empty object', async () => {
      expect(await (await target.get('/internal/ping')).json()).toEqual({})
    })
    test('openapi.json names the generation calls and their fields', async () => {
      const spec = z
        .object({
          paths: z.record(z.string(), z.unknown()),
          components: z.object({
            schemas: z.record(
              z.string(),
              z.object({ properties: z.record(z.string(), z.unknown()).optional() }),
            ),
          }),
        })
        .parse(await (await target.get('/openapi.json')).json())
      expect(Object.keys(spec.paths)).toEqual(
        expect.arrayContaining(['/sdapi/v1/txt2img', '/sdapi/v1/img2img', '/sdapi/v1/progress']),
      )
      const fields = Object.keys(spec.components.schemas.StableDiffusionProcessingTxt2Img?.properties ?? {})
      expect(fields).toEqual(
        expect.arrayContaining(['prompt', 'force_task_id', 'scheduler', 'subseed_strength']),
      )
      if (target.kind !== 'a1111') expect(fields).toContain('hr_cfg')
    })
    const named = z.array(z.object({ name: z.string() }))
    test.each([
      [
        'sd-models',
        z.array(
          z.object({
            title: z.string(),
            model_name: z.string(),
            hash: z.string().nullable(),
            sha256: z.string().nullable(),
            filename: z.string(),
          }),
        ),
      ],
      [
        'samplers',
        z.array(z.object({ name: z.string(), aliases: z.array(z.string()), options: z.object({}) })).min(1),
      ],
      ['schedulers', z.array(z.object({ name: z.string(), label: z.string() })).min(1)],
      ['upscalers', z.array(z.object({ name: z.string(), scale: z.number() }))],
      ['latent-upscale-modes', named],
      ['loras', z.array(z.object({ name: z.string(), alias: z.string(), path: z.string() }))],
      [
        'embeddings',
        z.object({ loaded: z.record(z.string(), z.unknown()), skipped: z.record(z.string(), z.unknown()) }),
      ],
      ['scripts', z.object({ txt2img: z.array(z.string()), img2img: z.array(z.string()) })],
      [
        'script-info',
        z.array(z.object({ name: z.string(), is_alwayson: z.boolean(), is_img2img: z.boolean() })),
      ],
      ['cmd-flags', z.record(z.string(), z.unknown())],
      [
        'memory',
        z.object({ ram: z.record(z.string(), z.unknown()), cuda: z.record(z.string(), z.unknown()) }),
      ],
    ])('%s has the known shape', async (name, shape) => {
      const response = await target.get(`/sdapi/v1/${name}`)
      expect(response.status).toBe(200)
      shape.parse(await response.json())
    })
    test('VAEs are listed as this kind lists them', async () => {
      const path = target.kind === 'forge' ? '/sdapi/v1/sd-modules' : '/sdapi/v1/sd-vae'
      z.array(z.object({ model_name: z.string(), filename: z.string() })).parse(
        await (await target.get(path)).json(),
      )
    })
    test('options tell the checkpoint and the format', async () => {
      const options = await (await target.get('/sdapi/v1/options')).json()
      expect(options).toMatchObject({
        sd_model_checkpoint: expect.any(String),
        samples_format: expect.any(String),
      })
    })
    test('idle progress is zero, and the last job stays readable', async () => {
      const progress = Progress.parse(
        await (await target.get('/sdapi/v1/progress?skip_current_image=true')).json(),
      )
      expect(progress).toMatchObject({
        progress: 0,
        eta_relative: 0,
        current_image: null,
        state: { job: '', job_count: 0 },
      })
    })
    test('nothing waits when nobody has asked yet', async (context) => {
      only(target.simulator !== null, context)
      expect(await (await target.get('/internal/pending-tasks')).json()).toEqual({ size: 0, tasks: [] })
    })
    test('refreshing the lists answers null', async () => {
      for (const name of ['refresh-checkpoints', 'refresh-vae', 'refresh-loras']) {
        const response = await target.post(`/sdapi/v1/${name}`, {})
        expect([name, response.status, await response.json()]).toEqual([name, 200, null])
      }
    })
  })
}
