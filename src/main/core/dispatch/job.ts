import type { GenerationRequest } from '../../../shared/generation.ts'
import type { JobId, WorkerId } from '../../../shared/ids.ts'
import type { JobStateName, WorkerTally } from '../../../shared/job.ts'
import type { Plan } from '../../../shared/plan.ts'
import type { Problem } from '../../../shared/problem.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'
import { IndexPool, type Run } from './index-pool.ts'
import { isOver, type JobEvent, nextJobState } from './job-state.ts'

/** An image that came back this often with the server's refusal fails the job. */
const MOST_REFUSALS = 3

interface Exclusion {
  readonly reason: string
  /** lifted when the worker's lists are read again; null: for good */
  readonly until: Capabilities | null | 'never'
}

export interface BonusShare {
  readonly pool: IndexPool
  /** lowered by step scaling; null: the request's own */
  readonly steps: number | null
}

/** One request of a person and who owns which of its indexes. No I/O, no clock. */
export class Job {
  readonly id: JobId
  readonly number: number
  readonly request: GenerationRequest
  readonly params: GenerationParams
  readonly pool: IndexPool
  readonly stored = new Set<number>()
  /** on their way to the disk: another copy that arrives now is dropped */
  readonly claimed = new Set<number>()
  readonly bonus = new Map<WorkerId, BonusShare>()
  readonly tallies = new Map<WorkerId, WorkerTally>()
  readonly #excluded = new Map<WorkerId, Exclusion>()
  readonly #refusals = new Map<number, number>()
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
    now: number
    wall: number
    state: JobStateName
    storedIndexes: Iterable<number>
  }) {
    const { request, seeds } = fields
    this.id = fields.id
    this.number = fields.number
    this.request = request
    const { images: _images, mode: _mode, stepScaling: _stepScaling, ...params } = request
    this.params = { ...params, ...seeds }
    this.state = fields.state
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

  get whole(): boolean {
    return this.mainStored >= this.requested
  }

  isBonus(index: number): boolean {
    return index >= this.requested
  }

  apply(event: JobEvent): void {
    this.state = nextJobState(this.state, event)
  }

  /** Notes an index as stored. False when it was already: first result wins. */
  take(index: number): boolean {
    if (this.stored.has(index)) return false
    this.claimed.delete(index)
    this.stored.add(index)
    this.pool.remove(index)
    if (this.isBonus(index)) this.bonusStored++
    else this.mainStored++
    return true
  }

  /** An image of this index goes to the disk now. False when it is stored or on its way already. */
  claim(index: number): boolean {
    if (this.stored.has(index) || this.claimed.has(index)) return false
    this.claimed.add(index)
    this.pool.remove(index)
    return true
  }

  /** Puts an index back to be dealt again. A bonus image is its worker's own, or nobody's: others have no time for it. */
  giveBack(index: number, worker: WorkerId): void {
    if (this.stored.has(index) || this.claimed.has(index) || this.over) return
    if (this.isBonus(index)) this.bonus.get(worker)?.pool.put(index)
    else this.pool.put(index)
  }

  exclude(worker: WorkerId, reason: string, until: Capabilities | null | 'never'): void {
    this.#excluded.set(worker, { reason, until })
    this.bonus.delete(worker)
  }

  /** Why this worker is left out of this job; null: it is not. */
  exclusion(worker: WorkerId, capabilities: Capabilities | null): string | null {
    const excluded = this.#excluded.get(worker)
    if (excluded === undefined) return null
    if (excluded.until !== 'never' && excluded.until !== capabilities) {
      this.#excluded.delete(worker)
      return null
    }
    return excluded.reason
  }

  /** Counts a refusal of these indexes; true when one of them was refused too often to try again. */
  refused(run: Run): boolean {
    let enough = false
    for (let index = run.first; index < run.first + run.count; index++) {
      const times = (this.#refusals.get(index) ?? 0) + 1
      this.#refusals.set(index, times)
      if (times >= MOST_REFUSALS) enough = true
    }
    return enough
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
