import type { ExtraFields, Json } from './extra-fields.ts'
import { GenerationRequest } from './generation.ts'
import { isRecord } from './is-record.ts'

/** Fields of a body that requests of before had among `extra`, and of which a txt2img request makes nothing. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  ...['hr_resize_y', 'resize_mode', 'mask_blur', 'mask_blur_x', 'mask_blur_y', 'mask_round'],
  ...['inpainting_fill', 'inpaint_full_res', 'inpaint_full_res_padding', 'inpainting_mask_invert'],
  ...['latent_mask', 'include_init_images'],
])

/** Fields of the second pass that stood among `extra`, by their names in the body. */
const HIRES = {
  hr_checkpoint_name: 'checkpoint',
  hr_sampler_name: 'sampler',
  hr_scheduler: 'scheduler',
  hr_prompt: 'prompt',
  hr_negative_prompt: 'negativePrompt',
} as const

/**
 * A stored request in which what an earlier version kept in `extra` stands in the field that it has of its own by now. Anything else comes
 * back as it is, unchecked; a value that the field could not have is left out.
 */
export function withOwnFields(stored: unknown): unknown {
  if (!isRecord(stored) || !isRecord(stored.extra)) return stored
  const rest = new Map<string, Json>(Object.entries(stored.extra as ExtraFields))
  const take = (name: string): Json | undefined => {
    const value = rest.get(name)
    rest.delete(name)
    return value
  }
  for (const name of WITHOUT_EFFECT) rest.delete(name)
  const checkpoint = take('refiner_checkpoint')
  const switchAt = take('refiner_switch_at')
  const [width, height] = [take('seed_resize_from_w'), take('seed_resize_from_h')]
  const moved: Record<string, unknown> = {
    tiling: take('tiling'),
    restoreFaces: take('restore_faces'),
    styles: take('styles'),
    refiner: checkpoint === undefined ? undefined : { checkpoint, switchAt: switchAt ?? 0.8 },
    seedResize: width === undefined || height === undefined ? undefined : { width, height },
    hires: hiresOf(stored.hires, take),
  }
  const shape: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> =
    GenerationRequest.shape
  const own = Object.entries(moved).filter(
    ([name, value]) => value !== undefined && shape[name]?.safeParse(value).success === true,
  )
  return { ...stored, ...Object.fromEntries(own), extra: Object.fromEntries(rest) }
}

/** Undefined: nothing of it stood elsewhere, or there is no second pass. */
function hiresOf(hires: unknown, take: (name: string) => Json | undefined): unknown {
  const found = Object.entries(HIRES).flatMap(([wire, field]) => {
    const value = take(wire)
    return value === undefined || value === null ? [] : [[field, value]]
  })
  return found.length === 0 || !isRecord(hires) ? undefined : { ...hires, ...Object.fromEntries(found) }
}
