import { afterEach, describe, expect, test } from 'vitest'
import { readImageHeader } from '../sdapi/image-header.ts'
import type { SimulatedWorkerOptions } from './options.ts'
import { type SimulatedWorker, startSimulatedWorker } from './simulated-worker.ts'

const running: SimulatedWorker[] = []
const start = async (options: SimulatedWorkerOptions) => {
  const worker = await startSimulatedWorker({ ipm: 600, timeScale: 60, loadSeconds: 1, ...options })
  running.push(worker)
  return worker
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
})

const ask = async (worker: SimulatedWorker, path: string, body?: unknown) => {
  const response = await fetch(
    `${worker.url}${path}`,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers }
}
const BODY = { prompt: 'x', width: 64, height: 64, steps: 4, sampler_name: 'Euler', seed: 10 }

describe('SD.Next', () => {
  test('says its name, answers 204 where others answer null, and lacks what it lacks', async () => {
    const worker = await start({ kind: 'sdnext' })
    expect((await ask(worker, '/openapi.json')).body.info.title).toBe('SD.Next')
    for (const path of ['interrupt', 'skip', 'refresh-checkpoints'])
      expect([path, (await ask(worker, `/sdapi/v1/${path}`, {})).status]).toEqual([path, 204])
    expect((await ask(worker, '/internal/ping')).status).toBe(404)
    expect((await ask(worker, '/sdapi/v1/latent-upscale-modes')).status).toBe(404)
    expect((await ask(worker, '/sdapi/v1/progress')).body.state).not.toHaveProperty('stopping_generation')
    expect((await ask(worker, '/sdapi/v1/embeddings')).body).toEqual({
      loaded: ['easynegative'],
      skipped: [],
    })
    expect((await ask(worker, '/sdapi/v1/schedulers')).body[0]).toEqual({
      name: 'DPM++ 2M',
      cls: 'DPM++ 2M',
      options: {},
    })
  })
  test('sends JPEG, knows samplers by alias and in any case, and refuses unknown ones', async () => {
    const worker = await start({ kind: 'sdnext' })
    const good = await ask(worker, '/sdapi/v1/txt2img', { ...BODY, sampler_name: 'euler A' })
    expect(readImageHeader(Buffer.from(good.body.images[0], 'base64'))).toMatchObject({
      format: 'jpeg',
      width: 64,
    })
    expect(JSON.parse(good.body.info)).toMatchObject({ sampler_name: 'Euler a', all_seeds: [10] })
    expect(JSON.parse(good.body.info)).not.toHaveProperty('sd_model_name')
    expect(await ask(worker, '/sdapi/v1/txt2img', { ...BODY, sampler_name: 'nonsense' })).toMatchObject({
      ...{ status: 404, body: { code: 404, detail: 'Sampler not found' } },
    })
  })
  test('changes its checkpoint by query, and tells per option whether it knew it', async () => {
    const worker = await start({ kind: 'sdnext', checkpoints: ['a', 'b'] })
    expect((await ask(worker, '/sdapi/v1/checkpoint?sd_model_checkpoint=b', {})).body).toEqual({ ok: true })
    expect((await ask(worker, '/sdapi/v1/checkpoint')).body).toMatchObject({ name: 'b' })
    expect((await ask(worker, '/sdapi/v1/options', { samples_format: 'png', nonsense: 1 })).body).toEqual({
      updated: [{ samples_format: true }, { nonsense: false }],
    })
  })
})

