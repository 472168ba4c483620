import type { GenerationRequest } from '../../../../shared/generation.ts'
import type { JobView, WorkerTally } from '../../../../shared/job.ts'
import { say } from '../../../../shared/words/say.ts'
import type { Job } from '../job/job.ts'

const TITLE_CHARACTERS = 60

/** First words of a prompt, for a headline. */
export function titleOf(prompt: string): string {
  const line = prompt
    .replace(/<[^>]{0,200}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (line === '') return say('dispatch.untitled')
  const first = line.split(',')[0]?.trim() || line
  const text = first.length >= 8 ? first : line
  const short =
    text.length <= TITLE_CHARACTERS ? text : `${text.slice(0, TITLE_CHARACTERS).replace(/\s+\S*$/, '')}…`
  return short.charAt(0).toUpperCase() + short.slice(1)
}

/** What a job is called: by its prompt, or by the pictures that it makes larger, which have none. */
export function titleOfRequest({ prompt, upscale, inputs }: GenerationRequest): string {
  if (upscale === null) return titleOf(prompt)
  return say('dispatch.upscale', { count: inputs.length, name: inputs[0]?.name ?? '' })
}

/** A job as the panel draws it. `expectedStartAt`: epoch ms. */
export function jobView(
  job: Job,
  eta: { seconds: number; spread: number } | null,
  expectedStartAt: number | null = null,
): JobView {
  return {
    id: job.id,
    number: job.number,
    title: titleOfRequest(job.request),
    origin: job.origin,
    priority: job.priority,
    request: job.request,
    ...job.seeds,
    state: job.state,
    requested: job.requested,
    stored: job.mainStored,
    bonusPlanned: job.bonusPlanned,
    bonusStored: job.bonusStored,
    failed: job.state === 'failed' || job.state === 'cancelled' ? job.requested - job.mainStored : 0,
    problem: job.problem,
    submittedAt: job.submittedWall,
    startedAt: job.standing.startedWall,
    finishedAt: job.standing.finishedWall,
    expectedStartAt,
    etaSeconds: eta?.seconds ?? null,
    etaSpreadSeconds: eta?.spread ?? null,
    predictedSeconds: job.predictedSeconds,
    lowerBoundSeconds: job.lowerBoundSeconds,
    makespanSeconds: job.standing.makespanSeconds,
    plan: job.plan,
    tallies: job.tallies.all().map(shown),
  }
}

/** A picture may come after the end: then it made some after all. */
const shown = ({ madeNone, ...tally }: Readonly<WorkerTally>): WorkerTally =>
  madeNone === undefined || tally.images + tally.bonus > 0 ? tally : { ...tally, madeNone }
