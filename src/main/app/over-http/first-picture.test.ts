import { describe, expect, it } from 'vitest'
import { HttpBench } from './bench.ts'

/** Real ms from Generate to the first picture on disk that a person gets to see at most. */
const MOST_MS = 15_000

describe('the first picture of the demo at its real speed', () => {
  it('comes within 15 s, though Generate is pressed at once', async () => {
    await using bench = await HttpBench.open({
      timeScale: 1,
      measureNew: true,
      dispatch: { smallFirstRequests: true },
    })
    const stored = Promise.withResolvers<number>()
    bench.app.subscribe((name, _payload) => {
      if (name === 'imageStored') stored.resolve(performance.now())
    })
    await bench.app.handlers.startDemoFleet({})
    await bench.app.fleet.settled(5000)
    const pressed = performance.now()
    const job = await bench.submit(24, { width: 512, height: 512 })
    const first = await bench.within(stored.promise, 'the first picture')
    expect(first - pressed).toBeLessThan(MOST_MS)
    expect(bench.jobs.get(job.id)?.map(({ state }) => state)).not.toContain('waiting')
    await bench.app.handlers.cancelJob({ jobId: job.id })
  })
})
