import type { JobId, WorkerId } from '../../shared/ids.ts'
import type { WorkerView } from '../../shared/worker.ts'

/** Fleet ms that machines stay free after a job: who looks at its pictures often wants the next one. */
const QUIET_AFTER_JOB_MS = 10_000

export interface BackgroundBenchmarksDeps {
  /** the workers as they are now */
  readonly views: () => readonly WorkerView[]
  /** what it makes can be stopped halfway */
  readonly interruptible: (id: WorkerId) => boolean
  /** what the user has set, and that nobody stops the app */
  readonly allowed: () => boolean
  /** measures one worker; aborting `wanted` cuts it short. Rejects only when the worker was removed meanwhile. */
  readonly measure: (id: WorkerId, wanted: AbortSignal) => Promise<unknown>
  /** Calls back after so many fleet ms; what it returns cancels. */
  readonly after: (ms: number, callback: () => void) => () => void
}

/** Measures new machines while nobody wants anything of them. */
export interface BackgroundBenchmarks {
  /** Looks whether somebody is to be measured now. */
  look(): void
  /** As `look`, for the one worker that changed. */
  workerChanged(view: WorkerView): void
  /** `open`: the job is in the queue, and machines work on it or may at any moment. */
  jobChanged(id: JobId, open: boolean): void
  /** A job wants the machines: what is measured in the background ends, with what it has shown. Each with its end. */
  cutShort(): ReadonlyMap<WorkerId, Promise<void>>
  stop(): void
}

/**
 * A worker is measured in the background once, when it is idle and nobody ever measured it; again only where a job came between. Only
 * servers that can be interrupted: elsewhere a job would wait for the end of a run.
 */
export function createBackgroundBenchmarks(deps: BackgroundBenchmarksDeps): BackgroundBenchmarks {
  const running = new Map<WorkerId, Promise<void>>()
  const tried = new Set<WorkerId>()
  const open = new Set<JobId>()
  let wanted = new AbortController()
  let cancelQuiet: (() => void) | null = null
  let stopped = false

  function begin(id: WorkerId): void {
    const { signal } = wanted
    tried.add(id)
    const ended = deps
      .measure(id, signal)
      // measure() tells of a failing worker by its value and by a notice; only one that was removed meanwhile rejects.
      .catch(() => undefined)
      .then(() => {
        running.delete(id)
        if (signal.aborted) tried.delete(id)
      })
    running.set(id, ended)
  }

  const mayBegin = () => !stopped && open.size === 0 && cancelQuiet === null && deps.allowed()

  function lookAt(view: WorkerView): void {
    const { id } = view.config
    if (!tried.has(id) && !running.has(id) && mayBeMeasured(view) && deps.interruptible(id)) begin(id)
  }

  function look(): void {
    if (mayBegin()) for (const view of deps.views()) lookAt(view)
  }

  function cutShort(): ReadonlyMap<WorkerId, Promise<void>> {
    cancelQuiet?.()
    cancelQuiet = null
    const ending = new Map(running)
    if (ending.size > 0) {
      wanted.abort()
      wanted = new AbortController()
    }
    return ending
  }

  return {
    look,
    workerChanged(view) {
      if (mayBegin()) lookAt(view)
    },
    jobChanged(id, isOpen) {
      const before = open.size
      if (isOpen) open.add(id)
      else open.delete(id)
      if (isOpen) cutShort()
      else if (before > 0 && open.size === 0 && !stopped)
        cancelQuiet = deps.after(QUIET_AFTER_JOB_MS, () => {
          cancelQuiet = null
          look()
        })
    },
    cutShort,
    stop() {
      stopped = true
      cutShort()
    },
  }
}

function mayBeMeasured(view: WorkerView): boolean {
  const { state, benchmark, benchmarkProgress, busyElsewhere, problem, capabilities } = view
  if (state !== 'idle' || benchmark !== null || benchmarkProgress !== null) return false
  return busyElsewhere === null && problem === null && capabilities !== null
}
