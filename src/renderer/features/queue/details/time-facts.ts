import type { JobView } from '../../../../shared/job.ts'
import { moment } from '../../../../shared/words/format-date.ts'
import { clock, offBy, shortSeconds } from '../../../../shared/words/format-duration.ts'
import { times } from '../../../../shared/words/format-number.ts'
import { say } from '../../../../shared/words/say.ts'
import { isOver } from '../../../state/jobs.ts'
import type { Fact } from '../../../ui/FactRows.tsx'

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
  const { startedAt, finishedAt, predictedSeconds, lowerBoundSeconds } = job
  // One that never started took no time, whatever passed until it was cancelled.
  const took = startedAt === null || !isOver(job) ? null : job.makespanSeconds
  // A forecast is of all that was asked for: what took less because it was cancelled is not held against it.
  const comparable = job.state === 'finished' ? took : null
  // Until something of it is sent, a forecast would be of its waiting too.
  const begun = startedAt !== null
  const waited = startedAt === null ? 0 : (startedAt - job.submittedAt) / 1000
  const facts: (Fact | null)[] = [
    took === null ? null : { name: say('queue.time.took'), value: shortSeconds(took) },
    predictedSeconds === null || !begun
      ? null
      : {
          name: say('queue.time.forecast'),
          value: compared(predictedSeconds, comparable === null ? null : offBy(comparable, predictedSeconds)),
        },
    lowerBoundSeconds === null || !begun
      ? null
      : {
          name: say('queue.time.least'),
          value: compared(
            lowerBoundSeconds,
            comparable === null || lowerBoundSeconds <= 0 ? null : times(comparable / lowerBoundSeconds),
          ),
        },
    waited >= 1 ? { name: say('queue.time.waited'), value: clock(waited) } : null,
    startedAt === null ? null : { name: say('queue.time.started'), value: moment(startedAt) },
    finishedAt === null ? null : { name: say('queue.time.ended'), value: moment(finishedAt) },
  ]
  return facts.filter((fact) => fact !== null)
}

/** "36.0 s (+5%)" */
const compared = (seconds: number, against: string | null): string =>
  against === null
    ? shortSeconds(seconds)
    : say('queue.time.compared', { time: shortSeconds(seconds), against })
