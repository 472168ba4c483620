import { describe, expect, it } from 'vitest'
import type { SimulatedWorker } from '../../simulator/simulated-worker.ts'
import { HttpBench } from './bench.ts'

/** At 64x64 a batch of 8 takes about a real second: time to stop it in the middle. */
const SLOW = { ipm: 0.15 }
const IMAGES = 40

const sent = (server: SimulatedWorker, call: string) =>
  server.calls().filter(({ path }) => path.endsWith(call)).length

/** Cancels a job while a machine computes, and waits until nothing of it is on its way. */
async function cancelledHalfway(bench: HttpBench) {
  const server = await bench.add('one', SLOW)
  const job = await bench.submit(IMAGES)
  const batches = () => bench.app.dispatcher.batches(job.id)
  await bench.until('it to be halfway', () =>
    batches().some(({ state, fraction }) => state === 'computing' && fraction > 0.2 && fraction < 0.8),
  )
  await bench.app.handlers.cancelJob({ jobId: job.id })
  const done = await bench.done(job)
  expect(done.state).toBe('cancelled')
  await bench.until('the machine to be free', () => server.queueLength === 0)
  return { server, done, all: bench.app.gallery.imagesOfJob(job.id) }
}

describe('the half-done pictures of a request that is interrupted', () => {
  it('are discarded', async () => {
    await using bench = await HttpBench.open()
    const { server, done, all } = await cancelledHalfway(bench)
    expect(sent(server, '/interrupt')).toBeGreaterThan(0)
    // The server sent some, with 200.
    expect(server.images).toBeGreaterThan(done.stored)
    expect(all).toHaveLength(done.stored)
    expect(all.flatMap(({ flags }) => flags)).toEqual([])
  })

  it('are kept, marked, and stand for no image, where the user wants them', async () => {
    await using bench = await HttpBench.open()
    await bench.app.handlers.updateSettings({ patch: { keepPartials: true } })
    const { done, all } = await cancelledHalfway(bench)
    const partial = all.filter(({ flags }) => flags.includes('partial'))
    expect(partial.length).toBeGreaterThan(0)
    expect(all).toHaveLength(done.stored + partial.length)
    const whole = new Set(bench.pictures(done).map(({ index }) => index))
    for (const { index, seed } of partial) {
      expect(whole.has(index)).toBe(false)
      expect(seed).toBe(1000 + index)
    }
    expect(bench.app.gallery.storedIndexes(done.id)).toEqual([...whole])
  })
})

it('a job is cancelled for itself alone: the one behind it goes on with the same machine', async () => {
  await using bench = await HttpBench.open()
  const server = await bench.add('one', { ipm: 2 })
  const job = await bench.submit(IMAGES)
  const next = await bench.submit(8, { seed: 9000 })
  await bench.until('the first to be on it', () => server.queueLength > 0)
  await bench.app.handlers.cancelJob({ jobId: job.id })
  const done = await bench.done(next)
  expect(done).toMatchObject({ state: 'finished', stored: 8 })
  expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7].map((at) => 9000 + at),
  )
  expect(bench.app.gallery.imagesOfJob(next.id)).toHaveLength(8)
})
