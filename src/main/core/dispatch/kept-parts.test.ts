import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { GenerationRequest } from '../../../shared/generation.ts'
import type { GridAxis } from '../../../shared/grid.ts'
import { plainText } from '../../../shared/words/catalogue.ts'
import type { FleetWorker } from '../ports.ts'
import { KeptDeals } from './forecast/kept-deals.ts'
import { expectWhole } from './testing/expectations.ts'
import type { TrueWorker } from './testing/true-worker.ts'
import { createUnwatchedWorld as createWorld, requestFor, steady } from './testing/world.ts'

afterEach(() => vi.restoreAllMocks())

const RUNS_BEHIND = 12

interface Case {
  readonly workers: readonly Partial<TrueWorker>[]
  readonly axes: readonly GridAxis[]
  readonly images: number
  readonly believedFactor: number
}

const cases: fc.Arbitrary<Case> = fc.record({
  workers: fc.array(
    fc.record({
      ipm: fc.integer({ min: 5, max: 60 }),
      overheadSeconds: fc.constantFrom(0, 0.5, 2),
      loadSeconds: fc.constantFrom(5, 20),
      leavesAt: fc.constantFrom(...Array(6).fill(Number.POSITIVE_INFINITY), 15),
      joinsAt: fc.constantFrom(0, 0, 0, 0, 12),
    }),
    { minLength: 2, maxLength: 8 },
  ),
  axes: fc.constantFrom<readonly GridAxis[]>(
    [{ field: 'steps', values: ['10', '20', '40', '60'] }],
    [
      { field: 'steps', values: ['10', '30'] },
      { field: 'checkpoint', values: ['common', 'other', 'third'] },
    ],
    [
      { field: 'sampler', values: ['Euler a', 'DPM++ SDE', 'Heun'] },
      { field: 'size', values: ['512x512', '768x768'] },
    ],
  ),
  images: fc.integer({ min: 2, max: 12 }),
  believedFactor: fc.constantFrom(1, 1, 0.5, 2),
})

/** Makespan of a job over a fleet; `inFront`: images of a job of one part that is submitted before it. */
async function run({ workers, axes, images, believedFactor }: Case, inFront = 0) {
  const world = createWorld(
    workers.map((more, at) => {
      // One stays, or nobody could make it.
      const truth = steady(
        `w${at}`,
        more.ipm ?? 10,
        at === 0 ? { ...more, leavesAt: Infinity, joinsAt: 0 } : more,
      )
      return { truth, belief: { ipm: truth.ipm * (at % 2 === 0 ? believedFactor : 1) } }
    }),
    { keepEvents: false },
  )
  const request: GenerationRequest = requestFor(images, { grid: { axes: [...axes] } })
  if (inFront > 0) world.dispatcher.submit(requestFor(inFront))
  const job = world.dispatcher.submit(request)
  const done = await world.clock.run(world.dispatcher.whenDone(job.id))
  expectWhole(world, done)
  await world.dispatcher.stop(0)
  return done.makespanSeconds ?? Number.NaN
}

describe('a job of several parts that is kept dealt', () => {
  it('ends about when it would if it were dealt anew at each pull, whatever the grid and the fleet', async () => {
    const ratios: number[] = []
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        const kept = await run(each)
        const spy = vi.spyOn(KeptDeals.prototype, 'partsOf').mockReturnValue(null)
        const anew = await run(each)
        spy.mockRestore()
        ratios.push(kept / anew)
        expect(kept / anew).toBeLessThan(1.5)
      }),
      { numRuns: 20, seed: 11 },
    )
    const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length)
    expect(mean, ratios.map((ratio) => ratio.toFixed(2)).join(' ')).toBeLessThan(1.01)
  }, 120_000)

  it('does so behind another job too', async () => {
    const ratios: number[] = []
    const { partsOf } = KeptDeals.prototype
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        const kept = await run(each, 9)
        const spy = vi.spyOn(KeptDeals.prototype, 'partsOf').mockImplementation(function (
          this: KeptDeals,
          job,
          ahead,
        ) {
          return ahead.size > 0 ? null : partsOf.call(this, job, ahead)
        })
        const anew = await run(each, 9)
        spy.mockRestore()
        ratios.push(kept / anew)
        expect(kept / anew).toBeLessThan(1.5)
      }),
      { numRuns: RUNS_BEHIND, seed: 12 },
    )
    const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length)
    expect(mean, ratios.map((ratio) => ratio.toFixed(2)).join(' ')).toBeLessThan(1.01)
  }, 120_000)
})

describe('a job of several parts that nobody can make at first', () => {
  const request = requestFor(5, { grid: { axes: [{ field: 'steps', values: ['10', '20', '40', '60'] }] } })
  const away = { available: false, unavailableReason: plainText('not reachable') }
  const there = { available: true, unavailableReason: null }

  /** Submits the grid while no machine may make it, and lets one come after ten seconds. */
  async function madeOnceThere(before: Partial<FleetWorker>, after: Partial<FleetWorker>) {
    const world = createWorld([{ truth: steady('argon', 20) }, { truth: steady('laptop', 10) }])
    for (const name of ['argon', 'laptop']) world.fleet.change(name, before)
    const job = world.dispatcher.submit(request)
    const done = world.dispatcher.whenDone(job.id)
    await world.clock.advance(10_000)
    expect(world.dispatcher.job(job.id)).toMatchObject({ stored: 0 })
    world.fleet.change('argon', after)
    expectWhole(world, await world.clock.run(done))
  }

  it('is made once a machine that was away is back', () => madeOnceThere(away, there))
  it('is made once a machine that was switched off is switched on', () =>
    madeOnceThere({ lane: 'off' }, { lane: 'active' }))
})
