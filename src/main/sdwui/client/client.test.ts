import { afterEach, describe, expect, test } from 'vitest'
import { readInfotext } from '../../../shared/infotext.ts'
import type { BatchRequest } from '../../core/generation.ts'
import { answering } from '../../simulator/testing/answering.ts'
import { Bench, batch, collect, never, until } from '../../simulator/testing/simulated-client.ts'
import type { SdwuiClient } from './client.ts'

const bench = new Bench()
afterEach(() => bench.close())

const seedOf = (image: { infotext: string | null }) =>
  readInfotext(image.infotext ?? '').parameters.get('Seed')

describe('generating', () => {
  test('gives every image with its place, size and infotext, and what info tells', async () => {
    const { client } = await bench.pair()
    const { images, answer } = await collect(
      client,
      batch(3, { seed: 7, subseed: 9 }, { width: 72, height: 64 }),
    )
    expect(images.map(({ position, width, height, format }) => [position, width, height, format])).toEqual([
      [0, 72, 64, 'png'],
      [1, 72, 64, 'png'],
      [2, 72, 64, 'png'],
    ])
    expect(images.map(seedOf)).toEqual(['7', '8', '9'])
    expect(answer).toMatchObject({
      ...{ images: 3, damaged: 0, serverSeconds: expect.any(Number) },
      info: {
        ...{ indexOfFirstImage: 0, allSeeds: [7, 8, 9], allSubseeds: [9, 10, 11], samplerName: 'Euler a' },
        ...{
          checkpointName: 'dreamshaper_8',
          checkpointHash: expect.stringMatching(/^[0-9a-f]{10}$/),
          version: 'v1.10.1',
        },
      },
    })
  })

  test('asks for exactly what was ordered', async () => {
    const { client, worker } = await bench.pair({
      ...{ vaes: ['soft.vae.pt'], checkpoints: ['one', 'two'], config: 'saved' },
    })
    const hires = { scale: 2, upscaler: 'Latent', steps: 3, denoisingStrength: 0.5 }
    const params = {
      negativePrompt: 'text',
      vae: 'soft.vae.pt',
      clipSkip: 2,
      scheduler: 'Karras',
      subseedStrength: 0.25,
      hires,
    }
    const { images, answer } = await collect(client, batch(2, { checkpoint: 'two' }, params))
    const read = readInfotext(images[1]?.infotext ?? '')
    expect(read.negativePrompt).toBe('text')
    expect(Object.fromEntries(read.parameters)).toMatchObject({
      ...{
        Steps: '20',
        Sampler: 'Euler a',
        'Schedule type': 'Karras',
        Seed: '100',
        Model: 'two',
        VAE: 'soft.vae.pt',
      },
      ...{
        'Variation seed': '51',
        'Variation seed strength': '0.25',
        'Clip skip': '2',
        'Hires upscale': '2.0',
      },
      ...{ 'Hires steps': '3', 'Hires upscaler': 'Latent', 'Denoising strength': '0.5' },
    })
    expect(images[0]).toMatchObject({ width: 128, height: 128 })
    expect(answer?.info).toMatchObject({ checkpointName: 'two', vaeName: 'soft.vae.pt' })
    // On a server whose config holds them, overrides hold for this request alone.
    expect(await (await fetch(`${worker.url}/sdapi/v1/options`)).json()).toMatchObject({
      CLIP_stop_at_last_layers: 1,
      sd_vae: 'Automatic',
    })
  })

  test('sends fields it does not know as they were given', async () => {
    await using server = await answering('{"images":[]}')
    const extra = {
      ...{ tiling: true, s_churn: 0.25, next_years_field: { deep: [1, 'zwei', null] } },
      alwayson_scripts: { ControlNet: { args: [{ image: 'iVBORw0KGgo=', nested: [true] }] } },
    }
    await collect(bench.client(server.url), batch(2, {}, { extra, steps: 7 }))
    const sent = server.bodies.map((body) => (body === '' ? null : JSON.parse(body)))
    expect(sent).toContainEqual(expect.objectContaining({ ...extra, steps: 7, batch_size: 2, seed: 100 }))
  })

  test('tells the scripts of a server, and in its own words which it lacks', async () => {
    const { client } = await bench.pair()
    const { scripts } = await client.capabilities(never)
    expect(scripts).toContain('hypertile')
    const extra = { alwayson_scripts: { 'No Such Script': {} } }
    expect((await collect(client, batch(1, {}, { extra }))).error).toMatchObject({
      kind: 'validation',
      message: expect.stringContaining('No Such Script'),
    })
  })

  test('tells what images are made from others with, where it is there', async () => {
    const plain = await (await bench.pair()).client.capabilities(never)
    expect(plain).toMatchObject({ imageToImage: 'all', upscales: true, controlModels: null })
    expect(plain.faceRestorers).toEqual(['CodeFormer', 'GFPGAN'])
    const controlnet = {
      models: ['mine [12345678]', 'other'],
      modules: ['none', 'canny', 'tile'],
      sliders: {
        Canny: [],
        canny: [
          { name: 'Preprocessor Resolution', value: 512, min: 64, max: 2048 },
          { name: 'Low', value: 90, min: 1, max: 200 },
          { name: 'Upside down', value: 1, min: 2, max: 0 },
        ],
        tile: [null, { name: 'Rate', value: 1, min: 1, max: 8, step: 0.5 }],
      },
    }
    const { client, worker } = await bench.pair({ controlnet, adetailer: ['face.pt'] })
    const had = await client.capabilities(never)
    expect(had.controlSliders).toEqual({
      none: [],
      canny: [{ label: 'Low', min: 1, max: 200, step: 1, usual: 90 }],
      tile: [{ label: 'Rate', min: 1, max: 8, step: 0.5, usual: 1 }],
    })
    expect(had.detailerModels).toEqual(['face.pt'])
    expect([plain.controlSliders, plain.detailerModels]).toEqual([undefined, null])
    expect([had.controlModels, had.controlModules]).toEqual([controlnet.models, controlnet.modules])
    expect(had.scripts).toContain('controlnet')
    expect(worker.calls().filter(({ path }) => path.startsWith('/controlnet/'))).toHaveLength(2)
    const forge = await (await bench.pair({ kind: 'forge' })).client.capabilities(never)
    expect(forge.controlModules).toContain('openpose')
    const cpp = await (await bench.pair({ kind: 'sdcpp' })).client.capabilities(never)
    expect(cpp).toMatchObject({ imageToImage: 'whole-masks', upscales: false, faceRestorers: null })
  })

  test('asks for no compression, sends its password ahead, and keeps a log without it', async () => {
    const { client, worker } = await bench.pair(
      { auth: { user: 'artist', password: 'p:w' } },
      { user: 'artist', password: 'p:w' },
    )
    await collect(client, batch(1))
    const call = worker.calls().find(({ path }) => path === '/sdapi/v1/txt2img')
    expect(call?.headers).toMatchObject({
      ...{
        'accept-encoding': 'identity',
        authorization: `Basic ${Buffer.from('artist:p:w').toString('base64')}`,
      },
    })
    expect(client.requests().at(-1)).toMatchObject({
      method: 'POST',
      path: '/sdapi/v1/txt2img',
      status: 200,
      problem: null,
    })
    expect(JSON.stringify(client.requests())).not.toContain('p:w')
  })

  test('JPEG and WebP come with their infotext too', async () => {
    for (const [samplesFormat, format] of [
      ['jpg', 'jpeg'],
      ['webp', 'webp'],
    ] as const) {
      const { client } = await bench.pair({ samplesFormat })
      const { images } = await collect(client, batch(2))
      expect(images.map((image) => [image.format, seedOf(image)])).toEqual([
        [format, '100'],
        [format, '101'],
      ])
    }
  })

  test('below a sub-path', async () => {
    const { client, worker } = await bench.pair({ subPath: '/sd1' })
    expect(worker.url).toMatch(/\/sd1$/)
    expect((await collect(client, batch(1))).images).toHaveLength(1)
    await expect(client.ping(never)).resolves.toBeUndefined()
  })

  test('called off, it rejects at once while the server computes on', async () => {
    const { client, worker } = await bench.pair({ ipm: 60, timeScale: 1 })
    const stop = new AbortController()
    const going = collect(client, batch(1, {}, { width: 512, height: 512 }), stop.signal)
    await until(() => (worker.queueLength > 0 ? true : null))
    stop.abort()
    expect((await going).error).toMatchObject({ kind: 'aborted' })
    await until(() => (worker.queueLength === 0 ? true : null))
    expect(worker.images).toBe(1)
  })

  test('called off while the answer comes, what had come is good', async () => {
    const { client } = await bench.pair({ compression: 'stored' })
    const stop = new AbortController()
    let seen = 0
    await expect(
      client.generate(
        batch(6, {}, { width: 512, height: 512 }),
        async () => {
          if (++seen === 2) stop.abort()
        },
        stop.signal,
      ),
    ).rejects.toMatchObject({ kind: 'aborted' })
    expect(seen).toBeGreaterThanOrEqual(2)
    expect(seen).toBeLessThan(6)
  })

  test('what goes wrong while an image is stored comes back as it is, and the connection is dropped', async () => {
    const { client } = await bench.pair()
    const full = new Error('the disk is full')
    await expect(client.generate(batch(4), () => Promise.reject(full), never)).rejects.toMatchObject({
      cause: full,
    })
    expect((await collect(client, batch(1))).images).toHaveLength(1)
  })
})

