import type { ResizeMode } from '../../../shared/generation.ts'
import type { IgnoredPart, ImagesFromOthers, LackedPart, SizeLimits } from '../../../shared/worker.ts'
import type { SamplerRow, SchedulerRow, UpscalerRow } from './rows.ts'

/** How a client tells a kind of server from the others (sdapi.md 6.1): by what stands in its openapi.json, or by a route that nobody else has. */
export type Recognition =
  | { readonly by: 'openapi'; readonly title?: RegExp; readonly path?: string; readonly field?: string }
  /** `result`: what the answer's `result` says; absent: any answer will do */
  | { readonly by: 'route'; readonly path: string; readonly result?: RegExp }

/** What a running server says of itself on the routes that only its kind has. */
interface ServerStatus {
  /** null: none is loaded */
  readonly checkpoint: string | null
  readonly samplers: readonly string[]
  readonly schedulers: readonly string[]
  readonly idle: boolean
  /** requests that compute or wait */
  readonly queued: number
}

/** Names of a list of the server, and where its files lie. */
export interface NamedFile {
  readonly name: string
  readonly path: string
}

/**
 * What is known of one kind of server (sdapi.md 6), as a client meets it and as a server of that kind answers. Each kind is a file in
 * `kinds/`; what is not named there is as AUTOMATIC1111 1.10 does it.
 */
export interface ServerFacts {
  readonly recognition: Recognition
  /** what it calls itself in its answers */
  readonly version: string

  // Routes
  /** `info.title` of openapi.json; null: there is no openapi.json */
  readonly openApiTitle: string | null
  /** false: the API is always on, without a flag */
  readonly apiFlag: boolean
  /** paths that some kind has and it does not */
  readonly lacks: readonly string[]
  /** where to ask it to restart; null: it cannot be asked */
  readonly restartPath: string | null
  /** false: it restarts whenever it is asked to */
  readonly restartFlag: boolean
  /** bearer of Basic credentials: 'api' paths only, 'all', or it has none */
  readonly auth: 'api' | 'all' | 'none'
  readonly wwwAuthenticate: boolean
  /** tells with each answer how long it took */
  readonly processTime: boolean
  /** bytes from which it compresses for a client that asks for it */
  readonly gzipFrom: number
  /** what interrupt, skip and refresh answer: 200 with JSON, or 204 empty */
  readonly emptyAnswers: 'json' | '204'
  /** GET routes that no other kind has, open without a password */
  readonly ownRoutes: Readonly<Record<string, (status: ServerStatus, facts: ServerFacts) => unknown>>

  // Requests
  /** 'fifo'; 'any': a lock without order; 'few': one runs, six wait, further ones get 503 */
  readonly queue: 'fifo' | 'any' | 'few'
  /** knows force_task_id */
  readonly taskIds: boolean
  readonly batches: boolean
  /** reads override_settings */
  readonly overrides: boolean
  /** puts an overridden option back only where its config.json holds the key (sdapi.md 2.4) */
  readonly restoresOnlySaved: boolean
  /** how a request's checkpoint gets there: in each request; by POST /options or POST /checkpoint while idle; not at all */
  readonly checkpoint: 'override' | 'options' | 'sdnext' | 'fixed'
  /** fields of a generation beside A1111's */
  readonly extraFields: readonly string[]
  readonly defaults: { readonly steps: number; readonly size: number; readonly cfg: number }
  /** how it reads a body: all fields with their defaults, null and other types by the rules of `validation`; or as sd-server does */
  readonly body: 'sdapi' | 'sdcpp'
  /** its numbers for the ways to fit a picture into another size */
  readonly resizeModes: Readonly<Record<ResizeMode, number>>
  /** shape of a failed body validation; 'own': its C++ or Python says it in its own words */
  readonly validation: 'pydantic1' | 'pydantic2' | 'own'
  /** fills what was not sent from a field `infotext` */
  readonly infotextField: boolean

  // Pictures
  /** parts of a request that it passes over without a word */
  readonly ignores: readonly IgnoredPart[]
  /** parts of a request that it has no field for, options apart (`overrides`) */
  readonly without: readonly LackedPart[]
  /** false: the pictures of a hires request are those of its first pass */
  readonly hiresPass: boolean
  /** which images it makes from others */
  readonly imageToImage: ImagesFromOthers
  /** upscaler "None" leaves the second pass out */
  readonly noneSkipsHires: boolean
  /** null: any multiple of 8 px */
  readonly sizes: SizeLimits | null
  /** beyond it the server takes another seed and does not tell; null: all of 32 bits are taken */
  readonly largestSeed: number | null

  // Answers
  readonly errors: 'a1111' | 'forge' | 'sdnext' | 'sdcpp' | 'koboldcpp'
  /** `info`: JSON text with all keys; ""; or in its own way */
  readonly info: 'json' | 'sdnext' | 'sdcpp' | 'none'
  readonly infotext: 'a1111' | 'sdnext' | 'sdcpp' | 'none'
  readonly samplesFormat: 'png' | 'jpg'
  /** state of /progress tells `stopping_generation` */
  readonly stoppingTold: boolean

  // Models and settings
  /** POST /options changes the model 'waiting' until it is loaded, 'deferred' to the next job, or not at all */
  readonly modelChange: 'waiting' | 'deferred' | 'none'
  /** the model is read from disk at the first job, not at the start */
  readonly loadsLazily: boolean
  /** 'own': it makes up its own hashes, so that a difference says nothing */
  readonly hashes: 'of-content' | 'own'
  /** what stands for a hash it does not know */
  readonly placeholderHash: string | null
  /** GET /options tells 'all' options, or only samples_format and sd_model_checkpoint */
  readonly optionsTold: 'all' | 'few'
  /** POST /options answers per key whether it knew it */
  readonly optionsConfirmed: boolean
  /** options of its own, with their defaults */
  readonly ownOptions: Readonly<Record<string, unknown>>

  // Lists
  /** what a fresh install lists */
  readonly samplers: readonly SamplerRow[]
  readonly schedulers: readonly SchedulerRow[]
  readonly upscalers: readonly UpscalerRow[]
  readonly latentModes: readonly string[]
  /** GET /schedulers lists the samplers again */
  readonly schedulersAreSamplers: boolean
  /** GET /loras is an extension's own route: there without the API, and open without a password */
  readonly openLoras: boolean
  /** tags in the prompt, or a field `lora` of paths */
  readonly loras: 'tags' | 'paths'
  /** ControlNet is part of it; elsewhere it is an extension that may be there */
  readonly controlNetBuiltIn: boolean
  /** rows of its lists, in the shape it gives them */
  readonly rows: ListShapes
}

/** Rows of the lists of a kind of server. `known`: what a fresh install says of that name. */
interface ListShapes {
  sampler(name: string, known: SamplerRow | undefined): unknown
  scheduler(label: string, known: SchedulerRow | undefined): unknown
  lora(file: NamedFile, hash: string): unknown
  /** the whole answer of GET /embeddings */
  embeddings(names: readonly string[]): unknown
  /** what a row of GET /sd-models has beside A1111's keys */
  readonly checkpoint: Readonly<Record<string, unknown>>
}

/** Whether a kind of server has a route. */
export const hasRoute = ({ lacks }: Pick<ServerFacts, 'lacks'>, path: string): boolean =>
  !lacks.includes(path)
