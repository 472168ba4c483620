import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { plainText } from '../../../../shared/words/catalogue.ts'
import type { FleetWorker } from '../../ports.ts'
import { jobFor } from '../testing/flight.ts'
import { VirtualClock } from '../testing/virtual-clock.ts'
import { VirtualFleet } from '../testing/virtual-fleet.ts'
import { steady } from '../testing/world.ts'
import { checkpointFor } from '../worker/checkpoint-for.ts'
import { MemoryLimits } from '../worker/memory-limits.ts'
import { TimeLimits } from '../worker/time-limits.ts'
import { WorkerLedger } from '../worker/worker-ledger.ts'
import { PlanningViews } from './planning-views.ts'

const SETTING = 8

/** A fleet of so many workers with one job, and views of it that are kept. */
function fleetOf(workers: number) {
  const fleet = new VirtualFleet(
    new VirtualClock(),
    Array.from({ length: workers }, (_, at) => ({ truth: steady(`worker-${at}`, 10 + at) })),
  )
  const job = jobFor()
  const memory = new MemoryLimits((id, key, known) => fleet.keepMemory(id, key, known))
  const times = new TimeLimits((id, seconds) => fleet.keepLongestRequest(id, seconds))
  const ledgers = fleet.workers().map(() => new WorkerLedger())
  const part = job.parts.first
  const owner = { params: part.params, exclusions: part.exclusions }
  const views = new PlanningViews(memory, times, () => 0)
  const seenBy = (who: PlanningViews, setting: number) =>
    fleet
      .workers()
      .map((worker, at) => who.standing(worker, ledgers[at] ?? new WorkerLedger(), owner, setting))
  return { fleet, job, memory, times, ledgers, views, seenBy }
}
type Fleet = ReturnType<typeof fleetOf>

/** What may happen to one worker. */
const EVENTS: Record<string, (fleet: Fleet, worker: FleetWorker, at: number) => void> = {
  'runs out of memory': ({ memory, job }, worker) =>
    memory.exceeded(worker.id, checkpointFor(worker, job.runs.paramsOf(0)), job.runs.paramsOf(0), 4),
  'fits a batch': ({ memory, job }, worker) =>
    memory.succeeded(worker.id, checkpointFor(worker, job.runs.paramsOf(0)), job.runs.paramsOf(0), 2),
  'makes one of several': ({ memory, job }, worker) =>
    memory.madeOne(worker.id, checkpointFor(worker, job.runs.paramsOf(0)), job.runs.paramsOf(0)),
  'is cut off': ({ times }, worker) => times.cut(worker, { ageSeconds: 40, predictedSeconds: 45 }),
  answers: ({ times }, worker) => times.answered(worker, { ageSeconds: 39, predictedSeconds: 39 }),
  'answers later than that': ({ times }, worker) =>
    times.answered(worker, { ageSeconds: 90, predictedSeconds: 90 }),
  learns: ({ fleet, job }, worker) =>
    fleet.learn(worker.id, {
      ...{ params: job.runs.paramsOf(0), checkpoint: 'common', count: 2, seconds: 9, predictedSeconds: 6 },
      ...{ loadSeconds: null, tainted: false, at: 1 },
    }),
  'is left out until its lists are read': ({ job }, worker) =>
    job.exclude(worker.id, plainText('it lacks something'), { lists: worker.capabilities }, 0),
  'is left out': ({ job }, worker) => job.exclude(worker.id, plainText('it is unfit'), 'for-good', 0),
  'has its lists read': ({ fleet }, worker) => {
    if (worker.capabilities !== null)
      fleet.change(worker.name, { capabilities: { ...worker.capabilities, loras: [] } })
  },
  'goes away': ({ fleet }, worker) =>
    fleet.change(worker.name, { available: false, unavailableReason: plainText('it is gone') }),
  returns: ({ fleet }, worker) => fleet.change(worker.name, { available: true, unavailableReason: null }),
  'is put in reserve': ({ fleet }, worker) => fleet.change(worker.name, { lane: 'reserve' }),
  'gets a cap': ({ fleet }, worker) => fleet.change(worker.name, { maxBatch: 3 }),
  'is sent another checkpoint': ({ ledgers }, _, at) => {
    const ledger = ledgers[at]
    if (ledger !== undefined) ledger.expectedCheckpoint = ledger.expectedCheckpoint === null ? 'other' : null
  },
}

describe('views of a fleet that are kept', () => {
  it('are those made from scratch, whatever happened since', () => {
    const event = fc.record({
      what: fc.constantFrom(...Object.keys(EVENTS)),
      at: fc.nat(2),
      setting: fc.constantFrom(SETTING, SETTING, 2),
    })
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 40 }), (events) => {
        const world = fleetOf(3)
        for (const { what, at, setting } of events) {
          const worker = world.fleet.workers()[at]
          if (worker !== undefined) EVENTS[what]?.(world, worker, at)
          const kept = world.seenBy(world.views, setting)
          const anew = world.seenBy(new PlanningViews(world.memory, world.times, () => 0), setting)
          expect(kept.map(told)).toEqual(anew.map(told))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('take no work but for the worker that changed, however many there are', () => {
    const world = fleetOf(1000)
    const memory = vi.spyOn(world.memory, 'most')
    const times = vi.spyOn(world.times, 'allowedSeconds')
    const before = world.seenBy(world.views, SETTING)
    expect([memory.mock.calls.length, times.mock.calls.length]).toEqual([1000, 1000])
    expect(world.seenBy(world.views, SETTING)).toEqual(before)
    world.fleet.change('worker-7', { maxBatch: 2 })
    const after = world.seenBy(world.views, SETTING)
    expect([memory.mock.calls.length, times.mock.calls.length]).toEqual([1001, 1001])
    expect(after.filter((view, at) => view !== before[at]).map(({ name }) => name)).toEqual(['worker-7'])
  })
})

/** With its gains as numbers. */
const told = ({ batchGain, ...view }: ReturnType<PlanningViews['standing']>) => ({
  ...view,
  gains: [1, 2, 4, 8].map(batchGain),
})
