import { z } from 'zod'
import { GenerationRequest } from './generation.ts'
import { BatchId, ImageId, ImageIndex, JobId, WorkerId } from './ids.ts'
import { StoredOrigin } from './origin.ts'
import { Plan } from './plan.ts'
import { StoredPriority } from './priority.ts'
import { Problem } from './problem.ts'
import { StoredReason } from './words/reason.ts'

/**
 * held: waits for benchmarks; queued: waits its turn; waiting: no worker can take it now;
 * storing-paused: the disk refuses pictures.
 */
export const JobStateName = z.enum([
  'held',
  'queued',
  'running',
  'waiting',
  'paused',
  'storing-paused',
  'finished',
  'cancelled',
  'failed',
])
export type JobStateName = z.infer<typeof JobStateName>

export const BatchStateName = z.enum(['forecast', 'sent', 'computing', 'stored', 'returned'])
export type BatchStateName = z.infer<typeof BatchStateName>

/** One request's worth of images, as the timeline and the tiles draw it. Times are epoch ms. */
export const BatchView = z.object({
  id: BatchId,
  jobId: JobId,
  workerId: WorkerId,
  /** the indexes it makes, ascending; a run without gaps */
  firstIndex: ImageIndex,
  count: z.number().int().min(1),
  bonus: z.boolean(),
  /** a straggler's copy: another worker is on the same indexes */
  copy: z.boolean(),
  state: BatchStateName,
  /** 0..1, as the worker reports it */
  fraction: z.number(),
  hasPreview: z.boolean(),
  predictedStartAt: z.number(),
  predictedEndAt: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** why it came back, in words */
  returnedBecause: StoredReason.nullable(),
})
export type BatchView = z.infer<typeof BatchView>

export const WorkerTally = z.object({
  workerId: WorkerId,
  name: z.string(),
  images: z.number().int(),
  bonus: z.number().int(),
  busySeconds: z.number(),
  predictedSeconds: z.number(),
  idleSeconds: z.number(),
  failures: z.number().int(),
  lastProblem: Problem.nullable(),
  /** why it made none of a job that is over, in words that follow "argon made none: "; absent: it made some, or the job goes on */
  madeNone: StoredReason.optional(),
})
export type WorkerTally = z.infer<typeof WorkerTally>

