import { afterEach, describe, expect, test } from 'vitest'
import type { ServerKind } from '../../shared/worker.ts'
import { readInfotext } from '../core/prompt/infotext.ts'
import type { SimulatedKind } from '../simulator/protocol/server-dialect.ts'
import { Bench, batch, collect, never, until } from '../simulator/testing/simulated-client.ts'

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
    const { client, worker } = await bench.pair({ vaes: ['soft.vae.pt'], checkpoints: ['one', 'two'] })
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
    // The override held for this request alone.
    expect(await (await fetch(`${worker.url}/sdapi/v1/options`)).json()).toMatchObject({
      CLIP_stop_at_last_layers: 1,
      sd_vae: 'Automatic',
    })
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
    const { client, worker } = await bench.pair({ ipm: 60, timeScale: 10 })
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

describe('progress', () => {
  test('of our own task: queued behind another, active with a preview, then idle', async () => {
    const { client, worker } = await bench.pair({
      ipm: 20,
      timeScale: 10,
      settings: { show_progress_every_n_steps: 2 },
    })
    const big = { width: 512, height: 512 }
    const [first, second] = [batch(1, {}, big), batch(1, {}, big)]
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
    await Promise.all([running, waiting])
    expect(await look()).toMatchObject({ at: 'idle', fraction: null, preview: null })
  })

  test('a preview of the next task is not mistaken for one we have', async () => {
    const { client } = await bench.pair({
      ipm: 20,
      timeScale: 20,
      settings: { show_progress_every_n_steps: 15 },
    })
    for (let turn = 0; turn < 2; turn++) {
      const request = batch(1, {}, { width: 512, height: 512 })
      const going = collect(client, request)
      // There is one preview of each, and both have the number 1.
      await until(async () => (await client.progress(request.taskId, { preview: true }, never)).preview)
      await going
    }
  })

  test('without the panel (--nowebui) it falls back on what the API tells', async () => {
    const { client, worker } = await bench.pair({ panel: false, ipm: 20, timeScale: 10 })
    const request = batch(1, {}, { width: 512, height: 512 })
    const going = collect(client, request)
    await until(() => (worker.queueLength === 1 ? true : null))
    const seen = await until(async () => {
      const now = await client.progress(request.taskId, { preview: false }, never)
      return now.at === 'active' ? now : null
    })
    expect(seen.pulse).toMatch(/^scripts_txt2img\/-?1\/0\/\d+$/)
    await going
  })

  test('interrupt gives the half-done images with 200', async () => {
    const { client, worker } = await bench.pair({ ipm: 0.1, timeScale: 10 })
    // Two minutes, were it not interrupted.
    const request = batch(2, {}, { width: 512, height: 512 })
    const going = collect(client, request)
    await until(async () =>
      (await client.progress(request.taskId, { preview: false }, never)).at === 'active' ? true : null,
    )
    await client.interrupt(never)
    const { images, answer } = await going
    expect([images.length, answer?.images, worker.queueLength]).toEqual([2, 2, 0])
  })

  test('an answer that is no progress is a typed failure', async () => {
    await using server = await answering('[1, 2]')
    const client = bench.client(server.url)
    await expect(client.progress(batch(1).taskId, { preview: false }, never)).rejects.toMatchObject({
      kind: 'not-sdwui',
    })
  })
})

