import { z } from 'zod'

/** Body of a generation answer (sdapi.md section 3). */
export const Answer = z.object({
  images: z.array(z.string()),
  parameters: z.record(z.string(), z.unknown()),
  info: z.string(),
})
/** The parsed `info` of it (3.1). */
export const Info = z.object({
  prompt: z.string(),
  all_prompts: z.array(z.string()),
  negative_prompt: z.string(),
  all_negative_prompts: z.array(z.string()),
  seed: z.number().int(),
  all_seeds: z.array(z.number().int()),
  subseed: z.number().int(),
  all_subseeds: z.array(z.number().int()),
  subseed_strength: z.number(),
  width: z.number().int(),
  height: z.number().int(),
  sampler_name: z.string(),
  cfg_scale: z.number(),
  steps: z.number().int(),
  batch_size: z.number().int(),
  restore_faces: z.boolean().nullable(),
  sd_model_name: z.string().nullable(),
  sd_model_hash: z.string().nullable(),
  extra_generation_params: z.record(z.string(), z.unknown()),
  index_of_first_image: z.number().int(),
  infotexts: z.array(z.string()),
  styles: z.array(z.string()),
  job_timestamp: z.string().regex(/^\d{14}$/),
  clip_skip: z.number().int(),
  version: z.string().nullable(),
})
/** GET /sdapi/v1/progress (1.2). */
export const Progress = z.object({
  progress: z.number(),
  eta_relative: z.number(),
  state: z.object({
    skipped: z.boolean(),
    interrupted: z.boolean(),
    job: z.string(),
    job_count: z.number().int(),
    job_timestamp: z.string(),
    job_no: z.number().int(),
    sampling_step: z.number().int(),
    sampling_steps: z.number().int(),
  }),
  current_image: z.string().nullable(),
  textinfo: z.string().nullable(),
})
/** POST /internal/progress (1.4). */
export const TaskProgress = z.object({
  active: z.boolean(),
  queued: z.boolean(),
  completed: z.boolean(),
  progress: z.number().nullable(),
  eta: z.number().nullable(),
  live_preview: z.string().nullable(),
  id_live_preview: z.number().nullable(),
  textinfo: z.string().nullable(),
})
