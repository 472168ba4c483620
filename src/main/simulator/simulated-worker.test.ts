import { once } from 'node:events'
import net from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { readImageHeader } from '../sdwui/protocol/image-header.ts'
import type { SimulatedWorkerOptions } from './options.ts'
import { type SimulatedWorker, startSimulatedWorker } from './simulated-worker.ts'
import { closed, rawPost } from './testing/raw-http.ts'

const running: SimulatedWorker[] = []
const start = async (options: SimulatedWorkerOptions = {}) => {
  const worker = await startSimulatedWorker({ ipm: 60, timeScale: 60, ...options })
  running.push(worker)
  return worker
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
})

const BODY = { prompt: 'a valley', steps: 20, width: 64, height: 64, sampler_name: 'Euler a', seed: 1 }
interface Answer {
  images: string[]
  info: string
}
const post = async (worker: SimulatedWorker, path: string, body: unknown) => {
  const response = await fetch(`${worker.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
const txt2img = async (worker: SimulatedWorker, body: Record<string, unknown> = {}) => {
  const answer = await post(worker, '/sdapi/v1/txt2img', { ...BODY, ...body })
  expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBe(200)
  const { images, info } = answer.body as Answer
  return { images: images.map((image) => Buffer.from(image, 'base64')), info: JSON.parse(info) }
}
const get = async (worker: SimulatedWorker, path: string) => (await fetch(`${worker.url}${path}`)).json()

describe('time', () => {
  test('nothing is on the wire before the last image is done, and then the time it took', async () => {
    const worker = await start({ ipm: 20, timeScale: 20 })
    const answer = await rawPost(`${worker.url}/sdapi/v1/txt2img`, { ...BODY, width: 512, height: 512 })
    // 60 / 20 seconds of fleet time at twenty times the speed.
    expect(answer.firstByteMs).toBeGreaterThan(145)
    const told = Number(answer.headers['x-process-time']) * 1000
    expect(told).toBeGreaterThan(145)
    expect(told).toBeLessThan(answer.firstByteMs + 1)
  })

  test('an instant machine answers at once, with the right infotexts', async () => {
    const worker = await start({ ipm: 0.01, timeScale: 1, instant: true })
    const { images, info } = await txt2img(worker, { batch_size: 3, seed: 7 })
    expect(info.all_seeds).toEqual([7, 8, 9])
    expect(images.map((image) => /Seed: (\d+)/.exec(readImageHeader(image)?.infotext ?? '')?.[1])).toEqual([
      '7',
      '8',
      '9',
    ])
  })
})

describe('models', () => {
  const CHECKPOINTS = {
    checkpoints: ['sd15/dreamshaper_8.safetensors', 'other_v2.safetensors'],
    loadSeconds: 20,
    hashSeconds: 10,
  }

  test('are listed without a hash until this machine has loaded them', async () => {
    const worker = await start(CHECKPOINTS)
    const hashes = async () =>
      (
        (await get(worker, '/sdapi/v1/sd-models')) as {
          model_name: string
          title: string
          hash: string | null
        }[]
      ).map(({ title, hash }) => [title.replace(/[0-9a-f]{10}/, 'HASH'), hash !== null])
    expect(await hashes()).toEqual([
      ['sd15/dreamshaper_8.safetensors [HASH]', true],
      ['other_v2.safetensors', false],
    ])
    expect(await post(worker, '/sdapi/v1/options', { sd_model_checkpoint: 'other_v2' })).toEqual({
      status: 200,
      body: null,
    })
    expect((await hashes())[1]).toEqual(['other_v2.safetensors [HASH]', true])
    expect(await get(worker, '/sdapi/v1/options')).toMatchObject({
      sd_model_checkpoint: expect.stringMatching(/^other_v2\.safetensors \[[0-9a-f]{10}\]$/),
      sd_checkpoint_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(worker.loadedCheckpoint).toBe('other_v2')
  })

  test('an override leaves its checkpoint loaded and the option as it was', async () => {
    const worker = await start({ ...CHECKPOINTS, ipm: 600 })
    const { info } = await txt2img(worker, { override_settings: { sd_model_checkpoint: 'other_v2' } })
    expect([info.sd_model_name, worker.loadedCheckpoint]).toEqual(['other_v2', 'other_v2'])
    expect(await get(worker, '/sdapi/v1/options')).toMatchObject({
      sd_model_checkpoint: expect.stringContaining('dreamshaper_8'),
    })
    // Without the override the server's own choice comes back.
    expect((await txt2img(worker)).info.sd_model_name).toBe('dreamshaper_8')
  })

  test('while an override loads, progress knows no count yet', async () => {
    const worker = await start({ ...CHECKPOINTS, timeScale: 100 })
    const answer = txt2img(worker, { override_settings: { sd_model_checkpoint: 'other_v2' } })
    type Progress = { state: { job_count: number; job: string }; progress: number }
    let seen: Progress | null = null
    for (let look = 0; look < 1000 && seen === null; look++) {
      const now = (await get(worker, '/sdapi/v1/progress')) as Progress
      if (now.state.job !== '') seen = now
    }
    expect(seen).toMatchObject({ progress: 0.01, state: { job: 'scripts_txt2img', job_count: -1 } })
    await answer
  })

  test('unloading frees memory until the model is back', async () => {
    const worker = await start()
    const used = async () =>
      ((await get(worker, '/sdapi/v1/memory')) as { cuda: { system: { used: number } } }).cuda.system.used
    const before = await used()
    expect(await post(worker, '/sdapi/v1/unload-checkpoint', {})).toEqual({ status: 200, body: {} })
    expect(await used()).toBeLessThan(before / 2)
    await post(worker, '/sdapi/v1/reload-checkpoint', {})
    expect(await used()).toBe(before)
  })
})

describe('memory', () => {
  test('a batch that does not fit is out of memory in the words of torch, and a smaller one goes on at once', async () => {
    const worker = await start({ vramBytes: 4 * 2 ** 30 })
    const big = await post(worker, '/sdapi/v1/txt2img', { ...BODY, width: 512, height: 512, batch_size: 4 })
    expect(big.status).toBe(500)
    expect(big.body).toEqual({
      ...{ error: 'OutOfMemoryError', detail: '', body: '' },
      errors: expect.stringMatching(/^CUDA out of memory\. Tried to allocate \d+\.\d\d GiB/),
    })
    expect((await txt2img(worker, { width: 512, height: 512 })).images).toHaveLength(1)
    expect(await get(worker, '/sdapi/v1/memory')).toMatchObject({ cuda: { events: { oom: 1 } } })
  })
})

describe('live previews', () => {
  test('come newer and newer, and only when newer than the one the client has', async () => {
    const worker = await start({ ipm: 20, timeScale: 5, settings: { show_progress_every_n_steps: 4 } })
    const answer = txt2img(worker, { width: 512, height: 512, force_task_id: 'mine', batch_size: 2 })
    const look = async (known: number) =>
      (
        await post(worker, '/internal/progress', {
          id_task: 'mine',
          id_live_preview: known,
          live_preview: true,
        })
      ).body as { id_live_preview: number; live_preview: string | null; completed: boolean }
    const ids: number[] = []
    for (let turn = 0; turn < 5000; turn++) {
      const seen = await look(ids.at(-1) ?? -1)
      if (seen.completed) break
      if (seen.live_preview === null) continue
      ids.push(seen.id_live_preview)
      const file = Buffer.from(seen.live_preview.replace('data:image/png;base64,', ''), 'base64')
      // Two images side by side.
      expect(readImageHeader(file)).toMatchObject({ format: 'png', width: 256, height: 128 })
    }
    await answer
    // A busy machine may miss one in between, but never sees one twice or an older one.
    expect(ids.length).toBeGreaterThan(1)
    expect(ids).toEqual([1, 2, 3, 4].filter((id) => ids.includes(id)))
  })
})

describe('somebody else’s work', () => {
  test('holds the lock, shows as a task of the panel, and can be waited for', async () => {
    const worker = await start({ ipm: 600, timeScale: 60 })
    const began = performance.now()
    const busy = worker.busyFor(30)
    const during = (await get(worker, '/sdapi/v1/progress?skip_current_image=true')) as {
      state: { job: string }
    }
    expect(during.state.job).toMatch(/^task\(\w+\)$/)
    await txt2img(worker)
    expect(performance.now() - began).toBeGreaterThan(475)
    await busy
    expect(worker.queueLength).toBe(0)
  })
})

describe('the connection', () => {
  test('is closed by the server after five idle seconds, and nothing has hinted at that', async () => {
    const worker = await start()
    const socket = net.connect(worker.port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write('GET /internal/ping HTTP/1.1\r\nHost: localhost\r\n\r\n')
    const [head] = (await once(socket, 'data')) as [Buffer]
    expect(head.toString()).toMatch(/^HTTP\/1\.1 200/)
    expect(head.toString().toLowerCase()).not.toMatch(/keep-alive|connection:/)
    const ms = await closed(socket)
    expect(ms).toBeGreaterThan(4_800)
    expect(ms).toBeLessThan(6_500)
  })

  test('lost by the client, the work goes on to its end', async () => {
    const worker = await start({ ipm: 60, timeScale: 10 })
    const aborted = new AbortController()
    const lost = fetch(`${worker.url}/sdapi/v1/txt2img`, {
      ...{ method: 'POST', signal: aborted.signal, headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ ...BODY, width: 512, height: 512, force_task_id: 'lost' }),
    })
    while (worker.queueLength === 0) await get(worker, '/internal/ping')
    aborted.abort()
    await expect(lost).rejects.toThrow()
    await txt2img(worker)
    expect(worker.images).toBe(2)
    expect((await post(worker, '/internal/progress', { id_task: 'lost' })).body).toMatchObject({
      completed: true,
    })
  })

  test('has a path below which everything answers, and nothing above', async () => {
    const worker = await start({ subPath: '/sd1' })
    expect(worker.url).toMatch(/\/sd1$/)
    expect(await get(worker, '/internal/ping')).toEqual({})
    const above = await fetch(`http://127.0.0.1:${worker.port}/internal/ping`)
    expect(above.status).toBe(404)
  })

  test('without --api the panel answers and the API is 404 in JSON', async () => {
    const worker = await start({ api: false })
    expect(await get(worker, '/internal/ping')).toEqual({})
    const options = await fetch(`${worker.url}/sdapi/v1/options`)
    expect([options.status, await options.json()]).toEqual([404, { detail: 'Not Found' }])
    expect(Object.keys(((await get(worker, '/openapi.json')) as { paths: object }).paths)).not.toContain(
      '/sdapi/v1/txt2img',
    )
    expect((await fetch(`${worker.url}/sdapi/v1/loras`)).status).toBe(200)
  })

  test('forty waiting generations keep everybody else waiting too', async () => {
    const worker = await start({ ipm: 60, timeScale: 60 })
    const busy = worker.busyFor(120)
    const waiting = Array.from({ length: 40 }, (_, index) => txt2img(worker, { seed: index, steps: 1 }))
    while (worker.queueLength < 41) await new Promise((resolve) => setImmediate(resolve))
    const began = performance.now()
    await get(worker, '/internal/ping')
    expect(performance.now() - began).toBeGreaterThan(200)
    await Promise.all([...waiting, busy])
  })
})

