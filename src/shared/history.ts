import { z } from 'zod'
import { deadlineOf } from './generation.ts'
import { JobId } from './ids.ts'
import { BatchView, JobStateName, JobView } from './job.ts'
import { StoredOrigin } from './origin.ts'
import { StoredPriority } from './priority.ts'
import { Problem } from './problem.ts'

/** What the history of jobs is bounded by. */
export const HISTORY_LIMITS = {
  /** jobs; the oldest are forgotten, their pictures stay */
  jobs: 500,
  /** requests of one job that are kept for its timeline */
  batches: 1000,
  /** of all prompts of the history together, as they are listed */
  promptCharacters: 400_000,
} as const

/** A job that is over, with all there is to say about it. */
export const PastJob = z.object({
  job: JobView,
  /** for the timeline, oldest first */
  batches: z.array(BatchView).max(HISTORY_LIMITS.batches),
  /** newer requests that are not among them */
  batchesLeftOut: z.number().int().min(0),
})
export type PastJob = z.infer<typeof PastJob>

/** A job that is over as a list shows it: small, because hundreds are sent at once. */
export const PastJobLine = z.object({
  id: JobId,
  number: z.number().int(),
  title: z.string().max(200),
  origin: StoredOrigin,
  priority: StoredPriority,
  state: JobStateName,
  requested: z.number().int(),
  /** epoch ms at which it was to end; absent: it ended when it had its images */
  deadline: z.number().exactOptional(),
  stored: z.number().int(),
  bonusPlanned: z.number().int(),
  bonusStored: z.number().int(),
  /** epoch ms */
  startedAt: z.number().nullable(),
  finishedAt: z.number(),
  makespanSeconds: z.number().nullable(),
  predictedSeconds: z.number().nullable(),
  width: z.number().int(),
  height: z.number().int(),
  steps: z.number().int(),
  checkpoint: z.string().max(500).nullable(),
  /** machines that made pictures of it */
  workers: z.number().int(),
  /** requests that went wrong */
  failures: z.number().int(),
  problem: Problem.nullable(),
})
export type PastJobLine = z.infer<typeof PastJobLine>

/** The line of a job in the list of those that are over. */
export function lineOf(job: JobView): PastJobLine {
  const { request, tallies } = job
  const deadline = deadlineOf(request)
  return {
    id: job.id,
    number: job.number,
    title: job.title,
    origin: job.origin,
    priority: job.priority,
    state: job.state,
    requested: job.requested,
    ...(deadline === null ? {} : { deadline }),
    stored: job.stored,
    bonusPlanned: job.bonusPlanned,
    bonusStored: job.bonusStored,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt ?? job.submittedAt,
    makespanSeconds: job.makespanSeconds,
    predictedSeconds: job.predictedSeconds,
    width: request.width,
    height: request.height,
    steps: request.steps,
    checkpoint: request.checkpoint,
    workers: tallies.filter(({ images, bonus }) => images + bonus > 0).length,
    failures: tallies.reduce((sum, { failures }) => sum + failures, 0),
    problem: job.problem,
  }
}
