import { isEndless } from '../../../../shared/end-time.ts'
import { deadlineOf, type GenerationRequest } from '../../../../shared/generation.ts'
import type { TimeLeft } from '../../planning/in-time.ts'
import type { Clock } from '../../ports.ts'
import type { Job } from './job.ts'

/** Fleet ms at which the time of a request is up, by the clock on the wall as it is now; null: it has as long as it takes. */
export function endOf(request: GenerationRequest, clock: Pick<Clock, 'now' | 'wall'>): number | null {
  const deadline = deadlineOf(request)
  return deadline === null ? null : clock.now() + deadline - clock.wall()
}

/** A job without an end is dealt for so many seconds ahead, again and again: as long as its forecasts are worth looking at. */
const AHEAD_SECONDS = 120
const AHEAD: TimeLeft = { seconds: AHEAD_SECONDS, runOver: true }

/** What is left of the time of a job, as of `now` in fleet ms; null: it has as long as it takes. */
export function timeLeft({ endsAt, request }: Pick<Job, 'endsAt' | 'request'>, now: number): TimeLeft | null {
  if (endsAt === null) return null
  return isEndless(deadlineOf(request) ?? 0)
    ? AHEAD
    : { seconds: (endsAt - now) / 1000, runOver: request.runOver }
}
