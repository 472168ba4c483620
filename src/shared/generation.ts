import { z } from 'zod'
import { EndTime, fixedEndTime } from './end-time.ts'
import { ExtraFields } from './extra-fields.ts'
import { LIMITS } from './limits.ts'
import { REQUEST_DEFAULTS } from './request-defaults.ts'

const side = z.number().int().min(LIMITS.side.min).max(LIMITS.side.max).multipleOf(LIMITS.side.step)

const seed = z.number().int().min(LIMITS.seed.min).max(LIMITS.seed.max)

export const Hires = z.object({
  scale: z.number().min(1).max(4),
  upscaler: z.string().min(1).max(200),
  /** 0 means "as many as the first pass" */
  steps: z.number().int().min(0).max(LIMITS.steps.max),
  denoisingStrength: z.number().min(0).max(1),
})
export type Hires = z.infer<typeof Hires>

/** exact: N images; bonus: and what slow machines add meanwhile; until: as many as fit by a time */
export const PlanningMode = z.enum(['exact', 'bonus', 'until'])
export type PlanningMode = z.infer<typeof PlanningMode>

/** What a person asks for: N images with one set of generation parameters. */
export const GenerationRequest = z.object({
  prompt: z.string().max(LIMITS.promptCharacters),
  negativePrompt: z.string().max(LIMITS.promptCharacters),
  /** file name without folder, extension and hash; null: whatever each worker has loaded */
  checkpoint: z.string().min(1).max(500).nullable(),
  /** null: as each server is set */
  vae: z.string().min(1).max(500).nullable(),
  sampler: z.string().min(1).max(200),
  /** a label of GET /schedulers; 'Automatic' is the sampler's own default */
  scheduler: z.string().min(1).max(200),
  steps: z.number().int().min(LIMITS.steps.min).max(LIMITS.steps.max),
  cfgScale: z.number().min(LIMITS.cfgScale.min).max(LIMITS.cfgScale.max),
  width: side,
  height: side,
  /** -1: drawn once by the controller */
  seed,
  subseed: seed,
  subseedStrength: z.number().min(0).max(1),
  clipSkip: z.number().int().min(1).max(12),
  hires: Hires.nullable(),
  /** how many are asked for; in until mode the time says that */
  images: z.number().int().min(LIMITS.images.min).max(LIMITS.images.max),
  mode: PlanningMode,
  /** bonus mode only: a worker too slow for one whole image makes one with fewer steps */
  stepScaling: z.boolean(),
  /** until mode only: when it ends */
  until: EndTime,
  /** until mode only: batches may be begun that will not end in time */
  runOver: z.boolean(),
  /** what else stands in the body of a txt2img request */
  extra: ExtraFields.default({}),
})
export type GenerationRequest = z.infer<typeof GenerationRequest>

/** The most images a request can bring, bonus images left out: as many as it asks for, or as any job may have. */
export const mostImages = ({ mode, images }: Pick<GenerationRequest, 'mode' | 'images'>): number =>
  mode === 'until' ? LIMITS.images.max : images

/** Epoch ms at which a job ends, whatever it has by then; null: it ends when it has its images, or was not submitted yet. */
export const deadlineOf = ({ mode, until }: Pick<GenerationRequest, 'mode' | 'until'>): number | null =>
  mode === 'until' ? until.at : null

/** The request as it is submitted at `now` (epoch ms): when it ends is fixed. */
export const withDeadline = (request: GenerationRequest, now: number): GenerationRequest =>
  request.mode === 'until' ? { ...request, until: fixedEndTime(request.until, now) } : request

export const DEFAULT_REQUEST: GenerationRequest = REQUEST_DEFAULTS
