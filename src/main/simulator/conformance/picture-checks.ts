import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readImageHeader } from '../../sdwui/protocol/image-header.ts'
import { Progress } from './shapes.ts'
import type { Target } from './target.ts'

const Single = z.object({ image: z.string(), html_info: z.string() })
const Several = z.object({ images: z.array(z.string()), html_info: z.string() })
const PngInfo = z.object({
  info: z.string(),
  items: z.record(z.string(), z.unknown()),
  parameters: z.record(z.string(), z.unknown()),
})
const sizeOf = (image: string | undefined) => {
  const header = readImageHeader(Buffer.from(image ?? '', 'base64'))
  return [header?.width, header?.height]
}

/** What is done with finished pictures: enlarging, reading their texts. */
export function describePictures(target: Target): void {
  describe('finished pictures', () => {
    const made = async (seed: number, body: Record<string, unknown> = {}) =>
      target.generate({ seed, ...body })
    test('one is enlarged by a factor, or to a size', async () => {
      const [image] = (await made(3)).images
      const enlarge = async (body: Record<string, unknown>) => {
        const response = await target.post('/sdapi/v1/extra-single-image', { image, ...body })
        expect(response.status).toBe(200)
        return Single.parse(await response.json())
      }
      const doubled = await enlarge({ upscaler_1: 'Lanczos', upscaling_resize: 2 })
      expect(sizeOf(doubled.image)).toEqual([256, 256])
      const to = { resize_mode: 1, upscaling_resize_w: 192, upscaling_resize_h: 96, upscaler_1: 'Lanczos' }
      expect(sizeOf((await enlarge(to)).image)).toEqual([192, 96])
      expect(sizeOf((await enlarge({ upscaler_1: 'None' })).image)).toEqual([128, 128])
    })
    test('several are enlarged in one call', async () => {
      const { images } = await made(3, { batch_size: 2 })
      const imageList = images.map((data, index) => ({ data, name: `${index}.png` }))
      const response = await target.post('/sdapi/v1/extra-batch-images', {
        ...{ imageList, upscaler_1: 'Nearest', upscaling_resize: 1.5 },
      })
      expect(response.status).toBe(200)
      expect(Several.parse(await response.json()).images.map(sizeOf)).toEqual([
        [192, 192],
        [192, 192],
      ])
    })
    test('an upscaler that is not there: 500 AssertionError', async () => {
      const [image] = (await made(3)).images
      const response = await target.post('/sdapi/v1/extra-single-image', {
        ...{ image, upscaler_1: 'No Such Upscaler' },
      })
      expect([response.status, await response.json()]).toEqual([
        500,
        expect.objectContaining({ error: 'AssertionError' }),
      ])
      // Its state is not reset: the next job does that.
      const progress = Progress.parse(
        await (await target.get('/sdapi/v1/progress?skip_current_image=true')).json(),
      )
      expect(progress.state.job).toBe('extras')
      await made(3)
    })
    test('what is no picture: 500', async () => {
      const response = await target.post('/sdapi/v1/extra-single-image', { image: 'bm8gcGljdHVyZQ==' })
      expect(response.status).toBe(500)
    })
    test('png-info tells the infotext, and its parameters with what it does not say', async () => {
      const { images, info } = await made(77, { negative_prompt: 'fog' })
      const response = await target.post('/sdapi/v1/png-info', {
        image: `data:image/png;base64,${images[0]}`,
      })
      const told = PngInfo.parse(await response.json())
      expect(told.info).toBe(info.infotexts[0])
      expect(told.items).not.toHaveProperty('parameters')
      expect(told.parameters).toMatchObject({
        ...{ Prompt: 'a quiet valley', 'Negative prompt': 'fog', Steps: '4', Seed: '77' },
        ...{ 'Size-1': '128', 'Size-2': '128', 'Clip skip': '1', RNG: 'GPU', 'Hires prompt': '' },
      })
    })
    test('png-info without a picture: 422 in the words of FastAPI', async () => {
      const response = await target.post('/sdapi/v1/png-info', {})
      const { detail } = z
        .object({ detail: z.array(z.object({ loc: z.array(z.unknown()) })) })
        .parse(await response.json())
      expect([response.status, detail.map(({ loc }) => loc)]).toEqual([422, [['body', 'image']]])
    })
    test('interrogate needs a picture and a model it knows: 404', async () => {
      const [image] = (await made(3)).images
      for (const body of [{ model: 'clip' }, { image, model: 'no-such-model' }])
        expect((await target.post('/sdapi/v1/interrogate', body)).status).toBe(404)
    })
  })
}
