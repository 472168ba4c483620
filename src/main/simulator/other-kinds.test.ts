import { afterEach, describe, expect, test, vi } from 'vitest'
import { readInfotext } from '../../shared/infotext.ts'
import { readImageHeader } from '../sdwui/protocol/image-header.ts'
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
  const SD = { ...BODY, sampler_name: 'Euler a' }
  const generate = async (worker: SimulatedWorker, more: Record<string, unknown> = {}) => {
    const { status, body } = await ask(worker, '/sdapi/v1/txt2img', { ...SD, ...more })
    expect([status, status === 200 ? null : body]).toEqual([200, null])
    const files = (body.images as string[]).map((image) => readImageHeader(Buffer.from(image, 'base64')))
    return { files, info: JSON.parse(body.info), infotext: files[0]?.infotext ?? '' }
  }
  test('is known by its capabilities; has one model and few routes, and nothing at all to say of the others', async () => {
    const worker = await start({ kind: 'sdcpp' })
    expect((await ask(worker, '/sdcpp/v1/capabilities')).status).toBe(200)
    expect((await ask(worker, '/sdapi/v1/sd-models')).body).toMatchObject([
      { title: 'dreamshaper_8', hash: '8888888888', sha256: '8'.repeat(64) },
    ])
    expect((await ask(worker, '/sdapi/v1/options')).body).toEqual({
      ...{ samples_format: 'png', sd_model_checkpoint: 'dreamshaper_8' },
    })
    const none = ['progress', 'memory', 'sd-vae', 'txt2img', 'cmd-flags', 'samplers/'].map(
      (name) => `/sdapi/v1/${name}`,
    )
    for (const path of [...none, '/openapi.json', '/internal/ping'])
      expect([path, await ask(worker, path)]).toMatchObject([path, { status: 404, body: null }])
    for (const path of ['interrupt', 'skip', 'options', 'refresh-checkpoints'])
      expect(await ask(worker, `/sdapi/v1/${path}`, {})).toMatchObject({ status: 404, body: null })
  })
  test('lists samplers and schedules by its own names, the defaults among them', async () => {
    const worker = await start({ kind: 'sdcpp' })
    const samplers = (await ask(worker, '/sdapi/v1/samplers')).body as { name: string }[]
    expect(samplers.slice(0, 8).map(({ name }) => name)).toEqual([
      ...['default', 'euler', 'euler_a', 'heun', 'dpm2', 'dpm++2s_a', 'dpm++2m', 'dpm++2mv2'],
    ])
    expect(samplers[2]).toEqual({ name: 'euler_a', aliases: ['euler_a'], options: {} })
    const schedules = (await ask(worker, '/sdapi/v1/schedulers')).body as { name: string; label: string }[]
    expect(schedules.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['default', 'normal', 'discrete', 'karras']),
    )
    expect(schedules.every(({ name, label }) => name === label)).toBe(true)
  })
  test.each([
    ['Euler a', '', 'euler_a'],
    ['euler_a', 'karras', 'euler_a karras'],
    ['DPM++ 2M', 'normal', 'dpm++2m discrete'],
    ['dpm++2s_a', 'Karras', 'dpm++2s_a'],
    ['DDIM', 'default', 'ddim_trailing'],
    ['LMS', '', 'NONE'],
    ['UniPC', '', 'NONE'],
    ['DPM++ SDE', 'karras', 'NONE karras'],
    ['DPM++ 2S a', '', 'NONE'],
    ['default', '', 'NONE'],
  ])('takes %s with schedule "%s" for %s', async (sampler_name, scheduler, told) => {
    const worker = await start({ kind: 'sdcpp' })
    const { infotext, info } = await generate(worker, { sampler_name, scheduler })
    const { parameters } = readInfotext(infotext)
    expect(parameters.get('Sampler')).toBe(told)
    expect(parameters.has('Schedule type')).toBe(false)
    expect(infotext).toMatch(/, SDCPP: \{.*\}$/)
    expect(info.sampler_name).toBe(told.split(' ')[0])
  })
  test('ignores n_iter, counts seeds up, and reads them as 32-bit signed integers', async () => {
    const worker = await start({ kind: 'sdcpp' })
    const seeds = async (seed: number, prompt = 'x') =>
      (await generate(worker, { seed, prompt, n_iter: 3, batch_size: 2 })).info.all_seeds
    expect(await seeds(10)).toEqual([10, 11])
    expect(await seeds(5_000_000_000)).toEqual([705_032_704, 705_032_705])
    // Within a request they pass 2^31.
    expect(await seeds(2_147_483_647)).toEqual([2_147_483_647, 2_147_483_648])
    const [drawn, next] = await seeds(2_147_483_648)
    expect(drawn).toBeGreaterThanOrEqual(0)
    expect([drawn < 2 ** 31, next]).toEqual([true, drawn + 1])
    expect(await seeds(-1)).not.toEqual([-1, 0])
    const tag = '<sd_cpp_extra_args>{"seed":3000000000}</sd_cpp_extra_args>'
    expect(await seeds(7, `a ${tag}valley`)).toEqual([3_000_000_000, 3_000_000_001])
    const { info, infotext } = await generate(worker, { prompt: `a ${tag}valley` })
    expect([info.prompt, infotext.includes('sd_cpp'), info.all_subseeds]).toEqual([
      'a valley',
      false,
      undefined,
    ])
  })
  test('reads hr_steps and clip_skip; upscaler None is no second pass, an unknown one an error', async () => {
    const worker = await start({ kind: 'sdcpp' })
    const hires = { enable_hr: true, hr_scale: 2, hr_upscaler: 'Latent', denoising_strength: 0.5 }
    const steps = async (more: Record<string, unknown>) =>
      JSON.parse(/SDCPP: (.*)$/.exec((await generate(worker, { ...hires, ...more })).infotext)?.[1] ?? '')
        .hires?.steps
    expect(await steps({ hr_steps: 7, hr_second_pass_steps: 9 })).toBe(7)
    expect(await steps({ hr_second_pass_steps: 9 })).toBe(0)
    expect((await generate(worker, hires)).files[0]).toMatchObject({ width: 128, height: 128 })
    expect((await generate(worker, { ...hires, hr_upscaler: 'None' })).files[0]).toMatchObject({ width: 64 })
    expect(await ask(worker, '/sdapi/v1/txt2img', { ...SD, ...hires, hr_upscaler: 'x' })).toMatchObject({
      ...{ status: 400, body: { error: 'invalid params' } },
    })
    expect((await generate(worker, { clip_skip: 2 })).info.clip_skip).toBe(2)
  })
  test('takes LoRAs in a field by their path', async () => {
    const worker = await start({ kind: 'sdcpp' })
    const [lora] = (await ask(worker, '/sdapi/v1/loras')).body
    expect(Object.keys(lora)).toEqual(['name', 'path'])
    const { infotext } = await generate(worker, { lora: [{ path: lora.path, multiplier: 0.8 }] })
    expect(infotext).toContain('"loras":["gouache"]')
    expect(await ask(worker, '/sdapi/v1/txt2img', { ...SD, lora: [{ path: 'x' }] })).toMatchObject({
      ...{ status: 400, body: { error: 'invalid lora path: x' } },
    })
  })
  test('takes steps 0 for 1, and says what is wrong in its own words', async () => {
    const worker = await start({ kind: 'sdcpp' })
    expect((await generate(worker, { steps: 0 })).info.steps).toBe(1)
    expect(await ask(worker, '/sdapi/v1/txt2img', { ...SD, prompt: '' })).toMatchObject({
      ...{ status: 400, body: { error: 'prompt required' } },
    })
    for (const wrong of [{ steps: 'many' }, { prompt: null }])
      expect(await ask(worker, '/sdapi/v1/txt2img', { ...SD, ...wrong })).toMatchObject({
        status: 500,
        body: { error: 'server_error', message: expect.stringContaining('[json.exception.type_error.302]') },
      })
  })
})

