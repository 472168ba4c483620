import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { HttpBench } from './bench.ts'

/** Real ms in which a background benchmark would long have begun: the fleet's clock runs much faster. */
const LONG_ENOUGH_MS = 500

describe('a paused queue', () => {
  it('has no machine measured in the background, and goes on with that when it is resumed', async () => {
    await using bench = await HttpBench.open({ measureNew: true })
    await bench.app.handlers.pauseQueue({})
    const server = await bench.serve('new')
    const { config } = await bench.app.fleet.add({ name: 'new', url: server.url })
    await bench.app.fleet.settled(5000)
    await setTimeout(LONG_ENOUGH_MS)
    expect(bench.app.fleet.view(config.id)).toMatchObject({
      state: 'idle',
      benchmark: null,
      benchmarkProgress: null,
    })
    await bench.app.handlers.resumeQueue({ except: [] })
    const measured = Promise.withResolvers<void>()
    bench.app.subscribe((name, payload) => {
      if (name === 'workerChanged' && 'benchmark' in payload && payload.benchmark !== null) measured.resolve()
    })
    await bench.within(measured.promise, 'its first benchmark')
  })
})
