import type { NetworkKind } from '../../../shared/network-details.ts'
import type { ControlNetLists } from '../protocol/controlnet-lists.ts'
import type { GenerationCall } from '../protocol/generation-fields.ts'
import type { NamedFile, ServerFacts } from '../protocol/server-facts.ts'
import type { Fields } from './validate-body.ts'

/** A checkpoint of the server, as its lists tell it. */
export interface ServedCheckpoint {
  /** "sub/dir/file.safetensors [10 hex]", without the bracket until the hash is known */
  readonly title: string
  /** basename without extension */
  readonly name: string
  /** relative name without extension, separators as "_" */
  readonly modelName: string
  /** relative name with extension */
  readonly file: string
  /** null: not hashed yet */
  readonly sha256: string | null
}

/** A row of GET /prompt-styles; null texts are file dividers. */
interface ServedStyle {
  readonly name: string
  readonly prompt: string | null
  readonly negativePrompt: string | null
}

/** A LoRA's own file beside it, as the panel writes it. */
export interface LoraNotes {
  readonly 'activation text'?: string
  readonly 'negative text'?: string
  readonly 'preferred weight'?: number
  readonly description?: string
}

/** What a server lists. */
export interface ServedLists {
  checkpoints(): readonly ServedCheckpoint[]
  samplers(): readonly string[]
  /** labels */
  schedulers(): readonly string[]
  upscalers(): readonly string[]
  vaes(): readonly NamedFile[]
  loras(): readonly (NamedFile & { readonly hash: string })[]
  embeddings(): readonly string[]
  styles(): readonly ServedStyle[]
  /** null: it has no ControlNet */
  controlNet(): ControlNetLists | null
  /** what ADetailer finds parts with; null: the extension is not there */
  detailerModels(): readonly string[] | null
  /** as GET /memory tells it */
  memory(): unknown
  /** as GET /cmd-flags tells them */
  flags(): unknown
}

/** A place in `images`: a file, or what some servers put there instead of one. */
export type AnswerImage = Buffer | null | ''

/** What a generation came to. */
export interface GeneratedAnswer {
  readonly images: readonly AnswerImage[]
  /** the request as it is sent back: every field, with its default where none was sent */
  readonly parameters: Readonly<Record<string, unknown>>
  /** JSON text, or "" */
  readonly info: string
  /** Resolves when the answer may begin. */
  ready(): Promise<void>
  /** To be called when the answer is out, or its client gone. */
  delivered(): void
}

/** `state` of GET /progress (sdapi.md 1.2). */
export interface JobReport {
  readonly skipped: boolean
  readonly interrupted: boolean
  readonly stopping_generation: boolean
  readonly job: string
  readonly job_count: number
  readonly job_timestamp: string
  readonly job_no: number
  readonly sampling_step: number
  readonly sampling_steps: number
}

/** The job that runs, or ran last. */
export interface JobLook {
  readonly idle: boolean
  readonly report: JobReport
  /** 0..1 */
  readonly fraction: number
  /** seconds since it began, by the clock on the wall */
  readonly elapsedSeconds: number
  /** told instead of what follows from `fraction`; absent: nothing is */
  readonly toldProgress?: number
}

/** A preview and its number: later ones have higher numbers. */
export interface Preview {
  readonly id: number
  readonly file: Buffer
}

/** Where a task is; `place`: among those that wait, from 1. */
interface TaskPlace {
  readonly active: boolean
  readonly queued: boolean
  readonly completed: boolean
  readonly place: number
}

/** What of the life of its process a client may decide. */
export interface ServerControl {
  /** --api-server-stop */
  readonly allowed: boolean
  /** false: nothing starts it again once it is gone */
  readonly comesBack: boolean
  restart(): void
  kill(): void
}

/**
 * What answers behind sdwui's routes: a simulated machine, or whatever else makes the images. Its methods reject and throw the ServerError
 * that a client is told.
 */
export interface Engine {
  readonly facts: ServerFacts
  readonly lists: ServedLists
  /** null: it is none of a client's business */
  readonly control: ServerControl | null

  /** `receivedAt`: `now()` when the request came in. */
  generate(call: GenerationCall, fields: Fields, receivedAt: number): Promise<GeneratedAnswer>
  /** The moment, in the engine's own seconds. */
  now(): number

  interrupt(): void
  skip(): void
  look(): JobLook
  /** The newest preview of the job that runs; null: none yet, or switched off. */
  preview(): Promise<Preview | null>
  /** ids of the tasks that wait, in their order */
  waitingTasks(): readonly string[]
  task(id: string): TaskPlace
  /** requests that compute or wait */
  readonly queueLength: number

  /** Every option, by its name. */
  options(): Record<string, unknown>
  hasOption(key: string): boolean
  /** Known ones are applied in order, an unknown one stops it. */
  setOptions(changes: Fields): Promise<void>
  /** the checkpoint in memory */
  readonly loaded: ServedCheckpoint | null
  /** Moves it out of the GPU's memory, or back. */
  place(where: 'out' | 'in'): void
  /** Looks at its folders again. */
  refresh(): Promise<void>

  /** Makes of each picture, given as a file, what the fields of the extras calls ask for. */
  extras(
    fields: Fields,
    pictures: readonly Buffer[],
  ): Promise<{ readonly images: readonly Buffer[]; readonly htmlInfo: string }>
  /** What a preprocessor of ControlNet makes of a picture, as a PNG; null: its own numbers. */
  detect(
    picture: Buffer,
    module: string,
    numbers: { readonly thresholdA: number | null; readonly thresholdB: number | null },
  ): Promise<Buffer>
  /** The picture that lies beside a LoRA or an embedding, as a PNG; null: none does. */
  /** what the owner of a LoRA wrote beside it; null: nothing */
  loraNotes(name: string): LoraNotes | null
  networkPicture(kind: NetworkKind, name: string): Promise<Buffer> | null
  /** What is to be seen in a picture, in words or in tags. */
  describe(picture: Buffer, how: 'clip' | 'deepdanbooru'): Promise<string>
}
