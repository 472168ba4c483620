import type { GenerationRequest } from '../../../../shared/generation.ts'
import type { JobId, WorkerId } from '../../../../shared/ids.ts'
import type { JobStateName } from '../../../../shared/job.ts'
import type { Origin } from '../../../../shared/origin.ts'
import type { Plan } from '../../../../shared/plan.ts'
import type { Priority } from '../../../../shared/priority.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { mostImages } from '../../../../shared/run-count.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import type { Capabilities } from '../../../../shared/worker.ts'
import type { StyleTexts } from '../../prompt/styles.ts'
import type { Wildcards } from '../../prompt/wildcard-lists.ts'
import { RequestRuns } from '../../runs/request-runs.ts'
import { movedOrSame, type OnIllegalMove } from '../../state-table.ts'
import { BonusImages } from './bonus-images.ts'
import type { Until } from './exclusions.ts'
import { IndexPool } from './index-pool.ts'
import { JobParts } from './job-parts.ts'
import { isOver, type JobEvent, type JobState, nextJobState } from './job-state.ts'
import { RefusedImages } from './refused-images.ts'
import { Tallies } from './tallies.ts'

/** A makespan may undercut the least possible by so much, because speeds vary from batch to batch. */
const BOUND_HOLDS = 0.95

export interface JobFields {
  readonly id: JobId
  readonly number: number
  readonly origin: Origin
  readonly priority: Priority
  readonly request: GenerationRequest
  readonly seeds: { readonly seed: number; readonly subseed: number }
  readonly wildcards?: Wildcards | undefined
  readonly styleTexts?: StyleTexts
  /** fleet ms */
  readonly now: number
  /** epoch ms */
  readonly wall: number
  readonly hold: boolean
  /** state to begin with when it is not held */
  readonly state: 'queued' | 'paused'
  /** fleet ms at which its time is up; absent or null: it has as long as it takes */
  readonly endsAt?: number | null
  readonly storedIndexes: Iterable<number>
  readonly onIllegalMove: OnIllegalMove
}

/** One request of a person and who may make which of its indexes. No I/O, no clock. What happens to it is told to `happened`. */
export class Job {
  readonly id: JobId
  readonly number: number
  readonly origin: Origin
  readonly request: GenerationRequest
  /** what its images are made of */
  readonly runs: RequestRuns
  readonly styleTexts: StyleTexts
  /** epoch ms, for show */
  readonly submittedWall: number
  /** images to be made that nobody works on */
  readonly parts: JobParts
  /** seed and subseed of its first image */
  readonly seeds: { readonly seed: number; readonly subseed: number }
  /** what its prompts are drawn from; undefined: nothing */
  readonly wildcards: Wildcards | undefined
  /** the most images it may have, bonus images left out */
  readonly #most: number
  /** of a job of one part, its images that nobody works on */
  readonly #pool: IndexPool
  /** until mode: images there may be time for later */
  readonly #beyond: IndexPool
  readonly bonus: BonusImages
  readonly tallies = new Tallies()
  readonly refusals = new RefusedImages()
  readonly #stored = new Set<number>()
  readonly #claimed = new Set<number>()
  readonly #onIllegalMove: OnIllegalMove
  /** its place among jobs; the queue, which keeps them in this order, is the one that changes it */
  priority: Priority
  /** fleet ms at which its time is up; null: it has as long as it takes. Renewed where the wall has gone on without the fleet. */
  endsAt: number | null
  #timeUp = false
  /** until mode: images there will likely be */
  #likely = 0
  #standing: JobState
  #storing = 0
  #plan: Plan | null = null
  #predictedSeconds: number | null = null
  #lowerBoundSeconds: number | null = null
  #bonusStored = 0
  #mainStored = 0

