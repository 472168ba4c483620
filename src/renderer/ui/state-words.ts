import type { JobStateName } from '../../shared/job.ts'
import type { MessageKey } from '../../shared/words/catalogue.ts'
import { say } from '../../shared/words/say.ts'
import type { WorkerStateName } from '../../shared/worker.ts'

/** How a state is coloured; the words beside it always say it too. */
export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad'

export const WORKER_TONES: Readonly<Record<WorkerStateName, Tone>> = {
  unknown: 'neutral',
  idle: 'ok',
  working: 'accent',
  benchmarking: 'warn',
  'loading-model': 'warn',
  interrupted: 'warn',
  unavailable: 'bad',
  'needs-sign-in': 'bad',
  paused: 'warn',
  off: 'neutral',
}

export const JOB_TONES: Readonly<Record<JobStateName, Tone>> = {
  held: 'warn',
  queued: 'neutral',
  running: 'accent',
  waiting: 'warn',
  paused: 'warn',
  'storing-paused': 'bad',
  finished: 'ok',
  cancelled: 'neutral',
  failed: 'bad',
}

/** "Ready", "Working". */
export const workerStateWords = (state: WorkerStateName): string =>
  say(`workers.state.${state}` satisfies MessageKey)

/** "Running", "Waiting its turn". */
export const jobStateWords = (state: JobStateName): string => say(`queue.state.${state}` satisfies MessageKey)
