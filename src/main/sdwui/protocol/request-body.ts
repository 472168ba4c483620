import type { ExtraFields } from '../../../shared/extra-fields.ts'
import { isAutomatic } from '../../../shared/names/tables.ts'
import { REQUEST_FIELDS, requestFields } from '../../../shared/request-fields.ts'
import type { ServerSettings } from '../../../shared/worker.ts'
import type { BatchRequest, GenerationParams } from '../../core/generation.ts'
import { hiresFields } from './hires-fields.ts'
import { imageToImageFields } from './image-to-image-fields.ts'
import { fieldsWithInputs } from './input-bytes.ts'
import { overridesOf } from './overrides.ts'
import { pictureFields } from './picture-fields.ts'
import type { ServerFacts } from './server-facts.ts'

/** What decides about a body. */
type TakenFacts = Pick<ServerFacts, 'overrides' | 'checkpoint' | 'taskIds' | 'extraFields' | 'resizeModes'>

/**
 * The body of a batch, for txt2img or img2img; InputBytes stand in it for pictures. Exact types (Pydantic 2 refuses 20.0 for an int), every value that has a surprising default sent:
 * steps (50), sampler (Euler), hr_cfg (1.0 on Forge). `n_iter` is 1: a batch is one GPU pass, so that its seeds are
 * seed .. seed + count - 1 and an interrupt touches nothing else. `own`: how its owner set the server, null where that is not known. `left`: see overridesOf.
 */
export function requestBody(
  request: BatchRequest,
  facts: TakenFacts,
  own: ServerSettings | null = null,
  left: ExtraFields = {},
): Record<string, unknown> {
  const { params } = request
  const overrides = overridesOf(request, facts, own, left)
  const { sampler, scheduler } = request.names ?? params
  return {
    ...fieldsWithInputs(params.extra),
    ...sentAsTheyAre(params),
    [REQUEST_FIELDS.seed.wire]: request.seed,
    [REQUEST_FIELDS.subseed.wire]: request.subseed,
    [REQUEST_FIELDS.sampler.wire]: sampler,
    ...(isAutomatic(scheduler) ? {} : { [REQUEST_FIELDS.scheduler.wire]: scheduler }),
    batch_size: request.count,
    n_iter: 1,
    send_images: true,
    [REQUEST_FIELDS.saveOnWorker.wire]: request.saveOnWorker,
    ...(facts.taskIds ? { force_task_id: request.taskId } : {}),
    ...(Object.keys(overrides).length === 0
      ? {}
      : { override_settings: overrides, override_settings_restore_afterwards: true }),
    ...(params.imageToImage === null
      ? hiresFields(request, facts.extraFields)
      : imageToImageFields(request, facts)),
    ...pictureFields(request),
  }
}

/** The fields whose value is what is sent. */
function sentAsTheyAre(params: GenerationParams): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const [name, { wire, sent }] of requestFields()) {
    if (wire === null || sent !== 'as-is') continue
    const value = params[name as keyof GenerationParams]
    // A lone surrogate cannot be written in UTF-8: a server in Python would answer 500 once the picture is made.
    body[wire] = typeof value === 'string' ? value.toWellFormed() : value
  }
  return body
}
