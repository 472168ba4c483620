import { describe, expect, it } from 'vitest'
import { plainText } from '../../../shared/words/catalogue.ts'
import { inWords } from '../../../shared/words/say.ts'
import { type PartToPlan, planParts } from './plan-parts.ts'
import type { PlanningWorker } from './planning-worker.ts'
import { worker } from './testing/planning-worker.ts'

const LOAD = 30
/** Images with a checkpoint, over workers that have the one that `loaded` names. */
const part = (
  checkpoint: string,
  images: number,
  fleet: readonly PlanningWorker[],
  loaded: Readonly<Record<string, string>>,
): PartToPlan => ({
  images,
  checkpoint,
  workers: fleet.map((each) => {
    const loadSeconds = loaded[each.name] === checkpoint ? 0 : LOAD
    return { ...each, loadSeconds, releaseSeconds: each.releaseSeconds + loadSeconds }
  }),
})
const words = (list: readonly { readonly name: string; readonly reason: Parameters<typeof inWords>[0] }[]) =>
  list.map(({ name, reason }) => `${name}: ${inWords(reason)}`)

describe('the forecast of several parts', () => {
  const fleet = [
    worker('a', 60),
    worker('b', 60, { releaseSeconds: 1 }),
    worker('slow', 1),
    worker('off', 60, { lane: 'off' }),
    worker('new', 60, { ineligible: plainText('not yet'), unmeasured: true }),
  ]
  const loaded = { a: 'x', b: 'y' }
  const plan = planParts([part('x', 10, fleet, loaded), part('y', 20, fleet, loaded)])

  it('lets each worker make what it has loaded, and says who has nothing to do', () => {
    expect(plan.shares).toEqual([
      expect.objectContaining({ name: 'a', images: 10, bonus: 0, releaseSeconds: 0, finishSeconds: 10 }),
      expect.objectContaining({ name: 'b', images: 20, bonus: 0, releaseSeconds: 1, finishSeconds: 21 }),
    ])
    expect(plan.shares.map((share) => 'checkpoints' in share)).toEqual([false, false])
    expect(words(plan.leftOut)).toEqual([
      'slow: one image would take it 90 s; the others finish in 21 s',
      'off: switched off',
      'new: not yet',
    ])
  })
  it('adds up', () => {
    expect(plan).toMatchObject({ mode: 'exact', requested: 30, bonus: 0, makespanSeconds: 21, measured: 3 })
    expect([plan.unmeasured, plan.measuring]).toEqual([[], []])
    for (const { images, batches } of plan.shares)
      expect(batches.reduce((sum, each) => sum + each, 0)).toBe(images)
    expect(plan.spreadSeconds).toBeGreaterThan(0)
    // 30 images, all three from the start but for the second of b: by 15.4 s 15.4, 14.4 and 0.26.
    expect(plan.lowerBoundSeconds).toBeCloseTo((30 + 1) / (2 + 1 / 60))
  })
  it('names the checkpoints of a worker that makes several, in its order', () => {
    const [a] = fleet
    const alone = planParts([
      part('x', 4, [a as PlanningWorker], { a: 'y' }),
      part('y', 6, [a as PlanningWorker], { a: 'y' }),
    ])
    expect(alone.shares).toEqual([
      expect.objectContaining({ images: 10, checkpoints: ['y', 'x'], finishSeconds: 6 + LOAD + 4 }),
    ])
  })
  it('says who is measured now, and who has yet to be', () => {
    const others = [worker('a', 60, { measuring: true }), worker('b', 60, { unmeasured: true })]
    const { measured, measuring, unmeasured } = planParts([part('x', 4, others, {})])
    expect([measured, measuring?.map(({ name }) => name), unmeasured.map(({ name }) => name)]).toEqual([
      1,
      ['a'],
      ['b'],
    ])
  })
  it('notes what a worker will not take, and what of it is nothing for it', () => {
    const able = worker('a', 60, { ignores: [plainText('the VAE')] })
    const unable = { ...able, ineligible: plainText('y is missing') }
    const { notes } = planParts([part('x', 4, [able], { a: 'x' }), part('y', 4, [unable], {})])
    expect(notes.map(({ name }) => name)).toEqual(['a', 'a'])
    expect(notes.map(({ note }) => inWords(note))).toEqual([
      expect.stringContaining('the VAE'),
      expect.stringMatching(/1 of .*2.*y is missing/),
    ])
  })
  it('has neither end nor spread where nobody can make some of it', () => {
    const none = planParts([part('x', 4, fleet, loaded), { images: 1, checkpoint: 'z', workers: [] }])
    expect(none).toMatchObject({ requested: 5, makespanSeconds: null, spreadSeconds: null })
    expect(none.lowerBoundSeconds).toBeNull()
    expect(planParts([])).toMatchObject({ requested: 0, makespanSeconds: null, shares: [] })
  })
  it('tells how many checkpoints a worker loads, and how long that takes', () => {
    const view = (checkpoint: string, loadSeconds: number): PartToPlan => ({
      ...{ images: 4, checkpoint },
      workers: [worker('a', 20, { loadSeconds, releaseSeconds: loadSeconds })],
    })
    const [share] = planParts([view('warm', 0), view('cold', 18), view('cold', 18), view('other', 22)]).shares
    expect(share).toMatchObject({ images: 16, loads: { count: 2, seconds: 40 } })
    expect(planParts([view('warm', 0)]).shares[0]).not.toHaveProperty('loads')
    expect(planParts([view('cold', 18)]).shares[0]).toMatchObject({ loads: { count: 1, seconds: 18 } })
  })
})
