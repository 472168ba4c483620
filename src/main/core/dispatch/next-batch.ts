import { nextBatchSize } from '../planning/batch-size.ts'
import { dealExact } from '../planning/exact.ts'
import { participants } from '../planning/plan.ts'
import type { PlanningWorker } from '../planning/planning-worker.ts'

/**
 * How many images a worker that pulls should be sent now: the images nobody has yet are planned again with the speeds as known
 * now, and it gets the first batch of its share. 0: the others are done sooner without it, or it may not take part.
 * `complementary`: workers that make bonus images; they join in only when nobody else can.
 */
export function nextBatch(
  asking: PlanningWorker,
  sizing: PlanningWorker,
  fleet: readonly PlanningWorker[],
  images: number,
  complementary: ReadonlySet<string>,
): number {
  if (images === 0) return 0
  const able = participants(fleet, complementary.size > 0 ? 'bonus' : 'exact')
  const realTime = able.filter((worker) => !complementary.has(worker.id))
  const taking = realTime.length > 0 ? realTime : able
  const self = taking.findIndex((worker) => worker.id === asking.id)
  if (self < 0) return 0
  const share = dealExact(images, taking)[self] ?? 0
  return share === 0 ? 0 : nextBatchSize(share, sizing)
}
