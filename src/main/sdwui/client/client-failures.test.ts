/** Every row of the failure rules (docs/scheduling.md) that a client can tell apart, as a server really shows it. */
import { afterEach, describe, expect, test } from 'vitest'
import type { FailureKind } from '../../core/failure.ts'
import type { SimulatedWorkerOptions } from '../../simulator/options.ts'
import { answering } from '../../simulator/testing/answering.ts'
import { Bench, batch, collect, never, until } from '../../simulator/testing/simulated-client.ts'

const bench = new Bench()
afterEach(() => bench.close())

describe('a generation that fails', () => {
  test.each<[fault: string, kind: FailureKind, words: RegExp, more?: SimulatedWorkerOptions]>([
    ['refuse', 'unreachable', /nothing listens/],
    ['die-after=1', 'connection-reset', /closed the connection/],
    ['reset', 'connection-reset', /broke while the answer was coming/],
    ['502', 'gateway', /502/],
    ['503', 'gateway', /503/],
    ['504', 'gateway', /504/],
    ['truncated', 'cut-short', /ended in the middle/],
    ['invalid', 'invalid-answer', /cannot be read/],
    ['401', 'auth', /password/],
    ['403', 'auth', /password/],
    ['404-for-sampler', 'unknown-sampler', /Sampler not found/],
    ['404', 'no-api', /answers 404 \(not found\) to \/sdapi\/v1\/txt2img/],
    ['not-ready=3000', 'no-api', /answers 404/],
    ['422', 'validation', /Script 'simulated' not found/],
    ['400', 'validation', /Bad request/],
    ['429', 'rate-limited', /no more requests/],
    ['oom', 'out-of-memory', /CUDA out of memory/],
    ['500', 'server-error', /A tensor with NaNs/],
    ['500', 'server-error', /A tensor with NaNs/, { kind: 'forge' }],
    ['oom', 'out-of-memory', /CUDA out of memory/, { kind: 'forge' }],
    ['422', 'validation', /Script/, { kind: 'forge' }],
    ['500', 'server-error', /A tensor with NaNs/, { kind: 'sdnext' }],
    ['500', 'server-error', /A tensor with NaNs/, { kind: 'sdcpp' }],
    ['oom', 'out-of-memory', /CUDA out of memory/, { kind: 'koboldcpp' }],
  ])('%s is %s', async (fault, kind, words, more = {}) => {
    const { client } = await bench.pair({ faults: [fault], ...more })
    const { error } = await collect(client, batch(2))
    expect(error).toMatchObject({ name: 'WorkerFailure', kind, message: expect.stringMatching(words) })
  })

  test.each<[body: string, kind: FailureKind, words: RegExp]>([
    ['{"error":"VAE decode failed","images":[]}', 'server-error', /^VAE decode failed$/],
    ['{"detail":"Model not loaded"}', 'server-error', /^Model not loaded$/],
    ['{"error":{"message":"no model"},"images":[""]}', 'server-error', /^no model$/],
    ['{"images":null,"message":"shutting down"}', 'server-error', /^shutting down$/],
    ['{"images":[null],"errors":"CUDA out of memory. Tried to allocate 2 GiB"}', 'out-of-memory', /CUDA/],
    ['{"images":[],"parameters":{},"info":"RuntimeError: no kernel image"}', 'server-error', /no kernel/],
    [
      '{"detail":[{"loc":["body","steps"],"msg":"too many","type":"value_error"}]}',
      'server-error',
      /steps: too many/,
    ],
    ['{"error":"Sampler not found"}', 'unknown-sampler', /Sampler not found/],
  ])('200 without images is understood: %s', async (body, kind, words) => {
    await using server = await answering(body)
    const { error } = await collect(bench.client(server.url), batch(2))
    expect(error).toMatchObject({ name: 'WorkerFailure', kind, message: expect.stringMatching(words) })
  })

  test('200 without images and without words is an answer that lacks them', async () => {
    await using server = await answering('{"images":[],"parameters":{"error":"no"},"info":"{\\"seed\\":1}"}')
    expect((await collect(bench.client(server.url), batch(2))).answer).toMatchObject({ images: 0 })
  })

  test('a server that is busy with others is to be asked again later', async () => {
    const { client, worker } = await bench.pair({ kind: 'koboldcpp', timeScale: 20 })
    const busy = worker.busyFor(20)
    const waiting = Array.from({ length: 6 }, () => collect(client, batch(1)))
    await until(() => (worker.queueLength === 7 ? true : null))
    const other = bench.client(worker.url)
    expect((await collect(other, batch(1))).error).toMatchObject({
      kind: 'rate-limited',
      message: expect.stringMatching(/busy/),
    })
    await Promise.all([busy, ...waiting])
  })

  test('a wrong password is told from a missing one', async () => {
    const { client, worker } = await bench.pair({ auth: { user: 'artist', password: 'right' } })
    expect((await collect(client, batch(1))).error).toMatchObject({
      kind: 'auth',
      message: expect.stringMatching(/asks for a password/),
    })
    const wrong = bench.client(worker.url, { user: 'artist', password: 'wrong' })
    const { error } = await collect(wrong, batch(1))
    expect(error).toMatchObject({
      kind: 'auth',
      message: expect.stringMatching(/rejects this user name or password/),
    })
    expect(JSON.stringify([error, wrong.requests()])).not.toContain('wrong')
  })
})

