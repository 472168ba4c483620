import type { ControlDetection } from '../../shared/control-detection.ts'
import type { GenerationRequest } from '../../shared/generation.ts'
import type { ImageId, JobId, TaskId, WorkerId } from '../../shared/ids.ts'
import type { InputId } from '../../shared/input-picture.ts'
import type { ImageFlag, JobStateName, StoredImage } from '../../shared/job.ts'
import type { Origin } from '../../shared/origin.ts'
import type { Priority } from '../../shared/priority.ts'
import type { PromptStyle } from '../../shared/styles.ts'
import type { Reason } from '../../shared/words/reason.ts'
import type { Capabilities, Lane, MemoryInfo } from '../../shared/worker.ts'
import type { WorkerFailure } from './failure.ts'
import type {
  BatchAnswer,
  BatchRequest,
  ImageFormat,
  RawImage,
  ServersWord,
  TaskProgress,
} from './generation.ts'
import type { Wildcards } from './prompt/wildcard-lists.ts'
import type { KnownMemory, Observation, WorkerSpeed } from './speed/worker-speed.ts'

/** Time, injected. `now` is fleet time: monotonic ms, possibly faster than the wall's. */
export interface Clock {
  /** monotonic ms of being awake */
  now(): number
  /** epoch ms, for what is shown and stored */
  wall(): number
  /** Calls `fn` once after `ms`; the returned function takes it back. */
  after(ms: number, fn: () => void): () => void
  /** fleet ms this machine was seen to sleep so far, which `now` leaves out; absent: nobody looks for it */
  slept?(): number
  /** Calls `listener` after each sleep that was noticed, with its fleet ms. Returns what ends the subscription. */
  onWake?(listener: (sleptMs: number) => void): () => void
}

/** Uniform in [0, 1). */
export type Random = () => number

/** One sdwui instance. Rejects with a WorkerFailure only. */
export interface WorkerPort {
  /**
   * Sends one generation request. `onImage` is awaited for each image before more of the answer is read,
   * so an answer of any length stands in memory a few images at a time. On a failure halfway, the images
   * already handed over are good. Aborting `signal` closes the connection; the server computes on (sdapi.md 1.1).
   * `onAnswer`: so many more bytes of the answer are here, the first long before an image where the way is slow.
   */
  generate(
    request: BatchRequest,
    onImage: (image: RawImage) => Promise<void>,
    signal: AbortSignal,
    onAnswer?: (bytes: number) => void,
  ): Promise<BatchAnswer>
  /** `preview`: ask for a picture too; costs the server time. */
  progress(taskId: TaskId, wanted: { preview: boolean }, signal: AbortSignal): Promise<TaskProgress>
  /** Stops whatever is active there: call only when that is known to be ours. */
  interrupt(signal: AbortSignal): Promise<void>
  /** What the server says of how its last request ended, asked right after an answer. Absent: it is never told. */
  wasStopped?(signal: AbortSignal): Promise<ServersWord>
  /** The cheapest sign of life. */
  ping(signal: AbortSignal): Promise<void>
  capabilities(signal: AbortSignal): Promise<Capabilities>
  /** What a preprocessor of ControlNet makes of a picture: bytes of a picture. Absent: it is never asked. */
  detect?(asked: ControlDetection, signal: AbortSignal): Promise<Uint8Array>
  /** null: the server does not tell. */
  memory(signal: AbortSignal): Promise<MemoryInfo | null>
  /** Loads a checkpoint by the server's own title; waits until it is loaded and checks that it is. */
  loadCheckpoint(title: string, signal: AbortSignal): Promise<void>
}

/** Stored pictures that requests refer to, as they are sent. Rejects with a TributaryError: `not-found`, or of a `storage-*` kind. */
export interface InputReader {
  /** bytes; counts as a use of it */
  size(id: InputId): Promise<number>
  /** Its bytes in pieces, each good until the next one is asked for. */
  read(id: InputId): AsyncIterable<Uint8Array>
  /** The same mask in another size (px), stored as well. */
  scaled(id: InputId, size: { readonly width: number; readonly height: number }): Promise<InputId>
}

/** A worker as planning and dispatch see it at this moment. */
export interface FleetWorker {
  readonly id: WorkerId
  readonly name: string
  readonly lane: Lane
  /** place on the board, for ties */
  readonly order: number
  /** may be sent work now */
  readonly available: boolean
  /** why not; null when available. The same object until it changes: plans are kept by identity. */
  readonly unavailableReason: Reason | null
  /** ms of fleet time until it may be sent work, where only a benchmark keeps it from it; absent: nothing does, or something else */
  readonly joinsInMs?: number
  readonly capabilities: Capabilities | null
  readonly speed: WorkerSpeed
  readonly pixelCap: number | null
  readonly maxBatch: number | null
  readonly checkpointOverride: string | null
  readonly saveOnWorker: boolean
  /** ms of fleet time until somebody else's work there is done; 0: free */
  readonly busyElsewhereMs: number
  /** bytes of its GPU that were left for a request when it was last seen idle; null, absent: not told */
  readonly freeBytes?: number | null
  readonly port: WorkerPort
}

