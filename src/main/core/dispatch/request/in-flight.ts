import type { BatchId, TaskId, WorkerId } from '../../../../shared/ids.ts'
import { BatchId as BatchIdSchema, ImageIndex } from '../../../../shared/ids.ts'
import type { BatchStateName, BatchView } from '../../../../shared/job.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import type { BatchRequest, TaskProgress } from '../../generation.ts'
import type { Clock, SpooledImage, WorkerPort } from '../../ports.ts'
import { movedOrSame, type OnIllegalMove } from '../../state-table.ts'
import type { Run } from '../job/index-pool.ts'
import type { Job } from '../job/job.ts'
import { overdue } from './overdue.ts'
import type { Forecast, Pace } from './pace.ts'
import type { Passed } from './passed.ts'
import {
  type LookedAt,
  progressAfterBytes,
  progressAfterLook,
  progressAfterSleep,
  progressAtFirst,
  progressWhileNotRead,
  type RequestProgress,
} from './request-progress.ts'
import {
  type AnswerBegun,
  nextRequestState,
  type Part,
  type Recognised,
  type RequestEvent,
  type RequestState,
} from './request-state.ts'

/** Relative standard deviation assumed of what encoding and the network take. */
const OVERHEAD_SPREAD = 0.1

export interface InFlightFields {
  readonly batchId: string
  readonly job: Job
  readonly run: Run
  readonly part: Part
  readonly workerId: WorkerId
  readonly request: BatchRequest
  readonly port: WorkerPort
  readonly now: number
  readonly startsAt: number
  readonly computeSeconds: number
  readonly overheadSeconds: number
  readonly loadSeconds: number
  readonly spread: number
  readonly mayLoad: boolean
  readonly recognised: Recognised
  /** that of this server was seen to move before; @defaultValue false */
  readonly progressMoved?: boolean
  /** fleet ms this machine had slept when it was sent; @defaultValue 0 */
  readonly sleptBefore?: number
  readonly onIllegalMove: OnIllegalMove
}

/** One request on its way. Times are fleet ms. What happens to it is told to `happened`, what is seen of it to the methods beside. */
export class InFlight {
  readonly batchId: BatchId
  readonly taskId: TaskId
  readonly job: Job
  readonly run: Run
  readonly workerId: WorkerId
  readonly request: BatchRequest
  readonly port: WorkerPort
  readonly sentAt: number
  /** forecast of the compute alone, and of what comes on top: load before, encode and network after */
  readonly computeSeconds: number
  readonly overheadSeconds: number
  readonly loadSeconds: number
  /** relative standard deviation of the forecast */
  readonly spread: number
  /** the server may load a checkpoint first, as far as is known: its counters may stand still until it has begun */
  readonly mayLoad: boolean
  readonly abort = new AbortController()
  readonly #taken: { readonly passed: Passed; readonly spooled: SpooledImage }[] = []
  readonly #sleptBefore: number
  readonly #onIllegalMove: OnIllegalMove
  #unread = 0
  #whenUnwanted: () => void = () => undefined
  #whenChanged: () => void = () => undefined
  #state: RequestState
  #progress: RequestProgress