/** A step takes a fifth of a second and the whole half a minute: far longer than any test looks at it. It ends by an interrupt. */
const LONG = { width: 512, height: 512, steps: 150 }
const UNHURRIED = { ipm: 15, timeScale: 1 }

/** Interrupts the request when it is the active one, and waits for its end. */
async function stopped(client: SdwuiClient, request: BatchRequest, going: Promise<unknown>) {
  await until(async () =>
    (await client.progress(request.taskId, { preview: false }, never)).at === 'active' ? true : null,
  )
  await client.interrupt(never)
  await going
}

describe('progress', () => {
  test('of our own task: queued behind another, active with a preview, then idle', async () => {
    const { client, worker } = await bench.pair({
      ...UNHURRIED,
      settings: { show_progress_every_n_steps: 2 },
    })
    const [first, second] = [batch(1, {}, LONG), batch(1, {}, LONG)]
    const running = collect(client, first)
    await until(() => (worker.queueLength === 1 ? true : null))
    const waiting = collect(client, second)
    await until(() => (worker.queueLength === 2 ? true : null))
    expect(await client.progress(second.taskId, { preview: false }, never)).toMatchObject({
      ...{ at: 'queued', fraction: null, pulse: 'In queue: 1/1', preview: null },
    })
    const look = () => client.progress(first.taskId, { preview: true }, never)
    const early = await until(async () => {
      const seen = await look()
      return seen.preview === null ? null : seen
    })
    expect(early).toMatchObject({ at: 'active', fraction: expect.any(Number) })
    expect(Buffer.from(early.preview ?? []).toString('latin1', 1, 4)).toBe('PNG')
    const later = await until(async () => {
      const seen = await look()
      return seen.pulse === early.pulse ? null : seen
    })
    expect(later.fraction).toBeGreaterThan(early.fraction ?? 1)
    await stopped(client, first, running)
    await stopped(client, second, waiting)
    expect(await look()).toMatchObject({ at: 'idle', fraction: null, preview: null })
  })

  test('a preview of the next task is not mistaken for one we have', async () => {
    const { client } = await bench.pair({ ...UNHURRIED, settings: { show_progress_every_n_steps: 2 } })
    for (let turn = 0; turn < 2; turn++) {
      const request = batch(1, {}, LONG)
      const going = collect(client, request)
      // The first preview of each has the number 1.
      await until(async () => (await client.progress(request.taskId, { preview: true }, never)).preview)
      await stopped(client, request, going)
    }
  })

  test('without the panel (--nowebui) it falls back on what the API tells', async () => {
    const { client, worker } = await bench.pair({ panel: false, ...UNHURRIED })
    const request = batch(1, {}, LONG)
    const going = collect(client, request)
    await until(() => (worker.queueLength === 1 ? true : null))
    const seen = await until(async () => {
      const now = await client.progress(request.taskId, { preview: false }, never)
      return now.at === 'active' ? now : null
    })
    expect(seen.pulse).toMatch(/^scripts_txt2img\/-?1\/0\/\d+$/)
    await stopped(client, request, going)
  })

  test('interrupt gives the half-done images with 200', async () => {
    const { client, worker } = await bench.pair(UNHURRIED)
    const request = batch(2, {}, LONG)
    const going = collect(client, request)
    await stopped(client, request, going)
    const { images, answer } = await going
    expect([images.length, answer?.images, worker.queueLength]).toEqual([2, 2, 0])
  })

  test('an answer that is no progress tells nothing', async () => {
    await using server = await answering('[1, 2]')
    const client = bench.client(server.url)
    expect(await client.progress(batch(1).taskId, { preview: false }, never)).toMatchObject({ at: 'unknown' })
  })
})
