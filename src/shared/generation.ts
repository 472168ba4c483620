import { z } from 'zod'
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

export const PlanningMode = z.enum(['exact', 'bonus'])
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
  images: z.number().int().min(LIMITS.images.min).max(LIMITS.images.max),
  mode: PlanningMode,
  /** bonus mode only: a worker too slow for one whole image makes one with fewer steps */
  stepScaling: z.boolean(),
})
export type GenerationRequest = z.infer<typeof GenerationRequest>

export const DEFAULT_REQUEST: GenerationRequest = REQUEST_DEFAULTS
