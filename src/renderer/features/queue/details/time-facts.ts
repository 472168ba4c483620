import type { JobView } from '../../../../shared/job.ts'
import { moment } from '../../../../shared/words/format-date.ts'
import { clock, offBy, shortSeconds } from '../../../../shared/words/format-duration.ts'
import { isOver } from '../../../state/jobs.ts'
import type { Fact } from './request-facts.ts'
import { againstLeast } from './worker-figures.ts'

type Times = Pick<
  JobView,
  | 'state'
  | 'submittedAt'
  | 'startedAt'
  | 'finishedAt'
  | 'makespanSeconds'
  | 'predictedSeconds'
  | 'lowerBoundSeconds'
>

/** How long a job took against what was foretold, and when it was. */
export function timeFacts(job: Times): Fact[] {
  const { startedAt, predictedSeconds } = job
  // One that never started took no time, whatever passed until it was cancelled.
  const took = startedAt === null || !isOver(job) ? null : job.makespanSeconds
  const waited = startedAt === null ? 0 : (startedAt - job.submittedAt) / 1000
  const facts: (Fact | null)[] = [
    took === null ? null : { name: 'Took', value: shortSeconds(took) },
    predictedSeconds === null
      ? null
      : {
          name: 'Forecast',
          value:
            took === null || job.state !== 'finished'
              ? shortSeconds(predictedSeconds)
              : `${shortSeconds(predictedSeconds)} (${offBy(took, predictedSeconds)})`,
        },
    job.lowerBoundSeconds === null
      ? null
      : {
          name: 'Least possible',
          value: `${shortSeconds(job.lowerBoundSeconds)}${job.state === 'finished' ? againstLeast(took, job.lowerBoundSeconds) : ''}`,
        },
    waited >= 1 ? { name: 'Waited', value: clock(waited) } : null,
    startedAt === null ? null : { name: 'Started', value: moment(startedAt) },
    job.finishedAt === null ? null : { name: 'Ended', value: moment(job.finishedAt) },
  ]
  return facts.filter((fact) => fact !== null)
}
