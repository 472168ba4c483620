import { randomUUID } from 'node:crypto'
import { CONTROLNET_LISTS, type ControlNetLists } from '../sdwui/protocol/controlnet-lists.ts'
import { DETAILER_MODELS } from '../sdwui/protocol/detailer-models.ts'
import { type KnownKind, SERVER_FACTS } from '../sdwui/protocol/server-kinds.ts'
import type { LoraNotes } from '../sdwui/server/engine.ts'
import type { SamplesFormat } from './draw-picture.ts'
import type { Fault } from './faults/fault.ts'
import type { Compression } from './picture/png.ts'
import type { TlsChoice } from './server/certificates.ts'

/** A row of styles.csv; null texts are file dividers. */
interface PromptStyle {
  readonly name: string
  readonly prompt: string | null
  readonly negativePrompt: string | null
}

/** What one simulated machine is like. Everything has a default; seconds are fleet time. */
export interface SimulatedWorkerOptions {
  readonly name?: string
  /** 127.0.0.1 unless given */
  readonly host?: string
  /** 0, the default: any free one */
  readonly port?: number
  /** images per minute at the benchmark payload, batch size 1, overhead not counted */
  readonly ipm?: number
  /** seconds after the compute of a request until its answer begins: encoding, network. Outside the lock */
  readonly overheadSeconds?: number
  /** cost of an image in a batch of 8 relative to one alone, 0..1; straight in log2(b) */
  readonly batchGain?: number
  readonly vramBytes?: number
  /** file names, with folder and extension where wanted; `#content` behind one sets files of one name apart */
  readonly checkpoints?: readonly string[]
  /** which of them is loaded at the start; the first unless given */
  readonly loadedCheckpoint?: string
  readonly loadSeconds?: number
  /** the first time this machine reads a checkpoint it hashes the whole file */
  readonly hashSeconds?: number
  readonly samplers?: readonly string[]
  /** labels */
  readonly schedulers?: readonly string[]
  readonly loras?: readonly string[]
  readonly upscalers?: readonly string[]
  readonly vaes?: readonly string[]
  readonly embeddings?: readonly string[]
  /** names of LoRAs and embeddings that have no picture beside them; "easynegative" unless given */
  readonly unpictured?: readonly string[]
  /** what their owner wrote beside LoRAs, by their names; nothing unless given */
  readonly loraNotes?: Readonly<Record<string, LoraNotes>>
  /** prompt styles; none on a new install */
  readonly styles?: readonly PromptStyle[]
  /** true: the extension is there with its usual models. Forge has it built in and is true unless given */
  readonly controlnet?: boolean | ControlNetLists
  /** the extension is there, with its usual models or these: its script is listed and taken, its pictures are those without */
  readonly adetailer?: boolean | readonly string[]
  /** --api-auth */
  readonly auth?: { readonly user: string; readonly password: string } | null
  readonly tls?: TlsChoice
  /** everything that takes time is that many times faster */
  readonly timeScale?: number
  /** false: as started without --api */
  readonly api?: boolean
  /** false: as started with --nowebui, which leaves /internal/… away */
  readonly panel?: boolean
  /** answers below this path, as behind a reverse proxy that strips it; '' or '/sd1' */
  readonly subPath?: string
  /** what /server-restart and its like do: not there; without a script around it; under webui.sh */
  readonly serverControl?: 'none' | 'bare' | 'script'
  /** seconds until it is back after a restart */
  readonly restartSeconds?: number
  readonly kind?: KnownKind
  readonly samplesFormat?: SamplesFormat
  /** no compute time, one picture per size with other infotexts: for benchmarks of everything around it */
  readonly instant?: boolean
  readonly compression?: Compression
  /** true: as started with --listen */
  readonly listen?: boolean
  /**
   * what its config.json holds at the start: 'fresh', the default, only `settings` and the format, as on a new install; 'saved': every key,
   * as after its owner has pressed "Apply settings" once. Overrides are put back only for keys that it holds
   */
  readonly config?: 'fresh' | 'saved'
  /** server options that differ from the defaults, e.g. show_progress_every_n_steps; saved ones */
  readonly settings?: Readonly<Record<string, unknown>>
  /** the bodies of calls are kept with them; for tests of what is sent */
  readonly keepBodies?: boolean
  readonly faults?: readonly (string | Fault)[]
}

export type ResolvedOptions = Required<
  Omit<SimulatedWorkerOptions, 'faults' | 'loadedCheckpoint' | 'controlnet' | 'adetailer'>
> & {
  readonly controlnet: ControlNetLists | null
  /** models; null: it is not there */
  readonly adetailer: readonly string[] | null
  readonly loadedCheckpoint: string | null
}

/** Fills in what was not given. */
export function resolveOptions(options: SimulatedWorkerOptions): ResolvedOptions {
  const kind = options.kind ?? 'a1111'
  const checkpoints = options.checkpoints ?? ['dreamshaper_8.safetensors']
  const {
    faults: _,
    controlnet = SERVER_FACTS[kind].controlNetBuiltIn,
    adetailer = false,
    ...given
  } = options
  return {
    name: `simulated-${randomUUID().slice(0, 4)}`,
    host: '127.0.0.1',
    port: 0,
    ipm: 20,
    overheadSeconds: 0,
    batchGain: 1,
    vramBytes: 8 * 2 ** 30,
    loadSeconds: 8,
    hashSeconds: 0,
    ...namesOf(kind),
    loras: ['gouache'],
    vaes: ['vae-ft-mse-840000-ema-pruned.safetensors'],
    embeddings: ['easynegative'],
    unpictured: ['easynegative'],
    loraNotes: {},
    styles: [],
    auth: null,
    tls: false,
    timeScale: 1,
    api: true,
    panel: true,
    subPath: '',
    serverControl: 'none',
    restartSeconds: 15,
    samplesFormat: SERVER_FACTS[kind].samplesFormat,
    instant: false,
    compression: 'small',
    listen: false,
    config: 'fresh',
    settings: {},
    keepBodies: false,
    ...given,
    kind,
    checkpoints,
    controlnet: controlnet === true ? CONTROLNET_LISTS : controlnet === false ? null : controlnet,
    adetailer: adetailer === true ? DETAILER_MODELS : adetailer === false ? null : adetailer,
    loadedCheckpoint: options.loadedCheckpoint ?? checkpoints[0]?.split('#', 1)[0] ?? null,
  }
}

/** What that kind of server calls its samplers, schedules and upscalers. */
function namesOf(kind: KnownKind): Pick<ResolvedOptions, 'samplers' | 'schedulers' | 'upscalers'> {
  const { samplers, schedulers, upscalers } = SERVER_FACTS[kind]
  return {
    samplers: samplers.map(({ name }) => name),
    schedulers: schedulers.map(({ label }) => label),
    upscalers: upscalers.map(({ name }) => name),
  }
}
