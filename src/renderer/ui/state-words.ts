import type { JobStateName } from '../../shared/job.ts'
import type { WorkerStateName } from '../../shared/worker.ts'

/** How a state is coloured; the words beside it always say it too. */
export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad'

export const WORKER_STATES: Readonly<Record<WorkerStateName, { words: string; tone: Tone }>> = {
  unknown: { words: 'Looking for it', tone: 'neutral' },
  idle: { words: 'Ready', tone: 'ok' },
  working: { words: 'Working', tone: 'accent' },
  benchmarking: { words: 'Benchmarking', tone: 'warn' },
  'loading-model': { words: 'Loading model', tone: 'warn' },
  interrupted: { words: 'Interrupted', tone: 'warn' },
  unavailable: { words: 'Unavailable', tone: 'bad' },
  'needs-sign-in': { words: 'Needs sign-in', tone: 'bad' },
  paused: { words: 'Paused', tone: 'warn' },
  off: { words: 'Off', tone: 'neutral' },
}

export const JOB_STATES: Readonly<Record<JobStateName, { words: string; tone: Tone }>> = {
  held: { words: 'Measuring machines first', tone: 'warn' },
  queued: { words: 'Waiting its turn', tone: 'neutral' },
  running: { words: 'Running', tone: 'accent' },
  waiting: { words: 'Waiting for a machine', tone: 'warn' },
  paused: { words: 'Paused', tone: 'warn' },
  'storing-paused': { words: 'Cannot store pictures', tone: 'bad' },
  finished: { words: 'Finished', tone: 'ok' },
  cancelled: { words: 'Cancelled', tone: 'neutral' },
  failed: { words: 'Failed', tone: 'bad' },
}
