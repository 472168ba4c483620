import { describe, expect, test } from 'vitest'
import { readInfotext } from '../../../shared/infotext.ts'
import { startSimulatedWorker } from '../simulated-worker.ts'
import { Answer } from './shapes.ts'
import { only, SMALL, type Target } from './target.ts'

/** What only a simulator may be asked: files on its disk, the same bytes twice. */
export function describeSimulator(target: Target): void {
  describe('what only a simulator may be asked', () => {
    test('a grid comes first when images are saved, and only then', async (context) => {
      only(target.simulator !== null, context)
      const { files, info } = await target.generate({ seed: 20, batch_size: 3, save_images: true })
      expect(files).toHaveLength(4)
      expect(info.index_of_first_image).toBe(1)
      expect(info.all_seeds).toEqual([20, 21, 22])
      expect(info.infotexts.map((text) => readInfotext(text).parameters.get('Seed'))).toEqual([
        '20',
        '20',
        '21',
        '22',
      ])
    })
    test('the same seed gives the same bytes, also on another machine', async (context) => {
      only(target.simulator !== null, context)
      await using other = await startSimulatedWorker({
        kind: target.kind,
        ipm: 600,
        timeScale: 20,
        loadSeconds: 0,
      })
      const mine = await target.generate({ seed: 42, batch_size: 2 })
      const response = await fetch(`${other.url}/sdapi/v1/txt2img`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ ...SMALL, seed: 43 }),
      })
      expect(Answer.parse(await response.json()).images[0]).toBe(mine.images[1])
    })
    test('compresses long answers when asked, and only then', async (context) => {
      only(target.simulator !== null, context)
      const zipped = await target.get('/sdapi/v1/samplers', { 'accept-encoding': 'gzip' })
      expect(zipped.headers.get('content-encoding')).toBe('gzip')
      const plain = await target.get('/sdapi/v1/samplers', { 'accept-encoding': 'identity' })
      expect(plain.headers.get('content-encoding')).toBeNull()
      expect(await plain.json()).toEqual(await zipped.json())
      const short = await target.get('/internal/ping', { 'accept-encoding': 'gzip' })
      expect(short.headers.get('content-encoding')).toBeNull()
    })
  })
}
