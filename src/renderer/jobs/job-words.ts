import { isEndless } from '../../shared/end-time.ts'
import { deadlineOf } from '../../shared/generation.ts'
import type { PastJobLine } from '../../shared/history.ts'
import type { JobView } from '../../shared/job.ts'
import { comingTime, timeOfDay } from '../../shared/words/format-date.ts'
import { clock } from '../../shared/words/format-duration.ts'
import { whole } from '../../shared/words/format-number.ts'
import { say } from '../../shared/words/say.ts'
import { isOver } from '../state/jobs.ts'
import { jobStateWords } from '../ui/state-words.ts'

type Outcome = Counts &
  Pick<JobView, 'state' | 'makespanSeconds' | 'predictedSeconds'> &
  (Pick<JobView, 'request'> | Pick<PastJobLine, 'deadline'>)
type Counts = Pick<JobView, 'requested' | 'stored' | 'bonusPlanned' | 'bonusStored'>

/** Pictures there, of those asked for plus the bonus: { done: 14, of: "12 + 11" } */
export function jobCounts({ requested, stored, bonusPlanned, bonusStored }: Counts): {
  done: number
  of: string
} {
  const bonus = Math.max(bonusPlanned, bonusStored)
  return {
    done: stored + bonusStored,
    of: bonus > 0 ? `${whole(requested)} + ${whole(bonus)}` : whole(requested),
  }
}

/**
 * More of a job that failed can be made: images that were asked for have not come, or there is time left for as many as fit. `now`: epoch ms, by
 * the fleet's clock.
 */
export function lacksImages(
  { requested, stored, request }: Pick<JobView, 'requested' | 'stored' | 'request'>,
  now: number,
): boolean {
  const deadline = deadlineOf(request)
  return deadline === null ? stored < requested : now < deadline
}

/** How a job stands, in one line: "23 images in 0:36, 0:01 under plan", "Cancelled, 14 of 60 images kept". */
export function jobOutcome(job: Outcome): string {
  const { requested } = job
  const { done, of } = jobCounts(job)
  const deadline = 'request' in job ? deadlineOf(job.request) : (job.deadline ?? null)
  if (deadline !== null && isOver(job)) return outcomeInTime(job.state, done, deadline)
  if (deadline !== null && isEndless(deadline)) return say('generate.outcome.open-endless', { done })
  if (!isOver(job)) return say('generate.outcome.open', { requested, done: whole(done), of })
  if (job.state === 'cancelled')
    return say('generate.outcome.cancelled', { requested, done: whole(done), of })
  if (job.state === 'failed') return say('generate.outcome.failed', { requested, done: whole(done), of })
  const { makespanSeconds: took, predictedSeconds: predicted } = job
  if (took === null) return say('generate.outcome.finished', { done })
  const time = clock(took)
  if (predicted === null) return say('generate.outcome.finished-in', { done, time })
  const difference = clock(Math.abs(took - predicted))
  if (Math.abs(took - predicted) < 0.5) return say('generate.outcome.as-planned', { done, time })
  return took > predicted
    ? say('generate.outcome.over-plan', { done, time, difference })
    : say('generate.outcome.under-plan', { done, time, difference })
}

/** How a job ended that had a time: "34 images by 18:00". */
function outcomeInTime(state: JobView['state'], done: number, deadline: number): string {
  if (state === 'cancelled') return say('generate.outcome.cancelled-until', { done })
  if (state === 'failed') return say('generate.outcome.failed-until', { done })
  if (isEndless(deadline)) return say('generate.outcome.finished', { done })
  return say('generate.outcome.finished-until', { done, time: timeOfDay(deadline) })
}

/** What stands behind the number of pictures that are there: "of 12 + 11 images", "of about 34 images by 18:00". `now`: epoch ms, by the fleet's clock. */
export function ofWords(job: Counts & Pick<JobView, 'request'>, now: number): string {
  const { requested } = job
  const deadline = deadlineOf(job.request)
  if (deadline !== null && isEndless(deadline))
    return say('generate.outcome.of-endless', { done: jobCounts(job).done })
  return deadline === null
    ? say('generate.outcome.of', { requested, of: jobCounts(job).of })
    : say('generate.outcome.of-until', { requested, time: comingTime(deadline, now) })
}

/** A spread of a forecast, s, that is worth telling: "0:04"; null where it is not known or would not show. */
export const shownSpread = (spread: number | null): string | null =>
  spread !== null && spread >= 0.5 ? clock(spread) : null

/** What an open job does when it is not simply running; null when it is. */
export function holdWords({ state }: Pick<JobView, 'state'>): string | null {
  return state === 'running' ? null : jobStateWords(state)
}
