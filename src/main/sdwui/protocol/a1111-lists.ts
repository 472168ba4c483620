import {
  type SamplerRow,
  type SchedulerRow,
  samplerRow as sampler,
  schedulerRow as scheduler,
  type UpscalerRow,
} from './rows.ts'

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
  sampler('Euler a', ['k_euler_a', 'k_euler_ancestral'], { uses_ensd: 'True' }),
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
  scheduler('automatic', 'Automatic'),
  scheduler('uniform', 'Uniform', { need_inner_model: true }),
  scheduler('karras', 'Karras', { default_rho: 7 }),
  scheduler('exponential', 'Exponential'),
  scheduler('polyexponential', 'Polyexponential', { default_rho: 1 }),
  scheduler('sgm_uniform', 'SGM Uniform', { need_inner_model: true, aliases: ['SGMUniform'] }),
  scheduler('kl_optimal', 'KL Optimal'),
  scheduler('align_your_steps', 'Align Your Steps'),
  scheduler('simple', 'Simple', { need_inner_model: true }),
  scheduler('normal', 'Normal', { need_inner_model: true }),
  scheduler('ddim', 'DDIM', { need_inner_model: true }),
  scheduler('beta', 'Beta', { need_inner_model: true }),
]

/** Upscalers of a fresh install, and how much each enlarges. */
export const UPSCALERS: readonly UpscalerRow[] = [
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

/** Rows of GET /realesrgan-models. */
export const REALESRGAN_MODELS: readonly {
  readonly name: string
  readonly path: string
  readonly scale: number
}[] = [
  { name: 'R-ESRGAN General 4xV3', path: 'realesr-general-x4v3.pth', scale: 4 },
  { name: 'R-ESRGAN General WDN 4xV3', path: 'realesr-general-wdn-x4v3.pth', scale: 4 },
  { name: 'R-ESRGAN AnimeVideo', path: 'realesr-animevideov3.pth', scale: 4 },
  { name: 'R-ESRGAN 4x+', path: 'RealESRGAN_x4plus.pth', scale: 4 },
  { name: 'R-ESRGAN 4x+ Anime6B', path: 'RealESRGAN_x4plus_anime_6B.pth', scale: 4 },
  { name: 'R-ESRGAN 2x+', path: 'RealESRGAN_x2plus.pth', scale: 2 },
]

export const LATENT_UPSCALE_MODES: readonly string[] = [
  'Latent',
  'Latent (antialiased)',
  'Latent (bicubic)',
  'Latent (bicubic antialiased)',
  'Latent (nearest)',
  'Latent (nearest-exact)',
]

/** An argument of a script as /script-info tells it; what is left out is null there. */
interface ScriptArg {
  readonly label: string
  readonly value: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly step?: number
  readonly choices?: readonly string[]
}

interface ServedScript {
  readonly name: string
  readonly alwayson: boolean
  /** for img2img only */
  readonly img2img: boolean
  readonly args?: readonly ScriptArg[]
}

/** Extensions that bring an always-on script. */
export interface Extensions {
  readonly controlNet: boolean
  readonly adetailer: boolean
}

/** What a fresh install has, with those of its extensions. */
export const scriptsOf = ({ controlNet, adetailer }: Extensions): readonly ServedScript[] => [
  ...SCRIPTS,
  ...(controlNet ? [{ name: 'controlnet', alwayson: true, img2img: false }] : []),
  ...(adetailer ? [ADETAILER] : []),
]

/** Its two switches; what each of its tabs is set to has no label. */
const ADETAILER: ServedScript = {
  ...{ name: 'adetailer', alwayson: true, img2img: false },
  args: [
    { label: 'Enable ADetailer', value: false },
    { label: 'Skip img2img', value: false },
    { label: '', value: null },
    { label: '', value: null },
  ],
}

/** Titles that script_name and alwayson_scripts may name; `alwayson` ones only under alwayson_scripts. */
const SCRIPTS: readonly ServedScript[] = [
  { name: 'extra options', alwayson: true, img2img: false },
  { name: 'hypertile', alwayson: true, img2img: false },
  {
    ...{ name: 'refiner', alwayson: true, img2img: false },
    args: [
      { label: 'Refiner', value: false },
      { label: 'Checkpoint', value: '', choices: [] },
      { label: 'Switch at', value: 0.8, minimum: 0.01, maximum: 1, step: 0.01 },
    ],
  },
  {
    ...{ name: 'sampler', alwayson: true, img2img: false },
    args: [
      { label: 'Sampling steps', value: 20, minimum: 1, maximum: 150, step: 1 },
      { label: 'Sampling method', value: 'DPM++ 2M', choices: SAMPLERS.map(({ name }) => name) },
      { label: 'Schedule type', value: 'Automatic', choices: SCHEDULERS.map(({ label }) => label) },
    ],
  },
  {
    ...{ name: 'seed', alwayson: true, img2img: false },
    args: [
      { label: 'Seed', value: -1 },
      { label: 'Extra', value: false },
      { label: 'Variation seed', value: -1 },
      { label: 'Variation strength', value: 0, minimum: 0, maximum: 1, step: 0.01 },
      { label: 'Resize seed from width', value: 0, minimum: 0, maximum: 2048, step: 8 },
      { label: 'Resize seed from height', value: 0, minimum: 0, maximum: 2048, step: 8 },
    ],
  },
  {
    ...{ name: 'prompt matrix', alwayson: false, img2img: false },
    args: [
      { label: 'Put variable parts at start of prompt', value: false },
      { label: 'Use different seed for each picture', value: false },
      { label: 'Select prompt', value: 'positive', choices: ['positive', 'negative'] },
      { label: 'Select joining char', value: 'comma', choices: ['comma', 'space'] },
      { label: 'Grid margins (px)', value: 0, minimum: 0, maximum: 500, step: 2 },
    ],
  },
  {
    ...{ name: 'prompts from file or textbox', alwayson: false, img2img: false },
    args: [
      { label: 'Iterate seed every line', value: false },
      { label: 'Use same random seed for all lines', value: false },
      { label: 'Insert prompts at the', value: 'start', choices: ['start', 'end'] },
      { label: 'List of prompt inputs', value: '' },
    ],
  },
  {
    ...{ name: 'x/y/z plot', alwayson: false, img2img: false },
    args: [
      ...['X', 'Y', 'Z'].flatMap((axis): ScriptArg[] => [
        {
          label: `${axis} type`,
          value: axis === 'X' ? 1 : 0,
          choices: ['Nothing', 'Seed', 'Steps', 'CFG Scale'],
        },
        { label: `${axis} values`, value: '' },
        { label: `${axis} values`, value: [], choices: [] },
      ]),
      { label: 'Draw legend', value: true },
      { label: 'Include Sub Images', value: false },
      { label: 'Include Sub Grids', value: false },
      { label: 'Keep -1 for seeds', value: false },
      { label: 'Vary seeds for X', value: false },
      { label: 'Vary seeds for Y', value: false },
      { label: 'Vary seeds for Z', value: false },
      { label: 'Grid margins (px)', value: 0, minimum: 0, maximum: 500, step: 2 },
      { label: 'Use text inputs instead of dropdowns', value: false },
    ],
  },
  { name: 'outpainting mk2', alwayson: false, img2img: true },
  { name: 'sd upscale', alwayson: false, img2img: true },
]
