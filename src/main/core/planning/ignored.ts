import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { Capabilities, IgnoredPart } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'
import { lorasOf } from '../prompt/lora.ts'

type Asked = Pick<GenerationParams, 'prompt' | 'vae' | 'clipSkip' | 'scheduler' | 'subseedStrength'>

/** Each part of a request that is set to something and that this server will ignore. */
export function ignoredBy(server: Pick<Capabilities, 'ignores'> | null, asked: Asked): Reason[] {
  return (server?.ignores ?? []).flatMap((part) => SET[part](asked) ?? [])
}

const isAutomatic = (name: string) => name.toLowerCase() === 'automatic'

/** What is set; null: it is as the server has it anyway. */
const SET: Readonly<Record<IgnoredPart, (asked: Asked) => Reason | null>> = {
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
