import { z } from 'zod'
import { EndTime, fixedEndTime } from './end-time.ts'
import { ExtraFields, Json, OptionOverrides } from './extra-fields.ts'
import { Grid } from './grid.ts'
import { InputId, InputPicture } from './input-picture.ts'
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
  /** px; absent or 0: by the scale, or by the other side */
  width: z.number().int().min(0).max(LIMITS.side.max).optional(),
  height: z.number().int().min(0).max(LIMITS.side.max).optional(),
  /** of the second pass; absent or null: as in the first */
  checkpoint: z.string().min(1).max(500).nullable().optional(),
  sampler: z.string().min(1).max(200).nullable().optional(),
  scheduler: z.string().min(1).max(200).nullable().optional(),
  /** absent or empty: as in the first */
  prompt: z.string().max(LIMITS.promptCharacters).optional(),
  negativePrompt: z.string().max(LIMITS.promptCharacters).optional(),
})
export type Hires = z.infer<typeof Hires>

/** Another checkpoint takes over for the last steps. */
export const Refiner = z.object({
  checkpoint: z.string().min(1).max(500),
  /** share of the steps after which it does */
  switchAt: z.number().min(0).max(1),
})
export type Refiner = z.infer<typeof Refiner>

/** How a picture is fitted into another size, and what a masked part is filled with before it is painted anew: the names of sdwui's numbers, in their order. */
export const ResizeMode = z.enum(['stretch', 'crop', 'fill', 'latent'])
export type ResizeMode = z.infer<typeof ResizeMode>
export const MaskContent = z.enum(['fill', 'original', 'latent-noise', 'latent-nothing'])
export type MaskContent = z.infer<typeof MaskContent>

const OwnMasks = z
  .record(InputId, InputPicture)
  .refine((masks) => Object.keys(masks).length <= LIMITS.images.max)

/** What is to be known of images that are made from others: `inputs` of the request. */
export const ImageToImage = z.object({
  denoisingStrength: z.number().min(0).max(1),
  resizeMode: ResizeMode,
  /** each image has its input's size, in multiples of 8 px, instead of the request's */
  ownSize: z.boolean(),
  /** white is painted anew; null: everything is */
  mask: InputPicture.nullable(),
  /** of single inputs, by their ids, in the place of `mask`; absent: none has its own */
  ownMasks: OwnMasks.optional(),
  /** px */
  maskBlur: z.number().int().min(0).max(64),
  /** its edges stay soft (sdwui's mask_round off) */
  softMask: z.boolean(),
  maskContent: MaskContent,
  invertMask: z.boolean(),
  /** only the masked part is made, at the request's size, and put back */
  onlyMasked: z.boolean(),
  /** px around the masked part */
  padding: z.number().int().min(0).max(256),
})
export type ImageToImage = z.infer<typeof ImageToImage>

/** How `inputs` of the request are made larger: no prompt, no seed. */
export const Upscale = z.object({
  upscaler: z.string().min(1).max(200),
  /** ignored where both sides are given */
  scale: z.number().min(1).max(8),
  /** px; null: by the scale */
  width: z.number().int().min(LIMITS.largerSide.min).max(LIMITS.largerSide.max).nullable(),
  height: z.number().int().min(LIMITS.largerSide.min).max(LIMITS.largerSide.max).nullable(),
  /** of the sides: what stands over is cut off */
  crop: z.boolean(),
  secondUpscaler: z.string().min(1).max(200).nullable(),
  secondVisibility: z.number().min(0).max(1),
  gfpganVisibility: z.number().min(0).max(1),
  codeformerVisibility: z.number().min(0).max(1),
  codeformerWeight: z.number().min(0).max(1),
  /** before faces are restored */
  upscaleFirst: z.boolean(),
})
export type Upscale = z.infer<typeof Upscale>

/** A selectable script of the servers, with its arguments in the order of GET /script-info. */
export const SelectableScript = z.object({ title: z.string().min(1).max(200), args: z.array(Json).max(1000) })
export type SelectableScript = z.infer<typeof SelectableScript>

/** What becomes of `{a|b}` in the prompts. as-written: a server may know it; draw: one for each image, by its seed; all: a run of images for each combination. */
export const PromptVariants = z.enum(['as-written', 'draw', 'all'])
export type PromptVariants = z.infer<typeof PromptVariants>

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
  /** how many are asked for of each run (core/runs); in until mode the time says that */
  images: z.number().int().min(LIMITS.images.min).max(LIMITS.images.max),
  mode: PlanningMode,
  /** bonus mode only: a worker too slow for one whole image makes one with fewer steps */
  stepScaling: z.boolean(),
  /** until mode only: when it ends */
  until: EndTime,
  /** until mode only: batches may be begun that will not end in time */
  runOver: z.boolean(),
  /** names of styles, in their order */
  styles: z.array(z.string().min(1).max(300)).max(LIMITS.styles).readonly().default([]),
  refiner: Refiner.nullable().default(null),
  /** null: as each server is set */
  restoreFaces: z.boolean().nullable().default(null),
  tiling: z.boolean().nullable().default(null),
  /** servers also write the pictures into their own output folders; null: as each machine is set */
  saveOnWorker: z.boolean().nullable().default(null),
  /** noise as of this size; null: of its own */
  seedResize: z.object({ width: side, height: side }).nullable().default(null),
  /** options of the server for this request alone, besides those that the request has fields for */
  overrides: OptionOverrides.default({}),
  /** null: none */
  script: SelectableScript.nullable().default(null),
  /** pictures that images are made from, a run of images for each */
  inputs: z.array(InputPicture).max(LIMITS.images.max).readonly().default([]),
  /** how; null: images are not made from others */
  imageToImage: ImageToImage.nullable().default(null),
  /** null: images are made, not made larger */
  upscale: Upscale.nullable().default(null),
  grid: Grid.nullable().default(null),
  /** a run of images for each of these in place of the prompt; none: the prompt */
  prompts: z.array(z.string().max(LIMITS.promptCharacters)).max(LIMITS.images.max).readonly().default([]),
  variants: PromptVariants.default('as-written'),
  /** what else stands in the body of a request */
  extra: ExtraFields.default({}),
})
export type GenerationRequest = z.infer<typeof GenerationRequest>

/** Which call of a server makes the images. */
export type RequestKind = 'txt2img' | 'img2img' | 'upscale'

/** What a request asks of a server. */
export function kindOf({
  upscale,
  imageToImage,
}: Pick<GenerationRequest, 'upscale' | 'imageToImage'>): RequestKind {
  if (upscale !== null) return 'upscale'
  return imageToImage === null ? 'txt2img' : 'img2img'
}

/** Epoch ms at which a job ends, whatever it has by then; null: it ends when it has its images, or was not submitted yet. */
export const deadlineOf = ({ mode, until }: Pick<GenerationRequest, 'mode' | 'until'>): number | null =>
  mode === 'until' ? until.at : null

/** The request as it is submitted at `now` (epoch ms): when it ends is fixed. */
export const withDeadline = (request: GenerationRequest, now: number): GenerationRequest =>
  request.mode === 'until' ? { ...request, until: fixedEndTime(request.until, now) } : request

export const DEFAULT_REQUEST: GenerationRequest = REQUEST_DEFAULTS
