import { describe, expect, it } from 'vitest'
import { HttpBench, seedsFrom, TIME_SCALE } from './bench.ts'

describe('a job', () => {
  it('that waits for somebody else is never interrupted on their account', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.add('one', { ipm: 60 })
    const seconds = 60
    const began = performance.now()
    const theirs = server.busyFor(seconds)
    const job = await bench.submit(2)
    await bench.until('the request to be sent', () => server.queueLength > 1)
    await bench.app.handlers.cancelJob({ jobId: job.id })
    await bench.within(theirs, 'their work to end')
    expect(performance.now() - began).toBeGreaterThan((seconds / TIME_SCALE) * 950)
    expect(server.calls().some(({ path }) => path.startsWith('/sdapi/v1/interrupt'))).toBe(false)
    await bench.done(job)
  })

  it('comes back after the app ended, paused, and makes what is missing with the same seeds', async () => {
    await using bench = await HttpBench.open()
    const { url } = await bench.add('one', { ipm: 60 })
    const job = await bench.submit(100)
    await bench.until('some pictures', () => bench.pictures(job).length >= 2)
    await bench.app.stop()
    await bench.openApp({ resume: true })
    const offered = bench.app.dispatcher.jobs().find(({ id }) => id === job.id)
    expect(offered).toMatchObject({ state: 'paused', number: job.number, requested: 100 })
    expect(bench.notices.some(({ title }) => title === `Job ${job.number} was not finished`)).toBe(true)
    await bench.app.fleet.add({ name: 'one', url }, { simulated: true, ipmAsNamed: 60 })
    await bench.app.fleet.settled(5000)
    await bench.app.handlers.resumeJob({ jobId: job.id })
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: 100 })
    expect(bench.pictures(job).map(({ index, seed }) => [index, seed])).toEqual(
      seedsFrom(0, 100).map((index) => [index, 1000 + index]),
    )
  })
})
