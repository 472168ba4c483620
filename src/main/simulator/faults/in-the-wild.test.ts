import http from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { readInfotext } from '../../../shared/infotext.ts'
import { readImageHeader } from '../../sdwui/protocol/image-header.ts'
import type { SimulatedWorkerOptions } from '../options.ts'
import { type SimulatedWorker, startSimulatedWorker } from '../simulated-worker.ts'
import { rawPost } from '../testing/raw-http.ts'
import { until } from '../testing/simulated-client.ts'

const running: SimulatedWorker[] = []
const start = async (faults: string[], options: SimulatedWorkerOptions = {}) => {
  const worker = await startSimulatedWorker({ ipm: 60, timeScale: 60, faults, ...options })
  running.push(worker)
  return worker
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
})

const BODY = { prompt: 'a valley', steps: 20, width: 64, height: 64, sampler_name: 'Euler a', seed: 1 }
const ask = (worker: SimulatedWorker, body: Record<string, unknown> = {}) =>
  rawPost(`${worker.url}/sdapi/v1/txt2img`, { ...BODY, ...body })
async function made(worker: SimulatedWorker, body: Record<string, unknown> = {}) {
  const answer = await ask(worker, body)
  expect(answer.status).toBe(200)
  const { images, info } = JSON.parse(answer.body.toString()) as { images: string[]; info: string }
  return { files: images.map((image) => Buffer.from(image, 'base64')), info: JSON.parse(info) }
}
const seedIn = (file: Buffer) => readInfotext(readImageHeader(file)?.infotext ?? '').parameters.get('Seed')

interface Progress {
  progress: number
  state: { job: string; interrupted: boolean; skipped: boolean; sampling_step: number }
}
const progress = async (worker: SimulatedWorker) =>
  (await (await fetch(`${worker.url}/sdapi/v1/progress?skip_current_image=true`)).json()) as Progress
const task = async (worker: SimulatedWorker, id: string) =>
  (await (
    await fetch(`${worker.url}/internal/progress`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id_task: id }),
    })
  ).json()) as { active: boolean; completed: boolean }

describe('labels', () => {
  test.each([
    ['same-seed-label', [1, 1, 1], ['1', '1', '1']],
    ['same-seed-label=text', [1, 2, 3], ['1', '1', '1']],
    ['same-seed-label=info', [1, 1, 1], ['1', '2', '3']],
  ])('%s: other pictures, the first one’s seed', async (fault, seeds, texts) => {
    const { files, info } = await made(await start([fault]), { batch_size: 3 })
    expect(info.all_seeds).toEqual(seeds)
    expect(files.map(seedIn)).toEqual(texts)
    expect(info.infotexts.map((text: string) => readInfotext(text).parameters.get('Seed'))).toEqual(texts)
    expect(new Set(files.map((file) => file.toString('base64'))).size).toBe(3)
  })
})

describe('pictures', () => {
  test('snap: sides are rounded down to its multiple, and the answer says so', async () => {
    const { files, info } = await made(await start(['snap=64']), { width: 200, height: 130 })
    expect(readImageHeader(files[0] ?? Buffer.alloc(0))).toMatchObject({ width: 192, height: 128 })
    expect(info).toMatchObject({ width: 192, height: 128 })
  })
  test('one-colour: black pictures with the right texts, then good ones', async () => {
    const worker = await start(['one-colour=1'])
    const { default: sharp } = await import('sharp')
    const brightest = async (file: Buffer | undefined) =>
      Math.max(...(await sharp(file ?? Buffer.alloc(0)).stats()).channels.map(({ max }) => max))
    const { files } = await made(worker, { batch_size: 2 })
    expect([await brightest(files[0]), await brightest(files[1])]).toEqual([0, 0])
    expect(files.map(seedIn)).toEqual(['1', '2'])
    expect(await brightest((await made(worker)).files[0])).toBeGreaterThan(50)
  })
})

