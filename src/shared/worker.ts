import { z } from 'zod'
import { ModuleSlider } from './control-modules.ts'
import { BatchId, JobId, WorkerId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { Problem } from './problem.ts'
import { ScriptArgument } from './script-arguments.ts'
import { PromptStyle } from './styles.ts'
import { StoredReason } from './words/reason.ts'

export const Lane = z.enum(['active', 'reserve', 'off'])
export type Lane = z.infer<typeof Lane>

export const TlsPolicy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('verify') }),
  /** accept exactly this certificate: SHA-256 fingerprint, upper-case hex pairs joined by ':' */
  z.object({ kind: z.literal('pinned'), fingerprint: z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) }),
  z.object({ kind: z.literal('insecure') }),
])
export type TlsPolicy = z.infer<typeof TlsPolicy>

/** One table of legal transitions lives in core/workers/worker-state.ts. */
export const WorkerStateName = z.enum([
  'unknown',
  'idle',
  'working',
  'benchmarking',
  'loading-model',
  'interrupted',
  'unavailable',
  'needs-sign-in',
  'paused',
  'off',
])
export type WorkerStateName = z.infer<typeof WorkerStateName>

export const ServerKind = z.enum(['a1111', 'forge', 'reforge', 'sdnext', 'sdcpp', 'koboldcpp', 'unknown'])
export type ServerKind = z.infer<typeof ServerKind>

export const CheckpointInfo = z.object({
  /** as the server titles it */
  title: z.string(),
  /** basename without folder, extension and hash: what the fleet agrees on */
  name: z.string(),
  /** 10 hex digits, null until that machine has hashed the file */
  hash: z.string().nullable(),
  sha256: z.string().nullable(),
})
export type CheckpointInfo = z.infer<typeof CheckpointInfo>

/** How a server is set by its owner, as far as pictures show it; null: it has no such setting, or does not tell. */
export const ServerSettings = z.object({
  clipSkip: z.number().int().nullable(),
  /** 'Automatic', 'None' or a name; null on Forge 2, whose modules tell */
  vae: z.string().nullable(),
  /** Forge's paths of VAE and text encoders */
  modules: z.array(z.string()).nullable(),
  /** the VAE it was started with, whatever is set; as CheckpointInfo.name */
  fixedVae: z.string().nullable(),
  /** of the images it sends */
  samplesFormat: z.string().nullable(),
  /** false: its files hold no infotext */
  pngInfo: z.boolean().nullable(),
})
export type ServerSettings = z.infer<typeof ServerSettings>

/** A part of a request that a server may pass over without a word. */
export const IgnoredPart = z.enum(['vae', 'clipSkip', 'schedule', 'variation', 'loras'])
export type IgnoredPart = z.infer<typeof IgnoredPart>

/** A part of a request that some kinds of server have no field for: who lacks one that is asked for makes none of its images. */
export const LackedPart = z.enum([
  ...(['refiner', 'faces', 'tiling', 'seed-resize', 'overrides', 'scripts'] as const),
  ...(['hires-size', 'hires-checkpoint', 'hires-sampler', 'hires-schedule', 'hires-prompts'] as const),
])
export type LackedPart = z.infer<typeof LackedPart>

/** Which images a server makes from others. */
export const ImagesFromOthers = z.enum(['all', 'whole-masks', 'no-masks', 'none'])
export type ImagesFromOthers = z.infer<typeof ImagesFromOthers>

/** A longer side is scaled to `largestPx`, then both are rounded down to multiples of `stepPx`, px. */
export const SizeLimits = z.object({
  stepPx: z.number().int().positive(),
  largestPx: z.number().int().positive(),
})
export type SizeLimits = z.infer<typeof SizeLimits>

