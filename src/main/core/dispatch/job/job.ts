import type { GenerationRequest } from '../../../../shared/generation.ts'
import type { JobId, WorkerId } from '../../../../shared/ids.ts'
import type { JobStateName, WorkerTally } from '../../../../shared/job.ts'
import type { Plan } from '../../../../shared/plan.ts'
import type { Problem } from '../../../../shared/problem.ts'
import type { Capabilities } from '../../../../shared/worker.ts'
import type { GenerationParams } from '../../generation.ts'
import { highestSeedOf } from '../../prompt/seeds.ts'
import type { Wildcards } from '../../prompt/wildcards.ts'
import { Exclusions, type Until } from './exclusions.ts'
import { IndexPool, type Run } from './index-pool.ts'
import { isOver, type JobEvent, nextJobState } from './job-state.ts'

/** An image is tried elsewhere twice at most: the third refusal fails the job. */
const MOST_REFUSALS = 3

export interface BonusShare {
  readonly pool: IndexPool
  /** lowered by step scaling; null: the request's own */
  readonly steps: number | null
}

/** One request of a person and who may make which of its indexes. No I/O, no clock. */
export class Job {
  readonly id: JobId
  readonly number: number
  readonly request: GenerationRequest
  readonly params: GenerationParams
  readonly pool: IndexPool
  readonly stored = new Set<number>()
  /** on their way to the disk: another copy that arrives now is dropped */
  readonly claimed = new Set<number>()
  /** pictures on their way to the disk, those that stand for no index too */
  storing = 0
  readonly bonus = new Map<WorkerId, BonusShare>()
  readonly tallies = new Map<WorkerId, WorkerTally>()
  /** images of it that were sent to each worker, those made again included */
  readonly sentTo = new Map<WorkerId, number>()
  readonly #exclusions = new Exclusions()
  /** index -> who refused it, once for each time */
  readonly #refusals = new Map<number, (WorkerId | null)[]>()
  /** waits for `release`, also while it is paused */
  hold: boolean
  /** index -> who made it in one colour, so that it is made again elsewhere (one-colour.ts) */
  readonly setAside = new Map<number, WorkerId>()
  /** two machines agreed about that: it is what the prompt asks for */
  oneColourIsRight = false
  /** worker -> pictures of one colour that another one made well */
  readonly provenOneColour = new Map<WorkerId, number>()
  readonly toldOneColour = new Set<WorkerId>()
  state: JobStateName
  problem: Problem | null = null
  plan: Plan | null = null
  predictedSeconds: number | null = null
  lowerBoundSeconds: number | null = null
  makespanSeconds: number | null = null
  bonusPlanned = 0
  bonusStored = 0
  mainStored = 0
  /** epoch ms, for show; the others are fleet ms */
  readonly submittedWall: number
  readonly submittedAt: number
  startedWall: number | null = null
  finishedWall: number | null = null
  /** null until it was allowed to start */
  releasedAt: number | null = null

  constructor(fields: {
    id: JobId
    number: number
    request: GenerationRequest
    seeds: { seed: number; subseed: number }
    wildcards?: Wildcards | undefined
    now: number
    wall: number
    hold: boolean
    /** state to begin with when it is not held */
    state: JobStateName
    storedIndexes: Iterable<number>
  }) {
    const { request, seeds } = fields
    this.id = fields.id
    this.number = fields.number
    this.request = request
    const { images: _images, mode: _mode, stepScaling: _stepScaling, ...params } = request
    const { wildcards } = fields
    const highestSeed = highestSeedOf(request, seeds.seed)
    this.params = { ...params, ...seeds, highestSeed, ...(wildcards && { wildcards }) }
    this.hold = fields.hold
    this.state = fields.hold ? 'held' : fields.state
    this.submittedAt = fields.now
    this.submittedWall = fields.wall
    this.pool = new IndexPool(0, request.images)
    for (const index of fields.storedIndexes) this.take(index)
  }

  get requested(): number {
    return this.request.images
  }

  get over(): boolean {
    return isOver(this.state)
  }

  /** It may be sent out. */
  get live(): boolean {
    return this.state === 'queued' || this.state === 'running' || this.state === 'waiting'
  }

  /** Something of it waits to be dealt out. */
  get unassigned(): boolean {
    return this.pool.size > 0 || [...this.bonus.values()].some(({ pool }) => pool.size > 0)
  }