describe('what came before the failure is good', () => {
  test('a connection that breaks after two images', async () => {
    const { client } = await bench.pair({ faults: ['cut-after=2'] })
    const { images, error } = await collect(client, batch(4))
    expect(images.map(({ position }) => position)).toEqual([0, 1])
    expect(error).toMatchObject({ kind: 'connection-reset' })
  })
  test('JSON that ends in the middle', async () => {
    const { client } = await bench.pair({ faults: ['truncated'] })
    const { images, error } = await collect(client, batch(5))
    expect(images.map(({ position }) => position)).toEqual([0, 1, 2])
    expect(error).toMatchObject({ kind: 'cut-short' })
  })
  test('an answer without end is refused at its limit and the connection dropped', async () => {
    const { client } = await bench.pair({ faults: ['oversized=1'] })
    expect((await collect(client, batch(1))).error).toMatchObject({ kind: 'too-large' })
    expect((await collect(client, batch(1))).images).toHaveLength(1)
  })
})

describe('an answer that is not what was asked for', () => {
  test('fewer images', async () => {
    const { client } = await bench.pair({ faults: ['fewer=2'] })
    const { images, answer } = await collect(client, batch(5))
    expect([images.length, answer?.images]).toEqual([3, 3])
    expect(answer?.info?.allSeeds).toHaveLength(5)
  })
  test('more images: a grid first, control images last', async () => {
    const { client } = await bench.pair({ faults: ['grid', 'extra=2'] })
    const { images, answer } = await collect(client, batch(3))
    expect(images.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5])
    expect(answer?.info).toMatchObject({ indexOfFirstImage: 1, allSeeds: [100, 101, 102] })
    expect(images.slice(-2).map(({ infotext }) => infotext)).toEqual([null, null])
  })
  test('places that hold nothing, and files that end early, are counted and not handed over', async () => {
    const { client } = await bench.pair({ faults: ['empty=2'] })
    const empty = await collect(client, batch(4))
    expect(empty.images.map(({ position }) => position)).toEqual([2, 3])
    expect(empty.answer).toMatchObject({ images: 2, damaged: 2 })
    const { client: other } = await bench.pair({ faults: ['damaged=1'] })
    const damaged = await collect(other, batch(3))
    expect(damaged.images.map(({ position }) => position)).toEqual([1, 2])
    expect(damaged.answer).toMatchObject({ images: 3, damaged: 1, unusable: { is: 'broken' } })
  })
  test('another sampler, another checkpoint: info and infotext tell', async () => {
    const { client } = await bench.pair({ faults: ['other-sampler=Heun', 'other-checkpoint=other_v1'] })
    const { images, answer } = await collect(client, batch(1))
    expect(answer?.info).toMatchObject({ samplerName: 'Heun', checkpointName: 'other_v1' })
    expect(images[0]?.infotext).toMatch(/Sampler: Heun,.*Model: other_v1/)
  })
  test('a LoRA that is not there leaves no trace but its absence', async () => {
    const { client } = await bench.pair({ loras: ['gouache'] })
    const { images } = await collect(
      client,
      batch(1, {}, { prompt: 'a valley <lora:gouache:0.8> <lora:lost:1>' }),
    )
    expect(images[0]?.infotext).toMatch(/Lora hashes: "gouache: [0-9a-f]{12}"/)
    expect(images[0]?.infotext).not.toMatch(/lost: [0-9a-f]{12}/)
  })
})

describe('a server that is silent', () => {
  test('hung: its progress is answered and does not move, and the answer still comes when it goes on', async () => {
    const { client, worker } = await bench.pair({ faults: ['hang'] })
    const request = batch(1)
    const going = collect(client, request)
    await until(async () =>
      (await client.progress(request.taskId, { preview: false }, never)).at === 'active' ? true : null,
    )
    const pulses = new Set<string>()
    for (let look = 0; look < 10; look++)
      pulses.add((await client.progress(request.taskId, { preview: false }, never)).pulse)
    expect(pulses.size).toBe(1)
    worker.setFaults([])
    expect((await going).images).toHaveLength(1)
  })
  test('frozen: short calls give up, a generation waits', async () => {
    const { client, worker } = await bench.pair({ faults: ['freeze'] })
    const going = collect(client, batch(1))
    const stop = new AbortController()
    const ping = client.ping(stop.signal)
    stop.abort()
    await expect(ping).rejects.toMatchObject({ kind: 'aborted' })
    worker.setFaults([])
    expect((await going).images).toHaveLength(1)
  })
  test('short calls wait ten seconds and no longer', { timeout: 15_000 }, async () => {
    const { client } = await bench.pair({ faults: ['freeze'] })
    const began = performance.now()
    await expect(client.ping(never)).rejects.toMatchObject({ kind: 'timeout' })
    expect(performance.now() - began).toBeGreaterThan(9_500)
  })
  test('gone and back: the same client goes on', async () => {
    const { client, worker } = await bench.pair()
    await client.ping(never)
    worker.crash()
    await expect(client.ping(never)).rejects.toMatchObject({ kind: 'unreachable' })
    await worker.comeBack()
    await expect(client.ping(never)).resolves.toBeUndefined()
    expect((await collect(client, batch(1))).images).toHaveLength(1)
  })
})
