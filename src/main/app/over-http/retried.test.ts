import { describe, expect, it } from 'vitest'
import type { JobView } from '../../../shared/job.ts'
import type { SimulatedWorker } from '../../simulator/simulated-worker.ts'
import { HttpBench, seedsFrom } from './bench.ts'

const IMAGES = 80

/** A job of which some images arrived before its only server began to refuse every request. */
async function failedHalfWay(
  bench: HttpBench,
): Promise<{ job: Pick<JobView, 'id' | 'number' | 'stored'>; server: SimulatedWorker }> {
  const server = await bench.add('one', { ipm: 0.5 })
  const { id } = await bench.submit(IMAGES)
  await bench.until('some pictures', () => (bench.app.dispatcher.job(id)?.stored ?? 0) > 0)
  server.setFaults(['422'])
  await bench.until('the job to fail', () => bench.app.dispatcher.job(id)?.state === 'failed')
  const failed = bench.app.dispatcher.job(id)
  if (failed === undefined) throw new Error('the job is gone')
  const job = await bench.done(failed)
  server.setFaults([])
  expect(job.stored).toBeGreaterThan(0)
  expect(job.stored).toBeLessThan(IMAGES)
  return { job, server }
}

/** The whole job, each index once, with its own seed. */
function expectWhole(bench: HttpBench, job: Pick<JobView, 'id'>): void {
  expect(job).toMatchObject({ state: 'finished', requested: IMAGES, stored: IMAGES, problem: null })
  expect(bench.pictures(job).map(({ index, seed }) => [index, seed])).toEqual(
    seedsFrom(0, IMAGES).map((index) => [index, 1000 + index]),
  )
}

describe('a failed job that is retried', () => {
  it('makes only what is missing, with its seeds, by the machine that refused it before', async () => {
    await using bench = await HttpBench.open()
    const { job, server } = await failedHalfWay(bench)
    const before = server.images
    const again = await bench.app.handlers.resumeJob({ jobId: job.id })
    expect(again).toMatchObject({ id: job.id, number: job.number, stored: job.stored, problem: null })
    expect(await bench.app.handlers.listHistory({ text: null })).toEqual({ jobs: [] })
    expectWhole(bench, await bench.done(job))
    expect(server.images - before).toBe(IMAGES - job.stored)
    const past = await bench.app.handlers.listHistory({ text: null })
    expect(past.jobs).toMatchObject([{ id: job.id, state: 'finished', stored: IMAGES }])
    expect(bench.app.dispatcher.jobs()).toHaveLength(1)
  })

  it('is known after a restart', async () => {
    await using bench = await HttpBench.open()
    const { job, server } = await failedHalfWay(bench)
    await bench.app.stop()
    await bench.openApp({ resume: true })
    expect(bench.app.dispatcher.jobs()).toEqual([])
    await bench.app.fleet.add({ name: 'one', url: server.url }, { simulated: true, ipmAsNamed: 0.5 })
    await bench.app.fleet.settled(5000)
    const before = server.images
    await bench.app.handlers.resumeJob({ jobId: job.id })
    expectWhole(bench, await bench.done(job))
    expect(server.images - before).toBe(IMAGES - job.stored)
  })

  it('is refused in words where it ended well', async () => {
    await using bench = await HttpBench.open()
    await bench.add('one', { ipm: 60 })
    const done = await bench.done(await bench.submit(2))
    await bench.app.stop()
    await bench.openApp({ resume: true })
    await expect(bench.app.handlers.resumeJob({ jobId: done.id })).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})
