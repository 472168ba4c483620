import type { Field } from './generation-fields.ts'

/** Fields that both extras calls share, and their defaults (sdapi.md 1.1). */
export const EXTRAS_FIELDS: Readonly<Record<string, Field>> = {
  resize_mode: { type: 'int', default: 0 },
  show_extras_results: { type: 'bool', default: true },
  gfpgan_visibility: { type: 'float', default: 0 },
  codeformer_visibility: { type: 'float', default: 0 },
  codeformer_weight: { type: 'float', default: 0 },
  upscaling_resize: { type: 'float', default: 2 },
  upscaling_resize_w: { type: 'int', default: 512 },
  upscaling_resize_h: { type: 'int', default: 512 },
  upscaling_crop: { type: 'bool', default: true },
  upscaler_1: { type: 'str', default: 'None' },
  upscaler_2: { type: 'str', default: 'None' },
  extras_upscaler_2_visibility: { type: 'float', default: 0 },
  upscale_first: { type: 'bool', default: false },
}
