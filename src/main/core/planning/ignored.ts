import type { Capabilities, ServerKind } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'
import { lorasOf } from '../prompt/lora.ts'

type Part = 'vae' | 'clipSkip' | 'schedule' | 'variation' | 'loras'

/**
 * Parts of a request that a kind of server does not take from us, without a word: what is no field of theirs is left out of the body
 * or passed over. Kinds that are not named take all.
 */
const IGNORED: Partial<Readonly<Record<ServerKind, readonly Part[]>>> = {
  // It reads no override_settings.
  sdnext: ['vae', 'clipSkip'],
  // One set of models a process; LoRAs come in a field of its own, where it lists them.
  sdcpp: ['vae', 'variation', 'loras'],
  koboldcpp: ['vae', 'clipSkip', 'schedule', 'variation', 'loras'],
}

/** Makes pictures of the first pass's size whatever is asked: not what was asked at all, so such a server is left out. */
export const makesHires = (kind: ServerKind): boolean => kind !== 'koboldcpp'

type Asked = Pick<GenerationParams, 'prompt' | 'vae' | 'clipSkip' | 'scheduler' | 'subseedStrength'>

/** In words, each part of a request that is set to something and that this server will ignore. */
export function ignoredBy(
  kind: ServerKind | null,
  asked: Asked,
  server: Pick<Capabilities, 'loraPaths'> | null = null,
): string[] {
  return (IGNORED[kind ?? 'unknown'] ?? []).flatMap((part) =>
    part === 'loras' && server?.loraPaths !== undefined ? [] : (WORDS[part](asked) ?? []),
  )
}

const isAutomatic = (name: string) => name.toLowerCase() === 'automatic'

/** What is set, in words; null: it is as the server has it anyway. */
const WORDS: Readonly<Record<Part, (asked: Asked) => string | null>> = {
  vae: ({ vae }) => (vae === null || isAutomatic(vae) ? null : `VAE ${vae}`),
  clipSkip: ({ clipSkip }) => (clipSkip > 1 ? `clip skip ${clipSkip}` : null),
  schedule: ({ scheduler }) => (isAutomatic(scheduler) ? null : `schedule ${scheduler}`),
  variation: ({ subseedStrength }) => (subseedStrength > 0 ? 'the variation' : null),
  loras: ({ prompt }) => {
    const [first, second] = lorasOf(prompt)
    if (first === undefined) return null
    return second === undefined ? `LoRA ${first}` : 'the LoRAs'
  },
}