/** What one server can do, read from its lists. An absent list is null: unknown, not empty. */
export const Capabilities = z.object({
  kind: ServerKind,
  version: z.string().nullable(),
  checkpoints: z.array(CheckpointInfo).nullable(),
  samplers: z.array(z.string()).nullable(),
  /** labels, as shown */
  schedulers: z.array(z.string()).nullable(),
  upscalers: z.array(z.string()).nullable(),
  /** of the second pass, in latent space; a list of its own on most servers. Absent: not asked for */
  latentUpscalers: z.array(z.string()).nullable().optional(),
  /** a server's other names for its samplers and schedules that do not tell by themselves, each with the one that is listed */
  aliases: z
    .object({
      samplers: z.record(z.string(), z.string()),
      schedulers: z.record(z.string(), z.string()),
    })
    .optional(),
  vaes: z.array(z.string()).nullable(),
  loras: z.array(z.string()).nullable(),
  /** of textual inversion, those included that do not fit the checkpoint in memory; null: it does not tell; absent: not asked for */
  embeddings: z.array(z.string()).nullable().optional(),
  /** titles of the scripts for txt2img, lower case; null: it does not tell; absent: not asked for */
  scripts: z.array(z.string()).nullable().optional(),
  /** the same for img2img */
  img2imgScripts: z.array(z.string()).nullable().optional(),
  /** arguments of selectable scripts, by their titles in lower case; absent: not told */
  scriptArguments: z.record(z.string(), z.array(ScriptArgument)).optional(),
  /** the same of scripts that are always on */
  alwaysOnArguments: z.record(z.string(), z.array(ScriptArgument)).optional(),
  /** keys of its options; null: it does not tell; absent: not asked for */
  optionKeys: z.array(z.string()).nullable().optional(),
  /** null: it does not tell; absent: not asked for */
  styles: z.array(PromptStyle).nullable().optional(),
  /** names of what restores faces; null: it does not tell; absent: not asked for */
  faceRestorers: z.array(z.string()).nullable().optional(),
  /** models of ControlNet, most with ` [hash]` behind their names; null: it does not tell, or has none; absent: not asked for */
  controlModels: z.array(z.string()).nullable().optional(),
  /** preprocessors of ControlNet; as above */
  controlModules: z.array(z.string()).nullable().optional(),
  /** sliders of preprocessors beside the resolution, by their names in lower case; absent: it tells none */
  controlSliders: z.record(z.string(), z.array(ModuleSlider)).optional(),
  /** what ADetailer finds parts with; null: it does not tell, or has no ADetailer; absent: not asked for */
  detailerModels: z.array(z.string()).nullable().optional(),
  /** what names a LoRA in a field of the request, by its name; absent: the tags in the prompt do */
  loraPaths: z.record(z.string(), z.string()).optional(),
  /** name (see CheckpointInfo.name) of the checkpoint in memory; its title where another file has the same name */
  loadedCheckpoint: z.string().nullable(),
  /** false: a second request may run in any order, send one at a time (sdapi.md section 6) */
  queuesInOrder: z.boolean(),
  /** the server knows force_task_id and /internal/progress */
  taskIds: z.boolean(),
  /** false: batch_size is ignored, one image a call */
  batches: z.boolean(),
  /** parts of a request that it passes over without a word; absent: none */
  ignores: z.array(IgnoredPart).optional(),
  /** parts of a request that it has no field for; absent: none */
  lacks: z.array(LackedPart).optional(),
  /** false: its pictures are those of the first pass, whatever is asked; absent: true */
  hiresPass: z.boolean().optional(),
  /** which images it makes from others: whole-masks: with a mask, but not its part alone; absent: all */
  imageToImage: ImagesFromOthers.optional(),
  /** false: it makes no pictures larger; absent: true */
  upscales: z.boolean().optional(),
  /** true: upscaler "None" leaves the second pass out; absent: false */
  noneSkipsHires: z.boolean().optional(),
  /** null, absent: it makes any multiple of 8 px */
  sizes: SizeLimits.nullable().optional(),
  /** beyond it the server takes another seed and does not tell; null, absent: it takes all of 32 bits */
  largestSeed: z.number().int().nullable().optional(),
  /** true: its hashes are of its own making and say nothing about another server's; absent: false */
  ownHashes: z.boolean().optional(),
  /** true: its checkpoint is loaded by a call of its own while it is idle, not by a request that names it; absent: false */
  loadsAhead: z.boolean().optional(),
  /** false: that call is answered before the checkpoint is loaded; absent: true */
  loadsAtOnce: z.boolean().optional(),
  /** false: what it was sent it makes, whatever happens; absent: true */
  interrupts: z.boolean().optional(),
  /** true: anyone on the network can use the API */
  openToAll: z.boolean(),
  /** absent: not read */
  settings: ServerSettings.optional(),
  /** values of its options that change pictures, by their keys; absent: it tells none */
  pictureOptions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
})
export type Capabilities = z.infer<typeof Capabilities>