describe('somebody else', () => {
  test('interrupted-by-other: half-done pictures as 200, and progress tells', async () => {
    const worker = await start(['interrupted-by-other'], { timeScale: 20 })
    const answer = made(worker, { n_iter: 2, seed: 5, width: 512, height: 512 })
    const told = await until(async () => {
      const { state } = await progress(worker)
      return state.job !== '' && state.interrupted ? state : null
    })
    expect(told.skipped).toBe(false)
    const { files, info } = await answer
    expect(files).toHaveLength(1)
    expect(info.all_seeds).toEqual([5, 6])
    expect((await progress(worker)).state).toMatchObject({ job: '', interrupted: true })
    // One job was enough for them.
    expect((await made(worker, { n_iter: 2 })).files).toHaveLength(2)
    expect((await progress(worker)).state.interrupted).toBe(false)
  })
  test('skipped-by-other: the iteration that ran is half done, the next ones are whole', async () => {
    const [worker, other] = [await start(['skipped-by-other']), await start([])]
    const body = { n_iter: 3, seed: 5 }
    const [cut, whole] = [await made(worker, body), await made(other, body)]
    expect(cut.files).toHaveLength(3)
    expect(cut.files.map((file, index) => file.equals(whole.files[index] ?? Buffer.alloc(0)))).toEqual([
      true,
      false,
      true,
    ])
    expect((await progress(worker)).state.skipped).toBe(false)
  })
})

describe('progress', () => {
  test.each(['0', '0.01', '1'])('stands still at %s while the work goes on', async (value) => {
    const worker = await start([`progress=${value}`], { timeScale: 20 })
    const answer = ask(worker, { width: 512, height: 512, n_iter: 10 })
    const seen: Progress[] = []
    await until(async () => {
      const now = await progress(worker)
      if (now.state.job !== '') seen.push(now)
      return seen.length >= 3 && now.state.job === '' ? true : null
    })
    expect(new Set(seen.map((one) => one.progress))).toEqual(new Set([Number(value)]))
    expect(new Set(seen.map(({ state }) => state.sampling_step))).toEqual(new Set([0]))
    expect((await answer).status).toBe(200)
    expect((await progress(worker)).progress).toBe(0)
  })
})

