import type { Origin } from '../../../../shared/origin.ts'
import type { Priority } from '../../../../shared/priority.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { FleetWorker } from '../../ports.ts'
import type { Job } from '../job/job.ts'
import type { JobPart } from '../job/job-parts.ts'
import type { LedgerTimes } from '../worker/worker-ledger.ts'
import type { Subject } from './planning-views.ts'

/** Whose images: `job` null for a request that is only being previewed. */
export interface Owner extends Subject {
  readonly job: Job | null
  /** of the job, or that which the request would have */
  readonly priority: Priority
  /** who asks for it */
  readonly origin: Origin
}

/** A part of a job; @defaultValue the only one of most jobs */
export const ownerOf = (job: Job, part: JobPart = job.parts.first): Owner => ({
  params: part.params,
  exclusions: part.exclusions,
  job,
  priority: job.priority,
  origin: job.origin,
})

/** How a worker looks for images of an owner's. `times`: what its requests tell; absent: they are asked */
export type ViewOfWorker = (worker: FleetWorker, owner: Owner, times?: LedgerTimes) => PlanningWorker
