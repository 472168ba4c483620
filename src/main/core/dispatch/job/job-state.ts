import type { JobStateName } from '../../../../shared/job.ts'

/** What can happen to a job. `held-again`: resumed, but what it was held for is not done yet. */
export type JobEvent =
  | 'released'
  | 'started'
  | 'starved'
  | 'paused'
  | 'resumed'
  | 'held-again'
  | 'storage-failed'
  | 'storage-recovered'
  | 'completed'
  | 'cancelled'
  | 'failed'

type Row = Partial<Record<JobEvent, JobStateName>>
const LIVE: Row = {
  paused: 'paused',
  cancelled: 'cancelled',
  failed: 'failed',
  completed: 'finished',
  'storage-failed': 'storing-paused',
}

/** The one table of a job's life. */
const TABLE: Readonly<Record<JobStateName, Row>> = {
  held: { ...LIVE, released: 'queued' },
  queued: { ...LIVE, started: 'running', starved: 'waiting' },
  running: { ...LIVE, started: 'running', starved: 'waiting' },
  waiting: { ...LIVE, started: 'running', starved: 'waiting' },
  paused: { ...LIVE, resumed: 'queued', 'held-again': 'held', released: 'paused' },
  'storing-paused': { ...LIVE, 'storage-recovered': 'queued' },
  finished: {},
  cancelled: {},
  failed: {},
}

/** The state after an event. Throws for anything the table does not hold. */
export function nextJobState(state: JobStateName, event: JobEvent): JobStateName {
  const next = TABLE[state][event]
  if (next === undefined) throw new Error(`a job that is ${state} cannot take "${event}"`)
  return next
}

/** Nothing more happens to it. */
export const isOver = (state: JobStateName): boolean =>
  state === 'finished' || state === 'cancelled' || state === 'failed'
