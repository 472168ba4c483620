import { DEFAULT_REQUEST, type GenerationRequest } from '../../shared/generation.ts'
import { BatchId, ImageId, ImageIndex, JobId, WorkerId } from '../../shared/ids.ts'
import type { BatchView, JobView, StoredImage } from '../../shared/job.ts'
import { PANEL } from '../../shared/origin.ts'
import type { Capabilities, WorkerConfig, WorkerView } from '../../shared/worker.ts'
import { DEFAULT_WORKER } from '../../shared/worker.ts'

/** An instant that the fixtures agree on, epoch ms. */
export const T0 = Date.UTC(2025, 5, 14, 10, 0, 0)

export const REQUEST: GenerationRequest = {
  ...DEFAULT_REQUEST,
  prompt: 'alpine valley at golden hour, layered misty ridges, __weather__, painterly, <lora:gouache:0.8>',
  negativePrompt: 'people, text, frame',
  checkpoint: 'dreamshaper_8',
  sampler: 'DPM++ 2M',
  scheduler: 'Karras',
  steps: 24,
  cfgScale: 6.5,
  width: 768,
  height: 512,
  seed: 418207,
  images: 12,
  until: { by: 'duration', seconds: 180, at: null },
  mode: 'bonus',
}

const checkpoint = (name: string) => ({ title: `${name}.safetensors`, name, hash: null, sha256: null })

export const CAPABILITIES: Capabilities = {
  kind: 'a1111',
  version: 'v1.10.1',
  checkpoints: ['dreamshaper_8', 'sd_xl_base_1.0', 'v1-5-pruned-emaonly'].map(checkpoint),
  samplers: [
    'DPM++ 2M',
    'DPM++ SDE',
    'DPM++ 2M SDE',
    'Euler a',
    'Euler',
    'LMS',
    'Heun',
    'DPM2',
    'DDIM',
    'UniPC',
  ],
  schedulers: ['Automatic', 'Uniform', 'Karras', 'Exponential', 'SGM Uniform', 'Beta'],
  upscalers: ['Latent', 'Latent (nearest)', 'None', 'Lanczos', 'R-ESRGAN 4x+', 'SwinIR 4x'],
  vaes: ['vae-ft-mse-840000-ema-pruned'],
  loras: ['gouache', 'ink-wash'],
  loadedCheckpoint: 'dreamshaper_8',
  queuesInOrder: true,
  taskIds: true,
  batches: true,
  openToAll: false,
}

type WorkerPatch = Partial<Omit<WorkerView, 'config' | 'capabilities'>> & {
  readonly config?: Partial<WorkerConfig>
  /** with the lists of its server, for what is made of them */
  readonly capabilities?: WorkerView['capabilities'] | Capabilities
}

/** A ready worker of 20 ipm named after its id, with what is given instead. */
export function workerFixture(id: string, patch: WorkerPatch = {}): WorkerView {
  const { config, ...rest } = patch
  return {
    config: {
      ...DEFAULT_WORKER,
      id: WorkerId.parse(id),
      name: id,
      url: 'http://192.168.1.3:7860',
      colour: 0,
      ...config,
    },
    hasPassword: false,
    state: 'idle',
    stateSince: T0,
    problem: null,
    nextTryAt: null,
    benchmark: {
      ipm: 20,
      minIpm: 19.8,
      maxIpm: 20.3,
      at: T0,
      checkpoint: 'dreamshaper_8',
      version: 'v1.10.1',
    },
    history: [],
    benchmarkProgress: null,
    capabilities: CAPABILITIES,
    memory: { usedBytes: 7 * 1024 ** 3, totalBytes: 12 * 1024 ** 3 },
    working: null,
    busyElsewhere: null,
    learnedIpm: null,
    simulated: true,
    ...rest,
  }
}

/** Job 31, running, 12 images asked for. */
export function jobFixture(patch: Partial<JobView> = {}): JobView {
  return {
    id: JobId.parse('job-31'),
    number: 31,
    title: 'Alpine valley at golden hour',
    origin: PANEL,
    priority: 'normal',
    request: REQUEST,
    seed: 418207,
    subseed: 0,
    state: 'running',
    requested: 12,
    stored: 0,
    bonusPlanned: 0,
    bonusStored: 0,
    failed: 0,
    problem: null,
    submittedAt: T0,
    startedAt: T0,
    finishedAt: null,
    etaSeconds: null,
    etaSpreadSeconds: null,
    predictedSeconds: 36,
    lowerBoundSeconds: 35.2,
    makespanSeconds: null,
    plan: null,
    tallies: [],
    ...patch,
  }
}

interface BatchPlace {
  readonly id: string
  readonly worker: string
  readonly first: number
  readonly count: number
}

/** A batch of job 31 that computes for 12 s from T0, with what is given instead. */
export function batchFixture(
  { id, worker, first, count }: BatchPlace,
  patch: Partial<BatchView> = {},
): BatchView {
  return {
    id: BatchId.parse(id),
    jobId: JobId.parse('job-31'),
    workerId: WorkerId.parse(worker),
    firstIndex: ImageIndex.parse(first),
    count,
    bonus: false,
    copy: false,
    state: 'computing',
    fraction: 0,
    hasPreview: false,
    predictedStartAt: T0,
    predictedEndAt: T0 + 12_000,
    startedAt: T0,
    endedAt: null,
    returnedBecause: null,
    ...patch,
  }
}

/** The picture of an index of job 31. */
export function imageFixture(index: number, patch: Partial<StoredImage> = {}): StoredImage {
  const seed = 418207 + index
  return {
    id: ImageId.parse(`image-31-${index}`),
    jobId: JobId.parse('job-31'),
    jobNumber: 31,
    index: ImageIndex.parse(index),
    seed,
    subseed: 0,
    bonus: false,
    workerId: WorkerId.parse('laptop'),
    workerName: 'laptop',
    file: `2025-06-14/31-${String(index).padStart(3, '0')}-${seed}.png`,
    format: 'png',
    bytes: 626_688,
    width: REQUEST.width,
    height: REQUEST.height,
    prompt: 'alpine valley at golden hour, layered misty ridges, drifting fog, painterly, <lora:gouache:0.8>',
    negativePrompt: REQUEST.negativePrompt,
    checkpoint: REQUEST.checkpoint,
    sampler: `${REQUEST.sampler} ${REQUEST.scheduler}`,
    steps: REQUEST.steps,
    infotext: `alpine valley at golden hour, layered misty ridges, drifting fog, painterly, <lora:gouache:0.8>\nNegative prompt: people, text, frame\nSteps: 24, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, Seed: ${seed}, Size: 768x512, Model: dreamshaper_8, Version: v1.10.1`,
    flags: [],
    storedAt: T0 + 12_000,
    favourite: false,
    seconds: 2.9,
    ...patch,
  }
}
