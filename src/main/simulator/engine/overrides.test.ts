import { afterEach, describe, expect, test } from 'vitest'
import { readInfotext } from '../../../shared/infotext.ts'
import type { SimulatedWorkerOptions } from '../options.ts'
import { type SimulatedWorker, startSimulatedWorker } from '../simulated-worker.ts'
import { rawPost } from '../testing/raw-http.ts'

const running: SimulatedWorker[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
})

const VAE = 'vae-ft-mse-840000-ema-pruned.safetensors'
const BODY = { prompt: 'a valley', steps: 4, width: 64, height: 64, sampler_name: 'Euler a', seed: 1 }

async function boot(options: SimulatedWorkerOptions = {}) {
  const worker = await startSimulatedWorker({ ipm: 600, timeScale: 60, ...options })
  running.push(worker)
  // A connection for each: those of before a restart are closed.
  const post = (path: string, body: unknown) => rawPost(`${worker.url}/sdapi/v1/${path}`, body)
  /** What a request with these overrides comes to. */
  const made = async (overrides: Record<string, unknown> = {}) => {
    const response = await post('txt2img', { ...BODY, override_settings: overrides })
    expect(response.status).toBe(200)
    const answer = JSON.parse(response.body.toString()) as { images: string[]; info: string }
    const info = JSON.parse(answer.info)
    const written = readInfotext(info.infotexts[0]).parameters
    return { clipSkip: info.clip_skip, vae: info.sd_vae_name, info, written, picture: answer.images[0] }
  }
  const options_ = async () =>
    (await (await fetch(`${worker.url}/sdapi/v1/options`)).json()) as Record<string, unknown>
  return { worker, made, post, options: options_ }
}

describe('an override of a key that the config does not hold', () => {
  test('stays in force for whoever comes next', async () => {
    const { made, options } = await boot()
    expect((await made()).clipSkip).toBe(1)
    expect((await made({ CLIP_stop_at_last_layers: 2 })).clipSkip).toBe(2)
    expect((await made()).clipSkip).toBe(2)
    expect((await options()).CLIP_stop_at_last_layers).toBe(2)
    // It is held from now on: 1 is put back to the 2 that was left behind.
    expect((await made({ CLIP_stop_at_last_layers: 1 })).clipSkip).toBe(1)
    expect((await made()).clipSkip).toBe(2)
  })
  test('stays also for a VAE', async () => {
    const { made } = await boot()
    expect((await made({ sd_vae: VAE })).vae).toBe(VAE)
    expect((await made()).vae).toBe(VAE)
    expect((await made({ sd_vae: 'None' })).vae).toBeNull()
    expect((await made()).vae).toBe(VAE)
  })
  test('is put back once its present value was saved', async () => {
    const { made, post, options } = await boot()
    expect((await post('options', { CLIP_stop_at_last_layers: 1, sd_vae: 'Automatic' })).status).toBe(200)
    await made({ CLIP_stop_at_last_layers: 2, sd_vae: VAE })
    expect(await made()).toMatchObject({ clipSkip: 1, vae: null })
    expect(await options()).toMatchObject({ CLIP_stop_at_last_layers: 1, sd_vae: 'Automatic' })
  })
})

describe('a restart', () => {
  test('brings back the default that an override has displaced', async () => {
    const { worker, made } = await boot()
    await made({ CLIP_stop_at_last_layers: 2 })
    await worker.comeBack()
    expect((await made()).clipSkip).toBe(1)
  })
  test('keeps what was saved, and what an override had left behind when it was', async () => {
    const { worker, made, post } = await boot()
    await made({ CLIP_stop_at_last_layers: 2 })
    await post('options', { sd_vae: VAE })
    await worker.comeBack()
    expect(await made()).toMatchObject({ clipSkip: 2, vae: VAE })
    await made({ sd_vae: 'None' })
    expect((await made()).vae).toBe(VAE)
  })
})

test('a config that holds every key has every override put back', async () => {
  const { made } = await boot({ config: 'saved' })
  await made({ CLIP_stop_at_last_layers: 2, sd_vae: VAE })
  expect(await made()).toMatchObject({ clipSkip: 1, vae: null })
})
test('settings an instance is started with are saved ones', async () => {
  const { made } = await boot({ settings: { CLIP_stop_at_last_layers: 2 } })
  expect((await made({ CLIP_stop_at_last_layers: 1 })).clipSkip).toBe(1)
  expect((await made()).clipSkip).toBe(2)
})

test('clip skip and VAE change the picture, and stand in its texts', async () => {
  const { made } = await boot({ config: 'saved' })
  const [plain, skipped, decoded] = [
    await made(),
    await made({ CLIP_stop_at_last_layers: 2 }),
    await made({ sd_vae: VAE }),
  ]
  expect(new Set([plain.picture, skipped.picture, decoded.picture]).size).toBe(3)
  expect(plain.written.get('Clip skip')).toBeUndefined()
  expect(plain.written.get('VAE')).toBeUndefined()
  expect(skipped.written.get('Clip skip')).toBe('2')
  expect(decoded.written.get('VAE')).toBe(VAE)
  expect(decoded.written.get('VAE hash')).toBe(decoded.info.sd_vae_hash)
  expect((await made()).picture).toBe(plain.picture)
})
test('"Automatic" takes the VAE that lies beside the checkpoint under its name', async () => {
  const { made } = await boot({ vaes: ['dreamshaper_8.vae.safetensors', VAE] })
  expect((await made()).vae).toBe('dreamshaper_8.vae.safetensors')
  expect((await made({ sd_vae: 'None' })).vae).toBeNull()
})
