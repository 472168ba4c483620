import { describe, expect, it } from 'vitest'
import { plainText } from '../../../shared/words/catalogue.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import { VirtualClock } from '../dispatch/testing/virtual-clock.ts'
import { VirtualFleet } from '../dispatch/testing/virtual-fleet.ts'
import { steady } from '../dispatch/testing/world.ts'
import type { FleetWorker } from '../ports.ts'
import { learn } from '../speed/learn.ts'
import { freshSpeed } from '../speed/model.ts'
import { benchmarked, observed, paramsFor } from '../speed/testing/true-speed.ts'
import { loadSecondsOf, needsLoad, planningWorkerOf } from './fleet-view.ts'

const DAY_MS = 86_400_000
const facts = { releaseSeconds: 4, maxBatch: 6, wall: DAY_MS }

function argon(more: Partial<FleetWorker> = {}, capabilities: Partial<Capabilities> = {}): FleetWorker {
  const fleet = new VirtualFleet(new VirtualClock(), [
    { truth: steady('argon', 20), belief: { capabilities } },
  ])
  const [worker] = fleet.workers()
  if (worker === undefined) throw new Error('the fleet is empty')
  return { ...worker, ...more }
}

describe('a worker in the numbers of the planner', () => {
  it('has its place on the board, what memory allows, and its speed for the request', () => {
    // 20 ipm: 3 s an image; 40 steps, of which 4 % of the first 20 are decoding: 3 s x (0.96 x 2 + 0.04).
    const speed = benchmarked(20, { overheadSeconds: 0.5, gainAt4: 0.7 })
    const view = planningWorkerOf(
      argon({ speed, lane: 'reserve', order: 3 }),
      paramsFor({ steps: 40 }),
      facts,
    )
    expect(view).toMatchObject({
      ...{ id: 'argon', name: 'argon', lane: 'reserve', order: 3, maxBatch: 6, releaseSeconds: 4 },
      ...{
        warm: true,
        overheadSeconds: 0.5,
        ineligible: null,
        ignores: [],
        proven: false,
        unmeasured: false,
      },
    })
    expect(view.secondsPerImage).toBeCloseTo(5.88)
    expect(view.spread).toBeCloseTo(0.1)
    // Three observations of 0.7 against 1, trusted 3 / (3 + (0.1 / 0.25)^2).
    expect(view.batchGain(4)).toBeCloseTo(0.7152, 4)
  })
  it('says that nobody has measured it', () => {
    expect(planningWorkerOf(argon({ speed: freshSpeed() }), paramsFor(), facts).unmeasured).toBe(true)
  })
  it('says why it cannot take part, and what it passes over', () => {
    const view = planningWorkerOf(
      argon({ available: false, unavailableReason: plainText('away') }, { ignores: ['clipSkip'] }),
      paramsFor({ clipSkip: 2 }),
      facts,
    )
    expect(view.ineligible === null ? null : inWords(view.ineligible)).toBe('away')
    expect(view.ignores.map((part) => inWords(part))).toEqual(['clip skip 2'])
  })
  it("adds somebody else's work there in seconds, and the load of a checkpoint as learned", () => {
    const speed = { ...benchmarked(20), loadSeconds: { mean: 12, n: 2 } }
    const cold = argon({ speed, busyElsewhereMs: 2500 }, { loadedCheckpoint: 'another' })
    expect(planningWorkerOf(cold, paramsFor(), facts)).toMatchObject({ warm: false, releaseSeconds: 18.5 })
  })
  it('is taken to load for 20 s as long as nobody has timed it', () => {
    expect(loadSecondsOf(argon({ speed: freshSpeed() }))).toBe(20)
    expect(loadSecondsOf(argon({ speed: { ...freshSpeed(), loadSeconds: { mean: 7, n: 1 } } }))).toBe(7)
  })
})

describe('the checkpoint that its speed is looked up for', () => {
  /** A batch with checkpoint `seen` took twice the 3 s of the benchmark. */
  const speedAfter = (seen: string) => {
    const params = paramsFor({ checkpoint: seen })
    return learn(benchmarked(20), observed(6, { params, checkpoint: seen, waited: true }))
  }
  // One observation of 2 on each level is trusted 1/4: all three levels 3 x (2 - 0.75^3), the worker's alone 3 x 1.25.
  const [here, elsewhere] = [4.734, 3.75]

  it.each([
    ["the request's", { checkpoint: 'common' }, {}, 'common', here],
    [
      "the request's, by its bare name",
      { checkpoint: 'sub/common.safetensors [0123456789]' },
      {},
      'common',
      here,
    ],
    ['not another', { checkpoint: 'common' }, {}, 'other', elsewhere],
    [
      "the machine's own, before the request's",
      { checkpoint: 'common' },
      { checkpointOverride: 'own' },
      'own',
      here,
    ],
    [
      "not the request's where the machine has its own",
      { checkpoint: 'common' },
      { checkpointOverride: 'own' },
      'common',
      elsewhere,
    ],
    ['the loaded one where the request names none', { checkpoint: null }, {}, 'loaded', here],
  ] as const)('is %s', (_, asked, more, seen, seconds) => {
    const worker = argon(
      { ...more, speed: speedAfter(seen) },
      { loadedCheckpoint: 'loaded', checkpoints: null },
    )
    const view = planningWorkerOf(worker, paramsFor(asked), facts)
    expect(view.secondsPerImage).toBeCloseTo(seconds, 3)
    expect(view.proven).toBe(seconds === here)
  })
  it('is none where nothing tells: only what the worker showed in general counts', () => {
    const worker = argon({ speed: speedAfter('common') }, { loadedCheckpoint: null })
    expect(planningWorkerOf(worker, paramsFor({ checkpoint: null }), facts).secondsPerImage).toBeCloseTo(
      elsewhere,
      3,
    )
  })
  it('is none for a machine of which nothing is known', () => {
    const worker = argon({ speed: benchmarked(20), capabilities: null })
    const view = planningWorkerOf(worker, paramsFor({ checkpoint: null }), facts)
    expect(view).toMatchObject({ warm: true, secondsPerImage: expect.closeTo(3, 10), proven: false })
  })
  it('is not proven by what was seen two weeks ago', () => {
    const worker = argon({ speed: speedAfter('common') })
    const at = (wall: number) => planningWorkerOf(worker, paramsFor(), { ...facts, wall }).proven
    expect([at(13 * DAY_MS), at(15 * DAY_MS)]).toEqual([true, false])
  })
})

describe('the need to load a checkpoint', () => {
  it.each([
    ['the request names another', { checkpoint: 'common' }, null, 'other', true],
    ['the request names it', { checkpoint: 'common' }, null, 'common', false],
    ['the request names none', { checkpoint: null }, null, 'other', false],
    ['the machine has its own and another is loaded', { checkpoint: 'common' }, 'own', 'common', true],
    ['the machine has its own and that is loaded', { checkpoint: 'common' }, 'own', 'own', false],
    ['nobody knows what is loaded', { checkpoint: 'common' }, null, null, false],
  ] as const)('where %s', (_, asked, checkpointOverride, loadedCheckpoint, load) => {
    const worker = argon({ checkpointOverride }, { loadedCheckpoint, checkpoints: null })
    expect(needsLoad(worker, asked)).toBe(load)
  })
  it('is not there for a machine of which nothing is known', () => {
    expect(needsLoad(argon({ capabilities: null }), { checkpoint: 'common' })).toBe(false)
  })
})