/** What the panel shows of a server beside its lists, which it asks for when it shows them. */
export const ServerSummary = Capabilities.pick({
  kind: true,
  version: true,
  loadedCheckpoint: true,
  queuesInOrder: true,
  batches: true,
  interrupts: true,
  openToAll: true,
})
export type ServerSummary = z.infer<typeof ServerSummary>

export const workerName = z
  .string()
  .trim()
  .min(1)
  .max(LIMITS.nameCharacters)
  .regex(/^[^\u0000-\u001f\u007f]+$/)

/** What is kept about a worker. The password is kept apart (safeStorage) and never crosses to the panel. */
export const WorkerConfig = z.object({
  id: WorkerId,
  name: workerName,
  /** base URL without trailing slash; may hold a sub-path, never credentials */
  url: z.string().max(2000),
  /** what its server speaks (app/protocols.ts); absent: sdwui */
  protocol: z.string().max(40).optional(),
  lane: Lane,
  /** index into the palette of worker colours */
  colour: z.number().int().min(0),
  user: z.string().max(200).nullable(),
  tls: TlsPolicy,
  /** px x images a request may hold at most; null: no cap */
  pixelCap: z.number().int().positive().nullable(),
  maxBatch: z.number().int().min(1).max(64).nullable(),
  checkpointOverride: z.string().max(500).nullable(),
  saveOnWorker: z.boolean(),
  /** run on this machine to bring models to that one, e.g. rsync; placeholders {host} {name}; '' : none */
  syncCommand: z.string().max(2000).default(''),
  note: z.string().max(2000),
})
export type WorkerConfig = z.infer<typeof WorkerConfig>

/** How a worker is set where nobody said otherwise. */
export const DEFAULT_WORKER = {
  lane: 'active',
  user: null,
  tls: { kind: 'verify' },
  pixelCap: null,
  maxBatch: null,
  checkpointOverride: null,
  saveOnWorker: false,
  syncCommand: '',
  note: '',
} as const satisfies Omit<WorkerConfig, 'id' | 'name' | 'url' | 'colour'>

/** What a person may fill in; everything but the address has a default. */
export const WorkerInput = z.object({
  name: workerName.optional(),
  /** with or without scheme; credentials in it move to user/password */
  url: z.string().trim().min(1).max(2000),
  /** see WorkerConfig.protocol */
  protocol: z.string().max(40).optional(),
  lane: Lane.optional(),
  /** see WorkerConfig.colour; undefined: a free one is taken, or the present one kept */
  colour: z.number().int().min(0).max(999).optional(),
  user: z.string().max(200).nullable().optional(),
  /** undefined: keep; null: forget */
  password: z.string().max(1000).nullable().optional(),
  /** the user agreed to keep the password in clear where the system has no keyring */
  clearTextPassword: z.boolean().optional(),
  tls: TlsPolicy.optional(),
  pixelCap: z.number().int().positive().nullable().optional(),
  maxBatch: z.number().int().min(1).max(64).nullable().optional(),
  checkpointOverride: z.string().max(500).nullable().optional(),
  saveOnWorker: z.boolean().optional(),
  syncCommand: z.string().max(2000).optional(),
  note: z.string().max(2000).optional(),
})
export type WorkerInput = z.infer<typeof WorkerInput>

