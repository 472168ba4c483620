import type { WorkerStateName } from '../../../shared/worker.ts'

/** What can happen to a worker, as far as its state is concerned. */
export type WorkerEvent =
  | 'probe-ok'
  | 'probe-failed'
  | 'sign-in-needed'
  | 'batch-started'
  | 'batch-ended'
  | 'model-loading'
  | 'model-loaded'
  | 'interrupted'
  | 'benchmark-started'
  | 'benchmark-ended'
  | 'failed-too-often'
  | 'resumed'
  | 'switched-off'
  | 'switched-on'
  | 'changed'

/** A transition the table does not hold: a bug somewhere. */
export class IllegalTransition extends Error {
  constructor(state: WorkerStateName, event: WorkerEvent) {
    super(`a worker that is ${state} cannot take "${event}"`)
    this.name = 'IllegalTransition'
  }
}

type Row = Partial<Record<WorkerEvent, WorkerStateName>>

/** What may happen in every state: it can be lost, locked, paused, switched off, or be told of a new address. */
const ANYWHERE: Row = {
  'probe-failed': 'unavailable',
  'sign-in-needed': 'needs-sign-in',
  'failed-too-often': 'paused',
  'switched-off': 'off',
  changed: 'unknown',
}

/** The one table of legal transitions. An answer may still arrive from a worker that was given up on. */
const TABLE: Readonly<Record<WorkerStateName, Row>> = {
  unknown: {
    ...ANYWHERE,
    'probe-ok': 'idle',
    'batch-ended': 'unknown',
    'benchmark-ended': 'unknown',
    interrupted: 'unknown',
    'model-loaded': 'unknown',
  },
  idle: {
    ...ANYWHERE,
    'probe-ok': 'idle',
    'batch-started': 'working',
    'batch-ended': 'idle',
    'benchmark-started': 'benchmarking',
    'benchmark-ended': 'idle',
    'model-loading': 'loading-model',
    'model-loaded': 'idle',
    interrupted: 'idle',
    resumed: 'idle',
  },
  working: {
    ...ANYWHERE,
    'probe-ok': 'working',
    'batch-started': 'working',
    'batch-ended': 'idle',
    'model-loading': 'loading-model',
    'model-loaded': 'working',
    interrupted: 'interrupted',
  },
  benchmarking: {
    ...ANYWHERE,
    'probe-ok': 'benchmarking',
    'benchmark-ended': 'idle',
    'batch-ended': 'benchmarking',
    'model-loading': 'benchmarking',
    'model-loaded': 'benchmarking',
    interrupted: 'benchmarking',
  },
  'loading-model': {
    ...ANYWHERE,
    'probe-ok': 'loading-model',
    'model-loading': 'loading-model',
    'model-loaded': 'idle',
    'batch-started': 'working',
    'batch-ended': 'idle',
    interrupted: 'interrupted',
  },
  interrupted: {
    ...ANYWHERE,
    'probe-ok': 'idle',
    'batch-started': 'working',
    'batch-ended': 'idle',
    'model-loading': 'loading-model',
    'model-loaded': 'interrupted',
    interrupted: 'interrupted',
    'benchmark-started': 'benchmarking',
  },
  unavailable: {
    ...ANYWHERE,
    'probe-ok': 'idle',
    'batch-ended': 'unavailable',
    'benchmark-ended': 'unavailable',
    'model-loaded': 'unavailable',
    interrupted: 'unavailable',
  },
  'needs-sign-in': {
    ...ANYWHERE,
    'probe-failed': 'unavailable',
    'probe-ok': 'idle',
    'batch-ended': 'needs-sign-in',
    'benchmark-ended': 'needs-sign-in',
    'model-loaded': 'needs-sign-in',
    interrupted: 'needs-sign-in',
  },
  paused: {
    ...ANYWHERE,
    'probe-failed': 'paused',
    'probe-ok': 'paused',
    resumed: 'unknown',
    'batch-ended': 'paused',
    'benchmark-ended': 'paused',
    'model-loaded': 'paused',
    interrupted: 'paused',
  },
  off: {
    'switched-off': 'off',
    'switched-on': 'unknown',
    changed: 'off',
    'probe-ok': 'off',
    'probe-failed': 'off',
    'sign-in-needed': 'off',
    'failed-too-often': 'off',
    'batch-ended': 'off',
    'benchmark-ended': 'off',
    'model-loaded': 'off',
    interrupted: 'off',
  },
}

/** The state after an event. Throws IllegalTransition for anything the table does not hold. */
export function nextWorkerState(state: WorkerStateName, event: WorkerEvent): WorkerStateName {
  const next = TABLE[state][event]
  if (next === undefined) throw new IllegalTransition(state, event)
  return next
}
