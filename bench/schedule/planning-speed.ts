import { planJob } from '../../src/main/core/planning/plan.ts'
import type { PlanningWorker } from '../../src/main/core/planning/planning-worker.ts'
import { WorkerId } from '../../src/shared/ids.ts'

const WORKERS = 100
const ROUNDS = 21

/** How long a whole plan takes. */
export interface PlanningSpeed {
  readonly mode: 'exact' | 'bonus'
  readonly images: number
  readonly workers: number
  readonly ms: number
}

/** How long one whole plan takes this machine in two modes: each the median of 21, the first (cold) ones among them. */
export const measurePlanning = (): { planning: PlanningSpeed; bonusPlanning: PlanningSpeed } => ({
  planning: measured('exact', 5000),
  bonusPlanning: measured('bonus', 10_000),
})

function measured(mode: PlanningSpeed['mode'], images: number): PlanningSpeed {
  const workers = Array.from(
    { length: WORKERS },
    (_, order): PlanningWorker => ({
      id: WorkerId.parse(`worker-${order}`),
      name: `worker-${order}`,
      lane: 'active',
      order,
      warm: order % 3 > 0,
      releaseSeconds: (order % 7) * 0.9,
      overheadSeconds: 0.2 + (order % 4) * 0.3,
      secondsPerImage: 60 / (2 + ((order * 37) % 59)),
      batchGain: (b) => 1 - 0.4 * Math.min(1, Math.log2(b) / 3),
      maxBatch: 1 + (order % 8),
      spread: 0.05,
      ineligible: null,
      ignores: [],
      gainSeenTo: 4,
      proven: true,
      unmeasured: false,
    }),
  )
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now()
    planJob({ images, mode, stepScaling: false, steps: 20, graceSeconds: 3, workers })
    return performance.now() - began
  }).sort((a, b) => a - b)
  return { mode, images, workers: WORKERS, ms: times[ROUNDS >> 1] ?? Number.NaN }
}