  get whole(): boolean {
    return this.mainStored >= this.requested
  }

  isBonus(index: number): boolean {
    return index >= this.requested
  }

  /** The first plan: what it foresees, and the bonus images it promises to workers that are too slow for a fair share. */
  begin(plan: Plan): void {
    this.plan = plan
    this.predictedSeconds ??= plan.makespanSeconds
    this.lowerBoundSeconds ??= plan.lowerBoundSeconds
    if (this.request.mode !== 'bonus') return
    let next = this.requested
    const shares = plan.shares.filter(({ bonus }) => bonus > 0).sort((a, b) => b.bonus - a.bonus)
    for (const share of shares) {
      this.bonus.set(share.workerId, { pool: new IndexPool(next, share.bonus), steps: share.steps })
      next += share.bonus
    }
    // A resumed job may have stored more of them than are promised now.
    for (const index of this.stored) {
      if (!this.isBonus(index)) continue
      this.#undeal(index)
      next = Math.max(next, index + 1)
    }
    this.bonusPlanned = next - this.requested
  }

  apply(event: JobEvent): void {
    this.state = nextJobState(this.state, event)
  }

  /** Notes an index as stored. False when it was already: first result wins. */
  take(index: number): boolean {
    if (this.stored.has(index)) return false
    this.claimed.delete(index)
    this.stored.add(index)
    this.#undeal(index)
    if (this.isBonus(index)) this.bonusStored++
    else this.mainStored++
    return true
  }

  /** An image of this index goes to the disk now. False when it is stored or on its way already. */
  claim(index: number): boolean {
    if (this.stored.has(index) || this.claimed.has(index)) return false
    this.claimed.add(index)
    this.#undeal(index)
    return true
  }

  /** Nothing of it can come any more: over, and no picture on its way to the disk. */
  get settled(): boolean {
    return this.over && this.storing === 0
  }

  #undeal(index: number): void {
    if (!this.isBonus(index)) this.pool.remove(index)
    else for (const { pool } of this.bonus.values()) pool.remove(index)
  }

  /** Puts an index back to be dealt again. A bonus image is its worker's own, or nobody's: others have no time for it. */
  giveBack(index: number, worker: WorkerId): void {
    if (this.stored.has(index) || this.claimed.has(index) || this.over) return
    if (this.isBonus(index)) this.bonus.get(worker)?.pool.put(index)
    else this.pool.put(index)
  }

  /** Leaves a worker out; its bonus images go with it. */
  exclude(worker: WorkerId, reason: string, until: Until): void {
    this.#exclusions.exclude(worker, reason, until)
    this.bonus.delete(worker)
  }

  /** Why this worker is left out now; null: it is not. */
  exclusion(worker: WorkerId, capabilities: Capabilities | null): string | null {
    return this.#exclusions.reason(worker, capabilities)
  }

  /** Counts a refusal of these indexes; true when one of them was refused too often to try again. `by` null: nobody's fault. */
  refused(run: Run, by: WorkerId | null): boolean {
    let enough = false
    for (let index = run.first; index < run.first + run.count; index++) {
      const refusals = [...(this.#refusals.get(index) ?? []), by]
      this.#refusals.set(index, refusals)
      if (refusals.length >= MOST_REFUSALS) enough = true
    }
    return enough
  }

  /** Whether anything of the job was refused, or set aside, at all: without that nobody need be asked who refused what. */
  get contested(): boolean {
    return this.#refusals.size + this.setAside.size > 0
  }

  refusedBy(index: number, worker: WorkerId): boolean {
    return this.setAside.get(index) === worker || (this.#refusals.get(index)?.includes(worker) ?? false)
  }

  /** Refused by others, not by this worker: an image it should take on. */
  refusedElsewhere(index: number, worker: WorkerId): boolean {
    const refusals = this.#refusals.get(index)
    return refusals !== undefined && !refusals.includes(worker) && refusals.some((by) => by !== null)
  }

  tally(worker: WorkerId, name: string): WorkerTally {
    const known = this.tallies.get(worker)
    if (known !== undefined) return known
    const fresh: WorkerTally = {
      workerId: worker,
      name,
      images: 0,
      bonus: 0,
      busySeconds: 0,
      predictedSeconds: 0,
      idleSeconds: 0,
      failures: 0,
      lastProblem: null,
    }
    this.tallies.set(worker, fresh)
    return fresh
  }
}
