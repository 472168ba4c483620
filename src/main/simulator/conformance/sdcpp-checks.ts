import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readInfotext } from '../../../shared/infotext.ts'
import { generatePlain } from './plain.ts'
import { SMALL, type Target } from './target.ts'

const Named = z.array(z.object({ name: z.string(), label: z.string().optional() }))
const Info = z.object({
  ...{ prompt: z.string(), seed: z.number().int(), steps: z.number().int(), sampler_name: z.string() },
  ...{ all_seeds: z.array(z.number().int()), infotexts: z.array(z.string()), version: z.string() },
})

/** sd-server of stable-diffusion.cpp (sdapi.md 12). */
export function describeSdcpp(target: Target): void {
  const generate = async (more: Record<string, unknown>) => {
    const { files, info } = await generatePlain(target, more)
    return { files, info: Info.parse(JSON.parse(info)) }
  }
  const names = async (list: string) =>
    Named.parse(await (await target.get(`/sdapi/v1/${list}`)).json()).map(({ name }) => name)

  describe('what it has', () => {
    test('its capabilities, one model with a placeholder for hashes, few options', async () => {
      expect((await target.get('/sdcpp/v1/capabilities')).status).toBe(200)
      const models = await (await target.get('/sdapi/v1/sd-models')).json()
      expect(models).toMatchObject([
        { title: expect.any(String), hash: '8888888888', sha256: '8'.repeat(64) },
      ])
      expect(await (await target.get('/sdapi/v1/options')).json()).toMatchObject({
        ...{ samples_format: 'png', sd_model_checkpoint: expect.any(String) },
      })
    })
    test('samplers and schedules by its own names', async () => {
      expect(await names('samplers')).toEqual(
        expect.arrayContaining(['default', 'euler', 'euler_a', 'dpm++2m']),
      )
      expect(await names('schedulers')).toEqual(
        expect.arrayContaining(['default', 'normal', 'discrete', 'karras']),
      )
    })
    test('nothing else, without a word', async () => {
      const answers = [
        ...['/openapi.json', '/sdapi/v1/progress', '/sdapi/v1/txt2img', '/internal/ping'].map((path) =>
          target.get(path),
        ),
        ...['interrupt', 'options'].map((name) => target.post(`/sdapi/v1/${name}`, {})),
      ]
      for (const answer of await Promise.all(answers))
        expect([answer.url, answer.status, await answer.text()]).toEqual([answer.url, 404, ''])
    })
  })

  describe('what it makes', () => {
    test('pictures with an infotext of its own', async () => {
      const { files, info } = await generate({ seed: 100, batch_size: 2, n_iter: 2, scheduler: 'karras' })
      expect(files).toMatchObject([{ format: 'png', width: 128, height: 128 }, { width: 128 }])
      expect(info).toMatchObject({
        all_seeds: [100, 101],
        sampler_name: 'euler',
        version: 'stable-diffusion.cpp',
      })
      const { prompt, parameters } = readInfotext(files[1]?.infotext ?? '')
      expect(prompt).toBe(SMALL.prompt)
      expect([parameters.get('Seed'), parameters.get('Sampler')]).toEqual(['101', 'euler karras'])
      expect(parameters.has('Schedule type')).toBe(false)
      expect(files[0]?.infotext).toMatch(/, SDCPP: \{.*\}\s*$/s)
    })
    test.each([
      ['Euler a', 'euler_a'],
      ['DPM++ 2M', 'dpm++2m'],
      ['LMS', 'NONE'],
      ['No Such Sampler', 'NONE'],
    ])('takes sampler %s for %s', async (sampler_name, told) => {
      expect((await generate({ seed: 1, sampler_name })).info.sampler_name).toBe(told)
    })
    test('reads the seed as a 32-bit signed integer, where a negative one is drawn and told', async () => {
      expect((await generate({ seed: 5_000_000_000 })).info.all_seeds).toEqual([705_032_704])
      const [drawn = -1] = (await generate({ seed: 3_000_000_000 })).info.all_seeds
      expect(drawn).toBeGreaterThanOrEqual(0)
      expect(drawn).not.toBe(3_000_000_000)
    })
    test('takes a larger seed from the tag in the prompt, which appears nowhere', async () => {
      const prompt = `${SMALL.prompt}<sd_cpp_extra_args>{"seed":3000000000}</sd_cpp_extra_args>`
      const { files, info } = await generate({ prompt, seed: 1, batch_size: 2 })
      expect(info).toMatchObject({ prompt: SMALL.prompt, all_seeds: [3_000_000_000, 3_000_000_001] })
      expect(files[0]?.infotext).not.toContain('sd_cpp_extra_args')
    })
    test('a second pass with an upscaler, and none with None', async () => {
      const hires = { seed: 1, enable_hr: true, hr_scale: 2, denoising_strength: 0.6, hr_steps: 2 }
      expect((await generate({ ...hires, hr_upscaler: 'Latent' })).files).toMatchObject([{ width: 256 }])
      expect((await generate({ ...hires, hr_upscaler: 'None' })).files).toMatchObject([{ width: 128 }])
    })
    test('one step for none', async () => {
      expect((await generate({ seed: 1, steps: 0 })).info.steps).toBe(1)
    })
  })

  test.each([
    ['an empty prompt', { prompt: '' }, 400, { error: 'prompt required' }],
    [
      'an unknown upscaler',
      { enable_hr: true, hr_upscaler: 'No Such Upscaler' },
      400,
      { error: 'invalid params' },
    ],
    [
      'a wrong type',
      { steps: 'many' },
      500,
      { error: 'server_error', message: expect.stringContaining('type_error.302') },
    ],
    ['null for a text', { prompt: null }, 500, { error: 'server_error', message: expect.any(String) }],
  ])('refuses %s', async (_, more, status, body) => {
    const response = await target.post('/sdapi/v1/txt2img', { ...SMALL, ...more })
    expect([response.status, await response.json()]).toEqual([status, body])
  })
}