describe('koboldcpp', () => {
  test('is known by its version; makes one image a call and tells nothing about it', async () => {
    const worker = await start({ kind: 'koboldcpp' })
    expect((await ask(worker, '/api/extra/version')).body).toMatchObject({ result: 'KoboldCpp' })
    const { body } = await ask(worker, '/sdapi/v1/txt2img', { ...BODY, batch_size: 4, n_iter: 2 })
    expect([body.images.length, body.info]).toEqual([1, ''])
    expect(readImageHeader(Buffer.from(body.images[0], 'base64'))?.infotext).toBeNull()
    expect((await ask(worker, '/sdapi/v1/upscalers')).body).toEqual([])
    expect((await ask(worker, '/sdapi/v1/loras')).status).toBe(404)
  })
  test.each([
    [512, 768, 512, 768],
    [1000, 1024, 960, 1024],
    [100, 64, 64, 64],
    [2048, 1024, 1024, 512],
    [2048, 1000, 1024, 448],
  ])('makes of %ix%i a picture of %ix%i', async (width, height, wide, high) => {
    const worker = await start({ kind: 'koboldcpp' })
    const { body } = await ask(worker, '/sdapi/v1/txt2img', { ...BODY, width, height })
    expect(readImageHeader(Buffer.from(body.images[0], 'base64'))).toMatchObject({
      width: wide,
      height: high,
    })
  })
  test('takes the clock for a seed that does not fit, so that pictures of one second are one', async () => {
    const worker = await start({ kind: 'koboldcpp' })
    const picture = async (seed: number) =>
      (await ask(worker, '/sdapi/v1/txt2img', { ...BODY, seed })).body.images[0]
    vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 })
    try {
      const first = await picture(3_000_000_000)
      expect(await picture(3_000_000_001)).toBe(first)
      vi.setSystemTime(1_700_000_001_000)
      expect(await picture(3_000_000_000)).not.toBe(first)
      expect(await picture(2_147_483_647)).toBe(await picture(2_147_483_647))
    } finally {
      vi.useRealTimers()
    }
  })
  test('has no progress and no interrupt', async () => {
    const worker = await start({ kind: 'koboldcpp' })
    expect((await ask(worker, '/sdapi/v1/progress')).status).toBe(404)
    expect((await ask(worker, '/sdapi/v1/interrupt', {})).status).toBe(404)
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
