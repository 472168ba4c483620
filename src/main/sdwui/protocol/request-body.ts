import { isAutomatic } from '../../../shared/names/tables.ts'
import type { ServerSettings } from '../../../shared/worker.ts'
import type { BatchRequest } from '../../core/generation.ts'
import { overridesOf } from './overrides.ts'
import type { ServerFacts } from './server-facts.ts'

/** What decides about a body. */
type TakenFacts = Pick<ServerFacts, 'overrides' | 'checkpoint' | 'taskIds' | 'extraFields'>

/**
 * The txt2img body of a batch. Exact types (Pydantic 2 refuses 20.0 for an int), every value that has a surprising default sent:
 * steps (50), sampler (Euler), hr_cfg (1.0 on Forge). `n_iter` is 1: a batch is one GPU pass, so that its seeds are
 * seed .. seed + count - 1 and an interrupt touches nothing else. `own`: how its owner set the server, null where that is not known.
 */
export function requestBody(
  request: BatchRequest,
  facts: TakenFacts,
  own: ServerSettings | null = null,
): Record<string, unknown> {
  const { params } = request
  const overrides = overridesOf(request, facts, own)
  const { sampler, scheduler } = request.names ?? params
  return {
    // A lone surrogate cannot be written in UTF-8: a server in Python would answer 500 once the picture is made.
    prompt: params.prompt.toWellFormed(),
    negative_prompt: params.negativePrompt.toWellFormed(),
    seed: request.seed,
    subseed: request.subseed,
    subseed_strength: params.subseedStrength,
    sampler_name: sampler,
    ...(isAutomatic(scheduler) ? {} : { scheduler }),
    batch_size: request.count,
    n_iter: 1,
    steps: params.steps,
    cfg_scale: params.cfgScale,
    width: params.width,
    height: params.height,
    send_images: true,
    save_images: request.saveOnWorker,
    ...(facts.taskIds ? { force_task_id: request.taskId } : {}),
    ...(Object.keys(overrides).length === 0
      ? {}
      : { override_settings: overrides, override_settings_restore_afterwards: true }),
    ...hiresFields(request, facts),
  }
}

function hiresFields(request: BatchRequest, { extraFields }: TakenFacts): Record<string, unknown> {
  const { hires, cfgScale } = request.params
  if (hires === null) return {}
  return {
    enable_hr: true,
    hr_scale: hires.scale,
    hr_upscaler: request.names?.upscaler ?? hires.upscaler,
    hr_second_pass_steps: hires.steps,
    denoising_strength: hires.denoisingStrength,
    // Else the second pass runs at CFG 1.
    ...(extraFields.includes('hr_cfg') ? { hr_cfg: cfgScale } : {}),
    // Else Forge crashes.
    ...(extraFields.includes('hr_additional_modules') ? { hr_additional_modules: ['Use same choices'] } : {}),
  }
}
