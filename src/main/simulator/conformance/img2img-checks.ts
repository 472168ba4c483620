import { describe, expect, test } from 'vitest'
import { readInfotext } from '../../../shared/infotext.ts'
import { readImageHeader } from '../../sdwui/protocol/image-header.ts'
import { averageColour, leftMask, plainPicture } from '../testing/colours.ts'
import { Answer, Info } from './shapes.ts'
import { SMALL, type Target } from './target.ts'

const RED = [220, 30, 30] as const

/** Images that are made from others, with and without a mask. */
export function describeImg2img(target: Target): void {
  const made = async (body: Record<string, unknown>) => {
    const response = await target.post('/sdapi/v1/img2img', {
      ...{ ...SMALL, seed: 5, denoising_strength: 0.5, mask_blur: 0, inpainting_fill: 1, ...body },
    })
    expect(response.status).toBe(200)
    const answer = Answer.parse(await response.json())
    const info = Info.parse(JSON.parse(answer.info))
    const files = answer.images.map((image) => Buffer.from(image, 'base64'))
    const [file = Buffer.alloc(0)] = files
    const header = readImageHeader(file)
    const written = Object.fromEntries(readInfotext(info.infotexts[0] ?? '').parameters)
    return { file, files, info, written, size: [header?.width, header?.height] }
  }
  describe('images from others', () => {
    test('an input of any size gives an image of the size that is asked for', async () => {
      const init_images = [await plainPicture(200, 120, RED)]
      for (const resize_mode of [0, 1, 2])
        expect((await made({ init_images, resize_mode })).size).toEqual([128, 128])
    })
    test('a weak change leaves the colours of the input', async () => {
      const init_images = [await plainPicture(128, 128, RED)]
      const { file, written } = await made({ init_images, denoising_strength: 0.1 })
      const [red = 0, green = 0] = await averageColour(file)
      expect(red - green).toBeGreaterThan(60)
      expect(written).toMatchObject({ 'Denoising strength': '0.1' })
    })
    test('what a mask does not mark stays as it was', async () => {
      const body = { init_images: [await plainPicture(128, 128, RED)], mask: await leftMask(128, 128, 64) }
      const { file, written } = await made({ ...body, inpaint_full_res: false })
      const right = await averageColour(file, { left: 96, top: 0, width: 32, height: 128 })
      right.forEach((value, channel) => {
        expect(Math.abs(value - (RED[channel] ?? 0))).toBeLessThan(2)
      })
      expect(written).not.toHaveProperty('Inpaint area')
    })
    test('the masked part alone comes back in a picture of the size of the input', async () => {
      const body = { init_images: [await plainPicture(200, 120, RED)], mask: await leftMask(200, 120, 40) }
      const { size, written } = await made({
        ...body,
        inpaint_full_res_padding: 16,
        inpainting_mask_invert: 0,
      })
      expect(size).toEqual([200, 120])
      expect(written).toMatchObject({
        ...{ Size: '128x128', 'Inpaint area': 'Only masked', 'Masked area padding': '16' },
      })
    })
    test('two inputs make two images, with seeds that follow each other', async () => {
      const init_images = [await plainPicture(128, 128, RED), await plainPicture(128, 128, [30, 30, 220])]
      const { files, info } = await made({ init_images, batch_size: 2, denoising_strength: 0.1 })
      expect(info.all_seeds).toEqual([5, 6])
      const [first, second] = await Promise.all(files.map((file) => averageColour(file)))
      expect((first?.[0] ?? 0) - (first?.[2] ?? 0)).toBeGreaterThan(60)
      expect((second?.[2] ?? 0) - (second?.[0] ?? 0)).toBeGreaterThan(60)
    })
  })
}