describe('each kind of server', () => {
  const KINDS: SimulatedKind[] = ['a1111', 'forge', 'reforge', 'sdnext', 'sdcpp', 'koboldcpp']

  test.each(KINDS)('%s is recognised and described', async (kind) => {
    const { client } = await bench.pair({
      kind,
      checkpoints: ['sub/one.safetensors', 'two.ckpt'],
      loras: ['gouache'],
    })
    const found = await client.capabilities(never)
    const few = kind === 'sdcpp' || kind === 'koboldcpp'
    expect(found.kind).toBe(kind satisfies ServerKind)
    expect(found.checkpoints?.map(({ name }) => name)).toEqual(few ? ['one'] : ['one', 'two'])
    expect(found.checkpoints?.map(({ hash }) => hash !== null)).toEqual(
      few ? [false] : [!['forge'].includes(kind), false],
    )
    expect(found.samplers).toContain('Euler a')
    expect(found.loadedCheckpoint).toBe('one')
    expect(found).toMatchObject({
      queuesInOrder: ['a1111', 'forge', 'reforge'].includes(kind),
      taskIds: ['a1111', 'forge', 'reforge'].includes(kind),
      batches: kind !== 'koboldcpp',
      loras: kind === 'koboldcpp' ? null : ['gouache'],
    })
    if (kind === 'koboldcpp') expect(found.schedulers).toBeNull()
    else if (kind !== 'sdnext') expect(found.schedulers).toEqual(expect.arrayContaining(['Karras', 'karras']))
    expect(found.vaes === null).toBe(few)
  })

  test.each(KINDS)('%s makes images, and is told to do so in its own way', async (kind) => {
    const { client, worker } = await bench.pair({ kind })
    await client.capabilities(never)
    const hires = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }
    const { images, answer, error } = await collect(
      client,
      batch(2, {}, { hires: kind === 'koboldcpp' ? null : hires }),
    )
    expect(error).toBeNull()
    expect(images).toHaveLength(kind === 'koboldcpp' ? 1 : 2)
    expect(images.every(({ width }) => width === (kind === 'koboldcpp' ? 64 : 128))).toBe(true)
    expect(answer?.info === null).toBe(kind === 'koboldcpp')
    if (kind !== 'koboldcpp') expect(answer?.info?.allSeeds).toEqual([100, 101])
    expect(worker.images).toBe(images.length)
    await client.ping(never)
    const memory = await client.memory(never)
    expect(memory === null).toBe(kind === 'sdcpp' || kind === 'koboldcpp')
    const idle = await client.progress(batch(1).taskId, { preview: true }, never)
    expect(idle.at).toBe(kind === 'sdcpp' || kind === 'koboldcpp' ? 'unknown' : 'idle')
    await client.interrupt(never)
  })

  test('a server that was never asked for its kind is taken for A1111', async () => {
    const { client } = await bench.pair({ checkpoints: ['one', 'two'] })
    expect((await collect(client, batch(1, { checkpoint: 'two' }))).answer?.info?.checkpointName).toBe('two')
  })

  test('an open server is told from one with a password', async () => {
    const { client: open } = await bench.pair({ listen: true })
    expect((await open.capabilities(never)).openToAll).toBe(true)
    const auth = { user: 'a', password: 'b' }
    const { client: closed } = await bench.pair({ listen: true, auth }, auth)
    expect((await closed.capabilities(never)).openToAll).toBe(false)
  })

  test('odd rows in its lists are passed over', async () => {
    await using server = await answering((path) => {
      if (path === '/openapi.json') return '{"info": {}, "paths": {"/sdapi/v1/txt2img": {}}}'
      if (path === '/sdapi/v1/options') return '{"sd_model_checkpoint": 7}'
      if (path === '/sdapi/v1/sd-models')
        return '[null, {"title": 3}, {"title": "good.ckpt [0123456789]", "hash": 5, "sha256": null}, []]'
      return '[{"name": "x", "model_name": "m"}, {"name": ""}, 3, null]'
    })
    expect(await bench.client(server.url).capabilities(never)).toMatchObject({
      ...{ kind: 'a1111', samplers: ['x'], vaes: ['m'], loadedCheckpoint: 'good' },
      checkpoints: [{ title: 'good.ckpt [0123456789]', name: 'good', hash: null, sha256: null }],
    })
  })
})

