import type { PlanningMode } from '../../shared/generation.ts'
import type { WorkerId } from '../../shared/ids.ts'
import type { Plan } from '../../shared/plan.ts'

/**
 * Fleet seconds a job in "N + bonus" waits, once one worker is measured, for the others: its shares depend on everybody's speed. A worker
 * that takes longer joins in when it is measured.
 */
const BONUS_GRACE_SECONDS = 30

type Ended = 'measured' | 'failed'

/** What it depends on whether a job may start while workers are measured for it. */
export interface Standing {
  readonly mode: PlanningMode
  /** somebody who is measured could take part from the beginning */
  readonly ready: boolean
  readonly waitingFor: ReadonlySet<WorkerId>
  readonly settled: ReadonlyMap<WorkerId, Ended>
  /** the grace of "N + bonus" has passed */
  readonly graceOver: boolean
}

/**
 * A job starts when one worker that can take part is measured: at once in "Exactly N", after the grace in "N + bonus". When there is
 * nobody left to wait for it starts in any case, so that it can say why it waits.
 */
export function mayStart({ mode, ready, waitingFor, settled, graceOver }: Standing): boolean {
  if ([...waitingFor].every((id) => settled.has(id))) return true
  if (mode === 'bonus' && !graceOver) return false
  return ready || [...settled.values()].includes('measured')
}

export interface MeasuringDeps {
  /** aborting `wanted` ends it, unless somebody else asked for it too */
  readonly measure: (id: WorkerId, wanted: AbortSignal) => Promise<ReadonlyMap<WorkerId, Ended>>
  /** workers that are being measured for the first time now, whoever asked for it */
  readonly beingMeasured: () => readonly WorkerId[]
  /** Calls back after so many fleet ms; what it returns cancels. */
  readonly after: (ms: number, callback: () => void) => () => void
}

/** The first benchmarks of the workers that one job could use. */
export interface Measuring {
  readonly ids: readonly WorkerId[]
  /** resolves when the job may start, which may be before all are measured; null: it need not wait */
  readonly enough: Promise<void> | null
  /** those that are still being measured */
  open(): readonly WorkerId[]
  /** The job needs no more of them: what is measured for it alone ends. */
  end(): void
}

export interface StartDeps {
  /** Ends what is measured in the background; each with its end. */
  readonly cutShort: () => ReadonlyMap<WorkerId, Promise<void>>
  /** as MeasuringDeps.measure, of one that is being measured already */
  readonly measure: MeasuringDeps['measure']
}

/**
 * A job in "Exactly N" waits for no benchmark: who was never measured is sent one image, and the time of that is its first measurement.
 * What is measured in the background ends. Only where every machine is being measured now it waits, for the first that is free.
 */
export function startAtOnce(plan: Plan, deps: StartDeps): Measuring {
  const ending = deps.cutShort()
  const measuring = (plan.measuring ?? []).map(({ workerId }) => workerId)
  const able = (plan.measured ?? 0) + plan.unmeasured.length
  const open = new Set(measuring)
  const wanted = new AbortController()
  const free = measuring.map(async (id) => {
    // Only a worker removed meanwhile rejects: nobody waits for that one any more.
    await (ending.get(id) ?? deps.measure(id, wanted.signal).catch(() => undefined))
    open.delete(id)
  })
  return {
    ids: measuring,
    enough: measuring.length === 0 || able > measuring.length ? null : Promise.race(free),
    open: () => [...open],
    end: () => wanted.abort(),
  }
}

/** Begins to measure whom nobody has measured, each on its own; from this moment on they are kept free of jobs. */
export function measureFor(plan: Plan, deps: MeasuringDeps): Measuring {
  const waitingFor = new Set([...plan.unmeasured.map(({ workerId }) => workerId), ...deps.beingMeasured()])
  const ready = (plan.measured ?? 0) > 0
  const settled = new Map<WorkerId, Ended>()
  const wanted = new AbortController()
  let graceOver = false
  let cancelGrace: (() => void) | null = null
  const startsNow = () => mayStart({ mode: plan.mode, ready, waitingFor, settled, graceOver })
  const starting = startsNow() ? null : Promise.withResolvers<void>()
  const look = () => {
    if (startsNow()) {
      cancelGrace?.()
      starting?.resolve()
    } else if (cancelGrace === null && (ready || [...settled.values()].includes('measured')))
      cancelGrace = deps.after(BONUS_GRACE_SECONDS * 1000, () => {
        graceOver = true
        look()
      })
  }
  look()
  for (const id of waitingFor)
    void deps
      .measure(id, wanted.signal)
      // measure() tells of a failing worker by its value; only a worker removed meanwhile rejects.
      .catch(() => new Map<WorkerId, Ended>())
      .then((outcome) => {
        settled.set(id, outcome.get(id) ?? 'failed')
        look()
      })
  return {
    ids: [...waitingFor],
    enough: starting?.promise ?? null,
    open: () => [...waitingFor].filter((id) => !settled.has(id)),
    end() {
      cancelGrace?.()
      wanted.abort()
    },
  }
}
