import http from 'node:http'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { SimulatedWorker } from '../../simulator/simulated-worker.ts'
import { HttpBench, seedsFrom, TIME_SCALE } from './bench.ts'
import { startGateway, type Whim } from './gateway.ts'

/** At 64x64 a batch of 8 takes more than a fleet minute then. */
const SLOW = { ipm: 0.1 }

const callsOf = (server: SimulatedWorker, path: RegExp) =>
  server.calls().filter((call) => path.test(call.path)).length
const sent = (server: SimulatedWorker) => callsOf(server, /\/txt2img$/)
const interrupts = (server: SimulatedWorker) => callsOf(server, /\/interrupt$/)

describe('a machine that makes good pictures', () => {
  it('is kept in a long job although one request in ten fails', async () => {
    await using bench = await HttpBench.open({ dispatch: { maxBatch: 1 } })
    await bench.add('rare', { ipm: 6000, faults: ['rare-500=10'] })
    const done = await bench.done(await bench.submit(60))
    expect(done).toMatchObject({ state: 'finished', stored: 60, failed: 0 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 60))
    expect(bench.state('rare')).toBe('idle')
  })

  it.each(['0', '0.01', '1'])('is left to finish although its progress stands at %s', async (value) => {
    // Nobody is so late by what this computer does besides that the other one makes a copy.
    const timeScale = TIME_SCALE / 3
    await using bench = await HttpBench.open({ timeScale })
    const servers = [
      await bench.add('one', { ...SLOW, timeScale, faults: [`progress=${value}`] }),
      await bench.add('two', { ...SLOW, timeScale, faults: [`progress=${value}`] }),
    ]
    const done = await bench.done(await bench.submit(16))
    expect(done).toMatchObject({ state: 'finished', stored: 16 })
    expect(servers.map(interrupts)).toEqual([0, 0])
    expect(servers.map(({ images }) => images).reduce((sum, made) => sum + made, 0)).toBe(16)
  })

  it('works though each of its steps takes longer than the time after which it counts as hung', async () => {
    const hungAfterMs = 60_000
    await using bench = await HttpBench.open({ dispatch: { hungAfterMs, maxBatch: 1 } })
    // Three steps of some 90 fleet seconds an image, where hundredths of a second are believed.
    const server = await bench.serve('cpu', { ipm: 0.0005 })
    await bench.join('cpu', server.url, 600)
    const done = await bench.done(await bench.submit(2, { steps: 3 }))
    expect(done).toMatchObject({ state: 'finished', stored: 2 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 2))
    expect(bench.states('cpu')).toContain('unavailable')
    expect(bench.state('cpu')).toBe('idle')
    expect(interrupts(server)).toBeLessThanOrEqual(2)
  })

  it('gets shorter batches behind a proxy that ends every request after 20 s, and says so', async () => {
    // What this computer needs for a request is a small part of 20 s then.
    const timeScale = TIME_SCALE / 4
    await using bench = await HttpBench.open({ timeScale })
    const server = await bench.add('one', { ...SLOW, timeScale, faults: ['cut-at=20'] })
    const done = await bench.done(await bench.submit(10))
    expect(done).toMatchObject({ state: 'finished', stored: 10 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 10))
    const limit = bench.app.fleet.view(bench.id('one'))?.longestRequestSeconds
    expect(limit).toBeGreaterThan(18)
    expect(limit).toBeLessThan(26)
    expect(server.queueLength).toBe(0)
  })

  it('is sent a batch whose answer was lost once more, within seconds, on a new connection', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.add('one', { faults: ['no-answer=1'] })
    const began = performance.now()
    const done = await bench.done(await bench.submit(8))
    expect(done).toMatchObject({ state: 'finished', stored: 8 })
    expect(sent(server)).toBeGreaterThan(1)
    expect(interrupts(server)).toBe(0)
    expect(bench.notices.map(({ text }) => text).join()).toMatch(
      /one finished the request, but no answer arrived/,
    )
    // Ten minutes of the fleet's time are ten seconds: what counts as hung is not waited for.
    expect(performance.now() - began).toBeLessThan(9000)
  })

  it('is not sent a batch again whose answer has begun, however long its first picture takes on the way', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('one')
    let slow = false
    const line = ({ path, method, request, response }: Parameters<Whim>[0]) => {
      if (!slow || !path.endsWith('/txt2img')) return undefined
      return () => {
        const onward = http.request(`${server.url}${path}`, { method, headers: request.headers })
        onward.on('response', async (answer) => {
          const body = await buffer(answer)
          response.writeHead(answer.statusCode ?? 502, answer.headers)
          response.write(body.subarray(0, 20))
          // Minutes of the fleet’s time, and many looks, in which nothing more comes.
          setTimeout(() => response.end(body.subarray(20)), 4000)
        })
        request.pipe(onward)
      }
    }
    await using gateway = await startGateway(server.url, line)
    await bench.join('one', gateway.url)
    slow = true
    const done = await bench.done(await bench.submit(4))
    expect(done).toMatchObject({ state: 'finished', stored: 4 })
    expect(bench.notices).toEqual([])
    expect(server.images).toBe(4)
  })

  it.each([504, 524])(
    'is not sent a batch twice at once when a gateway answers %d and it works on',
    async (status) => {
      await using bench = await HttpBench.open()
      // Seconds in earnest, so that it is still at it when that is looked for.
      const server = await bench.add('one', { ipm: 0.01, faults: [`gateway=${status}:1/working`] })
      const done = await bench.done(await bench.submit(3))
      expect(done).toMatchObject({ state: 'finished', stored: 3 })
      const deeds = server.calls().flatMap(({ path }) => /\/(txt2img|interrupt)$/.exec(path)?.[1] ?? [])
      expect(deeds.slice(0, 3)).toEqual(['txt2img', 'interrupt', 'txt2img'])
      expect(bench.state('one')).toBe('idle')
    },
  )
})

describe('a job that no machine can make', () => {
  it.each([
    ['all refuse it', ['422'], ['500'], /one says: .*; two says: |two says: .*; one says: /],
    ['all run out of memory at one image', ['oom'], ['oom'], /one and two: one image .* memory/],
    ['one refuses it and one runs out of memory', ['500'], ['oom'], /one.*; two.*/],
  ])('fails with the words of each machine: %s', async (_, one, two, words) => {
    await using bench = await HttpBench.open()
    await bench.add('one', { faults: one })
    await bench.add('two', { faults: two })
    const done = await bench.done(await bench.submit(16))
    expect(done.state).toBe('failed')
    expect(done.problem?.message).toMatch(words)
  })

  it('fails at once when no machine has any checkpoint', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.add('bare', { checkpoints: [] })
    const done = await bench.done(await bench.submit(4))
    expect(done).toMatchObject({
      state: 'failed',
      problem: { message: expect.stringContaining('it has no checkpoint') },
    })
    expect(sent(server)).toBe(0)
  })
})