describe('checkpoints', () => {
  test('are loaded, and it is checked that they are', async () => {
    for (const kind of ['a1111', 'forge', 'sdnext'] as const) {
      const { client } = await bench.pair({ kind, checkpoints: ['one.safetensors', 'sub/two.safetensors'] })
      const { checkpoints } = await client.capabilities(never)
      await client.loadCheckpoint(checkpoints?.[1]?.title ?? '', never)
      expect((await client.capabilities(never)).loadedCheckpoint, kind).toBe('two')
      expect((await collect(client, batch(1))).error).toBeNull()
    }
  })
  test('a load that failed behind a 200 is seen', async () => {
    const { client } = await bench.pair({ checkpoints: ['one', 'two'], faults: ['load-fails'] })
    await expect(client.loadCheckpoint('two', never)).rejects.toMatchObject({
      ...{ kind: 'server-error', message: expect.stringMatching(/did not load two; it still has one/) },
    })
  })
  test('one that is not there is an error in the server’s words', async () => {
    const { client } = await bench.pair()
    await expect(client.loadCheckpoint('three', never)).rejects.toMatchObject({
      ...{ kind: 'server-error', message: expect.stringContaining("model 'three' not found") },
    })
  })
  test('a server with one model says that it cannot change it', async () => {
    const { client } = await bench.pair({ kind: 'sdcpp' })
    await client.capabilities(never)
    await expect(client.loadCheckpoint('two', never)).rejects.toMatchObject({ kind: 'validation' })
  })
  test('unloaded, it is brought back before the next image', async () => {
    const { client, worker } = await bench.pair()
    await client.unloadCheckpoint(never)
    expect(
      (
        await fetch(`${worker.url}/sdapi/v1/txt2img`, {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(500)
    expect((await collect(client, batch(1))).error).toBeNull()
    expect((await collect(client, batch(1))).error).toBeNull()
    expect(worker.calls().filter(({ path }) => path.endsWith('/reload-checkpoint'))).toHaveLength(1)
  })
})

describe('care of a server', () => {
  test('its lists are refreshed, whichever it has', async () => {
    for (const kind of ['a1111', 'sdnext', 'sdcpp', 'koboldcpp'] as const) {
      const { client, worker } = await bench.pair({ kind })
      await expect(client.refreshLists(never), kind).resolves.toBeUndefined()
      expect(worker.calls().filter(({ path }) => path.includes('/refresh-'))).toHaveLength(3)
    }
  })
  test('a restart breaks the connection, and that is well', async () => {
    const { client, worker } = await bench.pair({ serverControl: 'script', restartSeconds: 6 })
    await client.restart(never)
    await expect(client.ping(never)).rejects.toMatchObject({ kind: 'unreachable' })
    await until(
      async () =>
        await client.ping(never).then(
          () => true,
          () => null,
        ),
    )
    expect(worker.queueLength).toBe(0)
  })
  test('SD.Next restarts without a flag', async () => {
    const { client } = await bench.pair({ kind: 'sdnext', restartSeconds: 6 })
    await client.capabilities(never)
    await client.restart(never)
    await until(
      async () =>
        await client.ping(never).then(
          () => null,
          () => true,
        ),
    )
  })
  test.each<[string, Parameters<Bench['worker']>[0], RegExp]>([
    ['it was started without the flag', {}, /--api-server-stop/],
    ['nothing would bring it back', { serverControl: 'bare' }, /webui\.sh/],
    ['its kind has no such thing', { kind: 'koboldcpp' }, /where it runs/],
  ])('a restart is refused with what to do when %s', async (_why, options, remedy) => {
    const { client } = await bench.pair(options)
    await client.capabilities(never)
    await expect(client.restart(never)).rejects.toMatchObject({
      kind: 'validation',
      remedy: expect.stringMatching(remedy),
    })
  })
  test('what somebody else has it do is told, with its end', async () => {
    const { client, worker } = await bench.pair({ timeScale: 20 })
    expect(await client.activity(never)).toEqual({
      busy: false,
      fromPage: false,
      fraction: null,
      etaSeconds: null,
    })
    const busy = worker.busyFor(20)
    const seen = await until(async () => {
      const now = await client.activity(never)
      return now?.etaSeconds == null || (now.fraction ?? 0) < 0.5 ? null : now
    })
    expect(seen).toMatchObject({ busy: true, fromPage: true })
    // Real seconds: twenty of fleet time are one on the wall.
    expect(seen.etaSeconds).toBeGreaterThan(0.05)
    expect(seen.etaSeconds).toBeLessThan(0.8)
    await busy
  })
  test('free memory is told in bytes', async () => {
    const { client } = await bench.pair({ vramBytes: 6 * 2 ** 30 })
    expect(await client.memory(never)).toEqual({ usedBytes: expect.any(Number), totalBytes: 6 * 2 ** 30 })
  })
})

describe('a look at an address', () => {
  test('tells kind, checkpoint and round trip', async () => {
    const { client, worker } = await bench.pair({ kind: 'reforge' })
    expect(await client.probe(never)).toEqual({
      ...{ ok: true, url: worker.url, kind: 'reforge', version: null, checkpoint: 'dreamshaper_8' },
      ...{ roundTripMs: expect.any(Number), needsPassword: false, certificate: null, problem: null },
    })
  })
  test('asks for a password', async () => {
    const { client } = await bench.pair({ auth: { user: 'a', password: 'b' } })
    expect(await client.probe(never)).toMatchObject({
      ok: false,
      needsPassword: true,
      problem: { kind: 'auth' },
    })
  })
  test('tells sdwui without --api from what is no sdwui at all', async () => {
    const { client } = await bench.pair({ api: false })
    expect(await client.probe(never)).toMatchObject({
      ...{ ok: false, problem: { kind: 'no-api', remedy: expect.stringContaining('--api') } },
    })
    await using page = await answering('<!DOCTYPE html><h1>It works!</h1>', 404)
    expect(await bench.client(page.url).probe(never)).toMatchObject({
      ok: false,
      problem: { kind: 'not-sdwui' },
    })
    await using other = await answering('<!DOCTYPE html><h1>It works!</h1>', 200)
    expect(await bench.client(other.url).probe(never)).toMatchObject({
      ok: false,
      problem: { kind: 'not-sdwui' },
    })
  })
  test('never throws for what the network does', async () => {
    expect(await bench.client('http://127.0.0.1:9').probe(never)).toMatchObject({
      ok: false,
      problem: { kind: 'unreachable' },
    })
    expect(await bench.client('http://nowhere.invalid').probe(never)).toMatchObject({
      ok: false,
      problem: { kind: 'dns' },
    })
  })
})

/** A server that gives that text to every request. */
async function answering(body: string | ((path: string) => string), status = 200) {
  const { createServer } = await import('node:http')
  const server = createServer((request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(typeof body === 'string' ? body : body(request.url ?? ''))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