  constructor(fields: JobFields) {
    const { request, seeds, wildcards, hold, now } = fields
    this.id = fields.id
    this.number = fields.number
    this.origin = fields.origin
    this.priority = fields.priority
    this.request = request
    this.seeds = { seed: seeds.seed, subseed: seeds.subseed }
    this.wildcards = wildcards
    this.styleTexts = fields.styleTexts ?? []
    this.runs = new RequestRuns(request, seeds, { wildcards, styleTexts: this.styleTexts })
    this.#most = mostImages(request)
    this.submittedWall = fields.wall
    this.#onIllegalMove = fields.onIllegalMove
    this.#standing = {
      name: hold ? 'held' : fields.state,
      problem: null,
      hold,
      startedAt: null,
      restsSince: fields.state === 'paused' ? now : null,
      restedMs: 0,
      startedWall: null,
      finishedWall: null,
      makespanSeconds: null,
    }
    this.endsAt = fields.endsAt ?? null
    const first = this.endsAt === null ? this.#most : 0
    // Seeds are to go on from the first without gaps, however many there will be.
    const begins = this.runs.draws ? (index: number) => this.runs.begins(index) : undefined
    const order = this.endsAt === null && begins === undefined ? 'long-runs' : 'lowest'
    this.#pool = new IndexPool(0, first, order, undefined, begins)
    this.bonus = new BonusImages(begins)
    this.#beyond = new IndexPool(first, this.#most - first)
    this.parts = new JobParts(this.runs, this.#pool)
    for (const index of fields.storedIndexes) this.take(index)
  }

  /** Moves its state by the table; what that does not hold is refused. */
  happened(event: JobEvent): void {
    this.#standing = movedOrSame(
      this.#standing,
      () => nextJobState(this.#standing, event),
      this.#onIllegalMove,
    )
    if (event.type === 'all-stored') this.bonus.clear()
    if (event.type !== 'completed') return
    const { makespanSeconds: took } = this.#standing
    const bound = this.#lowerBoundSeconds
    if (took === null || bound === null || took >= bound) return
    // What was reached is possible. By more than speeds vary, somebody is faster than was known: then nothing is known to be the least.
    this.#lowerBoundSeconds = took < BOUND_HOLDS * bound ? null : took
  }

  /** It is over: nothing of it is left to be dealt. */
  dealNoMore(): void {
    this.parts.clear()
    this.#beyond.clear()
    this.bonus.clear()
    this.#likely = 0
  }

