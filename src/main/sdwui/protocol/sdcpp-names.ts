/** What sd-server of stable-diffusion.cpp calls its things (sdapi.md 12). */

/** Samplers by their own names, in its order; `default` is no sampler but the choice of the model. */
export const SDCPP_SAMPLERS: readonly string[] = [
  ...['default', 'euler', 'euler_a', 'heun', 'dpm2', 'dpm++2s_a', 'dpm++2m', 'dpm++2mv2', 'ipndm', 'ipndm_v'],
  ...['lcm', 'ddim_trailing', 'tcd', 'res_multistep', 'res_2s', 'dpm++2m_sde', 'dpm++2m_sde_bt', 'lms'],
]

/** Schedules, `default` and the alias `normal` among them. */
export const SDCPP_SCHEDULERS: readonly string[] = [
  ...['default', 'discrete', 'normal', 'karras', 'exponential', 'ays', 'gits', 'sgm_uniform', 'simple'],
  ...['smoothstep', 'kl_optimal', 'lcm', 'bong_tangent'],
]

export const SDCPP_UPSCALERS: readonly string[] = ['None', 'Lanczos', 'Nearest']

/** Spellings of others that it takes too, whatever their case. LMS, UniPC, DPM++ SDE and DPM++ 2S a are not among them. */
const ALSO_TAKEN: Readonly<Record<string, string>> = {
  'euler a': 'euler_a',
  k_euler_a: 'euler_a',
  euler: 'euler',
  k_euler: 'euler',
  heun: 'heun',
  k_heun: 'heun',
  dpm2: 'dpm2',
  k_dpm_2: 'dpm2',
  lcm: 'lcm',
  ddim: 'ddim_trailing',
  'dpm++ 2m': 'dpm++2m',
  k_dpmpp_2m: 'dpm++2m',
  'dpm++ 2m sde': 'dpm++2m_sde',
  k_dpmpp_2m_sde: 'dpm++2m_sde',
  'res multistep': 'res_multistep',
  'res 2s': 'res_2s',
}

/** What a LoRA of the server is called in `lora` of a request and in GET /loras. */
export const sdcppLoraPath = (name: string): string => `${name}.safetensors`

/** What an answer says where the sampler was not known and the model's own is taken. */
const NO_SAMPLER = 'NONE'

/** Its own name of a sampler as asked; NONE: it does not know it. */
export function sdcppSampler(asked: string): string {
  if (asked !== 'default' && SDCPP_SAMPLERS.includes(asked)) return asked
  return ALSO_TAKEN[asked.toLowerCase()] ?? NO_SAMPLER
}

/** Its own name of a schedule as asked; null: none is named, or it does not know it, and the model's own is taken. */
export function sdcppScheduler(asked: string): string | null {
  if (asked === 'normal') return 'discrete'
  return asked !== 'default' && SDCPP_SCHEDULERS.includes(asked) ? asked : null
}
