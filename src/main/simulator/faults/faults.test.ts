import { afterEach, describe, expect, test } from 'vitest'
import { type SimulatedWorker, startSimulatedWorker } from '../simulated-worker.ts'
import { rawPost } from '../testing/raw-http.ts'

const running: SimulatedWorker[] = []
const start = async (faults: string[]) => {
  const worker = await startSimulatedWorker({ ipm: 60, timeScale: 60, faults })
  running.push(worker)
  return worker
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
})

const BODY = { prompt: 'a valley', steps: 20, width: 64, height: 64, sampler_name: 'Euler a', seed: 1 }
const ask = (worker: SimulatedWorker, body: Record<string, unknown> = {}) =>
  rawPost(`${worker.url}/sdapi/v1/txt2img`, { ...BODY, ...body })
const images = async (worker: SimulatedWorker, body: Record<string, unknown> = {}) => {
  const answer = await ask(worker, body)
  expect(answer.status).toBe(200)
  return JSON.parse(answer.body.toString()) as { images: (string | null)[]; info: string }
}
const ping = (worker: SimulatedWorker) => fetch(`${worker.url}/internal/ping`)

describe('dying', () => {
  test('die-after: in the middle of the batch that holds its last image, reset, and the port is closed', async () => {
    const worker = await start(['die-after=3'])
    expect((await images(worker, { batch_size: 2 })).images).toHaveLength(2)
    await expect(ask(worker, { batch_size: 2 })).rejects.toMatchObject({ code: 'ECONNRESET' })
    await expect(ask(worker)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(worker.images).toBe(3)
  })
  test('die-after: a batch that ends with its last image is still handed over whole', async () => {
    const worker = await start(['die-after=2'])
    expect((await images(worker, { batch_size: 2 })).images).toHaveLength(2)
    await expect(ask(worker)).rejects.toThrow(/ECONNREFUSED|ECONNRESET|socket hang up/)
  })
  test('die-after with a return: it comes back and works on', async () => {
    const worker = await start(['die-after=1:6'])
    expect((await images(worker)).images).toHaveLength(1)
    let back = null
    for (let turn = 0; turn < 10_000 && back === null; turn++) back = await ask(worker).catch(() => null)
    expect(back?.status).toBe(200)
  })
})

describe('silence', () => {
  test('refuse: nothing listens, and then it does', async () => {
    const worker = await start(['refuse=12'])
    await expect(ping(worker)).rejects.toThrow()
    let back = null
    for (let turn = 0; turn < 10_000 && back === null; turn++) back = await ping(worker).catch(() => null)
    expect(back?.status).toBe(200)
  })
  test('hang: one generation stands still while the rest is answered; then it goes on', async () => {
    const worker = await start(['hang'])
    const answer = ask(worker, { force_task_id: 'mine' })
    const steps = new Set<number>()
    for (let look = 0; look < 20; look++) {
      const seen = await (await fetch(`${worker.url}/sdapi/v1/progress?skip_current_image=true`)).json()
      steps.add((seen as { state: { sampling_step: number } }).state.sampling_step)
    }
    expect([...steps]).toEqual([0])
    worker.setFaults([])
    expect((await answer).status).toBe(200)
  })
  test('hang for a time: the next generation is as quick as ever', async () => {
    const worker = await start(['hang=12'])
    const began = performance.now()
    expect((await ask(worker)).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThan(195)
    expect((await ask(worker)).status).toBe(200)
  })
  test('freeze: connections are taken, nothing is answered, and then everything is', async () => {
    const worker = await start(['freeze=24'])
    const began = performance.now()
    expect((await ping(worker)).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThan(350)
  })
  test('not-ready: the panel answers and the API does not, until it does', async () => {
    const worker = await start(['not-ready=18'])
    expect((await ping(worker)).status).toBe(200)
    expect((await fetch(`${worker.url}/sdapi/v1/options`)).status).toBe(404)
    let status = 0
    for (let turn = 0; turn < 10_000 && status !== 200; turn++)
      status = (await fetch(`${worker.url}/sdapi/v1/options`)).status
    expect(status).toBe(200)
  })
})

describe('statuses', () => {
  test('a number befalls so many requests, then all is well', async () => {
    const worker = await start(['500=2'])
    expect([(await ask(worker)).status, (await ask(worker)).status, (await ask(worker)).status]).toEqual([
      500, 500, 200,
    ])
  })
  test.each([
    ['422', 422, /Script/],
    ['503', 503, /Unavailable/],
    ['404-for-sampler', 404, /Sampler not found/],
    ['oom', 500, /CUDA out of memory/],
  ])('%s answers in the words of the server', async (fault, status, words) => {
    const worker = await start([fault])
    const answer = await ask(worker)
    expect(answer.status).toBe(status)
    expect(answer.body.toString()).toMatch(words)
  })
})

describe('spoilt answers', () => {
  test('reset: half of the body comes, then the connection is reset', async () => {
    const worker = await start(['reset=1'])
    const answer = await ask(worker)
    expect([answer.status, answer.broken]).toEqual([200, 'ECONNRESET'])
    expect(answer.body.length).toBeGreaterThan(0)
    expect(answer.body.length).toBeLessThan(Number(answer.headers['content-length']))
    expect((await ask(worker)).broken).toBeNull()
  })
  test('cut-after: so many whole images come, then the connection is reset', async () => {
    const worker = await start(['cut-after=2'])
    const answer = await ask(worker, { batch_size: 4 })
    expect(answer.broken).toBe('ECONNRESET')
    expect(answer.body.toString().match(/"iVBOR[\w+/=]+"/g)).toHaveLength(2)
  })
  test('truncated: well-formed HTTP around half of a JSON text', async () => {
    const answer = await ask(await start(['truncated']))
    expect([answer.status, answer.broken]).toEqual([200, null])
    expect(() => JSON.parse(answer.body.toString())).toThrow()
    expect(answer.body.toString()).toMatch(/^\{"images":\["iVBOR/)
  })
  test('invalid: no JSON at all', async () => {
    expect((await ask(await start(['invalid']))).body.toString()).toMatch(/<html>/)
  })
  test('fewer, extra, grid, empty, damaged: the list of images is not what was asked for', async () => {
    const worker = await start(['fewer=1'])
    const three = { batch_size: 3 }
    expect((await images(worker, three)).images).toHaveLength(2)
    worker.setFaults(['extra=2'])
    const extra = await images(worker, three)
    expect([extra.images.length, JSON.parse(extra.info).infotexts.length]).toEqual([5, 3])
    worker.setFaults(['grid'])
    const grid = await images(worker, three)
    expect([grid.images.length, JSON.parse(grid.info).index_of_first_image]).toEqual([4, 1])
    worker.setFaults(['empty=2'])
    expect((await images(worker, three)).images.slice(0, 2)).toEqual([null, ''])
    worker.setFaults(['damaged'])
    const [first, second] = (await images(worker, three)).images
    expect(Buffer.from(first ?? '', 'base64').includes('IEND')).toBe(false)
    expect(Buffer.from(second ?? '', 'base64').includes('IEND')).toBe(true)
    worker.setFaults([])
    expect((await images(worker, three)).images).toHaveLength(3)
  })
  test('other-sampler and other-checkpoint: info tells what it was made with', async () => {
    const worker = await start(['other-sampler=Heun', 'other-checkpoint'])
    expect(JSON.parse((await images(worker)).info)).toMatchObject({
      sampler_name: 'Heun',
      sd_model_name: 'some_other_model',
    })
  })
  test('load-fails: 200, and the old checkpoint stays', async () => {
    const worker = await startSimulatedWorker({
      checkpoints: ['a', 'b'],
      loadSeconds: 0,
      faults: ['load-fails'],
    })
    running.push(worker)
    expect((await rawPost(`${worker.url}/sdapi/v1/options`, { sd_model_checkpoint: 'b' })).status).toBe(200)
    expect(await (await fetch(`${worker.url}/sdapi/v1/options`)).json()).toMatchObject({
      sd_model_checkpoint: expect.stringMatching(/^a\./),
    })
  })
})
