import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { GenerationRequest } from '../../../shared/generation.ts'
import type { Lane } from '../../../shared/worker.ts'
import type { Shares } from './forecast/deal.ts'
import { FleetForecast } from './forecast/fleet-forecast.ts'
import type { JobDeal } from './forecast/job-deal.ts'
import { KeptDeals } from './forecast/kept-deals.ts'
import { ownerOf } from './forecast/owner.ts'
import { expectWhole } from './testing/expectations.ts'
import { seededRandom } from './testing/seeded-random.ts'
import type { TrueWorker } from './testing/true-worker.ts'
import type { VirtualWorkerSpec } from './testing/virtual-fleet.ts'
import { createUnwatchedWorld as createWorld, requestFor, steady } from './testing/world.ts'
import { WorkerLedgers } from './worker/worker-ledgers.ts'

afterEach(() => vi.restoreAllMocks())

interface Case {
  readonly workers: readonly (Partial<TrueWorker> & { lane: Lane; believed: number; noise: number })[]
  readonly request: Partial<GenerationRequest>
  readonly images: number
  readonly inFront: number
}

const worker = fc.record({
  ipm: fc.double({ min: 2, max: 60, noNaN: true }),
  overheadSeconds: fc.double({ min: 0, max: 2, noNaN: true }),
  loadSeconds: fc.constantFrom(5, 20),
  vramCap: fc.constantFrom(1, 4, 64),
  slowdowns: fc.constantFrom<TrueWorker['slowdowns']>([], [], [], [{ at: 10, factor: 0.3 }]),
  leavesAt: fc.constantFrom(...Array(6).fill(Number.POSITIVE_INFINITY), 15),
  joinsAt: fc.constantFrom(0, 0, 0, 0, 12),
  lane: fc.constantFrom<Lane>('active', 'active', 'active', 'reserve'),
  believed: fc.constantFrom(1, 1, 1, 0.5, 2),
  noise: fc.constantFrom(0, 0, 0.15),
})

const casesOf = (
  requests: readonly Partial<GenerationRequest>[],
  fronts: readonly number[],
): fc.Arbitrary<Case> =>
  fc.record({
    workers: fc.array(worker, { minLength: 2, maxLength: 8 }),
    request: fc.constantFrom(...requests),
    images: fc.integer({ min: 2, max: 60 }),
    inFront: fc.constantFrom(...fronts),
  })

const BONUS: readonly Partial<GenerationRequest>[] = [{ mode: 'bonus' }, { mode: 'bonus', stepScaling: true }]
const until = (seconds: number, runOver: boolean): Partial<GenerationRequest> => ({
  mode: 'until',
  until: { by: 'duration', seconds, at: null },
  runOver,
})
const UNTIL = [until(20, false), until(40, false), until(25, true)]

function specOf({ lane, believed, noise, ...more }: Case['workers'][number], at: number): VirtualWorkerSpec {
  // One stays, or nobody could make it.
  const stays = at === 0 ? { leavesAt: Number.POSITIVE_INFINITY, joinsAt: 0, vramCap: 64 } : {}
  const truth = steady(`w${at}`, more.ipm ?? 10, { ...more, ...stays })
  const random = seededRandom(at + 1)
  return {
    truth,
    belief: { ipm: truth.ipm * (at === 0 ? 1 : believed), lane: at === 0 ? 'active' : lane },
    noise: () => 1 + noise * (2 * random() - 1),
  }
}

/** Runs a job over a fleet, and answers when it was there and how many images were. */
async function run({ workers, request, images, inFront }: Case) {
  const world = createWorld(workers.map(specOf), { keepEvents: false })
  if (inFront > 0) world.dispatcher.submit(requestFor(inFront))
  const isUntil = request.mode === 'until'
  const job = world.dispatcher.submit(requestFor(isUntil ? 1 : images, request))
  const done = await world.clock.run(world.dispatcher.whenDone(job.id))
  if (!isUntil) expectWhole(world, done)
  await world.dispatcher.stop(0)
  return { seconds: done.makespanSeconds ?? Number.NaN, images: done.stored + done.bonusStored }
}

