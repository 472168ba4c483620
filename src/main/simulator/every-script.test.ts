import { afterEach, expect, test } from 'vitest'
import { readImageHeader } from '../sdwui/protocol/image-header.ts'
import { type SimulatedWorker, startSimulatedWorker } from './simulated-worker.ts'
import { rawPost } from './testing/raw-http.ts'

const running: SimulatedWorker[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
})

/** Prompts as people write them; a lone surrogate is half an emoji that a client cut in two. */
const PROMPTS = {
  latin: 'café, naïve Größe',
  han: '谷の朝霧, 山水',
  cyrillic: 'долина на рассвете',
  arabic: 'وادي عند الفجر',
  emoji: 'a valley 🏔️👩‍🚀',
  'a lone surrogate': 'a valley \ud83c',
}

test.each(Object.entries(PROMPTS))('an answer is as long as it says with %s in it', async (_, prompt) => {
  const worker = await startSimulatedWorker({ ipm: 600, timeScale: 60 })
  running.push(worker)
  for (const encoding of ['identity', 'gzip']) {
    const answer = await rawPost(
      `${worker.url}/sdapi/v1/txt2img`,
      { prompt, negative_prompt: prompt, steps: 1, width: 64, height: 64, seed: 1, batch_size: 2 },
      { 'accept-encoding': encoding },
    )
    expect([answer.status, answer.broken]).toEqual([200, null])
    expect(Number(answer.headers['content-length'])).toBe(answer.body.length)
    if (encoding === 'gzip') continue
    const body = JSON.parse(answer.body.toString('utf8')) as { images: string[]; info: string }
    expect(JSON.parse(body.info)).toMatchObject({ prompt, all_seeds: [1, 2] })
    expect(readImageHeader(Buffer.from(body.images[1] ?? '', 'base64'))?.infotext).toContain(
      prompt.toWellFormed(),
    )
  }
})

test.each(['truncated', 'cut-after=1', 'reset'])(
  '%s cuts where it should when the text is beyond ASCII',
  async (fault) => {
    const worker = await startSimulatedWorker({ ipm: 600, timeScale: 60, faults: [fault] })
    running.push(worker)
    const answer = await rawPost(
      `${worker.url}/sdapi/v1/txt2img`,
      { prompt: '谷'.repeat(200), steps: 1, width: 64, height: 64, seed: 1, batch_size: 3 },
      { 'accept-encoding': 'identity' },
    )
    expect(answer.body.length).toBeGreaterThan(1000)
    expect(() => JSON.parse(answer.body.toString('utf8'))).toThrow(SyntaxError)
  },
)
