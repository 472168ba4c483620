import type { GenerationRequest } from '../../../../shared/generation.ts'
import { say } from '../../../../shared/words/say.ts'

/** What of the advanced settings is not as set on the machines, in short; '': nothing. */
export function advancedSummary(form: GenerationRequest): string {
  const { styles, vae, refiner, restoreFaces, tiling, clipSkip, saveOnWorker } = form
  const parts = [
    styles.length > 0 && say('advanced.styles.count', { count: styles.length }),
    vae,
    refiner && say('advanced.refiner.is', { name: refiner.checkpoint }),
    restoreFaces && say('advanced.faces'),
    tiling && say('advanced.tiling'),
    clipSkip > 1 && say('generate.more.clip-skip-is', { layers: clipSkip }),
    saveOnWorker && say('advanced.kept-there'),
  ]
  return parts.filter((part) => typeof part === 'string').join(' · ')
}
