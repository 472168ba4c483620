import { describe, expect, it } from 'vitest'
import { readInfotext } from '../../../shared/infotext.ts'
import type { StoredImage } from '../../../shared/job.ts'
import type { SimulatedWorker } from '../../simulator/simulated-worker.ts'
import { told } from '../../testing/told.ts'
import { HttpBench } from './bench.ts'
import { startOddServer } from './odd-server.ts'

const AS_IT_IS = { lacks: /^$/, alter: <T>(answer: T) => answer }
const VAES = ['soft.pt', 'hard.pt']

function says(text: string | null | undefined): string {
  const { parameters } = readInfotext(text ?? '')
  return `clip skip ${parameters.get('Clip skip') ?? 1}, VAE ${parameters.get('VAE') ?? 'none'}`
}

const allSay = (images: readonly StoredImage[]) => [...new Set(images.map(({ infotext }) => says(infotext)))]

/** A picture that somebody else asks for, who names neither. */
async function owners(server: Pick<SimulatedWorker, 'url'>): Promise<string> {
  const response = await fetch(`${server.url}/sdapi/v1/txt2img`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'a valley', steps: 2, width: 64, height: 64 }),
  })
  const { info } = (await response.json()) as { info: string }
  return says((JSON.parse(info) as { infotexts: string[] }).infotexts[0])
}

describe('a server that puts back only what its config holds', () => {
  it.each(['fresh', 'saved'] as const)(
    'leaves nothing of one job to the next or to its owner (%s)',
    async (config) => {
      await using bench = await HttpBench.open()
      const server = await bench.add('argon', { vaes: VAES, config })
      const make = async (more: Parameters<HttpBench['submit']>[1]) => {
        const done = await bench.done(await bench.submit(3, more))
        expect(done).toMatchObject({ state: 'finished', stored: 3 })
        const images = bench.app.gallery.imagesOfJob(done.id)
        expect(images.flatMap(({ flags }) => flags)).toEqual([])
        return allSay(images)
      }
      expect(await make({ clipSkip: 2 })).toEqual(['clip skip 2, VAE none'])
      expect(await owners(server)).toBe('clip skip 1, VAE none')
      expect(await make({ clipSkip: 1 })).toEqual(['clip skip 1, VAE none'])
      expect(await make({ vae: 'soft.pt' })).toEqual(['clip skip 1, VAE soft.pt'])
      expect(await owners(server)).toBe('clip skip 1, VAE none')
      expect(await make({})).toEqual(['clip skip 1, VAE none'])
      const requests = bench.app.fleet.requests(bench.id('argon'))
      expect(
        requests.filter(({ method, path }) => method === 'POST' && path === '/sdapi/v1/options'),
      ).toHaveLength(1)
    },
  )

  it('makes what was asked also behind a proxy that refuses to save anything', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('argon', { vaes: VAES })
    await using proxy = await startOddServer(server.url, {
      ...AS_IT_IS,
      refuses: (method, path) => method === 'POST' && path === '/sdapi/v1/options',
    })
    await bench.join('argon', proxy.url)
    const texts: string[] = []
    for (const more of [{ clipSkip: 2, vae: 'soft.pt' }, {}]) {
      const done = await bench.done(await bench.submit(3, more))
      expect(done).toMatchObject({ state: 'finished', stored: 3 })
      texts.push(...allSay(bench.pictures(done)))
    }
    expect(texts).toEqual(['clip skip 2, VAE soft.pt', 'clip skip 1, VAE none'])
    expect(bench.state('argon')).toBe('idle')
  })
})

describe('a picture with another clip skip or VAE than asked', () => {
  it.each([
    ['clip skip', { CLIP_stop_at_last_layers: 2 }, 'other-clip-skip'],
    ['VAE', { sd_vae: 'soft.pt' }, 'other-vae'],
  ] as const)('is flagged, and its index made elsewhere: %s', async (_, stuck, flag) => {
    await using bench = await HttpBench.open()
    const odd = await bench.serve('odd', { ipm: 1, vaes: VAES, settings: { sd_vae: 'None' } })
    await using frozen = await startOddServer(odd.url, {
      ...AS_IT_IS,
      // It takes these settings whatever a request overrides.
      alterBody: (body) => ({
        ...body,
        override_settings: { ...(body.override_settings as object), ...stuck },
      }),
    })
    await bench.join('odd', frozen.url, 1)
    await bench.add('good', { ipm: 1, vaes: VAES, settings: { sd_vae: 'None' } })
    const done = await bench.done(await bench.submit(8))
    expect(done).toMatchObject({ state: 'finished', stored: 8 })
    const images = bench.app.gallery.imagesOfJob(done.id)
    expect(
      new Set(images.filter(({ flags }) => flags.length > 0).map(({ workerName }) => workerName)),
    ).toEqual(new Set(['odd']))
    expect(new Set(images.flatMap(({ flags }) => flags))).toEqual(new Set([flag]))
    expect(new Set(bench.pictures(done).map(({ workerName }) => workerName))).toEqual(new Set(['good']))
  })
})

describe('a server set to send pictures as nobody here reads them', () => {
  it('is left out before anything is dealt, with the remedy in words', async () => {
    await using bench = await HttpBench.open()
    await bench.add('good')
    const avif = await bench.add('modern', { ipm: 6000, settings: { samples_format: 'avif' } })
    const plan = await bench.app.handlers.planPreview({ request: bench.request(6) })
    expect(JSON.stringify(told(plan))).toContain(
      'its samples_format is avif: set it to png, jpg or webp in its settings',
    )
    const done = await bench.done(await bench.submit(6))
    expect(done).toMatchObject({ state: 'finished', stored: 6 })
    expect(new Set(bench.pictures(done).map(({ workerName }) => workerName))).toEqual(new Set(['good']))
    expect(avif.images).toBe(0)
  })
})
