import { afterEach, expect, test } from 'vitest'
import type { SimulatedWorkerOptions } from '../options.ts'
import { type SimulatedWorker, startSimulatedWorker } from '../simulated-worker.ts'
import { rawPost } from '../testing/raw-http.ts'

const running: SimulatedWorker[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
})

const BODY = { prompt: 'a valley', steps: 4, width: 64, height: 64, sampler_name: 'Euler a', seed: 1 }

async function boot(options: SimulatedWorkerOptions) {
  const worker = await startSimulatedWorker({ ipm: 600, timeScale: 60, ...options })
  running.push(worker)
  const post = (path: string, body: unknown) => rawPost(`${worker.url}${path}`, body)
  const get = async (path: string) => (await fetch(`${worker.url}${path}`)).json()
  const made = async (body: Record<string, unknown> = {}) => {
    const answer = await post('/sdapi/v1/txt2img', { ...BODY, ...body })
    expect(answer.status).toBe(200)
    return { info: JSON.parse(JSON.parse(answer.body.toString()).info) }
  }
  return { post, get, made }
}

const FOLDERS = { checkpoints: ['one.safetensors', 'sub folder/v1-5.safetensors'], loadSeconds: 0 }
test('checkpoints in a folder are told with underscores', async () => {
  const { get } = await boot(FOLDERS)
  const models = (await get('/sdapi/v1/sd-models')) as { model_name: string; title: string }[]
  expect(models[1]).toMatchObject({
    model_name: 'sub folder_v1-5',
    title: 'sub folder/v1-5.safetensors',
  })
})
test.each(['v1-5.safetensors', 'sub folder/v1-5'])(
  '%s is no name of a checkpoint in a folder',
  async (name) => {
    const { made, post } = await boot(FOLDERS)
    expect((await made({ override_settings: { sd_model_checkpoint: name } })).info.sd_model_name).toBe('one')
    expect((await post('/sdapi/v1/options', { sd_model_checkpoint: name })).status).toBe(500)
  },
)
test.each(['v1-5', 'sub folder/v1-5.safetensors', 'sub folder_v1-5'])(
  '%s is a name of a checkpoint in a folder',
  async (name) => {
    const { made } = await boot(FOLDERS)
    expect((await made({ override_settings: { sd_model_checkpoint: name } })).info.sd_model_name).toBe('v1-5')
  },
)
test('the alias of the loaded checkpoint, chosen by POST, is told as it was sent', async () => {
  const { post, get } = await boot(FOLDERS)
  await post('/sdapi/v1/options', { sd_model_checkpoint: 'one' })
  expect(await get('/sdapi/v1/options')).toMatchObject({ sd_model_checkpoint: 'one' })
})
test('two checkpoints of one file name: the bare name is that of the one entered last, the hash tells them apart', async () => {
  const { made, get } = await boot({
    ...{ checkpoints: ['a/x.safetensors', 'b/x.safetensors#other'], loadSeconds: 0 },
  })
  const first = await made()
  const bare = await made({ override_settings: { sd_model_checkpoint: 'a_x' } })
  const other = await made({ override_settings: { sd_model_checkpoint: 'b_x' } })
  expect(bare.info.sd_model_hash).toBe(first.info.sd_model_hash)
  expect(other.info.sd_model_name).toBe('x')
  expect(other.info.sd_model_hash).not.toBe(first.info.sd_model_hash)
  // The last one hashed took the alias over.
  const last = await made({ override_settings: { sd_model_checkpoint: 'x' } })
  expect(last.info.sd_model_hash).toBe(other.info.sd_model_hash)
  expect(((await get('/sdapi/v1/sd-models')) as unknown[]).length).toBe(2)
})
