import type { ServerKind } from '../../../shared/worker.ts'
import type { SamplesFormat } from '../draw-picture.ts'

/** Kinds of server that can be simulated. */
export type SimulatedKind = Exclude<ServerKind, 'unknown'>
export const SIMULATED_KINDS: readonly SimulatedKind[] = [
  'a1111',
  'forge',
  'reforge',
  'sdnext',
  'sdcpp',
  'koboldcpp',
]

/** How one kind of server answers (sdapi.md section 6), as a row of a table. */
export interface ServerDialect {
  readonly version: string
  /** `info.title` of openapi.json; null: there is no openapi.json */
  readonly openApiTitle: string | null
  /** txt2img fields it has beside A1111's */
  readonly extraFields: readonly string[]
  readonly errors: 'a1111' | 'forge' | 'sdnext' | 'sdcpp' | 'koboldcpp'
  /** shape of a failed body validation; 'own': its C++ or Python says it in its own words */
  readonly validation: 'pydantic1' | 'pydantic2' | 'own'
  /** what interrupt, skip and refresh answer: 200 with JSON, or 204 empty */
  readonly emptyAnswers: 'json' | '204'
  /** paths that A1111 has and it does not */
  readonly lacks: readonly string[]
  /** 'fifo'; 'any': a lock without order; 'few': one runs, six wait, further ones get 503 */
  readonly queue: 'fifo' | 'any' | 'few'
  readonly taskIds: boolean
  readonly nIter: boolean
  readonly batches: boolean
  /** 'json': JSON text with all keys; 'none': ""; others in their own way */
  readonly info: 'json' | 'sdnext' | 'sdcpp' | 'none'
  readonly defaultFormat: SamplesFormat
  readonly defaults: { readonly steps: number; readonly size: number; readonly cfg: number }
  readonly processTime: boolean
  readonly wwwAuthenticate: boolean
  /** POST /options changes the model 'waiting' until it is loaded, 'deferred' to the next job, or not at all */
  readonly modelChange: 'waiting' | 'deferred' | 'none'
  /** the model is read from disk at the first job, not at the start */
  readonly loadsLazily: boolean
  /** what stands for a hash it does not know */
  readonly placeholderHash: string | null
  readonly gzipFrom: number
  /** bearer of Basic credentials: 'api' paths only, 'all', or it has none */
  readonly auth: 'api' | 'all' | 'none'
}

const INTERNAL = ['/internal/ping', '/internal/progress', '/internal/pending-tasks', '/internal/sysinfo']
const LISTS_OF_UI = ['/sdapi/v1/hypernetworks', '/sdapi/v1/face-restorers', '/sdapi/v1/realesrgan-models']

const A1111: ServerDialect = {
  version: 'v1.10.1',
  openApiTitle: 'FastAPI',
  extraFields: [],
  errors: 'a1111',
  validation: 'pydantic1',
  emptyAnswers: 'json',
  lacks: ['/sdapi/v1/sd-modules', '/sdapi/v1/checkpoint', '/sdapi/v1/status', '/sdapi/v1/version'],
  queue: 'fifo',
  taskIds: true,
  nIter: true,
  batches: true,
  info: 'json',
  defaultFormat: 'png',
  defaults: { steps: 50, size: 512, cfg: 7 },
  processTime: true,
  wwwAuthenticate: false,
  modelChange: 'waiting',
  loadsLazily: false,
  placeholderHash: null,
  gzipFrom: 1000,
  auth: 'api',
}

