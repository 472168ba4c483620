import type { BatchId, TaskId, WorkerId } from '../../../../shared/ids.ts'
import { BatchId as BatchIdSchema, ImageIndex } from '../../../../shared/ids.ts'
import type { BatchStateName, BatchView } from '../../../../shared/job.ts'
import type { BatchRequest, ServersWord } from '../../generation.ts'
import type { Clock, SpooledImage, WorkerPort } from '../../ports.ts'
import type { Passed } from '../answer/judge-answer.ts'
import type { Run } from '../job/index-pool.ts'
import type { Job } from '../job/job.ts'
import { type BatchEvent, nextBatchState } from './batch-state.ts'
import { type Forecast, Pace } from './pace.ts'

/** Relative standard deviation assumed of what encoding and the network take. */
const OVERHEAD_SPREAD = 0.1

/** One request on its way. Times are fleet ms. */
export class InFlight {
  readonly batchId: BatchId
  readonly taskId: TaskId
  readonly job: Job
  readonly run: Run
  readonly bonus: boolean
  /** a straggler's copy: another worker is on the same indexes. No more so when that one is gone */
  copy: boolean
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
  /**
   * how it is known that what runs on the server is this: 'by-task-id'; 'while-alone': it was free when this was sent, and nothing of
   * ours came after; 'never'
   */
  recognised: 'by-task-id' | 'while-alone' | 'never'
  readonly abort = new AbortController()
  readonly passed: Passed[] = []
  readonly spooled: SpooledImage[] = []
  state: BatchStateName = 'sent'
  /** when its compute began, or is expected to */
  startsAt: number
  /** the server said it is active, so `startsAt` is a fact */
  seenActive = false
  fraction = 0
  /** what its own progress says about its end */
  pace: Pace
  /** this machine has slept, and no look since has told how far it is */
  lostTrack = false
  readonly #sleptBefore: number
  pulse = ''
  pulseAt: number
  /** when a look at it was last answered; until one is, when it was sent */
  heardAt: number
  /** the last look at it found nobody there, or got no answer */
  unheard = false
  /** the longest its counters have stood still between two steps, fleet ms */
  slowestStepMs = 0
  /** times its counters were seen to move while it was computed */
  steps = 0
  preview: Uint8Array | null = null
  /** why nobody needs its images any more: all came from elsewhere, or its job is over */
  unwanted: 'lost-the-race' | 'job-over' | null = null
  interruptSent = false
  /** an interrupt may have hit it by accident: its images cannot be trusted */
  suspect = false
  /** somebody else stopped it there: its pictures are half done */
  stoppedThere = false
  /** when its answer began, fleet ms */
  answeredAt: number | null = null
  /** what its server says of how it ended, where that was asked */
  serversWord: Promise<ServersWord> | null = null
  /** its answer has begun to come, so it is not what the server computes */
  answering = false
  /** why its pictures could not be taken in here; no fault of the server */
  notTakenIn: unknown = null
  /** given up on, but still listened to */
  abandoned = false
  endedAt: number | null = null
  returnedBecause: string | null = null

  constructor(fields: {
    batchId: string
    job: Job
    run: Run
    bonus: boolean
    copy: boolean
    workerId: WorkerId
    request: BatchRequest
    port: WorkerPort
    now: number
    startsAt: number
    computeSeconds: number
    overheadSeconds: number
    loadSeconds: number
    spread: number
    mayLoad: boolean
    recognised: InFlight['recognised']
    /** that of this server was seen to move before; @defaultValue false */
    progressMoved?: boolean
    /** fleet ms this machine had slept when it was sent; @defaultValue 0 */
    sleptBefore?: number
  }) {
    this.batchId = BatchIdSchema.parse(fields.batchId)
    this.taskId = fields.request.taskId
    this.job = fields.job
    this.run = fields.run
    this.bonus = fields.bonus
    this.copy = fields.copy
    this.workerId = fields.workerId
    this.request = fields.request
    this.port = fields.port
    this.sentAt = fields.now
    this.pulseAt = fields.now
    this.heardAt = fields.now
    this.startsAt = fields.startsAt
    this.computeSeconds = fields.computeSeconds
    this.overheadSeconds = fields.overheadSeconds
    this.loadSeconds = fields.loadSeconds
    this.spread = fields.spread
    this.mayLoad = fields.mayLoad
    this.recognised = fields.recognised
    this.pace = new Pace(fields.progressMoved)
    this.#sleptBefore = fields.sleptBefore ?? 0
    this.state = fields.startsAt <= fields.now ? 'computing' : 'sent'
  }

  /** Moves its state by the table. */
  mark(event: BatchEvent): void {
    this.state = nextBatchState(this.state, event)
  }

  /** Its pictures may be half done. */
  get spoilt(): boolean {
    return this.interruptSent || this.suspect || this.stoppedThere
  }

  /** This machine slept while it was on its way: its connection may be gone, and its age is nobody's measure. */
  slept(clock: Clock): boolean {
    return (clock.slept?.() ?? 0) > this.#sleptBefore
  }

  /** This machine has slept: its silence counts from `now`, and its pace from the first look that tells how far it has come. */
  woke(now: number): void {
    this.pulseAt = now
    this.heardAt = now
    this.pace = this.pace.anew()
    this.lostTrack = true
  }

  makes(index: number): boolean {
    return index >= this.run.first && index < this.run.first + this.run.count
  }

  *indexes(): Generator<number> {
    for (let index = this.run.first; index < this.run.first + this.run.count; index++) yield index
  }

  /** When its compute is expected to be over and the server free for the next one. */
  computeEndsAt(now: number): number {
    return this.#end(now).at
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

  #forecast(): Forecast {
    return {
      startsAt: this.startsAt,
      loadMs: this.loadSeconds * 1000,
      computeMs: this.computeSeconds * 1000,
      steps: this.request.params.steps,
      spread: this.spread,
    }
  }

  view(toWall: (fleetMs: number) => number, now: number): BatchView {
    return {
      id: this.batchId,
      jobId: this.job.id,
      workerId: this.workerId,
      firstIndex: ImageIndex.parse(this.run.first),
      count: this.run.count,
      bonus: this.bonus,
      copy: this.copy,
      state: this.state,
      fraction: this.fraction,
      hasPreview: this.preview !== null,
      predictedStartAt: toWall(this.startsAt),
      predictedEndAt: toWall(this.endedAt ?? this.endsAt(now)),
      startedAt: this.state === 'sent' ? null : toWall(this.startsAt),
      endedAt: this.endedAt === null ? null : toWall(this.endedAt),
      returnedBecause: this.returnedBecause,
    }
  }
}
