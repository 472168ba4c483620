import type { Plan, PlanShare } from '../../../shared/plan.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { batchesOf } from './batch-size.ts'
import { completionOf, type Portion } from './completion.ts'
import { dealParts, type PartShare } from './deal-parts.ts'
import { partsBoundSeconds } from './lower-bound.ts'
import { idleReason, loadsOf, participants, reasonOf } from './plan.ts'
import type { PlanningWorker } from './planning-worker.ts'

/** Images of a request that cost each worker the same. */
export interface PartToPlan {
  readonly images: number
  readonly checkpoint: string | null
  /** everybody, as they look for these images */
  readonly workers: readonly PlanningWorker[]
}

/** The forecast for a request of several parts: who makes how many of them in all, and with which checkpoints, one after another. */
export function planParts(parts: readonly PartToPlan[]): Plan {
  const taking = parts.map(({ workers }) => participants(workers, 'exact'))
  const shares = dealParts(
    parts.map(({ images, checkpoint }, at) => ({ images, checkpoint, workers: taking[at] ?? [] })),
  )
  const requested = parts.reduce((sum, { images }) => sum + images, 0)
  const given = shares.flat().reduce((sum, { images }) => sum + images, 0)
  const makespan = Math.max(0, ...shares.flat().map(({ finishSeconds }) => finishSeconds))
  const able = firstViews(taking)
  const all = firstViews(parts.map(({ workers }) => workers))
  const portions = shares.flatMap((part, at) => part.flatMap((share) => portionOf(share, taking[at] ?? [])))
  const planned = [...able.values()].flatMap((worker) => shareOf(worker, parts, shares, taking) ?? [])
  const busy = new Set(planned.map(({ workerId }) => workerId))
  return {
    mode: 'exact',
    requested,
    bonus: 0,
    shares: planned,
    leftOut: [...all.values()]
      .filter(({ id }) => !busy.has(id))
      .map((worker) => ({
        workerId: worker.id,
        name: worker.name,
        reason: able.has(worker.id) ? idleReason(worker, makespan) : reasonOf(worker),
      })),
    notes: [...able.values()].flatMap((worker) => notesOf(worker, parts)),
    makespanSeconds: given === requested && requested > 0 ? makespan : null,
    spreadSeconds: given === requested ? (completionOf(portions, [])?.spread ?? null) : null,
    lowerBoundSeconds: partsBoundSeconds(
      parts.map(({ images }, at) => ({ images, workers: taking[at] ?? [] })),
    ),
    measured: [...able.values()].filter(({ unmeasured }) => !unmeasured).length,
    measuring: [...able.values()].filter(({ measuring }) => measuring === true).map(named),
    unmeasured: [...able.values()].filter(({ unmeasured }) => unmeasured).map(named),
  }
}

const named = ({ id, name }: PlanningWorker) => ({ workerId: id, name })

/** Each worker as it looks for the first part that it stands in. */
function firstViews(parts: readonly (readonly PlanningWorker[])[]): Map<string, PlanningWorker> {
  const views = new Map<string, PlanningWorker>()
  for (const workers of parts)
    for (const worker of workers) if (!views.has(worker.id)) views.set(worker.id, worker)
  return views
}

function portionOf(
  { worker: id, images, startSeconds }: PartShare,
  workers: readonly PlanningWorker[],
): Portion[] {
  const worker = workers.find((each) => each.id === id)
  return worker === undefined ? [] : [{ worker: { ...worker, releaseSeconds: startSeconds }, images }]
}

/** All that a worker makes, in its order. */
function shareOf(
  worker: PlanningWorker,
  parts: readonly PartToPlan[],
  shares: readonly (readonly PartShare[])[],
  taking: readonly (readonly PlanningWorker[])[],
): PlanShare | null {
  const own = shares
    .flatMap((part, at) => part.filter((share) => share.worker === worker.id).map((share) => ({ share, at })))
    .sort((a, b) => a.share.startSeconds - b.share.startSeconds)
  if (own.length === 0) return null
  const checkpoints: string[] = []
  const loads: number[] = []
  for (const { at } of own) {
    const checkpoint = parts[at]?.checkpoint ?? null
    if (checkpoint === null || checkpoints.at(-1) === checkpoint) continue
    checkpoints.push(checkpoint)
    loads.push(taking[at]?.find(({ id }) => id === worker.id)?.loadSeconds ?? 0)
  }
  return {
    workerId: worker.id,
    name: worker.name,
    images: own.reduce((sum, { share }) => sum + share.images, 0),
    bonus: 0,
    batches: own.flatMap(({ share, at }) => {
      const view = taking[at]?.find(({ id }) => id === worker.id)
      return view === undefined ? [] : batchesOf(share.images, view)
    }),
    complementary: false,
    steps: null,
    releaseSeconds: Math.max(0, worker.releaseSeconds - (worker.loadSeconds ?? 0)),
    finishSeconds: Math.max(...own.map(({ share }) => share.finishSeconds)),
    ...(checkpoints.length > 1 && { checkpoints }),
    ...loadsOf(loads),
  }
}

/** What of the request it will not take, and that some of it is nothing for it. */
function notesOf(worker: PlanningWorker, parts: readonly PartToPlan[]): Plan['notes'] {
  const views = parts.flatMap(({ workers }) => workers.filter(({ id }) => id === worker.id))
  const ignored = views.find(({ ignores }) => ignores.length > 0)?.ignores ?? []
  const missing = views.flatMap(({ ineligible }) => ineligible ?? [])
  const notes: Reason[] = []
  if (ignored.length > 0) notes.push(reason('planning.ignores', { parts: ignored }))
  const [first] = missing
  if (first !== undefined)
    notes.push(reason('planning.some-parts', { count: missing.length, all: views.length, why: first }))
  return notes.map((note) => ({ workerId: worker.id, name: worker.name, note }))
}
