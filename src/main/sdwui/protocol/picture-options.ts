/**
 * Options that change pictures and that no field of a request sets on every server (sdapi.md 8.1). Keys of modules/shared_options.py of
 * 1.10.1, and of Forge where it has its own.
 */
const PICTURE_OPTIONS: readonly string[] = [
  ...['randn_source', 'eta_noise_seed_delta', 'CLIP_stop_at_last_layers', 'sd_vae', 'auto_vae_precision'],
  ...['sd_vae_overrides_per_model_preferences', 'emphasis', 'pad_cond_uncond', 'pad_cond_uncond_v0'],
  ...['comma_padding_backtrack', 'upcast_attn', 'sdxl_crop_left', 'sdxl_crop_top', 'fp8_storage'],
  ...[
    'token_merging_ratio',
    'token_merging_ratio_img2img',
    'token_merging_ratio_hr',
    'negative_guidance_min_sigma',
  ],
  ...['use_old_emphasis_implementation', 'use_old_karras_scheduler_sigmas', 'use_old_hires_fix_width_height'],
  ...['use_old_clip_g_load_and_ztsnr_application', 'use_old_scheduling', 'use_downcasted_alpha_bar'],
  ...[
    'no_dpmpp_sde_batch_determinism',
    'dont_fix_second_order_samplers_schedule',
    'hires_fix_use_firstpass_conds',
  ],
  ...['sd_noise_schedule', 'sgm_noise_multiplier', 'always_discard_next_to_last_sigma', 'skip_early_cond'],
  ...[
    'eta_ddim',
    'eta_ancestral',
    's_min_uncond',
    's_min_uncond_all',
    's_churn',
    's_tmin',
    's_tmax',
    's_noise',
  ],
  ...['initial_noise_multiplier', 'img2img_extra_noise', 'img2img_color_correction', 'img2img_fix_steps'],
  ...['face_restoration', 'face_restoration_model', 'code_former_weight', 'tiling'],
  ...['lora_functional', 'extra_networks_default_multiplier', 'enable_quantization', 'uni_pc_variant'],
  ...['forge_try_reproduce', 'forge_unet_storage_dtype'],
]

const LONGEST_VALUE = 1000

/** Their values in an answer of GET /options: texts, numbers and switches. Undefined: it tells none of them. */
export function pictureOptionsOf(
  options: Readonly<Record<string, unknown>>,
): Record<string, string | number | boolean> | undefined {
  const found = PICTURE_OPTIONS.flatMap((key) => {
    const value = Object.hasOwn(options, key) ? options[key] : undefined
    const told =
      typeof value === 'boolean' ||
      (typeof value === 'number' && Number.isFinite(value)) ||
      (typeof value === 'string' && value.length <= LONGEST_VALUE)
    return told ? [[key, value as string | number | boolean] as const] : []
  })
  return found.length === 0 ? undefined : Object.fromEntries(found)
}
