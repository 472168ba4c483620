import { describe, expect, it } from 'vitest'
import type { WorkerInput } from '../../../shared/worker.ts'
import type { SimulatedWorkerOptions } from '../../simulator/options.ts'
import { HttpBench, seedsFrom, TIME_SCALE } from './bench.ts'

/** Puts a machine on the board that nobody ever measured. */
async function addFresh(
  bench: HttpBench,
  name: string,
  options: SimulatedWorkerOptions,
  more: Partial<WorkerInput> = {},
) {
  const server = await bench.serve(name, options)
  const view = await bench.app.handlers.addWorker({ input: { name, url: server.url, ...more } })
  bench.ids.set(name, view.config.id)
  await bench.app.fleet.settled(5000)
  return server
}

const view = (bench: HttpBench, name: string) => bench.app.fleet.view(bench.id(name))
const isMeasured = (bench: HttpBench, name: string) => (view(bench, name)?.benchmark ?? null) !== null

/** A run of its benchmark takes five real seconds. */
const SLOW_IPM = 0.2

describe('the first job on machines nobody measured', () => {
  it('"exactly N": starts at once with all of them; what each needs for its first image is its measurement', async () => {
    await using bench = await HttpBench.open()
    await addFresh(bench, 'fast', { ipm: 120 })
    await addFresh(bench, 'slow', { ipm: 12 })
    const plan = await bench.app.handlers.planPreview({ request: bench.request(12) })
    expect(plan.unmeasured.map(({ name }) => name).sort()).toEqual(['fast', 'slow'])
    expect(plan.makespanSeconds).not.toBeNull()
    const job = await bench.submit(12)
    expect(job.state).not.toBe('held')
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
    expect([isMeasured(bench, 'fast'), isMeasured(bench, 'slow')]).toEqual([false, false])
    expect(bench.app.fleet.worker(bench.id('fast'))?.speed.firstIpm).toBeGreaterThan(0)
  })

  it('"N + bonus": waits for a machine that takes minutes a run no longer than the grace', async () => {
    await using bench = await HttpBench.open()
    await addFresh(bench, 'fast', { ipm: 120 })
    await addFresh(bench, 'slow', { ipm: SLOW_IPM })
    const job = await bench.submit(8, { mode: 'bonus' })
    expect(job.state).toBe('held')
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: 8 })
    expect(new Set(bench.pictures(done).map(({ workerName }) => workerName))).toEqual(new Set(['fast']))
    expect(isMeasured(bench, 'slow')).toBe(false)
    expect(view(bench, 'slow')?.benchmarkProgress).not.toBeNull()
  })

  it('waits only while every machine is being measured because somebody asked for it, without a word of trouble', async () => {
    await using bench = await HttpBench.open()
    await addFresh(bench, 'one', { ipm: 30 })
    await bench.app.handlers.startBenchmark({ workerIds: [bench.id('one')] })
    await bench.until('a run of the benchmark', () => (view(bench, 'one')?.benchmarkProgress?.run ?? 0) > 0)
    const plan = await bench.app.handlers.planPreview({ request: bench.request(4) })
    expect(plan).toMatchObject({ leftOut: [], measuring: [{ name: 'one' }] })
    const job = await bench.submit(4)
    expect(job.state).toBe('held')
    expect((await bench.done(job)).state).toBe('finished')
    expect(isMeasured(bench, 'one')).toBe(true)
    expect(bench.jobs.get(job.id)?.map(({ state }) => state)).not.toContain('waiting')
  })

  it('"N + bonus": is held until every machine is measured, then the slow ones add what fits', async () => {
    // What this computer does besides is to be a small part of what the machines take.
    const timeScale = TIME_SCALE / 6
    await using bench = await HttpBench.open({ timeScale })
    // One run each, so that the slow one is measured well within the grace.
    const { benchmark } = (await bench.app.handlers.snapshot({})).settings
    await bench.app.handlers.updateSettings({
      patch: { benchmark: { ...benchmark, warmUpRuns: 0, measuredRuns: 1 } },
    })
    await addFresh(bench, 'fast', { ipm: 20, timeScale }, { maxBatch: 2 })
    await addFresh(bench, 'slow', { ipm: 6, timeScale }, { maxBatch: 2 })
    const job = await bench.submit(8, { mode: 'bonus', width: 512, height: 512 })
    expect(job.state).toBe('held')
    await bench.until('the fast one to be measured', () => isMeasured(bench, 'fast'))
    expect(isMeasured(bench, 'slow')).toBe(false)
    expect(bench.app.dispatcher.jobs()[0]?.state).toBe('held')
    const done = await bench.done(job)
    expect(isMeasured(bench, 'slow')).toBe(true)
    expect(done).toMatchObject({ state: 'finished', stored: 8 })
    expect(done.bonusStored).toBeGreaterThan(0)
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 8 + done.bonusStored))
    const madeBy = (name: string, bonus: boolean) =>
      bench.pictures(done).filter((each) => each.bonus === bonus && each.workerName === name).length
    // The slow one may help with the last of what was asked for once its bonus images are made.
    expect(madeBy('fast', false)).toBeGreaterThan(madeBy('slow', false))
    expect(madeBy('slow', true)).toBe(done.bonusStored)
  })

  it('"N + bonus": a machine that cannot be measured is not waited for', async () => {
    await using bench = await HttpBench.open()
    await addFresh(bench, 'good', { ipm: 120 })
    await addFresh(bench, 'lame', { ipm: 120, faults: ['500'] })
    const job = await bench.submit(8, { mode: 'bonus' })
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: 8 })
    expect(isMeasured(bench, 'lame')).toBe(false)
    expect(bench.notices.map(({ title }) => title)).toContain('lame could not be measured')
  })

  it('when it is cancelled, measuring stops, on the machine too', async () => {
    await using bench = await HttpBench.open()
    const server = await addFresh(bench, 'slow', { ipm: SLOW_IPM })
    const job = await bench.submit(12, { mode: 'bonus' })
    await bench.until('the machine to compute', () => server.queueLength === 1)
    const cancelled = await bench.app.handlers.cancelJob({ jobId: job.id })
    expect(cancelled).toMatchObject({ state: 'cancelled', stored: 0 })
    await bench.until('measuring to end', () => view(bench, 'slow')?.benchmarkProgress === null)
    await bench.until('the machine to be free', () => server.queueLength === 0)
    await bench.until('the card to say so', () => /idle|interrupted/.test(bench.state('slow') ?? ''))
    expect(isMeasured(bench, 'slow')).toBe(false)
    const sent = (call: string) => server.calls().filter(({ path }) => path.endsWith(call)).length
    expect([sent('/txt2img'), sent('/interrupt')]).toEqual([1, 1])
    expect(bench.app.dispatcher.jobs()[0]?.state).toBe('cancelled')
  })

  it('when it is cancelled, what another job waits for is measured on', async () => {
    await using bench = await HttpBench.open()
    await addFresh(bench, 'one', { ipm: 30 })
    const first = await bench.submit(4, { mode: 'bonus' })
    const second = await bench.submit(4, { seed: 2000, mode: 'bonus' })
    expect([first.state, second.state]).toEqual(['held', 'held'])
    await bench.app.handlers.cancelJob({ jobId: first.id })
    const done = await bench.done(second)
    expect(done).toMatchObject({ state: 'finished', stored: 4 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(2000, 4))
    expect(isMeasured(bench, 'one')).toBe(true)
    expect(bench.app.gallery.imagesOfJob(first.id)).toEqual([])
  })
})
