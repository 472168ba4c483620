import { describe, expect, it } from 'vitest'
import { HttpBench, seedsFrom } from './bench.ts'
import { Line } from './line.ts'

/** Stops this process for so many real ms, timers and sockets with it; the clocks count on. */
const standStill = (ms: number) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

describe('this machine slept for two minutes of fleet time', () => {
  it('and its connections did not outlive that: no failure, no notice, every image once', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('one', { ipm: 0.5, faults: ['slow=400'] })
    await using line = await Line.to(server.port)
    await bench.join('one', line.url, 0.5)
    const job = await bench.submit(8)
    await bench.until('the server to compute', () => server.queueLength === 1)
    bench.app.suspended()
    standStill(2_000)
    line.cut()
    bench.app.resumed()
    server.setFaults([])
    line.mend()
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: 8 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 8))
    expect(done.tallies.map(({ failures }) => failures)).toEqual([0])
    expect(bench.notices).toEqual([])
    expect(bench.states('one').has('unavailable')).toBe(false)
    const asked = server.calls().map(({ path }) => path.replace(/^.*\//, ''))
    // What was lost is stopped before it is made anew.
    expect(asked.filter((path) => path === 'txt2img' || path === 'interrupt').slice(0, 3)).toEqual([
      'txt2img',
      'interrupt',
      'txt2img',
    ])
  })
})
