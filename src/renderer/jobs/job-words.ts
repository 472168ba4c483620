import type { JobView } from '../../shared/job.ts'
import { clock } from '../../shared/words/format-duration.ts'
import { counted } from '../../shared/words/format-number.ts'
import { isOver } from '../state/jobs.ts'
import { jobStateWords } from '../ui/state-words.ts'

type Outcome = Counts & Pick<JobView, 'state' | 'makespanSeconds' | 'predictedSeconds'>
type Counts = Pick<JobView, 'requested' | 'stored' | 'bonusPlanned' | 'bonusStored'>

/** Pictures there, of those asked for plus the bonus: { done: 14, of: "12 + 11" } */
export function jobCounts({ requested, stored, bonusPlanned, bonusStored }: Counts): {
  done: number
  of: string
} {
  const bonus = Math.max(bonusPlanned, bonusStored)
  return {
    done: stored + bonusStored,
    of: bonus > 0 ? `${requested.toLocaleString('en-US')} + ${bonus}` : requested.toLocaleString('en-US'),
  }
}

/** Images that were asked for have not come. */
export const lacksImages = ({ requested, stored }: Pick<Counts, 'requested' | 'stored'>): boolean =>
  stored < requested

/** How a job stands, in one line: "23 images in 0:36, 0:01 under plan", "cancelled, 14 of 60 images kept". */
export function jobOutcome(job: Outcome): string {
  const { done, of } = jobCounts(job)
  if (!isOver(job)) return `${done} of ${of} images`
  if (job.state === 'cancelled') return `cancelled, ${done} of ${of} images kept`
  if (job.state === 'failed') return `failed, ${done} of ${of} images`
  const { makespanSeconds: took, predictedSeconds: predicted } = job
  const time = took === null ? '' : ` in ${clock(took)}`
  return `${counted(done, 'image')}${time}${against(took, predicted)}`
}

/** ", 0:02 over plan"; empty where there is nothing to compare or the difference does not show. */
function against(took: number | null, predicted: number | null): string {
  if (took === null || predicted === null) return ''
  const difference = took - predicted
  if (Math.abs(difference) < 0.5) return ', as planned'
  return `, ${clock(Math.abs(difference))} ${difference > 0 ? 'over' : 'under'} plan`
}

/** ", give or take 0:04"; empty where the spread is not known or would not show. Seconds. */
export function spreadWords(spread: number | null): string {
  return spread !== null && spread >= 0.5 ? `, give or take ${clock(spread)}` : ''
}

/** What an open job does when it is not simply running; null when it is. */
export function holdWords({ state }: Pick<JobView, 'state'>): string | null {
  return state === 'running' ? null : jobStateWords(state)
}