describe('answers', () => {
  test('no-answer: the task is completed, the server idle, and nothing comes', async () => {
    const worker = await start(['no-answer=1'])
    const abort = new AbortController()
    const asking = fetch(`${worker.url}/sdapi/v1/txt2img`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, signal: abort.signal },
      body: JSON.stringify({ ...BODY, force_task_id: 'mine' }),
    }).then(
      () => 'answered',
      () => 'nothing',
    )
    await until(async () => ((await task(worker, 'mine')).completed ? true : null))
    expect((await progress(worker)).state.job).toBe('')
    expect((await ask(worker)).status).toBe(200)
    abort.abort()
    expect(await asking).toBe('nothing')
  })
  test('error-200: 200, an error and no images', async () => {
    const answer = await ask(await start(['error-200']))
    expect(answer.status).toBe(200)
    const body = JSON.parse(answer.body.toString())
    expect(body.images).toBeUndefined()
    expect(body).toMatchObject({ error: 'RuntimeError', errors: expect.stringMatching(/CUDA error/) })
  })
  test('gzip: compressed although the client asked for nothing of the kind', async () => {
    const worker = await start(['gzip'])
    const { gunzipSync } = await import('node:zlib')
    const answer = await rawPost(`${worker.url}/sdapi/v1/txt2img`, BODY, { 'accept-encoding': 'identity' })
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(JSON.parse(gunzipSync(answer.body).toString()).images).toHaveLength(1)
  })
  test('bom: a byte order mark before the JSON of images and lists alike', async () => {
    const worker = await start(['bom'])
    const { body, headers } = await ask(worker)
    expect([...body.subarray(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x7b])
    expect(Number(headers['content-length'])).toBe(body.length)
    const list = await (await fetch(`${worker.url}/sdapi/v1/samplers`)).arrayBuffer()
    expect([...new Uint8Array(list).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  })
  test('rare-500: one request in so many fails', async () => {
    const worker = await start(['rare-500=3'])
    const statuses: number[] = []
    for (let turn = 0; turn < 7; turn++) statuses.push((await ask(worker)).status)
    expect(statuses).toEqual([200, 200, 500, 200, 200, 500, 200])
  })
  test('options-500: that route fails, generating does not', async () => {
    const worker = await start(['options-500'])
    expect((await fetch(`${worker.url}/sdapi/v1/options`)).status).toBe(500)
    expect((await ask(worker)).status).toBe(200)
  })
})

describe('what stands in front', () => {
  test('gateway: its own status and page, and the server has heard of nothing', async () => {
    const worker = await start(['gateway=523:1'])
    const answer = await ask(worker)
    expect([answer.status, answer.headers['content-type']]).toEqual([523, 'text/html; charset=utf-8'])
    expect(answer.body.toString()).toMatch(/523 Origin is unreachable/)
    expect(worker.images).toBe(0)
    expect((await ask(worker)).status).toBe(200)
  })
  test.each(['408', '499', '504', '511', '520', '524', '530'])(
    'gateway=%s with the job going on behind it',
    async (status) => {
      const worker = await start([`gateway=${status}:1/working`])
      const answer = await ask(worker, { force_task_id: 'mine', batch_size: 2, width: 512, height: 512 })
      expect(answer.status).toBe(Number(status))
      expect((await task(worker, 'mine')).active).toBe(true)
      await until(async () => ((await task(worker, 'mine')).completed ? true : null))
      expect(worker.images).toBe(2)
    },
  )
  test.each([
    ['cut-at=2', 504],
    ['cut-at=2/reset', 'ECONNRESET'],
  ])('%s: ends what takes longer, and the server works on', async (fault, how) => {
    const worker = await start([fault], { ipm: 15, timeScale: 4 })
    const quick = await ask(worker, { steps: 2 })
    expect(quick.status).toBe(200)
    const long = await ask(worker, { force_task_id: 'mine', width: 512, height: 512 }).then(
      ({ status }) => status,
      ({ code }) => code,
    )
    expect(long).toBe(how)
    await until(async () => ((await task(worker, 'mine')).completed ? true : null))
    expect(worker.images).toBe(2)
  })
  test('only-txt2img: everything else is forbidden', async () => {
    const worker = await start(['only-txt2img'])
    for (const path of ['/sdapi/v1/options', '/sdapi/v1/progress', '/internal/ping', '/openapi.json'])
      expect([path, (await fetch(`${worker.url}${path}`)).status]).toEqual([path, 403])
    expect((await ask(worker)).status).toBe(200)
  })
  test.each([
    ['html-login', 200],
    ['html-login=403', 403],
    ['html-login=511', 511],
  ])('%s: a sign-in page in place of everything', async (fault, status) => {
    const worker = await start([fault])
    const answer = await ask(worker)
    expect([answer.status, answer.body.toString().includes('type="password"')]).toEqual([status, true])
    const list = await fetch(`${worker.url}/sdapi/v1/samplers`)
    expect([list.status, list.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8'])
    expect(worker.images).toBe(0)
  })
  test('close-reused: a first request is answered, one on the same connection is not, nor is it heard', async () => {
    const worker = await start(['close-reused'])
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    const get = () =>
      new Promise<number | string>((resolve) => {
        const request = http.get(`${worker.url}/internal/ping`, { agent }, (response) => {
          response.resume().once('end', () => setImmediate(() => resolve(response.statusCode ?? 0)))
        })
        request.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
      })
    expect([await get(), await get(), await get()]).toEqual([200, 'ECONNRESET', 200])
    expect(worker.calls()).toHaveLength(2)
    agent.destroy()
  })
})
