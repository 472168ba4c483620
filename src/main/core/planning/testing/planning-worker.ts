import fc from 'fast-check'
import { WorkerId } from '../../../../shared/ids.ts'
import { gainCurve } from '../../speed/gain-curve.ts'
import type { PlanningWorker } from '../planning-worker.ts'

/** A worker as the planner sees it: idle, warm, without overhead, up to 8 images at a time. */
export const worker = (name: string, ipm: number, extra: Partial<PlanningWorker> = {}): PlanningWorker => ({
  id: WorkerId.parse(name),
  name,
  lane: 'active',
  order: 0,
  warm: true,
  releaseSeconds: 0,
  overheadSeconds: 0,
  secondsPerImage: 60 / ipm,
  batchGain: () => 1,
  maxBatch: 8,
  spread: 0.05,
  ineligible: null,
  ignores: [],
  gainSeenTo: 1,
  proven: true,
  unmeasured: false,
  ...extra,
})

const anyWorker = fc.record({
  ipm: fc.double({ min: 1, max: 120, noNaN: true }),
  releaseSeconds: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 60, noNaN: true })),
  overheadSeconds: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 8, noNaN: true })),
  maxBatch: fc.integer({ min: 0, max: 5 }),
  gainAt4: fc.oneof(fc.constant(1), fc.double({ min: 0.3, max: 1, noNaN: true })),
  warm: fc.boolean(),
})

/** Fleets of any kind: busy, slow to answer, short of memory, with batches that pay or do not. At least one can hold an image. */
export const anyFleet = (most: number): fc.Arbitrary<PlanningWorker[]> =>
  fc
    .array(anyWorker, { minLength: 1, maxLength: most })
    .map((raw) =>
      raw.map(({ ipm, gainAt4, ...rest }, order) =>
        worker(`w${order}`, ipm, {
          ...rest,
          order,
          batchGain: gainCurve({ 4: { mean: gainAt4, n: 100 } }, 0.05),
        }),
      ),
    )
    .filter((fleet) => fleet.some(({ maxBatch }) => maxBatch > 0))
