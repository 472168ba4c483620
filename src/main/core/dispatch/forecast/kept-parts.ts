import { nextBatchSize, type RequestPlace } from '../../planning/batch-size.ts'
import { dealParts, type PartShare } from '../../planning/deal-parts.ts'
import { computeSeconds } from '../../planning/exact.ts'
import { PartAssignments, type Piece } from '../../planning/part-assignments.ts'
import { participants } from '../../planning/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { FleetWorker } from '../../ports.ts'
import type { Job } from '../job/job.ts'
import type { JobPart } from '../job/job-parts.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import { Deal, type Shares } from './deal.ts'
import type { PartDeal } from './job-deal.ts'
import type { KeptFleetDeps } from './kept-fleet.ts'
import { ownerOf } from './owner.ts'

export interface KeptDeps extends KeptFleetDeps {
  readonly ledgers: Pick<WorkerLedgers, 'flightsOf'>
}

/** Seconds that each worker is later. */
export type Ahead = ReadonlyMap<string, number>
export const NOTHING_AHEAD: Ahead = new Map()

/** Dealing all anew looks at every worker for every part: at most so many looks for each request that was sent since. */
const LOOKS_A_REQUEST = 400
/** Of what is left, this share moved by little steps: then all is dealt anew. */
const MUCH_MOVED = 1 / 8
/** Pieces that change hands in one look. */
const MOST_MOVES = 20

/** What a worker's pieces are seen by, besides its time. */
interface Seen {
  readonly worker: FleetWorker
  readonly expected: string | null
  readonly slowness: number
}

/**
 * What is left of a job of several parts, dealt as `dealParts` does and kept so from pull to pull: each worker has its pieces in their order. What
 * comes back, comes late or is made by others is mended where it shows; all is dealt anew when the workers are others, or much was mended.
 */
export class KeptParts {
  readonly #deps: KeptDeps
  readonly #job: Job
  readonly #mains: readonly PartDeal<Shares>[]
  #assignments = new PartAssignments()
  #places = new Map<string, number>()
  #looked: (Seen | undefined)[] = []
  #seen = -1
  #circumstances = ''
  /** workers joined or left since all was dealt */
  #stale = false
  #moved = 0
  #sent = 0
  /** seconds that each worker has still to be sent of jobs in front */
  #ahead: Ahead = NOTHING_AHEAD
  /** of each slot: when it is free for this job, as it was put last */
  #freeAt: number[] = []
  /** parts of which nobody could be given more, until somebody can */
  readonly #stuck = new Set<number>()

  constructor(deps: KeptDeps, job: Job) {
    this.#deps = deps
    this.#job = job
    this.#mains = job.parts.all.map((part, at) => ({ part, deal: this.#sharesOf(at) }))
  }

  /** All of its parts. */
  get mains(): readonly PartDeal<Shares>[] {
    return this.#mains
  }

  /** Those that a worker is to make some of, in its order. */
  partsOf(worker: string): PartDeal<Shares>[] {
    const at = this.#places.get(worker)
    if (at === undefined) return []
    return this.#assignments.pieces(at).flatMap(({ part }) => this.#mains[part] ?? [])
  }

  /** Seconds of work that a worker has still to be sent. */
  secondsAhead(worker: string): number {
    const at = this.#places.get(worker)
    if (at === undefined) return 0
    return this.#assignments
      .pieces(at)
      .reduce((sum, { view, images }) => sum + computeSeconds(view, images), 0)
  }

