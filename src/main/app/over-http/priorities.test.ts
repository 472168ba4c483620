import { describe, expect, it } from 'vitest'
import { HttpBench } from './bench.ts'

/** Fleet time runs so many times faster than the clock on the wall. */
const TIME_SCALE = 10
const MACHINES = 4

describe('a job that is put first while 200 images are made', () => {
  it('begins at once, and nothing of the others is lost', async () => {
    await using bench = await HttpBench.open({ timeScale: TIME_SCALE })
    for (let at = 0; at < MACHINES; at++) await bench.add(`w${at}`, { ipm: 1, timeScale: TIME_SCALE })
    const long = await bench.submit(200)
    await bench.until('pictures of the long job', () => bench.pictures(long).length >= 8)

    const urgent = await bench.submit(4, { seed: 5000 })
    await bench.app.handlers.prioritizeJob({ jobId: urgent.id, priority: 'first' })
    const ended = await bench.done(urgent)
    expect(ended.state).toBe('finished')
    expect(bench.pictures(urgent)).toHaveLength(4)
    // It did not wait for the long job.
    expect(bench.pictures(long).length).toBeLessThan(120)

    const whole = await bench.done(long)
    expect([whole.state, whole.stored]).toEqual(['finished', 200])
    expect(new Set(bench.pictures(long).map(({ index }) => index)).size).toBe(200)
  })

  it('keeps its priority over a restart, and its place in the queue', async () => {
    await using bench = await HttpBench.open({ timeScale: TIME_SCALE })
    const normal = await bench.submit(4)
    const background = await bench.submit(4)
    const first = await bench.submit(4)
    await bench.app.handlers.prioritizeJob({ jobId: background.id, priority: 'background' })
    await bench.app.handlers.prioritizeJob({ jobId: first.id, priority: 'first' })
    const kept = bench.app.gallery.journal.unfinished().map(({ id, priority }) => [id, priority])
    expect(kept).toEqual([
      [first.id, 'first'],
      [normal.id, 'normal'],
      [background.id, 'background'],
    ])
  })
})
