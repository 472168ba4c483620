import { deadlineOf, type GenerationRequest } from '../../../../shared/generation.ts'
import type { TimeLeft } from '../../planning/in-time.ts'
import type { Clock } from '../../ports.ts'
import type { Job } from './job.ts'

/** Fleet ms at which the time of a request is up, by the clock on the wall as it is now; null: it has as long as it takes. */
export function endOf(request: GenerationRequest, clock: Pick<Clock, 'now' | 'wall'>): number | null {
  const deadline = deadlineOf(request)
  return deadline === null ? null : clock.now() + deadline - clock.wall()
}

/** What is left of the time of a job, as of `now` in fleet ms; null: it has as long as it takes. */
export const timeLeft = (
  { endsAt, request }: Pick<Job, 'endsAt' | 'request'>,
  now: number,
): TimeLeft | null => (endsAt === null ? null : { seconds: (endsAt - now) / 1000, runOver: request.runOver })
