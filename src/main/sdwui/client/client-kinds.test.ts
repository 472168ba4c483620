import { afterEach, describe, expect, test } from 'vitest'
import type { ServerKind } from '../../../shared/worker.ts'
import { answering } from '../../simulator/testing/answering.ts'
import { Bench, batch, collect, never } from '../../simulator/testing/simulated-client.ts'
import type { KnownKind } from '../protocol/server-kinds.ts'
import { readAnswerInfo } from './answer-info.ts'
import { WorkerHttp } from './http.ts'

const bench = new Bench()
afterEach(() => bench.close())

describe('each kind of server', () => {
  const KINDS: KnownKind[] = ['a1111', 'forge', 'reforge', 'sdnext', 'sdcpp', 'koboldcpp']

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
    expect(found.samplers).toContain(kind === 'sdcpp' ? 'euler_a' : 'Euler a')
    expect(found.checkpoints?.at(-1)?.sha256).toBeNull()
    expect(found.loadedCheckpoint).toBe('one')
    expect(found).toMatchObject({
      queuesInOrder: ['a1111', 'forge', 'reforge'].includes(kind),
      taskIds: ['a1111', 'forge', 'reforge'].includes(kind),
      batches: kind !== 'koboldcpp',
      loras: kind === 'koboldcpp' ? null : ['gouache'],
    })
    if (kind === 'koboldcpp') expect(found.schedulers).toBeNull()
    else if (kind === 'sdcpp') expect(found.schedulers).toEqual(expect.arrayContaining(['normal', 'karras']))
    else if (kind === 'sdnext') expect(found.schedulers).toBeNull()
    else expect(found.schedulers?.filter((name) => name.toLowerCase() === 'karras')).toHaveLength(1)
    if (kind === 'sdnext') expect(found.latentUpscalers).toBeNull()
    else expect(found.latentUpscalers?.includes('Latent')).toBe(kind !== 'koboldcpp')
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
    // Where it cannot be done it is not pretended to be.
    if (kind === 'sdcpp' || kind === 'koboldcpp')
      await expect(client.interrupt(never)).rejects.toThrow('cannot be interrupted')
    else await client.interrupt(never)
  })

  test.each(KINDS)('%s is not asked again for what it lacks', async (kind) => {
    const { client, worker } = await bench.pair({ kind })
    const look = async (lists: boolean) => {
      if (lists) await client.capabilities(never)
      else await client.ping(never)
      await client.memory(never)
      await client.activity(never)
    }
    await look(true)
    const first = worker.calls().length
    for (const lists of [false, false, true, false]) await look(lists)
    const later = worker.calls().slice(first)
    expect(later.length).toBeGreaterThan(7)
    expect(later.filter(({ status }) => status !== 200).map(({ path }) => path)).toEqual([])
  })

  test.each([
    ['http://192.168.1.5:1234', null, true],
    ['http://127.0.0.1:1234', null, false],
    ['http://localhost:1234', null, false],
    ['http://192.168.1.5:1234', 'artist', false],
  ])('a server at %s that %s signs in to and that has no sign-in is open: %s', (baseUrl, user, open) => {
    const http = new WorkerHttp({ baseUrl, user, password: user, tls: { kind: 'verify' } })
    expect(http.reachedOpenly).toBe(open)
    http.close()
  })

  test('a server without its panel is asked for its ping no more', async () => {
    const { client, worker } = await bench.pair({ panel: false })
    await client.capabilities(never)
    for (let look = 0; look < 3; look++) await client.ping(never)
    expect(worker.calls().filter(({ path }) => path === '/internal/ping')).toEqual([])
  })

  test('a server that is another one by now is seen to be', async () => {
    const { client, worker } = await bench.pair({ kind: 'koboldcpp' })
    expect(await client.capabilities(never)).toMatchObject({ kind: 'koboldcpp' })
    await worker.stop()
    await bench.worker({ kind: 'forge', port: worker.port })
    expect(await client.capabilities(never)).toMatchObject({ kind: 'forge' })
  })

  test('a server that was never asked for its kind is taken for A1111', async () => {
    const { client } = await bench.pair({ checkpoints: ['one', 'two'] })
    expect((await collect(client, batch(1, { checkpoint: 'two' }))).answer?.info?.checkpointName).toBe('two')
  })

  test('a server without its panel cannot say whose work it is at', async () => {
    const { client } = await bench.pair({ panel: false })
    expect(await client.capabilities(never)).toMatchObject({ kind: 'a1111', taskIds: false })
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
    const loaded = async () => (await client.capabilities(never)).loadedCheckpoint
    expect(await loaded()).not.toBeNull()
    await client.unloadCheckpoint(never)
    // Its lists are read again now and then, and its option names the checkpoint all the same.
    expect(await loaded()).toBeNull()
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
    expect(await loaded()).not.toBeNull()
    expect((await collect(client, batch(1))).error).toBeNull()
    expect(worker.calls().filter(({ path }) => path.endsWith('/reload-checkpoint'))).toHaveLength(1)
  })
})

test('a list that is longer than anything is taken in counts as not given, and the rest is good', async () => {
  const metadata = 'x'.repeat(65 << 20)
  await using server = await answering((path) => {
    if (path === '/openapi.json') return JSON.stringify({ paths: { '/sdapi/v1/txt2img': {} } })
    if (path.endsWith('/loras')) return JSON.stringify([{ name: 'grass', metadata }])
    return path.endsWith('/samplers') ? JSON.stringify([{ name: 'Euler a' }]) : '{}'
  })
  const found = await bench.client(server.url).capabilities(never)
  expect(found).toMatchObject({ kind: 'a1111', samplers: ['Euler a'], loras: null })
})

test('what a server calls its things is cut to what names are', () => {
  const long = 'x'.repeat(10_000)
  const info = readAnswerInfo(
    JSON.stringify({ sampler_name: long, sd_model_name: long, sd_vae_name: long, version: long }),
  )
  for (const name of [info?.samplerName, info?.checkpointName, info?.vaeName, info?.version])
    expect(name).toHaveLength(500)
})
