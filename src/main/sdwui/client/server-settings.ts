import { z } from 'zod'
import { canonicalCheckpointName } from '../../../shared/names/checkpoints.ts'
import type { ServerKind, ServerSettings } from '../../../shared/worker.ts'
import { SERVER_FACTS } from '../protocol/server-kinds.ts'

const MOST_MODULES = 50
const text = z.string().min(1).max(1000).nullable().catch(null).default(null)
const Told = z.object({
  // Integers come back as 2.0; 12 is the most that the servers offer.
  CLIP_stop_at_last_layers: z.number().int().min(1).max(12).nullable().catch(null).default(null),
  sd_vae: text,
  forge_additional_modules: z
    .array(z.string().min(1).max(1000))
    .max(MOST_MODULES)
    .nullable()
    .catch(null)
    .default(null),
  samples_format: text,
  enable_pnginfo: z.boolean().nullable().catch(null).default(null),
})
const Flags = z.object({ vae_path: text })

/**
 * What an answer of GET /options (and of GET /cmd-flags: `--vae-path` wins over every setting) says about how pictures are made there.
 * Undefined: nothing readable. What a kind does not take from us is not read either.
 */
export function readSettings(
  kind: ServerKind,
  options: unknown,
  flags: unknown = null,
): ServerSettings | undefined {
  const told = Told.safeParse(options)
  if (!told.success) return undefined
  const { data } = told
  const { overrides } = SERVER_FACTS[kind]
  const launched = Flags.safeParse(flags)
  const fixed = launched.success ? launched.data.vae_path : null
  return {
    clipSkip: overrides ? data.CLIP_stop_at_last_layers : null,
    // Forge 2 still has the option, and does not look at it: there the modules tell.
    vae: overrides && data.forge_additional_modules === null ? data.sd_vae : null,
    modules: overrides ? data.forge_additional_modules : null,
    fixedVae: fixed === null ? null : canonicalCheckpointName(fixed),
    samplesFormat: data.samples_format,
    pngInfo: data.enable_pnginfo,
  }
}