  /** Brings it up to date. `ahead`: seconds of jobs in front that each worker has still to be sent. */
  follow(ahead: Ahead): void {
    const { changes } = this.#deps
    changes.follow()
    this.#ahead = ahead
    const circumstances = this.#circumstancesNow()
    if (circumstances !== this.#circumstances || this.#isWorthDealing()) this.#dealAnew(circumstances)
    this.#seen = changes.since(this.#seen, (at) => this.#look(at))
    this.#followAhead()
    this.#mend()
    this.#moved += this.#assignments.balance(this.#now(), MOST_MOVES, this.#viewOf)
  }

  /** As it is, to be played through: what becomes of the copy changes nothing here. */
  copy(): PartDeal[] {
    const now = this.#now()
    const shares = new Map<number, { workers: PlanningWorker[]; images: number[] }>()
    for (const at of this.#deps.changes.slots.keys()) {
      let start = this.#assignments.endOf(at, now) - now - this.#assignments.workOf(at)
      for (const { piece, load } of this.#assignments.inOrder(at)) {
        const own = shares.get(piece.part) ?? { workers: [], images: [] }
        shares.set(piece.part, own)
        start += load
        own.workers.push({ ...piece.view, releaseSeconds: start })
        own.images.push(piece.images)
        start += computeSeconds(piece.view, piece.images)
      }
    }
    return [...shares].flatMap(([at, { workers, images }]) => {
      const part = this.#job.parts.all[at]
      return part === undefined ? [] : [{ part, deal: new Deal(workers, images, 'may-be-needed') }]
    })
  }

  #sharesOf(part: number): Shares {
    const piece = (worker: string): Piece | undefined => {
      const at = this.#places.get(worker)
      return at === undefined ? undefined : this.#assignments.pieces(at).find((each) => each.part === part)
    }
    const leftFor = (worker: string) => piece(worker)?.images ?? 0
    return {
      leftFor,
      batchFor: (sizing: PlanningWorker, place: RequestPlace = 'behind') => {
        const left = leftFor(sizing.id)
        return left === 0 ? 0 : nextBatchSize(left, sizing, place)
      },
      view: (worker) => piece(worker)?.view ?? null,
      took: (worker, images) => {
        const at = this.#places.get(worker)
        if (at !== undefined) this.#assignments.take(at, part, images)
        this.#sent++
      },
      secondsAhead: (worker) => {
        const own = piece(worker)
        return own === undefined ? 0 : computeSeconds(own.view, own.images)
      },
    }
  }

