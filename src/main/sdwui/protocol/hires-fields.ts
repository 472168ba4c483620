import type { Hires } from '../../../shared/generation.ts'
import { HIRES_FIELDS, REQUEST_FIELDS } from '../../../shared/request-fields.ts'
import type { BatchRequest } from '../../core/generation.ts'

/** The fields of the second pass; none without one. `extraFields`: what the kind of server has beside A1111's fields. */
export function hiresFields(request: BatchRequest, extraFields: readonly string[]): Record<string, unknown> {
  const { hires, cfgScale, extra } = request.params
  if (hires === null) return {}
  return {
    [REQUEST_FIELDS.hires.wire]: true,
    [HIRES_FIELDS.scale.wire]: hires.scale,
    [HIRES_FIELDS.upscaler.wire]: request.names?.upscaler ?? hires.upscaler,
    [HIRES_FIELDS.steps.wire]: hires.steps,
    [HIRES_FIELDS.denoisingStrength.wire]: hires.denoisingStrength,
    ...targetSize(hires),
    ...ownNames(request, hires),
    ...text(HIRES_FIELDS.prompt.wire, hires.prompt),
    ...text(HIRES_FIELDS.negativePrompt.wire, hires.negativePrompt),
    // Else the second pass runs at CFG 1.
    ...(extraFields.includes('hr_cfg') && extra.hr_cfg === undefined ? { hr_cfg: cfgScale } : {}),
    // Else Forge crashes.
    ...(extraFields.includes('hr_additional_modules') && extra.hr_additional_modules === undefined
      ? { hr_additional_modules: ['Use same choices'] }
      : {}),
  }
}

/** A side of 0 follows the other one; both 0 is the scale's affair. */
function targetSize({ width = 0, height = 0 }: Hires): Record<string, unknown> {
  if (width === 0 && height === 0) return {}
  return { [HIRES_FIELDS.width.wire]: width, [HIRES_FIELDS.height.wire]: height }
}

/** What the second pass takes instead of what the first one has, in the worker's own spelling. */
function ownNames({ names }: BatchRequest, hires: Hires): Record<string, unknown> {
  const { checkpoint, sampler, scheduler } = names?.second ?? hires
  return {
    ...(checkpoint == null ? {} : { [HIRES_FIELDS.checkpoint.wire]: checkpoint }),
    ...(sampler == null ? {} : { [HIRES_FIELDS.sampler.wire]: sampler }),
    ...(scheduler == null ? {} : { [HIRES_FIELDS.scheduler.wire]: scheduler }),
  }
}

// A lone surrogate cannot be written in UTF-8.
const text = (wire: string, value: string | undefined): Record<string, unknown> =>
  value === undefined || value === '' ? {} : { [wire]: value.toWellFormed() }