describe('the process', () => {
  test('a port that is in use is refused in words', async () => {
    const worker = await start()
    await expect(startSimulatedWorker({ port: worker.port })).rejects.toMatchObject({
      ...{ kind: 'bad-request', message: `Port ${worker.port} is in use.`, field: 'port' },
    })
  })

  test('server-restart is not there without its flag, cannot without a script, and resets with one', async () => {
    const none = await start()
    expect((await post(none, '/sdapi/v1/server-restart', {})).status).toBe(404)
    const bare = await start({ serverControl: 'bare' })
    expect(await post(bare, '/sdapi/v1/server-restart', {})).toEqual({ status: 501, body: null })
    const script = await start({ serverControl: 'script', restartSeconds: 30 })
    await expect(rawPost(`${script.url}/sdapi/v1/server-restart`, {})).rejects.toMatchObject({
      code: 'ECONNRESET',
    })
    await expect(rawPost(`${script.url}/sdapi/v1/txt2img`, BODY)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
    const back = await reachable(script)
    expect(back.status).toBe(200)
  })

  test('a crash resets what runs; it comes back on the same port as if nothing had been', async () => {
    const worker = await start({ ipm: 1, timeScale: 1 })
    const lost = rawPost(`${worker.url}/sdapi/v1/txt2img`, {
      ...BODY,
      width: 512,
      height: 512,
      force_task_id: 'lost',
    })
    while (worker.queueLength === 0) await new Promise((resolve) => setImmediate(resolve))
    worker.crash()
    await expect(lost).rejects.toMatchObject({ code: 'ECONNRESET' })
    await expect(rawPost(`${worker.url}/internal/ping`, {})).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    const { port } = worker
    await worker.comeBack()
    expect([worker.port, worker.queueLength]).toEqual([port, 0])
    expect(await get(worker, '/sdapi/v1/progress')).toMatchObject({ state: { job: '', job_count: 0 } })
    expect((await post(worker, '/internal/progress', { id_task: 'lost' })).body).toMatchObject({
      active: false,
      completed: false,
    })
  })

  test('stopped, it leaves nothing behind', async () => {
    const worker = await start({ ipm: 1, timeScale: 1, faults: ['slow=2@1000', 'die@2000'] })
    void rawPost(`${worker.url}/sdapi/v1/txt2img`, BODY).catch(() => undefined)
    while (worker.queueLength === 0) await new Promise((resolve) => setImmediate(resolve))
    await worker.stop()
    await expect(rawPost(`${worker.url}/internal/ping`, {})).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  const reachable = async (worker: SimulatedWorker): Promise<Response> => {
    for (let turn = 0; turn < 10_000; turn++) {
      const response = await fetch(`${worker.url}/internal/ping`).catch(() => null)
      if (response !== null) return response
    }
    throw new Error('it did not come back')
  }
})
