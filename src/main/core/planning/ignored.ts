import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
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

/** Each part of a request that is set to something and that this server will ignore. */
export function ignoredBy(
  kind: ServerKind | null,
  asked: Asked,
  server: Pick<Capabilities, 'loraPaths'> | null = null,
): Reason[] {
  return (IGNORED[kind ?? 'unknown'] ?? []).flatMap((part) =>
    part === 'loras' && server?.loraPaths !== undefined ? [] : (SET[part](asked) ?? []),
  )
}

const isAutomatic = (name: string) => name.toLowerCase() === 'automatic'

/** What is set; null: it is as the server has it anyway. */
const SET: Readonly<Record<Part, (asked: Asked) => Reason | null>> = {
  vae: ({ vae }) => (vae === null || isAutomatic(vae) ? null : reason('planning.part-vae', { name: vae })),
  clipSkip: ({ clipSkip }) => (clipSkip > 1 ? reason('planning.part-clip-skip', { layers: clipSkip }) : null),
  schedule: ({ scheduler }) =>
    isAutomatic(scheduler) ? null : reason('planning.part-schedule', { name: scheduler }),
  variation: ({ subseedStrength }) => (subseedStrength > 0 ? reason('planning.part-variation') : null),
  loras: ({ prompt }) => {
    const [first, second] = lorasOf(prompt)
    if (first === undefined) return null
    return second === undefined
      ? reason('planning.part-lora', { name: first })
      : reason('planning.part-loras')
  },
}
