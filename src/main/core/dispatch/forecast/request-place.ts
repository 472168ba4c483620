import { nextBatchSize, type RequestPlace } from '../../planning/batch-size.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'

/** How a worker and a job stand when the worker is sent its next request of it; the dealer asks now, the forecast of a later moment. */
export interface Standing {
  /** first requests are small where that costs next to nothing (DispatchSettings) */
  readonly smallFirst: boolean
  /** the worker has a request of this job under way, or had the one before: its pace is seen */
  readonly hasRequest: boolean
  /** a picture of the job is there */
  readonly hasPicture: boolean
}

/** The place of the next request, which decides how cautious its size is. */
export function requestPlace({ smallFirst, hasRequest, hasPicture }: Standing): RequestPlace {
  if (!smallFirst || hasRequest) return 'behind'
  return hasPicture ? 'alone' : 'opening'
}

/** How many bonus images a worker is sent next, of so many that are left to it. */
export const bonusBatch = (left: number, sizing: PlanningWorker, place: RequestPlace): number =>
  Math.min(sizing.maxBatch, Math.max(1, nextBatchSize(left, sizing, place)))