export const JobView = z.object({
  id: JobId,
  /** counts up over the life of the installation: "job 31" */
  number: z.number().int(),
  /** first words of the prompt */
  title: z.string(),
  /** who asked for it */
  origin: StoredOrigin,
  priority: StoredPriority,
  request: GenerationRequest,
  /** resolved: never -1 */
  seed: z.number().int(),
  subseed: z.number().int(),
  state: JobStateName,
  /** in until mode as many as will likely have been made, and as were once it is over */
  requested: z.number().int(),
  stored: z.number().int(),
  bonusPlanned: z.number().int(),
  bonusStored: z.number().int(),
  /** indexes given up on */
  failed: z.number().int(),
  problem: Problem.nullable(),
  /** epoch ms */
  submittedAt: z.number(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  /** epoch ms: when a machine is expected to be free for it; absent or null once it has begun, and where that is not known */
  expectedStartAt: z.number().nullable().optional(),
  /** seconds until the last asked-for image; null when unknown */
  etaSeconds: z.number().nullable(),
  etaSpreadSeconds: z.number().nullable(),
  /** the forecast it started with */
  predictedSeconds: z.number().nullable(),
  lowerBoundSeconds: z.number().nullable(),
  makespanSeconds: z.number().nullable(),
  /** the forecast as of now */
  plan: Plan.nullable(),
  tallies: z.array(WorkerTally),
})
export type JobView = z.infer<typeof JobView>

export const ImageFlag = z.enum([
  'partial',
  'other-checkpoint',
  'other-sampler',
  'other-vae',
  'other-clip-skip',
  'lora-missing',
  'size-differs',
  'one-colour',
  'one-colour-kept',
  'seed-not-confirmed',
  'schedule-not-confirmed',
])
export type ImageFlag = z.infer<typeof ImageFlag>

/** These raise a doubt and do not say that anything is wrong: nothing is made again for them. */
const UNCONFIRMED: ReadonlySet<ImageFlag> = new Set([
  'seed-not-confirmed',
  'schedule-not-confirmed',
  'one-colour-kept',
])

/** Whether a picture with these flags stands for its index: nothing about it is known to differ from what was asked. */
export const isAsAsked = (flags: readonly ImageFlag[]): boolean =>
  flags.every((flag) => UNCONFIRMED.has(flag))

/** A stored picture. The panel asks for it as tributary://image/<id> and tributary://thumb/<id>. */
export const StoredImage = z.object({
  id: ImageId,
  jobId: JobId,
  jobNumber: z.number().int(),
  index: ImageIndex,
  seed: z.number().int(),
  subseed: z.number().int(),
  bonus: z.boolean(),
  workerId: WorkerId.nullable(),
  workerName: z.string(),
  /** path inside the output folder, with forward slashes */
  file: z.string(),
  format: z.enum(['png', 'jpeg', 'webp']),
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  prompt: z.string(),
  negativePrompt: z.string(),
  checkpoint: z.string().nullable(),
  sampler: z.string().nullable(),
  steps: z.number().int().nullable(),
  infotext: z.string().nullable(),
  flags: z.array(ImageFlag),
  /** epoch ms */
  storedAt: z.number(),
  /** share of its batch's time */
  seconds: z.number().nullable(),
  /** marked by the user */
  favourite: z.boolean(),
})
export type StoredImage = z.infer<typeof StoredImage>

/** ms: no `Date` is farther from 1970. */
const LAST_INSTANT = 8_640_000_000_000_000
/** Epoch ms. */
const Instant = z.number().int().min(-LAST_INSTANT).max(LAST_INSTANT)

export const ImageQuery = z
  .object({
    jobId: JobId.nullable().default(null),
    /** words of the prompt or negative prompt; null or nothing: every picture */
    text: z.string().max(500).nullable().optional(),
    /** name of the machine that made it */
    worker: z.string().max(200).nullable().default(null),
    /** as the picture's row has it: without folder and extension */
    checkpoint: z.string().max(500).nullable().default(null),
    /** epoch ms: not stored before */
    since: Instant.nullable().default(null),
    /** epoch ms: stored before; later than `since` */
    until: Instant.nullable().default(null),
    /** true: only those the user marked */
    favourite: z.boolean().default(false),
    /** true: those in the trash instead */
    trash: z.boolean().default(false),
    /** id of the last image of the page before */
    after: ImageId.nullable().default(null),
    limit: z.number().int().min(1).max(500).default(200),
  })
  .refine(({ since, until }) => since === null || until === null || since < until, { path: ['until'] })
export type ImageQuery = z.infer<typeof ImageQuery>

const Facet = z.array(z.object({ value: z.string(), images: z.number().int() }))

/** What the gallery can be narrowed to, most pictures first. */
export const ImageFacets = z.object({ workers: Facet, checkpoints: Facet })
export type ImageFacets = z.infer<typeof ImageFacets>

/** How much is in the trash. */
export const TrashSize = z.object({ count: z.number().int(), bytes: z.number() })
export type TrashSize = z.infer<typeof TrashSize>

export const ImagePage = z.object({ images: z.array(StoredImage), total: z.number().int() })
export type ImagePage = z.infer<typeof ImagePage>

/** Something that a server answered beside a picture; its bytes are served by its id. */
export const ImageAttachment = z.object({
  id: z.string(),
  /** px */
  width: z.number().int(),
  height: z.number().int(),
})
export type ImageAttachment = z.infer<typeof ImageAttachment>
