import type { GenerationRequest, PlanningMode } from '../../shared/generation.ts'
import type { JobId, WorkerId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import type { Plan } from '../../shared/plan.ts'

/**
 * When a job that had to wait for benchmarks may start: as soon as one worker is measured in "Exactly N" (the others join when
 * they are), only when all are done in "N + bonus", whose shares depend on everybody's speed. Settled means measured or failed.
 */
export function mayStart(
  mode: PlanningMode,
  waitingFor: ReadonlySet<WorkerId>,
  settled: ReadonlyMap<WorkerId, 'measured' | 'failed'>,
): boolean {
  const open = [...waitingFor].filter((id) => !settled.has(id))
  if (open.length === 0) return true
  return mode === 'exact' && [...waitingFor].some((id) => settled.get(id) === 'measured')
}

export interface FirstBenchmarkDeps {
  readonly preview: (request: GenerationRequest) => Plan
  readonly submit: (request: GenerationRequest, options: { hold: boolean }) => JobView
  readonly release: (id: JobId) => void
  /** aborting `wanted` ends it, unless somebody else asked for it too */
  readonly measure: (
    id: WorkerId,
    wanted: AbortSignal,
  ) => Promise<ReadonlyMap<WorkerId, 'measured' | 'failed'>>
}

/** Submits jobs; one that needs workers nobody measured yet is held until they are, so that the first Generate just works. */
export function createSubmission(deps: FirstBenchmarkDeps) {
  const held = new Map<JobId, AbortController>()
  return {
    submit(request: GenerationRequest): JobView {
      const ids = deps.preview(request).unmeasured.map(({ workerId }) => workerId)
      if (ids.length === 0) return deps.submit(request, { hold: false })
      const job = deps.submit(request, { hold: true })
      const wanted = new AbortController()
      held.set(job.id, wanted)
      const settled = new Map<WorkerId, 'measured' | 'failed'>()
      for (const id of ids) {
        void deps
          .measure(id, wanted.signal)
          // measure() tells of a failing worker by its value; only a worker removed meanwhile rejects.
          .catch(() => new Map<WorkerId, 'measured' | 'failed'>())
          .then((outcome) => {
            settled.set(id, outcome.get(id) ?? 'failed')
            if (!held.has(job.id) || !mayStart(request.mode, new Set(ids), settled)) return
            held.delete(job.id)
            deps.release(job.id)
          })
      }
      return job
    },
    /** A job was cancelled: what was measured for it alone needs no measuring. */
    forget(id: JobId): void {
      held.get(id)?.abort()
      held.delete(id)
    },
  }
}
