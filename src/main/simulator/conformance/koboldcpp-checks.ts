import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { generatePlain } from './plain.ts'
import { SMALL, type Target } from './target.ts'

/** KoboldCpp (sdapi.md 6 and 12). */
export function describeKoboldcpp(target: Target): void {
  describe('what it has', () => {
    test('a name, at most one model, a list of samplers, few options', async () => {
      expect(await (await target.get('/api/extra/version')).json()).toMatchObject({ result: 'KoboldCpp' })
      const models = z
        .array(z.object({ title: z.string(), hash: z.string().nullable() }))
        .max(1)
        .parse(await (await target.get('/sdapi/v1/sd-models')).json())
      for (const { hash } of models) expect(hash).toMatch(/^8+$/)
      const samplers = z
        .array(z.object({ name: z.string() }))
        .parse(await (await target.get('/sdapi/v1/samplers')).json())
      expect(samplers.map(({ name }) => name)).toEqual(expect.arrayContaining(['Euler', 'Euler a']))
      expect(await (await target.get('/sdapi/v1/options')).json()).toMatchObject({
        sd_model_checkpoint: expect.any(String),
      })
    })
    test('no progress and no interrupt', async () => {
      expect((await target.get('/sdapi/v1/progress')).status).toBe(404)
      expect((await target.post('/sdapi/v1/interrupt', {})).status).toBe(404)
    })
  })

  describe('what it makes', () => {
    test('one picture a call, and tells nothing about it', async () => {
      const { files, info } = await generatePlain(target, { seed: 1, batch_size: 3, n_iter: 2 })
      expect([files.length, info]).toEqual([1, ''])
    })
    test.each([
      [100, 200, 64, 192],
      [1000, 64, 960, 64],
      [2048, 128, 1024, 64],
    ])('of %ix%i a picture of %ix%i', async (width, height, wide, high) => {
      const { files } = await generatePlain(target, { seed: 1, steps: 1, width, height })
      expect(files).toMatchObject([{ width: wide, height: high }])
    })
    test('the same picture of the same seed, up to 2^31', async () => {
      const picture = async (seed: number) => (await generatePlain(target, { seed })).images[0]
      expect(await picture(2_147_483_647)).toBe(await picture(2_147_483_647))
      expect(await picture(1)).not.toBe(await picture(2))
    })
    test('any prompt', async () => {
      expect((await target.post('/sdapi/v1/txt2img', { ...SMALL, prompt: '谷の朝霧 🏔️' })).status).toBe(200)
    })
  })
}