describe('Forge', () => {
  test('reads its model at the first job, defers a change to the next one', async () => {
    const worker = await start({ kind: 'forge', checkpoints: ['a', 'b'], loadSeconds: 30 })
    expect(worker.loadedCheckpoint).toBeNull()
    expect((await ask(worker, '/sdapi/v1/txt2img', BODY)).status).toBe(200)
    expect(worker.loadedCheckpoint).toBe('a')
    expect((await ask(worker, '/sdapi/v1/options', { sd_model_checkpoint: 'b' })).body).toBeNull()
    expect(worker.loadedCheckpoint).toBe('a')
    await ask(worker, '/sdapi/v1/txt2img', BODY)
    expect(worker.loadedCheckpoint).toBe('b')
  })
  test('has modules instead of VAEs, and crashes on hires without them', async () => {
    const worker = await start({ kind: 'forge' })
    expect((await ask(worker, '/sdapi/v1/sd-vae')).status).toBe(404)
    expect((await ask(worker, '/sdapi/v1/sd-modules')).body).toHaveLength(1)
    const crash = await ask(worker, '/sdapi/v1/txt2img', { ...BODY, enable_hr: true, hr_cfg: 7 })
    expect(crash).toMatchObject({
      ...{
        status: 500,
        body: { error: 'TypeError', message: "argument of type 'NoneType' is not iterable" },
      },
    })
  })
  test('keeps WWW-Authenticate on a 401', async () => {
    const worker = await start({ kind: 'forge', auth: { user: 'a', password: 'b' } })
    const refused = await ask(worker, '/sdapi/v1/options')
    expect([refused.status, refused.headers.get('www-authenticate'), refused.body]).toEqual([
      ...[401, 'Basic', { detail: 'Not authenticated' }],
    ])
  })
})

describe('stable-diffusion.cpp', () => {
  test('is known by its capabilities; has one model, no progress, no interrupt', async () => {
    const worker = await start({ kind: 'sdcpp' })
    expect((await ask(worker, '/openapi.json')).status).toBe(404)
    expect((await ask(worker, '/sdcpp/v1/capabilities')).status).toBe(200)
    expect((await ask(worker, '/sdapi/v1/sd-models')).body).toMatchObject([
      { hash: '8888888888', sha256: null },
    ])
    for (const path of ['progress', 'memory', 'sd-vae'])
      expect((await ask(worker, `/sdapi/v1/${path}`)).status).toBe(404)
    expect((await ask(worker, '/sdapi/v1/interrupt', {})).status).toBe(404)
    expect(Object.keys((await ask(worker, '/sdapi/v1/options')).body)).toEqual([
      'samples_format',
      'sd_model_checkpoint',
    ])
    expect((await ask(worker, '/sdapi/v1/options', {})).status).toBe(405)
  })
  test('ignores n_iter, counts seeds up, and says what is wrong in its own words', async () => {
    const worker = await start({ kind: 'sdcpp' })
    const { body } = await ask(worker, '/sdapi/v1/txt2img', { ...BODY, n_iter: 3, batch_size: 2 })
    expect(body.images).toHaveLength(2)
    expect(JSON.parse(body.info)).toMatchObject({ all_seeds: [10, 11], version: 'stable-diffusion.cpp' })
    expect(JSON.parse(body.info)).not.toHaveProperty('all_subseeds')
    expect(await ask(worker, '/sdapi/v1/txt2img', { ...BODY, steps: 'many' })).toMatchObject({
      ...{ status: 400, body: { error: expect.stringContaining('steps') } },
    })
  })
})

describe('koboldcpp', () => {
  test('is known by its version; makes one image a call and tells nothing about it', async () => {
    const worker = await start({ kind: 'koboldcpp' })
    expect((await ask(worker, '/api/extra/version')).body).toMatchObject({ result: 'KoboldCpp' })
    const { body } = await ask(worker, '/sdapi/v1/txt2img', { ...BODY, batch_size: 4, n_iter: 2 })
    expect([body.images.length, body.info]).toEqual([1, ''])
    expect((await ask(worker, '/sdapi/v1/upscalers')).body).toEqual([])
    expect((await ask(worker, '/sdapi/v1/loras')).status).toBe(404)
  })
  test('lets six wait and sends the next one away', async () => {
    const worker = await start({ kind: 'koboldcpp' })
    const busy = worker.busyFor(60)
    const waiting = Array.from({ length: 6 }, () => ask(worker, '/sdapi/v1/txt2img', BODY))
    while (worker.queueLength < 7) await new Promise((resolve) => setImmediate(resolve))
    expect(await ask(worker, '/sdapi/v1/txt2img', BODY)).toMatchObject({
      ...{
        status: 503,
        body: { detail: { msg: 'Server is busy; please try again later.', type: 'service_unavailable' } },
      },
    })
    for (const { status } of await Promise.all(waiting)) expect(status).toBe(200)
    await busy
  })
})