  constructor(fields: InFlightFields) {
    this.batchId = BatchIdSchema.parse(fields.batchId)
    this.taskId = fields.request.taskId
    this.job = fields.job
    this.run = fields.run
    this.workerId = fields.workerId
    this.request = fields.request
    this.port = fields.port
    this.sentAt = fields.now
    this.computeSeconds = fields.computeSeconds
    this.overheadSeconds = fields.overheadSeconds
    this.loadSeconds = fields.loadSeconds
    this.spread = fields.spread
    this.mayLoad = fields.mayLoad
    this.#sleptBefore = fields.sleptBefore ?? 0
    this.#onIllegalMove = fields.onIllegalMove
    this.#progress = progressAtFirst(fields.now, fields.startsAt, fields.progressMoved)
    this.#state = {
      course: { at: 'on-its-way' },
      pictures: 'sound',
      need: 'needed',
      recognised: fields.recognised,
      part: fields.part,
    }
  }

  get state(): RequestState {
    return this.#state
  }

  get progress(): RequestProgress {
    return this.#progress
  }

  get pace(): Pace {
    return this.#progress.pace
  }

  /** Moves its state by the tables; what they do not hold is refused. */
  happened(event: RequestEvent): void {
    const { need } = this.#state
    this.#state = movedOrSame(this.#state, () => nextRequestState(this.#state, event), this.#onIllegalMove)
    this.#whenChanged()
    if (this.#state.need !== need) this.#whenUnwanted()
  }

  /** `listener`: called whenever its state, or what is known of its progress, has changed. */
  whenChanged(listener: () => void): void {
    this.#whenChanged = listener
  }

  /** `listener`: called when nobody needs its images any more, and once more when that is because its job is over. */
  whenUnwanted(listener: () => void): void {
    this.#whenUnwanted = listener
  }

  get bonus(): boolean {
    return this.#state.part === 'bonus'
  }

  /** Another worker is on the same indexes: a straggler's copy, or a spare one. */
  get copy(): boolean {
    return this.#state.part === 'copy' || this.#state.part === 'spare'
  }

  /** Somebody needs its images. */
  get wanted(): boolean {
    return this.#state.need === 'needed'
  }

  /** Its pictures may be half done. */
  get spoilt(): boolean {
    return this.#state.pictures !== 'sound'
  }

  /** We have sent an interrupt for it, and as far as is known it arrived. */
  get interrupted(): boolean {
    return this.#state.pictures === 'interrupted' || this.#state.pictures === 'stopped-there-and-here'
  }

  /** Somebody else stopped it there: its pictures are half done. */
  get stoppedByOthers(): boolean {
    return this.#state.pictures === 'stopped-there' || this.#state.pictures === 'stopped-there-and-here'
  }

  /** It was given up on: its answer, if one comes, is late. */
  get late(): boolean {
    const { at } = this.#state.course
    return at === 'abandoned' || at === 'settling-late'
  }

  /** When its answer came, or none was waited for any more; null: it is waited for. */
  get endedAt(): number | null {
    const { course } = this.#state
    return course.at === 'on-its-way' || course.at === 'answering' ? null : course.endedAt
  }

  /** Its answer has begun to come; null: not yet, or it is over. */
  get answer(): AnswerBegun | null {
    const { course } = this.#state
    return course.at === 'answering' || course.at === 'abandoned' ? course.answer : null
  }

  get returnedBecause(): Reason | null {
    const { course } = this.#state
    return 'because' in course ? course.because : null
  }

  /** Pictures that came, in their order, and where they lie meanwhile. */
  get taken(): readonly { readonly passed: Passed; readonly spooled: SpooledImage }[] {
    return this.#taken
  }

  get passed(): readonly Passed[] {
    return this.#taken.map(({ passed }) => passed)
  }

  took(passed: Passed, spooled: SpooledImage): void {
    this.#taken.push({ passed, spooled })
  }

  /** A look at it was answered. */
  noteLook(
    told: TaskProgress,
    now: number,
    looked: Pick<LookedAt, 'betweenLooksMs' | 'mayStandStill'>,
  ): void {
    const { computeSeconds, loadSeconds, mayLoad } = this
    const forecast = { computeSeconds, loadSeconds, mayLoad }
    this.#progressed(progressAfterLook(this.#progress, told, now, { ...forecast, ...looked }))
  }

  #progressed(progress: RequestProgress): void {
    this.#progress = progress
    this.#whenChanged()
  }

  /** The server answered a look. */
  heard(now: number): void {
    this.#progress = { ...this.#progress, heardAt: now, unheard: false }
  }

  /** A look failed. `nobodyThere`: not even a failure was answered. */
  notHeard(nobodyThere: boolean): void {
    this.#progress = { ...this.#progress, unheard: nobodyThere }
  }

  /** So many more bytes of its answer came. */
  bytesCame(bytes: number, now: number): void {
    this.#progress = progressAfterBytes(this.#progress, bytes, now)
  }

  /** Nothing of its answer is read until `taking` ends: a picture is written, or the disk refuses it. Ends as `taking` does. */
  async whileNotRead<T>(taking: Promise<T>, clock: Pick<Clock, 'now'>): Promise<T> {
    this.#unread++
    try {
      return await taking
    } finally {
      this.#unread--
      this.#progress = progressWhileNotRead(this.#progress, clock.now())
    }
  }

  /** Its answer is waiting for this machine. */
  get isUnread(): boolean {
    return this.#unread > 0
  }

  /** What is in front of it takes until then, as far as one can tell: it begins no sooner, unless it was seen to have begun. */
  expectStart(at: number): void {
    if (this.#progress.begun !== 'seen' && this.#progress.startsAt < at)
      this.#progressed({ ...this.#progress, startsAt: at })
  }

  /** This machine slept while it was on its way: its connection may be gone, and its age is nobody's measure. */
  slept(clock: Clock): boolean {
    return (clock.slept?.() ?? 0) > this.#sleptBefore
  }

  /** This machine has slept. */
  woke(now: number): void {
    this.#progressed(progressAfterSleep(this.#progress, now))
  }

  makes(index: number): boolean {
    return index >= this.run.first && index < this.run.first + this.run.count
  }

  *indexes(): Generator<number> {
    for (let index = this.run.first; index < this.run.first + this.run.count; index++) yield index
  }

  /**
   * When its compute is expected to be over and the server free for the next one. `notBefore`: what is in front of it takes until then.
   * @defaultValue as noted last
   */
  computeEndsAt(now: number, notBefore = Number.NEGATIVE_INFINITY): number {
    const { begun, startsAt } = this.#progress
    const later = begun === 'seen' || startsAt >= notBefore ? startsAt : notBefore
    return this.pace.end(now, this.#forecast(later)).at
  }

  /** When the load before its first step, which nothing stops, is expected to be over; `now`: it is, or there is none. Fleet ms. */
  loadEndsAt(now: number): number {
    const { firstStep, left } = this.pace
    const begun = left !== null || firstStep !== null
    return this.loadSeconds === 0 || begun
      ? now
      : overdue(this.#progress.startsAt + this.loadSeconds * 1000, now)
  }

  /** How many times as long as forecast its compute takes, as far as can be told. That it is over is seen late: then it is no slower than it was seen to be. */
  slowness(now: number): number {
    const { left, samples } = this.pace
    const begun = this.#progress.startsAt + this.loadSeconds * 1000
    const took = (this.computeEndsAt(now) - begun) / (this.computeSeconds * 1000)
    if (left === null) return took
    const { at, fraction } = samples.at(-1) ?? { at: now, fraction: 0 }
    // Both are seen late, the end and the share before it: the lower is nearer to what it was.
    return fraction === 0 ? 1 : Math.min(took, (at - begun) / (fraction * this.computeSeconds * 1000))
  }

  /** When its answer is expected. */
  endsAt(now: number): number {
    return this.computeEndsAt(now) + this.overheadSeconds * 1000
  }

  /** How far off that may be, as a standard deviation. */
  endSpreadMs(now: number): number {
    return Math.hypot(this.#end(now).spreadMs, OVERHEAD_SPREAD * this.overheadSeconds * 1000)
  }

  /** What is left of its compute when its answer begins, by forecast and pace; 0 when it is due. Fleet ms. */
  left(now: number): { ms: number; spreadMs: number } {
    const over = this.pace.left?.at ?? now - this.overheadSeconds * 1000
    const due = this.pace.dueAt(over, this.#forecast())
    return { ms: due.at - over, spreadMs: due.spreadMs }
  }

  #end(now: number) {
    return this.pace.end(now, this.#forecast())
  }

  #forecast(startsAt = this.#progress.startsAt): Forecast {
    return {
      startsAt,
      loadMs: this.loadSeconds * 1000,
      computeMs: this.computeSeconds * 1000,
      steps: this.request.params.steps,
      spread: this.spread,
    }
  }

  /** As the panel draws it. */
  get stateName(): BatchStateName {
    const { course } = this.#state
    if (course.at === 'stored') return 'stored'
    if ('because' in course) return 'returned'
    return this.#progress.begun === 'later' ? 'sent' : 'computing'
  }

  view(toWall: (fleetMs: number) => number, now: number): BatchView {
    const { startsAt, fraction, preview } = this.#progress
    const { endedAt } = this
    return {
      id: this.batchId,
      jobId: this.job.id,
      workerId: this.workerId,
      firstIndex: ImageIndex.parse(this.run.first),
      count: this.run.count,
      bonus: this.bonus,
      copy: this.copy,
      state: this.stateName,
      fraction,
      hasPreview: preview !== null,
      predictedStartAt: toWall(startsAt),
      predictedEndAt: toWall(endedAt ?? this.endsAt(now)),
      startedAt: this.stateName === 'sent' ? null : toWall(startsAt),
      endedAt: endedAt === null ? null : toWall(endedAt),
      returnedBecause: this.returnedBecause,
    }
  }
}
