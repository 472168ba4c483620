import type { JobStateName } from '../../../../shared/job.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { moved, type StateTable } from '../../state-table.ts'

/** What can happen to a job. Times: `at` in fleet ms, `wall` in epoch ms. */
export type JobEvent =
  /** what it was held for is done */
  | { readonly type: 'released'; readonly at: number }
  /** something of it was sent */
  | { readonly type: 'started'; readonly wall: number }
  /** nobody can work on it now */
  | { readonly type: 'starved'; readonly problem: Problem }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed'; readonly at: number }
  | { readonly type: 'storage-failed'; readonly problem: Problem }
  | { readonly type: 'storage-recovered' }
  /** every image that was asked for is on the disk; bonus images may be on their way */
  | { readonly type: 'all-stored'; readonly at: number }
  | JobEnded

/** How it ends. */
type JobEnded =
  | { readonly type: 'completed'; readonly at: number; readonly wall: number }
  | { readonly type: 'cancelled'; readonly at: number; readonly wall: number }
  | { readonly type: 'failed'; readonly at: number; readonly wall: number; readonly problem: Problem }

/** How a job stands. Only `nextJobState` makes the next one. */
export interface JobState {
  readonly name: JobStateName
  /** why it waits, or has failed */
  readonly problem: Problem | null
  /** waits for `released`, also while it is paused */
  readonly hold: boolean
  readonly submittedAt: number
  /** fleet ms; null until it was allowed to start */
  readonly releasedAt: number | null
  /** epoch ms, for show */
  readonly startedWall: number | null
  readonly finishedWall: number | null
  /** from its release to the last image that was asked for, or to its end without */
  readonly makespanSeconds: number | null
}

/** 'held-again': resumed, but what it was held for is not done yet. */
type Move = JobEvent['type'] | 'held-again'
type Row = StateTable<JobStateName, Move>[JobStateName]
const LIVE: Row = {
  paused: 'paused',
  cancelled: 'cancelled',
  failed: 'failed',
  completed: 'finished',
  'storage-failed': 'storing-paused',
}

/** The one table of a job's life. */
const TABLE: StateTable<JobStateName, Move> = {
  held: { ...LIVE, released: 'queued', 'all-stored': 'held' },
  queued: { ...LIVE, started: 'running', starved: 'waiting', 'all-stored': 'queued' },
  running: { ...LIVE, started: 'running', starved: 'waiting', 'all-stored': 'running' },
  waiting: { ...LIVE, started: 'running', starved: 'waiting', 'all-stored': 'waiting' },
  paused: {
    ...LIVE,
    resumed: 'queued',
    'held-again': 'held',
    released: 'paused',
    'all-stored': 'paused',
  },
  'storing-paused': { ...LIVE, 'storage-recovered': 'queued', 'all-stored': 'storing-paused' },
  finished: {},
  cancelled: {},
  failed: {},
}

/** The state after an event. Throws IllegalMove for anything the table does not hold. */
export function nextJobState(state: JobState, event: JobEvent): JobState {
  const move = event.type === 'resumed' && state.hold ? 'held-again' : event.type
  const next: JobState = { ...state, name: moved('a job', TABLE, state.name, move) }
  switch (event.type) {
    case 'paused':
      return next
    case 'released':
      return { ...next, hold: false, releasedAt: next.name === 'queued' ? event.at : next.releasedAt }
    case 'resumed':
      return state.hold ? next : { ...next, releasedAt: next.releasedAt ?? event.at }
    case 'started':
      return { ...next, problem: null, startedWall: next.startedWall ?? event.wall }
    case 'starved':
    case 'storage-failed':
      return { ...next, problem: event.problem }
    case 'storage-recovered':
      return { ...next, problem: null }
    case 'all-stored':
      return { ...next, makespanSeconds: makespan(state, event.at) }
    case 'completed':
    case 'cancelled':
    case 'failed':
      return {
        ...next,
        problem: event.type === 'failed' ? event.problem : null,
        finishedWall: event.wall,
        makespanSeconds: makespan(state, event.at),
      }
  }
}

const makespan = ({ makespanSeconds, releasedAt, submittedAt }: JobState, now: number): number =>
  makespanSeconds ?? (now - (releasedAt ?? submittedAt)) / 1000

/** Nothing more happens to it. */
export const isOver = (state: JobStateName): boolean =>
  state === 'finished' || state === 'cancelled' || state === 'failed'