/** Whenever a job is dealt, holds what is kept against dealing anew with the same facts; counts how often, and how often the job was late. */
function holdAgainstDealingAnew() {
  const compared: { deals: number; late: number; unlike: unknown[] } = { deals: 0, late: 0, unlike: [] }
  const { able } = FleetForecast.prototype
  const { dealOf } = KeptDeals.prototype
  const { of, takeChanged } = WorkerLedgers.prototype
  const forecasts = new WeakMap<KeptDeals, FleetForecast>()
  const known = new WeakMap<WorkerLedgers, Set<Parameters<typeof of>[0]>>()
  vi.spyOn(FleetForecast.prototype, 'able').mockImplementation(function (this: FleetForecast, ...args) {
    forecasts.set(this.kept, this)
    return able.apply(this, args)
  })
  vi.spyOn(WorkerLedgers.prototype, 'of').mockImplementation(function (this: WorkerLedgers, id) {
    known.set(this, (known.get(this) ?? new Set()).add(id))
    return of.call(this, id)
  })
  // What is overdue is put off from moment to moment: what is kept hears of it only now and then. Here it always does.
  vi.spyOn(WorkerLedgers.prototype, 'takeChanged').mockImplementation(function (this: WorkerLedgers) {
    takeChanged.call(this)
    return known.get(this) ?? new Set()
  })
  vi.spyOn(KeptDeals.prototype, 'dealOf').mockImplementation(function (this: KeptDeals, job, ahead) {
    const kept = dealOf.call(this, job, ahead)
    const forecast = forecasts.get(this)
    const isDealtElsewhere = job.request.mode === 'exact' && ahead.size === 0
    if (kept === null || forecast === undefined || isDealtElsewhere) return kept
    const anew = forecast.deal(job, forecast.partFleets(job, ahead))
    const ids = forecast.fleet(ownerOf(job)).map(({ id }) => id)
    const [is, shouldBe] = [factsOf(kept, ids), factsOf(anew, ids)]
    // Thrown here it would be lost in a round.
    if (!areAlike(is, shouldBe)) compared.unlike.push({ is, shouldBe })
    compared.deals++
    compared.late += Number(kept.late)
    return kept
  })
  return compared
}

/** Times are kept in whole microseconds. */
function areAlike(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b || Math.abs(a - b) < 1e-5
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [one, other] = [Object.values(a), Object.values(b)]
  return one.length === other.length && one.every((each, at) => areAlike(each, other[at]))
}

function factsOf(
  { mains, bonus, late, broken, untilSeconds, left }: JobDeal<Shares>,
  ids: readonly string[],
) {
  const portionOf = (deal: Shares) =>
    ids.map((id) => {
      const view = deal.view(id)
      return [deal.leftFor(id), view?.maxBatch, view?.releaseSeconds, deal.secondsAhead(id)]
    })
  return {
    ...{ late, broken, left, untilSeconds },
    mains: mains.map(({ deal }) => portionOf(deal)),
    bonus: portionOf(bonus),
  }
}

describe('a job of one part that is kept dealt', () => {
  const held = async (cases: fc.Arbitrary<Case>, numRuns: number) => {
    const compared = holdAgainstDealingAnew()
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        compared.unlike = []
        await run(each)
        expect(compared.unlike).toEqual([])
      }),
      { numRuns, seed: 3, endOnFailure: true },
    )
    return compared
  }

  it('is dealt in "N + bonus" as it would be anew, at every pull of any story', async () => {
    const { deals, late } = await held(casesOf(BONUS, [0, 0, 9]), 12)
    expect(deals).toBeGreaterThan(1000)
    expect(late).toBeGreaterThan(100)
  }, 120_000)

  it('is dealt in "as many as fit" as it would be anew', async () => {
    expect((await held(casesOf(UNTIL, [0, 0, 9]), 24)).deals).toBeGreaterThan(1000)
  }, 120_000)

  it('is dealt in "Exactly N" behind another job as it would be anew', async () => {
    expect((await held(casesOf([{}], [1, 9]), 12)).deals).toBeGreaterThan(100)
  }, 120_000)
})
