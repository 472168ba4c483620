import { describe, expect, it } from 'vitest'
import type { SimulatedWorker } from '../../simulator/simulated-worker.ts'
import { HttpBench, seedsFrom, TIME_SCALE } from './bench.ts'
import { Line } from './line.ts'

/** At 64x64 a picture takes about 30 real ms then, a batch of 8 a quarter of a second. */
const SLOW = { ipm: 0.5 }

/** generation requests and interrupts the server received, in order */
const deeds = (server: SimulatedWorker) =>
  server
    .calls()
    .flatMap(({ path }) => /\/(txt2img|interrupt)$/.exec(path)?.[1] ?? [])
    .join(' ')

describe('a request whose connection broke while the server computes on', () => {
  it('is interrupted when the server can be reached again, and only then is new work sent', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('one', { ...SLOW, faults: ['slow=40'] })
    await using line = await Line.to(server.port)
    await bench.join('one', line.url, SLOW.ipm)
    const job = await bench.submit(24)
    await bench.until('the server to compute', () => server.queueLength === 1)
    line.cut()
    await bench.until('the loss to be noticed', () => bench.state('one') === 'unavailable')
    expect(server.queueLength).toBe(1)
    line.mend()
    await bench.until('the lost request to be interrupted', () => deeds(server) === 'txt2img interrupt')
    server.setFaults([])
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: 24 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 24))
    expect(deeds(server)).toMatch(/^txt2img interrupt txt2img/)
    expect(deeds(server).split('interrupt')).toHaveLength(2)
  })

  it("waits behind somebody else's work without touching it, and is interrupted once it is active", async () => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('one', SLOW)
    await using line = await Line.to(server.port)
    await bench.join('one', line.url, SLOW.ipm)
    const seconds = 90
    const began = performance.now()
    let sentMeanwhile = ''
    const theirs = server.busyFor(seconds).then(() => {
      sentMeanwhile = deeds(server)
    })
    const job = await bench.submit(16)
    await bench.until('ours to wait behind theirs', () => server.queueLength === 2)
    line.cut()
    await bench.until('the loss to be noticed', () => bench.state('one') === 'unavailable')
    line.mend()
    await bench.within(theirs, 'their work to end')
    expect(performance.now() - began).toBeGreaterThan((seconds / TIME_SCALE) * 950)
    expect(sentMeanwhile).toBe('txt2img')
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: 16 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 16))
    expect(deeds(server)).toMatch(/^txt2img interrupt txt2img/)
  })
})

describe('on a server that does not say whose work it is at (--nowebui)', () => {
  it("nothing is interrupted while somebody else's work runs, and no second request confuses the first", async () => {
    await using bench = await HttpBench.open()
    const server = await bench.add('one', { ...SLOW, panel: false })
    let sentMeanwhile = ''
    const theirs = server.busyFor(60).then(() => {
      sentMeanwhile = deeds(server)
    })
    const job = await bench.submit(40)
    await bench.until('ours to wait behind theirs', () => server.queueLength === 2)
    await bench.app.handlers.cancelJob({ jobId: job.id })
    await bench.within(theirs, 'their work to end')
    expect(sentMeanwhile).toBe('txt2img')
    await bench.done(job)
    const next = await bench.done(await bench.submit(24))
    expect(next).toMatchObject({ state: 'finished', stored: 24 })
    expect(bench.pictures(next).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 24))
  })
})

describe('a request of a cancelled job', () => {
  it("that waits behind somebody else's is interrupted when its turn comes, not before", async () => {
    await using bench = await HttpBench.open()
    // A batch takes ten real seconds: it is stopped before that, on a busy machine too.
    const server = await bench.add('one', { ipm: 0.01 })
    let sentMeanwhile = ''
    const theirs = server.busyFor(60).then(() => {
      sentMeanwhile = deeds(server)
    })
    const job = await bench.submit(40)
    await bench.until('ours to wait behind theirs', () => server.queueLength === 2)
    await bench.app.handlers.cancelJob({ jobId: job.id })
    await bench.within(theirs, 'their work to end')
    expect(sentMeanwhile).toBe('txt2img')
    await bench.until('ours to be interrupted', () => deeds(server) === 'txt2img interrupt')
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'cancelled', stored: 0 })
    expect(bench.app.gallery.imagesOfJob(job.id)).toEqual([])
  })
})

describe('two requests in flight', () => {
  const most = async (kind: 'a1111' | 'sdnext') => {
    await using bench = await HttpBench.open()
    // A second request is sent a sixth of a batch ahead: long enough, on a busy machine too.
    await bench.add('one', { ipm: 0.2, kind, overheadSeconds: 6 })
    const port = bench.app.fleet.worker(bench.id('one'))?.port
    if (port === undefined) throw new Error('the worker is gone')
    const generate = port.generate.bind(port)
    let [open, mostOpen] = [0, 0]
    port.generate = async (...given) => {
      mostOpen = Math.max(mostOpen, ++open)
      try {
        return await generate(...given)
      } finally {
        open--
      }
    }
    const done = await bench.done(await bench.submit(24))
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 24))
    return mostOpen
  }
  it('are with a server that queues in order, never more', async () => expect(await most('a1111')).toBe(2))
  it('are never with one that does not', async () => expect(await most('sdnext')).toBe(1))
})