/**
 * What dispatch tells the registry; the registry moves the worker's state machine by it. Every `batch-started` is followed by exactly one
 * `batch-ended`, `interrupted` or `failed`; a checkpoint loaded ahead of a batch by `model-loaded`, or `batch-ended` or `failed`.
 */
export type WorkerFact =
  | { type: 'batch-started' }
  | { type: 'batch-ended' }
  | { type: 'model-loading' }
  /** `checkpoint`: what names the one in memory now (names/on-worker.ts) */
  | { type: 'model-loaded'; checkpoint: string }
  /** `byOthers`: by somebody who works there as well */
  | { type: 'interrupted'; byOthers?: boolean }
  | { type: 'failed'; failure: WorkerFailure }
  | { type: 'failed-too-often' }

/** The registry, as the dispatcher needs it. */
export interface FleetPort {
  workers(): readonly FleetWorker[]
  worker(id: WorkerId): FleetWorker | undefined
  report(id: WorkerId, fact: WorkerFact): void
  /** What a finished batch taught; the registry keeps and saves it. */
  learn(id: WorkerId, observation: Observation): void
  /** How much of what fits into a worker's memory; kept with its speed under `key` (dispatch/memory-limits.ts). */
  keepMemory(id: WorkerId, key: string, known: KnownMemory): void
  /** Seconds after which requests to it end whatever it does; kept with its speed. Null: no such limit. */
  keepLongestRequest(id: WorkerId, seconds: number | null): void
  /** It makes sizes in multiples of so many px only; kept with its speed. */
  keepSizeStep(id: WorkerId, px: number): void
  /** Something changed that may matter to planning. Returns what ends the subscription. */
  onChange(listener: (id: WorkerId) => void): () => void
}

/** Bytes that are safe on disk but not yet in the gallery. */
export interface SpooledImage {
  /** every pixel has the same colour; absent: it has not, or nobody looked */
  readonly uniform?: boolean
  readonly format: ImageFormat
  readonly bytes: number
  readonly width: number
  readonly height: number
}

export interface ImageMeta {
  readonly jobId: JobId
  readonly jobNumber: number
  readonly index: number
  readonly seed: number
  readonly subseed: number
  readonly bonus: boolean
  readonly workerId: WorkerId
  readonly workerName: string
  readonly request: GenerationRequest
  readonly infotext: string | null
  /** false: the file does not hold the infotext, it came beside; absent: it does */
  readonly infotextInFile?: boolean
  readonly flags: readonly ImageFlag[]
  /** share of its batch's seconds */
  readonly seconds: number | null
}

/** Where pictures go. Rejects with a TributaryError of a `storage-*` kind. */
export interface ImageSink {
  /** Writes to a temporary name and flushes. */
  spool(image: RawImage): Promise<SpooledImage>
  /** Renames, indexes; when it resolves the picture is durable. */
  commit(spooled: SpooledImage, meta: ImageMeta): Promise<StoredImage>
  discard(spooled: SpooledImage): Promise<void>
  /** Keeps what came beside the pictures of a batch (a mask, a control image, a grid), for as long as one of them is there. Counts as no picture. */
  attach(spooled: SpooledImage, beside: readonly ImageId[]): Promise<void>
}

export interface JobRecord {
  readonly id: JobId
  readonly number: number
  /** who asked for it */
  readonly origin: Origin
  readonly priority: Priority
  readonly request: GenerationRequest
  readonly seed: number
  readonly subseed: number
  /** what its prompts are drawn from: the files may change, the job does not; absent: nothing */
  readonly wildcards?: Wildcards
  /** texts of the styles it names, for the same reason; absent: it names none */
  readonly styleTexts?: readonly PromptStyle[]
  readonly state: JobStateName
  /** images beyond N that the plan promised */
  readonly bonusPlanned: number
  /** epoch ms */
  readonly submittedAt: number
  readonly finishedAt: number | null
  readonly makespanSeconds: number | null
  readonly predictedSeconds: number | null
  /** absolute: where its pictures went when it was taken in; absent: written by a version that did not note it */
  readonly folder?: string
}

/** The lists that `__name__` in a prompt is drawn from. */
export interface WildcardPort {
  /** Its lines, without empty ones and comments; null: there is no list of that name. Never throws. */
  lines(name: string): readonly string[] | null
}

/** What survives a crash: which jobs there are. Which indexes are missing follows from the gallery's index. */
export interface Journal {
  nextJobNumber(): number
  save(record: JobRecord): void
  /** Keeps the order of the jobs that are not over; those that come later stand behind them. */
  arrange(order: readonly JobId[]): void
  /** Keeps whether the queue is paused. */
  keepPause(paused: boolean): void
}
