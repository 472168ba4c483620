import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readInfotext } from '../../../shared/infotext.ts'
import { generatePlain } from './plain.ts'
import { SMALL, type Target } from './target.ts'

const Info = z.object({
  ...{ prompt: z.string(), seed: z.number().int(), sampler_name: z.string() },
  ...{ all_seeds: z.array(z.number().int()), infotexts: z.array(z.string()) },
})

/** SD.Next (sdapi.md 6). */
export function describeSdnext(target: Target): void {
  test('says its name, and answers 204 where others answer null', async () => {
    const spec = (await (await target.get('/openapi.json')).json()) as { info: { title: string } }
    expect(spec.info.title).toMatch(/sd\.?next/i)
    for (const name of ['interrupt', 'skip']) {
      const response = await target.post(`/sdapi/v1/${name}`, {})
      expect([name, response.status, await response.text()]).toEqual([name, 204, ''])
    }
    expect((await target.get('/internal/ping')).status).toBe(404)
  })
  test('tells progress', async () => {
    expect(await (await target.get('/sdapi/v1/progress?skip_current_image=true')).json()).toMatchObject({
      progress: expect.any(Number),
      state: { job_count: expect.any(Number) },
    })
  })
  describe('what it makes', () => {
    test('pictures in its own format, with seeds that count up', async () => {
      const { files, info } = await generatePlain(target, { seed: 100, batch_size: 2 })
      expect(files).toMatchObject([{ width: 128, height: 128 }, { width: 128 }])
      const parsed = Info.parse(JSON.parse(info))
      expect(parsed).toMatchObject({ prompt: SMALL.prompt, all_seeds: [100, 101] })
      expect(readInfotext(files[1]?.infotext ?? '').parameters.get('Seed')).toBe('101')
    })
    test('with a sampler by its name in any case; an unknown one is refused', async () => {
      const { info } = await generatePlain(target, { seed: 1, sampler_name: 'euler A' })
      expect(Info.parse(JSON.parse(info)).sampler_name).toBe('Euler a')
      const refused = await target.post('/sdapi/v1/txt2img', { ...SMALL, sampler_name: 'No Such Sampler' })
      expect(refused.status).toBe(404)
    })
  })
}
