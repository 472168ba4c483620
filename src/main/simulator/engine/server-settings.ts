import type { SamplesFormat } from '../draw-picture.ts'
import type { ResolvedOptions } from '../options.ts'
import { pythonError } from '../protocol/server-error.ts'

/** Options a fresh 1.10.1 has, as far as clients care for them. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  samples_save: true,
  samples_format: 'png',
  jpeg_quality: 80,
  return_grid: true,
  grid_only_if_multiple: true,
  enable_pnginfo: true,
  save_incomplete_images: false,
  sd_model_checkpoint: null,
  sd_checkpoint_hash: '',
  sd_checkpoints_limit: 1,
  sd_vae: 'Automatic',
  CLIP_stop_at_last_layers: 1,
  randn_source: 'GPU',
  eta_noise_seed_delta: 0,
  img2img_fix_steps: false,
  live_previews_enable: true,
  live_previews_image_format: 'png',
  show_progress_every_n_steps: 10,
  show_progress_type: 'Approx NN',
  interrupt_after_current: true,
  face_restoration: false,
  tiling: false,
  token_merging_ratio: 0,
  sd_noise_schedule: 'Default',
  pad_cond_uncond: false,
  upcast_attn: false,
}
/** All that sd.cpp and koboldcpp tell. */
const FEW = ['samples_format', 'sd_model_checkpoint']
const OF_KIND: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  forge: { forge_additional_modules: [], forge_preset: 'sd', forge_try_reproduce: 'None' },
  reforge: { sd_sampling: 'A1111' },
}

/** shared.opts: what GET and POST /options read and write. In memory only: a restart brings the defaults back. */
export class ServerSettings {
  #values: Record<string, unknown>
  readonly #few: boolean

  constructor(options: ResolvedOptions) {
    this.#values = {
      ...DEFAULTS,
      ...OF_KIND[options.kind],
      samples_format: options.samplesFormat,
      ...options.settings,
    }
    this.#few = options.kind === 'sdcpp' || options.kind === 'koboldcpp'
  }

  get(key: string): unknown {
    return this.#values[key]
  }

  text(key: string): string {
    return String(this.#values[key] ?? '')
  }

  number(key: string): number {
    const value = this.#values[key]
    return typeof value === 'number' ? value : 0
  }

  has(key: string): boolean {
    return key in this.#values
  }

  /** Throws the KeyError of an unknown option. */
  set(key: string, value: unknown): void {
    if (!this.has(key)) throw pythonError('KeyError', `'${key}'`)
    this.#values[key] = value
  }

  all(): Record<string, unknown> {
    if (!this.#few) return { ...this.#values }
    return Object.fromEntries(FEW.map((key) => [key, this.#values[key]]))
  }
}

/** samples_format; null: one that ends in an error after the whole generation. */
export function readFormat(settings: ServerSettings): SamplesFormat | null {
  const format = settings.text('samples_format').toLowerCase()
  if (format === 'jpeg' || format === 'jpg') return 'jpg'
  return format === 'png' || format === 'webp' ? format : null
}