  /**
   * Until mode: there will likely be time for so many more images than those under way. The first of those that are missing are to be made,
   * so that seeds go on from the first.
   */
  open(images: number, underWay: number): void {
    if (this.#timeUp) return
    const more = images - this.#pool.size
    if (more > 0) this.#beyond.pass(more, this.#pool, 'first')
    else this.#pool.pass(-more, this.#beyond, 'last')
    this.#likely = this.#mainStored + underWay + this.#pool.size
  }

  /** Until mode: the most images that may be made besides what is there and under way. */
  room(underWay: number): number {
    return Math.max(0, this.#most - this.#mainStored - underWay)
  }

  /** Until mode: nothing more is begun; what is under way is waited for and kept. */
  endTime(): void {
    this.#timeUp = true
    this.parts.clear()
    this.#beyond.clear()
  }

  /** What it has is what it gets, once nothing is under way any more. */
  get timeUp(): boolean {
    return this.#timeUp
  }

  /** Images to be made that nobody works on. */
  get unmade(): number {
    return this.parts.size
  }

  get state(): JobStateName {
    return this.#standing.name
  }

  /** How it stands, with what belongs to that. */
  get standing(): JobState {
    return this.#standing
  }

  /** Why it waits, or has failed. */
  get problem(): Problem | null {
    return this.#standing.problem
  }

  get over(): boolean {
    return isOver(this.state)
  }

  /** It may be sent out. */
  get live(): boolean {
    return this.state === 'queued' || this.state === 'running' || this.state === 'waiting'
  }

  /** Images that were asked for; in until mode as many as there will likely be. */
  get requested(): number {
    return this.endsAt === null ? this.#most : Math.max(this.#likely, this.#mainStored)
  }

  /** The plan it began with, or of when it was last looked at while it waits; null: nobody has been able to work on it yet. */
  get plan(): Plan | null {
    return this.#plan
  }

  /** What its makespan is expected to be, as of its first request or the last change of the queue or the fleet since. */
  get predictedSeconds(): number | null {
    return this.#predictedSeconds
  }

  /** What its makespan is at least, as of then. */
  get lowerBoundSeconds(): number | null {
    return this.#lowerBoundSeconds
  }

  get bonusPlanned(): number {
    return this.bonus.planned
  }

  get bonusStored(): number {
    return this.#bonusStored
  }

  get mainStored(): number {
    return this.#mainStored
  }

  /** Something of it waits to be dealt out. */
  get unassigned(): boolean {
    return this.unmade > 0 || this.bonus.size > 0
  }

  /** More is to be made of it than is under way, by whoever can. */
  get wantsMore(): boolean {
    return this.endsAt === null ? this.unmade > 0 : !this.whole
  }

  /** Nothing more is to be made. */
  get whole(): boolean {
    return this.#timeUp || this.#mainStored >= this.#most
  }

  /** Pictures of it are on their way to the disk, those that stand for no index included. */
  get storing(): boolean {
    return this.#storing > 0
  }

  /** Nothing of it can come any more: over, and no picture on its way to the disk. */
  get settled(): boolean {
    return this.over && !this.storing
  }

  isBonus(index: number): boolean {
    return index >= this.#most
  }

  has(index: number): boolean {
    return this.#stored.has(index)
  }

  /** It need not be made: it is stored, or on its way to the disk. */
  comes(index: number): boolean {
    return this.#stored.has(index) || this.#claimed.has(index)
  }

  /**
   * The plan it is begun with: what it foresees, and the bonus images it promises of workers that are too slow for a fair share. Another
   * one takes its place as long as nothing was sent.
   */
  begin(plan: Plan): void {
    this.#plan = plan
    this.foresee(plan)
    if (this.request.mode === 'bonus') this.bonus.promise(plan, this.requested, this.#stored)
  }

  /** What its makespan will be, and is at least, in seconds from its first request on. */
  foresee(course: Pick<Plan, 'makespanSeconds' | 'lowerBoundSeconds'>): void {
    this.#predictedSeconds = course.makespanSeconds
    this.#lowerBoundSeconds = course.lowerBoundSeconds
  }

  /** A picture of it goes to the disk, whatever it is; `storingEnded` follows. */
  storingBegan(): void {
    this.#storing++
  }

  storingEnded(): void {
    this.#storing--
  }

  /** An image of this index goes to the disk now: another copy that arrives is dropped. False: stored or on its way already. */
  claim(index: number): boolean {
    if (this.comes(index)) return false
    this.#claimed.add(index)
    this.#undeal(index)
    return true
  }

  /** Claims an index for a picture that comes beside those asked for: the first behind the bonus images that is free. */
  claimBeside(): number {
    let index = this.#most + this.bonus.planned
    while (!this.claim(index)) index++
    return index
  }

  /** It did not get there. */
  unclaim(index: number): void {
    this.#claimed.delete(index)
  }

  /** Notes an index as stored. False when it was already: first result wins. */
  take(index: number): boolean {
    if (this.#stored.has(index)) return false
    this.#claimed.delete(index)
    this.#stored.add(index)
    this.#undeal(index)
    if (this.isBonus(index)) this.#bonusStored++
    else this.#mainStored++
    return true
  }

  /** Puts an index back to be dealt again; a bonus image not once all that was asked for is there. */
  giveBack(index: number, worker: WorkerId): void {
    if (this.comes(index) || this.over || this.#timeUp) return
    if (!this.isBonus(index)) this.parts.put(index)
    else if (!this.whole) this.bonus.put(index, worker)
  }

  /** Leaves a worker out: of images that are made like the one of this index. */
  exclude(worker: WorkerId, reason: Reason, until: Until, like: number): void {
    this.parts.of(like).exclusions.exclude(worker, reason, until)
    this.bonus.leave(worker)
  }

  /** Why this worker is left out of all that is to be made now; null: it is not. */
  exclusion(worker: WorkerId, capabilities: Capabilities | null): Reason | null {
    const reasons = this.parts.open.map(({ exclusions }) => exclusions.reason(worker, capabilities))
    return reasons.includes(null) ? null : (reasons[0] ?? null)
  }

  #undeal(index: number): void {
    if (this.isBonus(index)) this.bonus.remove(index)
    else if (!this.parts.remove(index)) this.#beyond.remove(index)
  }
}