export const BenchmarkRecord = z.object({
  /** median of the measured runs, images per minute */
  ipm: z.number(),
  minIpm: z.number(),
  maxIpm: z.number(),
  /** images per minute in larger batches, by their size; absent: not measured, as in records of earlier versions */
  batchIpm: z.record(z.string().regex(/^[1-9]\d{0,3}$/), z.number().positive()).optional(),
  /** epoch ms */
  at: z.number(),
  checkpoint: z.string().nullable(),
  version: z.string().nullable(),
})
export type BenchmarkRecord = z.infer<typeof BenchmarkRecord>

export const BenchmarkProgress = z.object({
  phase: z.enum(['waiting', 'loading', 'warm-up', 'measuring']),
  /** 1-based run of this phase, and how many it has */
  run: z.number().int(),
  runs: z.number().int(),
  /** 0..1 of the whole benchmark */
  fraction: z.number(),
  /** fleet seconds until its end, as the runs so far, the first run's pace or its known speed let expect; null, absent: nothing tells */
  remainingSeconds: z.number().nullable().optional(),
  /** median of the runs so far */
  ipmSoFar: z.number().nullable(),
})
export type BenchmarkProgress = z.infer<typeof BenchmarkProgress>

export const MemoryInfo = z.object({
  usedBytes: z.number(),
  totalBytes: z.number(),
  /** part of what is used that the server itself keeps ready for its next request; absent: it does not tell */
  cachedBytes: z.number().optional(),
})
export type MemoryInfo = z.infer<typeof MemoryInfo>

/** A worker as the panel draws it. */
export const WorkerView = z.object({
  config: WorkerConfig,
  hasPassword: z.boolean(),
  state: WorkerStateName,
  /** epoch ms */
  stateSince: z.number(),
  problem: Problem.nullable(),
  /** epoch ms of the next automatic try; null when none is planned */
  nextTryAt: z.number().nullable(),
  benchmark: BenchmarkRecord.nullable(),
  /** oldest first, for the sparkline */
  history: z.array(BenchmarkRecord),
  benchmarkProgress: BenchmarkProgress.nullable(),
  /** null: nothing was read yet */
  capabilities: ServerSummary.nullable(),
  memory: MemoryInfo.nullable(),
  /** what it does now */
  working: z
    .object({ jobId: JobId, batchId: BatchId, doneOfJob: z.number().int(), plannedOfJob: z.number().int() })
    .nullable(),
  /** somebody else's work runs there; `untilAt`: epoch ms of its expected end, null when unknown */
  busyElsewhere: z.object({ text: StoredReason, untilAt: z.number().nullable() }).nullable(),
  /** ipm at the benchmark payload as real jobs show it; null: nothing learned yet */
  learnedIpm: z.number().nullable(),
  /** seconds after which requests to it end, whatever it does: learned from requests that were cut; absent: no such limit is known */
  longestRequestSeconds: z.number().optional(),
  /** what `problem` tells is a benchmark that failed: measuring again is what helps */
  measuringFailed: z.boolean().optional(),
  simulated: z.boolean(),
})
export type WorkerView = z.infer<typeof WorkerView>

/** What a look at an address found, for the add and edit sheet. */
export const ProbeReport = z.object({
  ok: z.boolean(),
  url: z.string(),
  roundTripMs: z.number().nullable(),
  /** what it speaks, where more than one protocol was tried */
  protocol: z.string().optional(),
  kind: ServerKind.nullable(),
  version: z.string().nullable(),
  checkpoint: z.string().nullable(),
  /** host and port of the proxy it was asked through; null: directly */
  proxy: z.string().nullable(),
  /** what it computes on, e.g. "RTX 3060"; null: it does not tell; absent: nobody asked */
  device: z.string().nullable().optional(),
  /** a free name for it; absent: it has one */
  suggestedName: z.string().optional(),
  needsPassword: z.boolean(),
  /** set when the certificate is not trusted: what the user is asked to trust */
  certificate: z
    .object({
      fingerprint: z.string(),
      subject: z.string(),
      issuer: z.string(),
      validTo: z.string(),
    })
    .nullable(),
  problem: Problem.nullable(),
})
export type ProbeReport = z.infer<typeof ProbeReport>
