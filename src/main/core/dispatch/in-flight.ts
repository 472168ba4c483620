import type { BatchId, TaskId, WorkerId } from '../../../shared/ids.ts'
import { BatchId as BatchIdSchema, ImageIndex } from '../../../shared/ids.ts'
import type { BatchStateName, BatchView } from '../../../shared/job.ts'
import type { BatchRequest } from '../generation.ts'
import type { SpooledImage, WorkerPort } from '../ports.ts'
import type { Run } from './index-pool.ts'
import type { Job } from './job.ts'
import type { Passed } from './judge-answer.ts'

/** From this share of a request on, its own progress tells more about its end than the forecast. */
const TELLING_FRACTION = 0.1

/** One request on its way. Times are fleet ms. */
export class InFlight {
  readonly batchId: BatchId
  readonly taskId: TaskId
  readonly job: Job
  readonly run: Run
  readonly bonus: boolean
  /** a straggler's copy: another worker is on the same indexes */
  readonly copy: boolean
  readonly workerId: WorkerId
  readonly request: BatchRequest
  readonly port: WorkerPort
  readonly sentAt: number
  /** forecast of the compute alone, and of what comes on top: load before, encode and network after */
  readonly computeSeconds: number
  readonly overheadSeconds: number
  readonly loadSeconds: number
  readonly abort = new AbortController()
  readonly passed: Passed[] = []
  readonly spooled: SpooledImage[] = []
  /** indexes another worker makes too */
  readonly covered = new Set<number>()
  state: BatchStateName = 'sent'
  /** when its compute began, or is expected to */
  startsAt: number
  /** the server said it is active, so `startsAt` is a fact */
  seenActive = false
  fraction = 0
  fractionAt = 0
  pulse = ''
  pulseAt: number
  preview: Uint8Array | null = null
  /** nobody needs its images any more */
  unwanted = false
  interruptSent = false
  /** an interrupt may have hit it by accident: its images cannot be trusted */
  suspect = false
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
    this.startsAt = fields.startsAt
    this.computeSeconds = fields.computeSeconds
    this.overheadSeconds = fields.overheadSeconds
    this.loadSeconds = fields.loadSeconds
    this.state = fields.startsAt <= fields.now ? 'computing' : 'sent'
  }

  *indexes(): Generator<number> {
    for (let index = this.run.first; index < this.run.first + this.run.count; index++) yield index
  }

  /** When its compute is expected to be over and the server free for the next one. */
  computeEndsAt(now: number): number {
    const planned = this.startsAt + (this.loadSeconds + this.computeSeconds) * 1000
    if (this.fraction >= TELLING_FRACTION && this.seenActive) {
      // What is left by its own pace, mixed with the forecast in the measure of what has been seen.
      const pace = (this.fractionAt - this.startsAt) / this.fraction
      const byPace = this.startsAt + pace
      return Math.max(now, this.fraction * byPace + (1 - this.fraction) * planned)
    }
    // Overdue and silent: the longer it is late, the longer it may still take.
    return planned >= now ? planned : now + 0.25 * (now - planned)
  }

  /** When its answer is expected. */
  endsAt(now: number): number {
    return this.computeEndsAt(now) + this.overheadSeconds * 1000
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

/** What dispatch remembers about one worker. */
export class Station {
  /** at most two: one computing, one waiting */
  readonly flights: InFlight[] = []
  /** answers of the last request, fleet ms; a queued request began to compute about then */
  lastEndedAt = 0
  /** canonical name of the checkpoint that will be in memory when the flights are done */
  expectedCheckpoint: string | null = null
  /** a request that was lost on the way and may still be computed there */
  lostTask: TaskId | null = null
  recovering = false
  loadingUntil: number | null = null

  /** Fleet ms at which the server is free for one more request. */
  freeAt(now: number): number {
    let free = this.loadingUntil === null ? now : Math.max(now, this.loadingUntil)
    for (const flight of this.flights) {
      if (!flight.seenActive && flight.startsAt < free && flight !== this.flights[0]) flight.startsAt = free
      free = Math.max(free, flight.computeEndsAt(now))
    }
    return free
  }

  remove(flight: InFlight): void {
    const at = this.flights.indexOf(flight)
    if (at >= 0) this.flights.splice(at, 1)
  }
}
