import type { Origin } from '../../../../shared/origin.ts'
import type { Priority } from '../../../../shared/priority.ts'
import { workOf } from '../../speed/work.ts'
import type { Job } from '../job/job.ts'

/** Whose images are to be sent, for telling what is sent before them. */
export interface Asking {
  readonly origin: Origin
  readonly priority: Priority
  /** null: it is only being previewed */
  readonly job: Job | null
  /** in images of the benchmark payload, until its last image is sent, or its first */
  readonly work: number
}

/** A job of which something is sent before others, and what share of the images that nobody has yet. */
export interface AheadOf {
  readonly job: Job
  readonly share: number
}

/** Who knows how sources of jobs share the machines. */
export interface SharesOfSources {
  /** `jobs`: live ones, in the order of the queue; so is the answer */
  ahead(asking: Asking, jobs: readonly Job[]): AheadOf[]
}

/** Of what nobody has yet of a job, in images of the benchmark payload. */
export const workLeft = (job: Job): number =>
  job.parts.open.reduce((sum, { pool, params }) => sum + pool.size * workOf(params), 0)