  #now(): number {
    return this.#deps.clock.now() / 1000
  }

  #circumstancesNow(): string {
    const { changes, memory, times, settings } = this.#deps
    const exclusions = this.#job.parts.all.reduce((sum, part) => sum + part.exclusions.changes, 0)
    return [changes.layout, memory.changes, times.changes, exclusions, settings().maxBatch].join()
  }

  /** Whether what changed since is worth dealing all anew. */
  #isWorthDealing(): boolean {
    const { length } = this.#deps.changes.slots
    const changed = this.#stale || this.#moved > Math.max(length, MUCH_MOVED * this.#job.unmade)
    const looks = length * this.#job.parts.open.length
    return changed && this.#sent * LOOKS_A_REQUEST >= looks
  }

  /** Of a part, as a worker looks for it: seconds until it can begin without those until it is free. Null: it may not make it. */
  readonly #viewOf = (at: number, part: number): PlanningWorker | null => {
    const slot = this.#deps.changes.slots[at]
    const own = this.#job.parts.all[part]
    if (slot === undefined || own === undefined) return null
    const view = this.#deps.view(slot.worker, ownerOf(this.#job, own), slot.times)
    if (view.ineligible !== null || view.lane === 'off' || view.maxBatch < 1) return null
    const free = Math.max(0, slot.times.freeAt / 1000 - this.#now())
    return { ...view, releaseSeconds: Math.max(0, view.releaseSeconds - free) }
  }

  #dealAnew(circumstances: string): void {
    const { changes } = this.#deps
    const now = this.#now()
    this.#circumstances = circumstances
    this.#assignments = new PartAssignments()
    this.#places = new Map<string, number>(changes.slots.map(({ worker }, at) => [worker.id, at]))
    this.#looked = []
    this.#freeAt = []
    this.#stale = false
    this.#moved = 0
    this.#sent = 0
    this.#stuck.clear()
    this.#seen = changes.since(-1, (at) => this.#note(at))
    const open = [...this.#job.parts.all.entries()].filter(([, { pool }]) => pool.size > 0)
    const views = open.map(([part]) => {
      const all = [...changes.slots.keys()].flatMap((at) => this.#viewOf(at, part) ?? [])
      return new Map(participants(all, 'exact').map((view) => [view.id, view]))
    })
    const dealt = dealParts(
      open.map(([, { pool, params }], nth) => ({
        images: pool.size,
        checkpoint: params.checkpoint,
        workers: [...(views[nth]?.values() ?? [])].map((view) => this.#freeLater(view, now)),
      })),
    )
    const inOrder = dealt
      .flatMap((shares, nth) => shares.map((share) => ({ share, nth })))
      .sort((a, b) => a.share.startSeconds - b.share.startSeconds)
    for (const { share, nth } of inOrder) {
      const [part, own] = open[nth] ?? []
      const view = views[nth]?.get(share.worker)
      if (part !== undefined && own !== undefined && view !== undefined) this.#give(part, own, view, share)
    }
  }

  #give(part: number, { params }: JobPart, view: PlanningWorker, { worker, images }: PartShare): void {
    const at = this.#places.get(worker)
    if (at !== undefined) this.#assignments.give(at, part, params.checkpoint, view, images)
  }

  #freeLater(view: PlanningWorker, now: number): PlanningWorker {
    const at = this.#places.get(view.id)
    const free = at === undefined ? 0 : Math.max(0, this.#freeFor(at, now) - now)
    return { ...view, releaseSeconds: view.releaseSeconds + free }
  }

  /** Takes note of what a worker is seen by, and of when it is free. Answers whether its pieces must be looked at again. */
  #note(at: number): boolean {
    const slot = this.#deps.changes.slots[at]
    if (slot === undefined) return false
    const { worker, ledger, times } = slot
    const before = this.#looked[at]
    const seen = { worker, expected: ledger.expectedCheckpoint, slowness: times.slowness }
    this.#looked[at] = seen
    if (!worker.available || worker.lane === 'off') {
      this.#assignments.remove(at)
      return false
    }
    this.#put(at)
    return before?.worker !== worker || before.expected !== seen.expected || before.slowness !== seen.slowness
  }

  /** When a worker is free for this job: once it has made what it is to be sent of jobs in front. Seconds on the clock. */
  #freeFor(at: number, now: number): number {
    const slot = this.#deps.changes.slots[at]
    const freeAt = (slot?.times.freeAt ?? 0) / 1000
    const ahead = slot === undefined ? 0 : (this.#ahead.get(slot.worker.id) ?? 0)
    return ahead === 0 ? freeAt : Math.max(freeAt, now) + ahead
  }

  #put(at: number): void {
    const freeAt = this.#freeFor(at, this.#now())
    this.#freeAt[at] = freeAt
    this.#assignments.put(at, freeAt)
  }

  /** What is in front grows and shrinks without a change of the workers themselves. */
  #followAhead(): void {
    const now = this.#now()
    for (const at of this.#deps.changes.slots.keys())
      if (this.#assignments.has(at) && this.#freeFor(at, now) !== this.#freeAt[at]) this.#put(at)
  }

  #look(at: number): void {
    const took = this.#assignments.has(at)
    const isAnother = this.#note(at)
    if (isAnother) this.#assignments.look(at, this.#viewOf)
    else this.#assignments.lookFirst(at, this.#viewOf)
    const joined = !took && this.#assignments.has(at)
    if (joined || isAnother) this.#unstick(at)
    if (took !== this.#assignments.has(at)) this.#stale = true
  }

  /** Parts that nobody could be given more of are dealt again where this worker may make them. */
  #unstick(at: number): void {
    if (!this.#assignments.has(at)) return
    for (const part of this.#stuck) if (this.#viewOf(at, part) !== null) this.#stuck.delete(part)
  }

  /** Images that are nobody's go to whoever is done with them first; what is not to be made any more is taken from those who are done last. */
  #mend(): void {
    for (const [part, { pool, params }] of this.#job.parts.all.entries()) {
      let missing = pool.size - this.#assignments.dealt(part)
      while (missing < 0) {
        const last = this.#lastOf(part)
        if (last === null) break
        missing += this.#assignments.take(last, part, 1)
      }
      if (missing > 0 && !this.#stuck.has(part)) this.#assign(part, params.checkpoint, missing)
    }
  }

  #lastOf(part: number): number | null {
    const now = this.#now()
    let last: number | null = null
    for (const at of this.#assignments.holders(part))
      if (last === null || this.#assignments.endOf(at, now) > this.#assignments.endOf(last, now)) last = at
    return last
  }

  #assign(part: number, checkpoint: string | null, images: number): void {
    const now = this.#now()
    const everybody = this.#assignments.soonest(now, Number.POSITIVE_INFINITY)
    let reserve: { at: number; view: PlanningWorker } | null = null
    for (const at of everybody) {
      const view = this.#viewOf(at, part)
      if (view === null) continue
      if (view.lane === 'active') {
        this.#assignments.give(at, part, checkpoint, view, images)
        return
      }
      reserve ??= { at, view }
    }
    if (reserve === null) this.#stuck.add(part)
    else this.#assignments.give(reserve.at, part, checkpoint, reserve.view, images)
  }
}

/** The only part of a job of which images wait; null: there are several, or none. */
export function onlyOpen(job: Job): JobPart | null {
  const [only, another] = job.parts.open
  return another === undefined ? (only ?? null) : null
}
