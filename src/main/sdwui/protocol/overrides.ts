import type { ExtraFields } from '../../../shared/extra-fields.ts'
import { REQUEST_FIELDS } from '../../../shared/request-fields.ts'
import type { ServerSettings } from '../../../shared/worker.ts'
import type { BatchRequest } from '../../core/generation.ts'
import type { ServerFacts } from './server-facts.ts'

/** Where Forge keeps the parts of a model that are no VAE. */
const TEXT_ENCODER = /[\\/]text_encoder[\\/]/

/**
 * `override_settings` of a batch (sdapi.md 2.4). Clip skip and VAE are named in every request, also where they are the server's own: what
 * somebody overrode before may still be in force there. A key that the server's options do not have is never sent, because it answers
 * 500 to one it does not know. `own`: null where nothing of its options is known. `left`: options that earlier requests overrode and that
 * the server does not put back by itself, with its owner's values.
 */
export function overridesOf(
  request: BatchRequest,
  facts: Pick<ServerFacts, 'overrides' | 'checkpoint'>,
  own: ServerSettings | null,
  left: ExtraFields = {},
): Record<string, unknown> {
  if (!facts.overrides) return {}
  const { params, checkpoint } = request
  return {
    ...left,
    ...params.overrides,
    ...(checkpoint !== null && facts.checkpoint === 'override'
      ? { [REQUEST_FIELDS.checkpoint.option]: checkpoint }
      : {}),
    ...vaeOverride(params.vae, own),
    ...(own === null || own.clipSkip !== null ? { [REQUEST_FIELDS.clipSkip.option]: params.clipSkip } : {}),
  }
}

function vaeOverride(asked: string | null, own: ServerSettings | null): Record<string, unknown> {
  if (own === null) return asked === null ? {} : { [REQUEST_FIELDS.vae.option]: asked }
  if (own.vae !== null) return { [REQUEST_FIELDS.vae.option]: asked ?? own.vae }
  // Forge 2 has a list of modules instead, in which the text encoders stand as well.
  if (own.modules === null) return {}
  if (asked === null || /^automatic$/i.test(asked)) return { forge_additional_modules: own.modules }
  const encoders = own.modules.filter((path) => TEXT_ENCODER.test(path))
  return { forge_additional_modules: /^none$/i.test(asked) ? encoders : [...encoders, asked] }
}
