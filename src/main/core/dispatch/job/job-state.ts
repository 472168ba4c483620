import type { JobStateName } from '../../../../shared/job.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { moved, type StateTable } from '../../state-table.ts'

/** What can happen to a job. Times: `at` in fleet ms, `wall` in epoch ms. */
export type JobEvent =
  /** what it was held for is done */
  | { readonly type: 'released' }
  /** something of it was sent */
  | { readonly type: 'started'; readonly at: number; readonly wall: number }
  /** a request of it has come back, whatever it brought */
  | { readonly type: 'request-ended'; readonly at: number }
  /** nobody can work on it now */
  | { readonly type: 'starved'; readonly problem: Problem }
  | { readonly type: 'paused'; readonly at: number }
  /** it is paused, and pictures that it is made from are not stored any more */
  | { readonly type: 'pictures-missing'; readonly problem: Problem }
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
  /** fleet ms of its first request; null until then */
  readonly startedAt: number | null
  /** fleet ms from which on it rests: it was paused, and what was on its way then has come back; null: it is not paused */
  readonly restsSince: number | null
  /** ms it has rested since its first request, without the rest it is at */
  readonly restedMs: number
  /** epoch ms, for show */
  readonly startedWall: number | null
  readonly finishedWall: number | null
  /** from its first request to the last image that was asked for, or to its end without, pauses left out; null: nothing was sent, or it goes on */
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
/** What changes nothing but its times. */
const inPlace = (name: JobStateName): Row => ({ 'all-stored': name, 'request-ended': name })

/** The one table of a job's life. */
const TABLE: StateTable<JobStateName, Move> = {
  held: { ...LIVE, ...inPlace('held'), released: 'queued' },
  queued: { ...LIVE, ...inPlace('queued'), started: 'running', starved: 'waiting' },
  running: { ...LIVE, ...inPlace('running'), started: 'running', starved: 'waiting' },
  waiting: { ...LIVE, ...inPlace('waiting'), started: 'running', starved: 'waiting' },
  paused: {
    ...LIVE,
    ...inPlace('paused'),
    'pictures-missing': 'paused',
    resumed: 'queued',
    'held-again': 'held',
    released: 'paused',
  },
  'storing-paused': { ...LIVE, ...inPlace('storing-paused'), 'storage-recovered': 'queued' },
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
      return { ...next, restsSince: next.restsSince ?? event.at }
    case 'request-ended':
      return state.restsSince === null ? next : { ...next, restsSince: event.at }
    case 'released':
      return { ...next, hold: false }
    case 'resumed':
      return { ...next, problem: null, restsSince: null, restedMs: restedMs(state, event.at) }
    case 'started':
      return {
        ...next,
        problem: null,
        startedAt: next.startedAt ?? event.at,
        restsSince: null,
        restedMs: restedMs(state, event.at),
        startedWall: next.startedWall ?? event.wall,
      }
    case 'starved':
    case 'pictures-missing':
    case 'storage-failed':
      return { ...next, problem: event.problem }
    case 'storage-recovered':
      return { ...next, problem: null }
    case 'all-stored':
      return { ...next, makespanSeconds: workedSeconds(state, event.at) }
    case 'completed':
    case 'cancelled':
    case 'failed':
      return {
        ...next,
        problem: event.type === 'failed' ? event.problem : null,
        finishedWall: event.wall,
        makespanSeconds: workedSeconds(state, event.at),
      }
  }
}

/** Seconds a job has been worked on, from its first request on, pauses left out; null: nothing was sent. `now`: fleet ms. */
export function workedSeconds(state: JobState, now: number): number | null {
  if (state.makespanSeconds !== null) return state.makespanSeconds
  return state.startedAt === null ? null : (now - state.startedAt - restedMs(state, now)) / 1000
}

/** What it has rested by now since its first request, fleet ms. */
const restedMs = ({ startedAt, restsSince, restedMs: before }: JobState, now: number): number =>
  startedAt === null || restsSince === null ? before : before + Math.max(0, now - restsSince)

/** Nothing more happens to it. */
export const isOver = (state: JobStateName): boolean =>
  state === 'finished' || state === 'cancelled' || state === 'failed'
