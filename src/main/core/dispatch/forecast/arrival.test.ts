import { describe, expect, it } from 'vitest'
import { normal, seededRandom } from '../testing/seeded-random.ts'
import { createWorld, requestFor, steady } from '../testing/world.ts'

/** Seconds until a job is done as told at moments of its life, beside how long it really took from there. */
async function told(seed: number, sigma: number, images = 120) {
  const random = seededRandom(seed)
  const specs = [30, 22, 15, 9, 6, 4].map((ipm, at) => {
    const own = seededRandom(seed * 100 + at)
    const noise = () => Math.exp(sigma * normal(own) - sigma ** 2 / 2)
    return { truth: steady(`w${at}`, ipm * (0.7 + 0.6 * random()), { overheadSeconds: 0.3 }), noise }
  })
  const { clock, dispatcher } = createWorld(specs, { keepEvents: false, settings: { eventsEveryMs: 10_000 } })
  const job = dispatcher.submit(requestFor(images))
  const samples: { at: number; eta: number; spread: number }[] = []
  const look = () => {
    const view = dispatcher.job(job.id)
    if (view?.etaSeconds != null)
      samples.push({ at: clock.now() / 1000, eta: view.etaSeconds, spread: view.etaSpreadSeconds ?? 0 })
    if (view?.state === 'running' || view?.state === 'queued') clock.after(1500, look)
  }
  clock.after(10, look)
  const { makespanSeconds } = await clock.run(dispatcher.whenDone(job.id))
  return samples.map(({ at, eta, spread }) => ({ off: (makespanSeconds ?? 0) - at - eta, eta, spread }))
}

describe('when a job will be done', () => {
  it('is told to within two spreads about nine times out of ten, however noisy the fleet', async () => {
    const runs = [0.1, 0.2, 0.4].flatMap((sigma) =>
      Array.from({ length: 20 }, (_, nth) => told(nth + 1, sigma)),
    )
    const samples = (await Promise.all(runs)).flat()
    const within = (spreads: number) =>
      samples.filter(({ off, spread }) => Math.abs(off) <= spreads * spread + 0.05).length / samples.length
    expect(within(2)).toBeGreaterThan(0.87)
    expect(within(1)).toBeGreaterThan(0.6)
  })
  it('is told with little spread where machines keep their word', async () => {
    const samples = await told(3, 0)
    expect(Math.max(...samples.map(({ off }) => Math.abs(off)))).toBeLessThan(2)
    const middle = samples[samples.length >> 1]
    expect((middle?.spread ?? 1) / (middle?.eta ?? 1)).toBeLessThan(0.08)
  })
  it('counts on late batches being copied', async () => {
    const { clock, dispatcher } = createWorld([
      { truth: steady('good', 30) },
      { truth: steady('bad', 1), belief: { ipm: 30 } },
    ])
    const job = dispatcher.submit(requestFor(30))
    await clock.advance(40_000)
    // Eight images of the slow one would take eight minutes; the other makes them in sixteen seconds.
    expect(dispatcher.job(job.id)?.etaSeconds).toBeLessThan(60)
    const { makespanSeconds } = await clock.run(dispatcher.whenDone(job.id))
    expect(makespanSeconds).toBeLessThan(70)
  })
  it('counts the jobs in front', async () => {
    const { clock, dispatcher } = createWorld([{ truth: steady('only', 30) }])
    dispatcher.submit(requestFor(30))
    const second = dispatcher.submit(requestFor(15))
    await clock.advance(100)
    expect(dispatcher.job(second.id)?.etaSeconds).toBeGreaterThan(85)
    expect(dispatcher.job(second.id)?.etaSeconds).toBeLessThan(95)
    expect(dispatcher.preview(requestFor(15)).makespanSeconds).toBeCloseTo(119.9, 0)
  })
  it('is not told when nobody can work', async () => {
    const { clock, dispatcher } = createWorld([{ truth: steady('away', 30, { joinsAt: 1e6 }) }])
    const job = dispatcher.submit(requestFor(30))
    await clock.advance(100)
    expect(dispatcher.job(job.id)?.etaSeconds).toBeNull()
  })
})
