import type { GenerationRequest } from '../../shared/generation.ts'
import type { JobId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import type { Origin } from '../../shared/origin.ts'
import type { Plan } from '../../shared/plan.ts'
import type { Priority } from '../../shared/priority.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { SubmitOptions } from '../core/dispatch/dispatcher.ts'
import { TributaryError } from '../core/failure.ts'
import type { Measuring } from './first-benchmark.ts'

/**
 * What becomes of a job while machines that it could use are not measured. `start-at-once`: it is in the queue at once, and they make
 * it like the others; in "N + bonus", whose shares depend on everybody's speed, it is held while they are measured.
 * `measure-first`: it comes into the queue when enough are measured, so that its plan is known by then; the others join in.
 */
type OnUnmeasured = 'start-at-once' | 'measure-first'

export interface SubmissionWish {
  /** who asks; a job of an earlier run keeps its own */
  readonly origin: Origin
  /** @defaultValue 'normal'; a job of an earlier run keeps its own */
  readonly priority?: Priority
  readonly onUnmeasured: OnUnmeasured
  /** a job of an earlier run to be gone on with, what is stored of it, and how many images it misses */
  readonly resumed?: Required<Pick<SubmitOptions, 'record' | 'storedIndexes'>> & { readonly missing: number }
  /** Calls it off as long as it is not in the queue; what is measured for it alone ends. */
  readonly signal?: AbortSignal
  /** Told of benchmarks that it waits for, before it does. What it returns is disposed of when it waits no more. */
  readonly onWait?: (measuring: Measuring) => Disposable
  /** Told that it is in the queue, before anything happens to it. */
  readonly onSubmitted?: (submitted: Submitted) => void
}

interface Submitted {
  readonly job: JobView
  /** the forecast right before it came into the queue */
  readonly plan: Plan
  /** the first benchmarks that go on beside it; whoever follows it to its end may end them */
  readonly measuring: Measuring
}

export interface SubmissionDeps {
  readonly plan: (request: GenerationRequest, priority?: Priority, origin?: Origin) => Plan
  readonly submit: (request: GenerationRequest, options: SubmitOptions) => JobView
  readonly release: (id: JobId) => void
  readonly cancel: (id: JobId) => JobView
  /** nothing new is begun on any machine */
  readonly queuePaused: () => boolean
  /** Begins to measure whom a plan names as not measured. */
  readonly measureFor: (plan: Plan) => Measuring
  /** Frees the machines of a plan for a job that does not wait until they are measured. */
  readonly startAtOnce: (plan: Plan) => Measuring
}

/** The one way in for jobs, whoever asks for them. */
export interface Submission {
  /**
   * Puts a job into the queue. With `start-at-once` it is there before the call returns. Rejects with `aborted` when `signal` called
   * it off first, else as Dispatcher.submit throws.
   */
  submit(request: GenerationRequest, wish: SubmissionWish): Promise<Submitted>
  /** The queue goes on: machines that jobs have come for meanwhile are measured now. */
  queueResumed(): void
  /** Cancels a job; what was measured for it alone, while it was held, needs no measuring. Throws `not-found`. */
  cancel(id: JobId): JobView
}

/** Workers that nobody has measured are measured beside, so that the first Generate just works. */
export function createSubmission(deps: SubmissionDeps): Submission {
  const held = new Map<JobId, Measuring>()
  /** jobs that came while the queue was paused: who is not measured for them is not measured yet */
  const unmeasuredFor = new Map<JobId, GenerationRequest>()

  function enqueue(
    request: GenerationRequest,
    { origin, priority = 'normal', resumed, onSubmitted }: SubmissionWish,
    facts: { plan: Plan; measuring: Measuring; hold: boolean },
  ): Submitted {
    const { plan, measuring, hold } = facts
    const { record, storedIndexes } = resumed ?? {}
    const job = deps.submit(request, {
      origin,
      priority,
      hold,
      ...(record === undefined ? {} : { record, storedIndexes: storedIndexes ?? [] }),
    })
    const submitted = { job, plan, measuring }
    onSubmitted?.(submitted)
    return submitted
  }

  const machinesFor = (plan: Plan): Measuring =>
    plan.mode === 'bonus' ? deps.measureFor(plan) : deps.startAtOnce(plan)

  function holdFor(id: JobId, measuring: Measuring, enough: Promise<void>): void {
    held.set(id, measuring)
    void enough.then(() => {
      if (held.delete(id)) deps.release(id)
    })
  }

  async function submit(request: GenerationRequest, wish: SubmissionWish): Promise<Submitted> {
    const { onUnmeasured, priority, resumed, signal } = wish
    if (signal?.aborted) throw calledOff()
    const asked = resumed === undefined ? request : { ...request, images: resumed.missing }
    const place = resumed?.record.priority ?? priority
    const plan = deps.plan(asked, place, wish.origin)
    const atOnce = onUnmeasured === 'start-at-once'
    if (deps.queuePaused() && atOnce) {
      const submitted = enqueue(request, wish, { plan, measuring: NOTHING_MEASURED, hold: true })
      unmeasuredFor.set(submitted.job.id, asked)
      return submitted
    }
    const measuring = atOnce ? machinesFor(plan) : deps.measureFor(plan)
    const { enough } = measuring
    try {
      if (atOnce) {
        const submitted = enqueue(request, wish, { plan, measuring, hold: enough !== null })
        if (enough !== null) holdFor(submitted.job.id, measuring, enough)
        return submitted
      }
      if (enough !== null) await waitFor(measuring, enough, wish)
      if (signal?.aborted) throw calledOff()
      // Whoever is being measured beside it takes no part at first.
      return enqueue(request, wish, { plan: deps.plan(asked, place, wish.origin), measuring, hold: false })
    } catch (error) {
      measuring.end()
      throw error
    }
  }

  /** False: it need not wait. A request that cannot be planned any more (lists have grown) goes on with what it was given when it came. */
  function holdUntilMeasured(id: JobId, request: GenerationRequest): boolean {
    let plan: Plan
    try {
      plan = deps.plan(request)
    } catch (error) {
      if (error instanceof TributaryError) return false
      throw error
    }
    const measuring = machinesFor(plan)
    if (measuring.enough === null) return false
    holdFor(id, measuring, measuring.enough)
    return true
  }

  return {
    submit,
    queueResumed() {
      const came = [...unmeasuredFor]
      unmeasuredFor.clear()
      for (const [id, request] of came) {
        if (!holdUntilMeasured(id, request)) deps.release(id)
      }
    },
    cancel(id) {
      unmeasuredFor.delete(id)
      held.get(id)?.end()
      held.delete(id)
      return deps.cancel(id)
    },
  }
}

/** While the queue is paused. */
const NOTHING_MEASURED: Measuring = { ids: [], enough: null, open: () => [], end: () => undefined }

const calledOff = () => new TributaryError('aborted', reason('app.job-called-off'))

/** Resolves when enough are measured, or soon after `signal` was aborted: benchmarks that nobody wants end. */
async function waitFor(
  measuring: Measuring,
  enough: Promise<void>,
  { signal, onWait }: SubmissionWish,
): Promise<void> {
  using _ = onWait?.(measuring)
  const end = () => measuring.end()
  signal?.addEventListener('abort', end, { once: true })
  if (signal?.aborted) end()
  try {
    await enough
  } finally {
    signal?.removeEventListener('abort', end)
  }
}
