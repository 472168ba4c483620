import type { ServerFacts } from './server-facts.ts'

export type FieldType = 'int' | 'float' | 'str' | 'bool' | 'list' | 'strings' | 'dict'

/** A field of the request model: type and default (sdapi.md section 2). */
export interface Field {
  readonly type: FieldType
  readonly default: unknown
}

const field = (type: FieldType, value: unknown = null): Field => ({ type, default: value })

const COMMON: Readonly<Record<string, Field>> = {
  prompt: field('str', ''),
  negative_prompt: field('str', ''),
  styles: field('strings'),
  seed: field('int', -1),
  subseed: field('int', -1),
  subseed_strength: field('float', 0),
  seed_resize_from_h: field('int', -1),
  seed_resize_from_w: field('int', -1),
  sampler_name: field('str'),
  scheduler: field('str'),
  batch_size: field('int', 1),
  n_iter: field('int', 1),
  steps: field('int', 50),
  cfg_scale: field('float', 7.0),
  width: field('int', 512),
  height: field('int', 512),
  restore_faces: field('bool'),
  tiling: field('bool'),
  do_not_save_samples: field('bool', false),
  do_not_save_grid: field('bool', false),
  eta: field('float'),
  denoising_strength: field('float'),
  s_min_uncond: field('float'),
  s_churn: field('float'),
  s_tmax: field('float'),
  s_tmin: field('float'),
  s_noise: field('float'),
  override_settings: field('dict'),
  override_settings_restore_afterwards: field('bool', true),
  refiner_checkpoint: field('str'),
  refiner_switch_at: field('float'),
  disable_extra_networks: field('bool', false),
  firstpass_image: field('str'),
  comments: field('dict'),
  sampler_index: field('str', 'Euler'),
  script_name: field('str'),
  script_args: field('list', []),
  send_images: field('bool', true),
  save_images: field('bool', false),
  alwayson_scripts: field('dict', {}),
  force_task_id: field('str'),
  infotext: field('str'),
}

const TXT2IMG: Readonly<Record<string, Field>> = {
  enable_hr: field('bool', false),
  firstphase_width: field('int', 0),
  firstphase_height: field('int', 0),
  hr_scale: field('float', 2.0),
  hr_upscaler: field('str'),
  hr_second_pass_steps: field('int', 0),
  hr_resize_x: field('int', 0),
  hr_resize_y: field('int', 0),
  hr_checkpoint_name: field('str'),
  hr_sampler_name: field('str'),
  hr_scheduler: field('str'),
  hr_prompt: field('str', ''),
  hr_negative_prompt: field('str', ''),
}

const IMG2IMG: Readonly<Record<string, Field>> = {
  init_images: field('list'),
  denoising_strength: field('float', 0.75),
  resize_mode: field('int', 0),
  image_cfg_scale: field('float'),
  mask: field('str'),
  mask_blur_x: field('int', 4),
  mask_blur_y: field('int', 4),
  mask_blur: field('int'),
  mask_round: field('bool', true),
  inpainting_fill: field('int', 0),
  inpaint_full_res: field('bool', true),
  inpaint_full_res_padding: field('int', 0),
  inpainting_mask_invert: field('int', 0),
  initial_noise_multiplier: field('float'),
  latent_mask: field('str'),
  include_init_images: field('bool', false),
}

/** Fields that only some kinds have. */
const EXTRA: Readonly<Record<string, Field>> = {
  hr_cfg: field('float', 1.0),
  hr_distilled_cfg: field('float', 3.5),
  hr_additional_modules: field('list'),
  distilled_cfg_scale: field('float', 3.5),
}

export type GenerationCall = 'txt2img' | 'img2img'

/** The request model of a call, for one kind of server. */
export function generationFields(
  call: GenerationCall,
  facts: Pick<ServerFacts, 'defaults' | 'extraFields'>,
): Readonly<Record<string, Field>> {
  const { steps, size, cfg } = facts.defaults
  const extra = Object.fromEntries(
    facts.extraFields.flatMap((name) => (EXTRA[name] === undefined ? [] : [[name, EXTRA[name]] as const])),
  )
  return {
    ...COMMON,
    ...(call === 'txt2img' ? TXT2IMG : IMG2IMG),
    ...extra,
    steps: field('int', steps),
    width: field('int', size),
    height: field('int', size),
    cfg_scale: field('float', cfg),
  }
}
