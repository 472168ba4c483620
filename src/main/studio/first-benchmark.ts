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
  readonly measure: (ids: readonly WorkerId[]) => Promise<ReadonlyMap<WorkerId, 'measured' | 'failed'>>
  readonly cancelMeasuring: (ids: readonly WorkerId[]) => void
}

/** Submits jobs; one that needs workers nobody measured yet is held until they are, so that the first Generate just works. */
export function createSubmission(deps: FirstBenchmarkDeps) {
  const held = new Map<JobId, WorkerId[]>()
  return {
    submit(request: GenerationRequest): JobView {
      const ids = deps.preview(request).unmeasured.map(({ workerId }) => workerId)
      if (ids.length === 0) return deps.submit(request, { hold: false })
      const job = deps.submit(request, { hold: true })
      held.set(job.id, ids)
      const settled = new Map<WorkerId, 'measured' | 'failed'>()
      for (const id of ids) {
        void deps
          .measure([id])
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
    /** A job was cancelled: what it alone was measured for needs no measuring. */
    forget(id: JobId): void {
      const ids = held.get(id)
      if (ids === undefined) return
      held.delete(id)
      const others = new Set([...held.values()].flat())
      deps.cancelMeasuring(ids.filter((worker) => !others.has(worker)))
    },
  }
}
