import { afterEach, describe, expect, test } from 'vitest'
import { readInfotext } from '../../../shared/infotext.ts'
import type { GenerationParams } from '../../core/generation.ts'
import type { SimulatedWorkerOptions } from '../../simulator/options.ts'
import { Bench, batch, collect, never, PARAMS } from '../../simulator/testing/simulated-client.ts'
import { overridesOf } from '../protocol/overrides.ts'
import { SERVER_FACTS } from '../protocol/server-kinds.ts'

const bench = new Bench()
afterEach(() => bench.close())

const VAES = ['soft.pt', 'hard.pt']
const AS_SET = 'Clip skip: 1, VAE: none'

async function start(options: SimulatedWorkerOptions = {}) {
  const { client, worker } = await bench.pair({ vaes: VAES, ...options })
  const api = (path: string, body?: unknown) =>
    fetch(`${worker.url}/sdapi/v1/${path}`, {
      ...(body === undefined
        ? {}
        : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
  const says = (text: string) => {
    const { parameters } = readInfotext(text)
    return `Clip skip: ${parameters.get('Clip skip') ?? 1}, VAE: ${parameters.get('VAE') ?? 'none'}`
  }
  return {
    client,
    worker,
    api,
    options: async () => (await (await api('options')).json()) as Record<string, unknown>,
    /** a picture for us */
    async ours(params: Partial<GenerationParams>) {
      const { images, error } = await collect(client, batch(1, {}, params))
      expect(error).toBeNull()
      return says(images[0]?.infotext ?? '')
    },
    /** a picture for the owner, who names nothing */
    async owners() {
      const answer = await (await api('txt2img', { prompt: 'x', steps: 1, width: 64, height: 64 })).json()
      const info = JSON.parse((answer as { info: string }).info) as { infotexts: string[] }
      return says(info.infotexts[0] ?? '')
    },
    saved: () =>
      worker.calls().filter(({ method, path }) => method === 'POST' && path === '/sdapi/v1/options'),
  }
}

describe.each(['a1111', 'forge', 'reforge'] as const)('on %s', (kind) => {
  test('a request leaves nothing behind, neither for the next nor for others', async () => {
    const { client, ours, owners, options, saved } = await start({ kind })
    await client.capabilities(never)
    expect(await owners()).toBe(AS_SET)
    const before = await options()
    expect(await ours({ clipSkip: 2 })).toBe('Clip skip: 2, VAE: none')
    expect(await owners()).toBe(AS_SET)
    expect(await ours({ clipSkip: 1 })).toBe(AS_SET)
    const vae = (await ours({ vae: 'soft.pt' })).replace('Clip skip: 1, ', '')
    expect(vae).toBe('VAE: soft.pt')
    expect(await owners()).toBe(AS_SET)
    expect(await ours({})).toBe(AS_SET)
    expect(await ours({ clipSkip: 2, vae: 'hard.pt' })).toBe('Clip skip: 2, VAE: hard.pt')
    expect(await owners()).toBe(AS_SET)
    expect(await options()).toEqual(before)
    // Once, before the first of them, and for everybody to see.
    expect(saved()).toHaveLength(1)
    expect(
      client.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/options')),
    ).toHaveLength(1)
  })
})

describe('what the owner has set', () => {
  test('is what a request that names no VAE gets, whatever was asked before', async () => {
    const { client, ours, owners } = await start({
      settings: { CLIP_stop_at_last_layers: 2, sd_vae: 'hard.pt' },
    })
    expect((await client.capabilities(never)).settings).toMatchObject({ clipSkip: 2, vae: 'hard.pt' })
    expect(await ours({ vae: 'soft.pt' })).toBe('Clip skip: 1, VAE: soft.pt')
    expect(await ours({})).toBe('Clip skip: 1, VAE: hard.pt')
    expect(await owners()).toBe('Clip skip: 2, VAE: hard.pt')
  })

  test('is followed when the owner changes it', async () => {
    const { client, ours, api } = await start()
    await client.capabilities(never)
    expect(await ours({ vae: 'soft.pt' })).toContain('VAE: soft.pt')
    await api('options', { sd_vae: 'hard.pt' })
    expect((await client.capabilities(never)).settings?.vae).toBe('hard.pt')
    expect(await ours({})).toContain('VAE: hard.pt')
  })

  test('is told without what a request of somebody overrides at that moment', async () => {
    const { client, api } = await start({ config: 'saved', ipm: 1 })
    await client.capabilities(never)
    // Stopped once it was looked at: however long that takes here, the server is at it.
    const running = api('txt2img', {
      ...{ prompt: 'x', steps: 150, width: 512, height: 512 },
      override_settings: { sd_vae: 'soft.pt', CLIP_stop_at_last_layers: 2 },
    })
    await expect.poll(async () => (await client.activity(never))?.busy).toBe(true)
    expect((await client.capabilities(never)).settings).toMatchObject({ clipSkip: 1, vae: 'Automatic' })
    await api('interrupt', {})
    expect((await running).status).toBe(200)
  })
})

describe('a server at work for somebody else', () => {
  test('is left alone; what it is set to is saved when it is free', async () => {
    const { client, worker, ours, owners, api, saved } = await start({ ipm: 1 })
    await client.capabilities(never)
    // Stopped as soon as ours has been sent behind it: however long that takes here, the server is at it.
    const running = api('txt2img', { prompt: 'x', steps: 150, width: 512, height: 512 })
    await expect.poll(async () => (await client.activity(never))?.busy).toBe(true)
    const picture = ours({ clipSkip: 2, vae: 'soft.pt' })
    await expect.poll(() => worker.calls().filter(({ path }) => path.endsWith('/txt2img')).length).toBe(2)
    expect(saved()).toHaveLength(0)
    await api('interrupt', {})
    expect((await running).status).toBe(200)
    expect(await picture).toBe('Clip skip: 2, VAE: soft.pt')
    expect(saved()).toHaveLength(0)
    expect(await ours({})).toBe(AS_SET)
    expect(saved()).toHaveLength(1)
    expect(await owners()).toBe(AS_SET)
  })
})

describe('the settings named in a request', () => {
  const own = {
    clipSkip: 1,
    vae: 'Automatic',
    modules: null,
    fixedVae: null,
    samplesFormat: 'png',
    pngInfo: true,
  }
  const modules = ['/m/VAE/soft.safetensors', '/m/text_encoder/clip_l.safetensors']
  test.each([
    [
      "are clip skip 1 and the server's own VAE where nothing was asked",
      'a1111',
      own,
      {},
      { sd_vae: 'Automatic', CLIP_stop_at_last_layers: 1 },
    ],
    [
      'are those that were asked',
      'a1111',
      own,
      { vae: 'soft.pt', clipSkip: 2 },
      { sd_vae: 'soft.pt', CLIP_stop_at_last_layers: 2 },
    ],
    [
      'are never a key that the server lacks, or does not look at',
      'forge',
      { ...own, vae: null, modules },
      {},
      { forge_additional_modules: modules, CLIP_stop_at_last_layers: 1 },
    ],
    [
      'name a VAE of Forge among its modules',
      'forge',
      { ...own, vae: null, modules },
      { vae: 'hard' },
      { forge_additional_modules: [modules[1], 'hard'], CLIP_stop_at_last_layers: 1 },
    ],
    [
      'are none that nothing is known of',
      'a1111',
      { ...own, vae: null, clipSkip: null },
      { vae: 'x', clipSkip: 2 },
      {},
    ],
    [
      'are those asked for where the options cannot be read',
      'a1111',
      null,
      {},
      { CLIP_stop_at_last_layers: 1 },
    ],
    ['are none on a kind that takes none', 'sdnext', own, { vae: 'x', clipSkip: 2 }, {}],
  ] as const)('%s', (_, kind, settings, params, expected) => {
    const request = batch(1, {}, { ...PARAMS, ...params })
    expect(overridesOf(request, SERVER_FACTS[kind], settings as never)).toEqual(expected)
  })
})

test('a request that is called off while the settings are saved takes no other request with it', async () => {
  const { client } = await start()
  await client.capabilities(never)
  const calledOff = new AbortController()
  const nothing = () => Promise.resolve()
  const first = client.generate(batch(1), nothing, calledOff.signal)
  const second = client.generate(batch(1), nothing, never)
  calledOff.abort()
  await expect(first).rejects.toMatchObject({ kind: 'aborted' })
  await expect(second).resolves.toMatchObject({ images: 1 })
})
