/** One row of GET /sdapi/v1/samplers. */
export interface SamplerRow {
  readonly name: string
  readonly aliases: readonly string[]
  readonly options: Readonly<Record<string, string>>
}

/** One row of GET /sdapi/v1/schedulers. */
export interface SchedulerRow {
  readonly name: string
  readonly label: string
}

const sampler = (name: string, alias: string, options: Record<string, string> = {}): SamplerRow => ({
  name,
  aliases: [alias],
  options,
})

/** Samplers of 1.10.1, in its order: an unknown one becomes the first (modules/sd_samplers_kdiffusion.py, sd_samplers_timesteps.py). */
export const SAMPLERS: readonly SamplerRow[] = [
  sampler('DPM++ 2M', 'k_dpmpp_2m', { scheduler: 'karras' }),
  sampler('DPM++ SDE', 'k_dpmpp_sde', { scheduler: 'karras', second_order: 'True', brownian_noise: 'True' }),
  sampler('DPM++ 2M SDE', 'k_dpmpp_2m_sde', { scheduler: 'exponential', brownian_noise: 'True' }),
  sampler('DPM++ 2M SDE Heun', 'k_dpmpp_2m_sde_heun', {
    scheduler: 'exponential',
    brownian_noise: 'True',
    solver_type: 'heun',
  }),
  sampler('DPM++ 2S a', 'k_dpmpp_2s_a', {
    scheduler: 'karras',
    uses_ensd: 'True',
    second_order: 'True',
  }),
  sampler('DPM++ 3M SDE', 'k_dpmpp_3m_sde', {
    scheduler: 'exponential',
    discard_next_to_last_sigma: 'True',
    brownian_noise: 'True',
  }),
  sampler('Euler a', 'k_euler_a', { uses_ensd: 'True' }),
  sampler('Euler', 'k_euler'),
  sampler('LMS', 'k_lms'),
  sampler('Heun', 'k_heun', { second_order: 'True' }),
  sampler('DPM2', 'k_dpm_2', {
    scheduler: 'karras',
    discard_next_to_last_sigma: 'True',
    second_order: 'True',
  }),
  sampler('DPM2 a', 'k_dpm_2_a', {
    scheduler: 'karras',
    discard_next_to_last_sigma: 'True',
    uses_ensd: 'True',
    second_order: 'True',
  }),
  sampler('DPM fast', 'k_dpm_fast', { uses_ensd: 'True' }),
  sampler('DPM adaptive', 'k_dpm_ad', { uses_ensd: 'True' }),
  sampler('Restart', 'restart', { scheduler: 'karras', second_order: 'True' }),
  sampler('DDIM', 'ddim'),
  sampler('DDIM CFG++', 'ddim_cfgpp'),
  sampler('PLMS', 'plms'),
  sampler('UniPC', 'unipc'),
  sampler('LCM', 'k_lcm'),
]

/** Schedulers of 1.10.1 (modules/sd_schedulers.py). */
export const SCHEDULERS: readonly SchedulerRow[] = [
  { name: 'automatic', label: 'Automatic' },
  { name: 'uniform', label: 'Uniform' },
  { name: 'karras', label: 'Karras' },
  { name: 'exponential', label: 'Exponential' },
  { name: 'polyexponential', label: 'Polyexponential' },
  { name: 'sgm_uniform', label: 'SGM Uniform' },
  { name: 'kl_optimal', label: 'KL Optimal' },
  { name: 'align_your_steps', label: 'Align Your Steps' },
  { name: 'simple', label: 'Simple' },
  { name: 'normal', label: 'Normal' },
  { name: 'ddim', label: 'DDIM' },
  { name: 'beta', label: 'Beta' },
]

/** Upscalers of a fresh install, and how much each enlarges. */
export const UPSCALERS: readonly { readonly name: string; readonly scale: number }[] = [
  { name: 'None', scale: 4 },
  { name: 'Lanczos', scale: 4 },
  { name: 'Nearest', scale: 4 },
  { name: 'DAT x2', scale: 2 },
  { name: 'DAT x4', scale: 4 },
  { name: 'ESRGAN_4x', scale: 4 },
  { name: 'LDSR', scale: 4 },
  { name: 'R-ESRGAN 4x+', scale: 4 },
  { name: 'R-ESRGAN 4x+ Anime6B', scale: 4 },
  { name: 'ScuNET GAN', scale: 4 },
  { name: 'SwinIR 4x', scale: 4 },
]

export const LATENT_UPSCALE_MODES: readonly string[] = [
  'Latent',
  'Latent (antialiased)',
  'Latent (bicubic)',
  'Latent (bicubic antialiased)',
  'Latent (nearest)',
  'Latent (nearest-exact)',
]

/** Titles that script_name and alwayson_scripts may name; `alwayson` ones only under alwayson_scripts. */
export const SCRIPTS: readonly {
  readonly name: string
  readonly alwayson: boolean
  readonly img2img: boolean
}[] = [
  { name: 'extra options', alwayson: true, img2img: false },
  { name: 'hypertile', alwayson: true, img2img: false },
  { name: 'refiner', alwayson: true, img2img: false },
  { name: 'sampler', alwayson: true, img2img: false },
  { name: 'seed', alwayson: true, img2img: false },
  { name: 'prompt matrix', alwayson: false, img2img: false },
  { name: 'prompts from file or textbox', alwayson: false, img2img: false },
  { name: 'x/y/z plot', alwayson: false, img2img: false },
  { name: 'outpainting mk2', alwayson: false, img2img: true },
  { name: 'sd upscale', alwayson: false, img2img: true },
]
