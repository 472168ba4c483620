import { z } from 'zod'
import { LIMITS } from './limits.ts'

/** What an axis of a grid may change. */
export const GridField = z.enum([
  'steps',
  'cfg-scale',
  'sampler',
  'scheduler',
  'checkpoint',
  'vae',
  'clip-skip',
  'size',
  'seed',
  'subseed',
  'subseed-strength',
  'denoising-strength',
  'hires-scale',
  'hires-steps',
  'hires-upscaler',
  'refiner-checkpoint',
  'refiner-switch-at',
  'style',
  /** the first value is searched for in the prompts and replaced by each of them, itself included */
  'prompt-replace',
  /** the values are words of the prompt, put into each order they can have */
  'prompt-order',
  /** weight of the LoRA that `of` names */
  'lora-weight',
])
export type GridField = z.infer<typeof GridField>

export const GridAxis = z.object({
  field: GridField,
  /** name of what the axis changes, where its field has several; absent: it has one */
  of: z.string().min(1).max(300).optional(),
  /** as they are spelled for people and shown as labels, ranges resolved */
  values: z.array(z.string().max(2000)).min(1).max(LIMITS.images.max),
})
export type GridAxis = z.infer<typeof GridAxis>

/** Every combination of the values of its axes: x changes fastest. */
export const Grid = z.object({ axes: z.array(GridAxis).min(1).max(3) })
export type Grid = z.infer<typeof Grid>
