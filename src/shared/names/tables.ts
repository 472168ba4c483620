import { nameTable } from './name-table.ts'

/**
 * Samplers: AUTOMATIC1111's label, then what ComfyUI, diffusers (and SD.Next, which shows its classes) and stable-diffusion.cpp call it.
 * AUTOMATIC1111's own aliases have a `k_` in front.
 */
export const SAMPLER_NAMES = nameTable(
  {
    'Euler a': ['euler_ancestral', 'EulerAncestralDiscreteScheduler'],
    Euler: ['EulerDiscreteScheduler'],
    LMS: ['LMSDiscreteScheduler'],
    Heun: ['HeunDiscreteScheduler'],
    'Heun++': ['heunpp2'],
    DPM2: ['dpm_2', 'KDPM2DiscreteScheduler'],
    'DPM2 a': ['dpm_2_a', 'dpm_2_ancestral', 'KDPM2AncestralDiscreteScheduler'],
    'DPM++ 2S a': ['dpmpp_2s_ancestral'],
    'DPM++ 2M': ['DPMSolverMultistepScheduler'],
    'DPM++ 2M v2': [],
    'DPM++ SDE': ['DPMSolverSDEScheduler'],
    'DPM++ 2M SDE': [],
    'DPM++ 2M SDE GPU': ['dpm++2m_sde_bt'],
    'DPM++ 2M SDE Heun': [],
    'DPM++ 3M SDE': [],
    'DPM fast': [],
    'DPM adaptive': ['dpm_ad'],
    Restart: [],
    DDIM: ['DDIMScheduler', 'ddim_trailing'],
    'DDIM CFG++': [],
    PLMS: ['pndm', 'PNDMScheduler'],
    UniPC: ['UniPCMultistepScheduler'],
    LCM: ['LCMScheduler'],
    TCD: ['TCDScheduler'],
    DDPM: ['DDPMScheduler'],
    DEIS: ['DEISMultistepScheduler'],
    IPNDM: ['IPNDMScheduler'],
    'SA Solver': ['SASolverScheduler'],
    'Euler CFG++': [],
    'Euler a CFG++': ['euler_ancestral_cfg_pp'],
    'Res Multistep': [],
    Default: [],
  },
  ['k_', 'sample_'],
)

/** What a server takes when no schedule is named: the sampler's own. */
export const AUTOMATIC = 'Automatic'

/** Schedules: AUTOMATIC1111's and Forge's labels, then ComfyUI's and stable-diffusion.cpp's names. */
export const SCHEDULE_NAMES = nameTable({
  [AUTOMATIC]: ['default', 'auto'],
  Uniform: [],
  Karras: [],
  Exponential: [],
  Polyexponential: [],
  'SGM Uniform': [],
  'KL Optimal': [],
  'Align Your Steps': ['ays'],
  'Align Your Steps GITS': ['gits'],
  Simple: [],
  Normal: ['discrete'],
  DDIM: ['ddim_uniform'],
  Beta: [],
  Turbo: [],
  LCM: [],
  Trailing: [],
  Linear: [],
  'Linear Quadratic': [],
})

/** Upscalers of the second pass: AUTOMATIC1111's labels, then SD.Next's names and those of the files. */
export const UPSCALER_NAMES = nameTable({
  Latent: ['latent bilinear', 'latent (bilinear)'],
  'Latent (antialiased)': ['latent antialiased', 'latent bilinear antialias'],
  'Latent (bicubic)': ['latent bicubic'],
  'Latent (bicubic antialiased)': ['latent bicubic antialiased', 'latent bicubic antialias'],
  'Latent (nearest)': ['latent nearest'],
  'Latent (nearest-exact)': ['latent nearest exact'],
  None: [],
  Lanczos: ['resize lanczos'],
  Nearest: ['resize nearest'],
  'R-ESRGAN 4x+': ['RealESRGAN_x4plus', 'RealESRGAN 4x+'],
  'R-ESRGAN 4x+ Anime6B': ['RealESRGAN_x4plus_anime_6B', 'RealESRGAN 4x+ Anime6B'],
  ESRGAN_4x: [],
  'SwinIR 4x': ['SwinIR_4x'],
})

/** Choose their own time steps: AUTOMATIC1111 takes no schedule for them and writes none (modules/sd_samplers_timesteps.py). */
const WITHOUT_SCHEDULE = new Set(['DDIM', 'DDIM CFG++', 'PLMS', 'UniPC'].map(SAMPLER_NAMES.keyOf))

/** Whether a schedule makes a difference to this sampler, as far as is known. */
export const takesSchedule = (sampler: string): boolean => !WITHOUT_SCHEDULE.has(SAMPLER_NAMES.keyOf(sampler))

export const isAutomatic = (schedule: string): boolean =>
  SCHEDULE_NAMES.keyOf(schedule) === SCHEDULE_NAMES.keyOf(AUTOMATIC)
