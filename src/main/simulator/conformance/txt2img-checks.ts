import { describe, expect, test } from 'vitest'
import { readInfotext } from '../../../shared/infotext.ts'
import { readImageHeader } from '../../sdwui/protocol/image-header.ts'
import { Answer } from './shapes.ts'
import { only, SMALL, type Target } from './target.ts'

/** What generations answer: shapes, seeds, silent fallbacks, infotexts. */
export function describeTxt2img(target: Target): void {
  describe('txt2img', () => {
    test('answers images, the request with its defaults, and info as JSON text', async () => {
      const { files, info, parameters } = await target.generate({ seed: 1234, subseed: 7 })
      expect(files).toHaveLength(1)
      const [file = Buffer.alloc(0)] = files
      expect(readImageHeader(file)).toMatchObject({ format: 'png', width: 128, height: 128, whole: true })
      expect(info).toMatchObject({
        ...{ prompt: SMALL.prompt, seed: 1234, all_seeds: [1234], all_subseeds: [7], subseed_strength: 0 },
        ...{
          width: 128,
          height: 128,
          steps: 4,
          sampler_name: 'Euler',
          cfg_scale: 7,
          index_of_first_image: 0,
        },
      })
      expect(parameters).toMatchObject({
        seed: 1234,
        steps: 4,
        n_iter: 1,
        send_images: true,
        save_images: false,
      })
    })
    test('writes the infotext into the file as it stands in info', async () => {
      const { files, info } = await target.generate({ seed: 5, negative_prompt: 'people, text' })
      const infotext = readImageHeader(files[0] ?? Buffer.alloc(0))?.infotext
      expect(infotext).toBe(info.infotexts[0])
      const read = readInfotext(infotext ?? '')
      expect(read).toMatchObject({ prompt: SMALL.prompt, negativePrompt: 'people, text' })
      expect(Object.fromEntries(read.parameters)).toMatchObject({
        Steps: '4',
        Sampler: 'Euler',
        Seed: '5',
        Size: '128x128',
      })
      expect(Number(read.parameters.get('CFG scale'))).toBe(7)
    })
    test('a prompt beyond Latin-1 comes back unharmed', async () => {
      const prompt = '谷の朝霧, “soft light”'
      const { files, info } = await target.generate({ seed: 5, prompt })
      expect(info.prompt).toBe(prompt)
      expect(readInfotext(readImageHeader(files[0] ?? Buffer.alloc(0))?.infotext ?? '').prompt).toBe(prompt)
    })
    test('numbers seeds upwards through batches and iterations', async () => {
      const { files, info } = await target.generate({ seed: 100, subseed: 50, batch_size: 2, n_iter: 2 })
      expect(files).toHaveLength(4)
      expect(info.all_seeds).toEqual([100, 101, 102, 103])
      expect(info.all_subseeds).toEqual([50, 51, 52, 53])
      expect(info.infotexts.map((text) => readInfotext(text).parameters.get('Seed'))).toEqual([
        '100',
        '101',
        '102',
        '103',
      ])
    })
    test('with a variation strength the seed stays and the subseed counts', async () => {
      const { info } = await target.generate({ seed: 100, subseed: 50, subseed_strength: 0.3, batch_size: 3 })
      expect(info.all_seeds).toEqual([100, 100, 100])
      expect(info.all_subseeds).toEqual([50, 51, 52])
    })
    test('draws seed -1 once and tells it', async () => {
      const { info } = await target.generate({ seed: -1, batch_size: 2 })
      expect(info.seed).toBeGreaterThanOrEqual(0)
      expect(info.all_seeds).toEqual([info.seed, info.seed + 1])
    })
    test('ignores fields it does not know', async () => {
      expect((await target.generate({ seed: 1, frobnicate: { deep: true } })).files).toHaveLength(1)
    })
    test('takes a sampler it does not know for DPM++ 2M, without a word', async () => {
      expect((await target.generate({ seed: 1, sampler_name: 'No Such Sampler' })).info.sampler_name).toBe(
        'DPM++ 2M',
      )
    })
    test('splits a schedule off the name of the sampler', async () => {
      const { info } = await target.generate({ seed: 1, sampler_name: 'DPM++ 2M Karras' })
      expect(info.sampler_name).toBe('DPM++ 2M')
      expect(readInfotext(info.infotexts[0] ?? '').parameters.get('Schedule type')).toBe('Karras')
    })
    test('drops an override with a checkpoint it does not have, without a word', async () => {
      const plain = await target.generate({ seed: 1 })
      const { info } = await target.generate({
        seed: 1,
        override_settings: { sd_model_checkpoint: 'no-such-checkpoint' },
      })
      expect(info.sd_model_name).toBe(plain.info.sd_model_name)
    })
    test('skips a LoRA it does not have, without a word', async () => {
      const { info } = await target.generate({ seed: 1, prompt: 'a valley <lora:no-such-lora:0.8>' })
      expect(readInfotext(info.infotexts[0] ?? '').parameters.get('Lora hashes')).toBeUndefined()
    })
    test('a second pass enlarges the picture and not the size in info', async () => {
      const { files, info } = await target.generate({
        ...{
          seed: 1,
          enable_hr: true,
          hr_scale: 2,
          hr_upscaler: 'Latent',
          denoising_strength: 0.6,
          hr_cfg: 7,
        },
        ...(target.kind === 'forge' ? { hr_additional_modules: ['Use same choices'] } : {}),
      })
      expect(readImageHeader(files[0] ?? Buffer.alloc(0))).toMatchObject({ width: 256, height: 256 })
      expect(info).toMatchObject({ width: 128, height: 128 })
    })
    test('img2img starts from a picture', async () => {
      const { images } = await target.generate({ seed: 77 })
      const response = await target.post('/sdapi/v1/img2img', {
        ...SMALL,
        seed: 9,
        init_images: [images[0]],
        denoising_strength: 0.5,
      })
      expect(response.status).toBe(200)
      const answer = Answer.parse(await response.json())
      expect(readImageHeader(Buffer.from(answer.images[0] ?? '', 'base64'))).toMatchObject({
        width: 128,
        height: 128,
      })
    })
    test('tells how long it took, where this kind does', async (context) => {
      only(target.isA1111Api, context)
      const response = await target.post('/sdapi/v1/txt2img', SMALL)
      await response.arrayBuffer()
      expect(Number(response.headers.get('x-process-time'))).toBeGreaterThan(0)
    })
  })
}