export const SERVER_DIALECTS: Readonly<Record<SimulatedKind, ServerDialect>> = {
  a1111: A1111,
  forge: {
    ...A1111,
    version: 'f2.0.1v1.10.1-previous-669-gdfdcbab6',
    extraFields: ['hr_cfg', 'hr_distilled_cfg', 'hr_additional_modules', 'distilled_cfg_scale'],
    errors: 'forge',
    validation: 'pydantic2',
    lacks: ['/sdapi/v1/sd-vae', '/sdapi/v1/checkpoint', '/sdapi/v1/status', '/sdapi/v1/version'],
    processTime: false,
    wwwAuthenticate: true,
    modelChange: 'deferred',
    loadsLazily: true,
  },
  reforge: { ...A1111, version: 'f1.0.0v2-v1.10.1RC-latest-2000', extraFields: ['hr_cfg'] },
  sdnext: {
    ...A1111,
    version: '2026-07-23',
    openApiTitle: 'SD.Next',
    errors: 'sdnext',
    validation: 'pydantic2',
    emptyAnswers: '204',
    lacks: [
      ...['/internal/ping', '/internal/sysinfo', '/internal/pending-tasks', '/sdapi/v1/latent-upscale-modes'],
      ...[
        '/sdapi/v1/sd-modules',
        '/sdapi/v1/server-stop',
        '/sdapi/v1/server-restart',
        '/sdapi/v1/server-kill',
      ],
      ...LISTS_OF_UI,
      '/sdapi/v1/interrogate',
    ],
    queue: 'any',
    taskIds: false,
    info: 'sdnext',
    defaultFormat: 'jpg',
    defaults: { steps: 20, size: 1024, cfg: 6 },
    wwwAuthenticate: true,
    gzipFrom: 2048,
    auth: 'all',
  },
  sdcpp: {
    ...A1111,
    version: 'stable-diffusion.cpp',
    openApiTitle: null,
    errors: 'sdcpp',
    validation: 'own',
    lacks: [
      ...INTERNAL,
      ...LISTS_OF_UI,
      ...['progress', 'interrupt', 'skip', 'sd-vae', 'sd-modules', 'embeddings', 'memory', 'scripts'].map(
        sdapi,
      ),
      ...['script-info', 'cmd-flags', 'png-info', 'checkpoint', 'status', 'version', 'extensions'].map(sdapi),
      ...['extra-single-image', 'extra-batch-images', 'prompt-styles', 'interrogate'].map(sdapi),
      ...['refresh-checkpoints', 'refresh-vae', 'refresh-loras', 'refresh-embeddings'].map(sdapi),
      ...['unload-checkpoint', 'reload-checkpoint', 'server-stop', 'server-restart', 'server-kill'].map(
        sdapi,
      ),
    ],
    queue: 'any',
    taskIds: false,
    nIter: false,
    info: 'sdcpp',
    defaults: { steps: 20, size: 512, cfg: 7 },
    processTime: false,
    modelChange: 'none',
    placeholderHash: '8888888888',
    gzipFrom: Number.POSITIVE_INFINITY,
    auth: 'none',
  },
  koboldcpp: {
    ...A1111,
    version: 'koboldcpp',
    openApiTitle: null,
    errors: 'koboldcpp',
    validation: 'own',
    lacks: [
      ...INTERNAL,
      ...LISTS_OF_UI,
      ...['progress', 'interrupt', 'skip', 'sd-vae', 'sd-modules', 'embeddings', 'memory', 'scripts'].map(
        sdapi,
      ),
      ...['script-info', 'cmd-flags', 'png-info', 'checkpoint', 'status', 'version', 'extensions'].map(sdapi),
      ...['extra-single-image', 'extra-batch-images', 'prompt-styles', 'interrogate'].map(sdapi),
      ...['refresh-checkpoints', 'refresh-vae', 'refresh-loras', 'refresh-embeddings'].map(sdapi),
      ...['unload-checkpoint', 'reload-checkpoint', 'server-stop', 'server-restart', 'server-kill'].map(
        sdapi,
      ),
      ...['schedulers', 'loras'].map(sdapi),
    ],
    queue: 'few',
    taskIds: false,
    nIter: false,
    batches: false,
    info: 'none',
    defaults: { steps: 20, size: 512, cfg: 5 },
    processTime: false,
    modelChange: 'none',
    placeholderHash: '8888888888',
    gzipFrom: Number.POSITIVE_INFINITY,
    auth: 'none',
  },
}

function sdapi(name: string): string {
  return `/sdapi/v1/${name}`
}
