import { controlUnits } from '../../../shared/control-units.ts'
import { extraScripts } from '../../../shared/extra-fields.ts'
import { samplingOf } from '../../../shared/names/sampling.ts'
import { SAMPLER_NAMES, SCHEDULE_NAMES } from '../../../shared/names/tables.ts'
import type { GenerationParams } from '../generation.ts'
import { largestPixels } from '../image-size.ts'
import { mixed } from './learned-mean.ts'
import type { LearnedMean, WorkerSpeed } from './worker-speed.ts'

type Corrections = WorkerSpeed['corrections']

/** A level with n observations is trusted n / (n + TRUST) against its parent. */
const TRUST = 3
const MOST_KEPT = 400
/** Where outliers in a row are noted; no level of the hierarchy, and gone with the next batch that is none. */
export const OUTLIER_KEY = 'outlier'

/**
 * Keys of the hierarchy, from the widest to the narrowest: worker; + checkpoint; + sampler, size bucket and what else is switched on (hires
 * pass, image to image, masks, scripts, …), so that each combination learns its own factor. Making pictures larger has seconds of its own
 * (upscaling.ts); until there are, the worker's level says how far its ipm can be believed.
 */
export function correctionKeys(params: GenerationParams, checkpoint: string | null): readonly string[] {
  if (params.upscale !== null) return ['']
  const name = checkpoint ?? params.checkpoint ?? ''
  const bucket = Math.round(Math.log2(largestPixels(params)) * 2) / 2
  // However they were spelled, they are one thing to learn about.
  const { sampler, schedule } = samplingOf(params.sampler, params.scheduler)
  const sampling = `${SAMPLER_NAMES.labelOf(sampler)}|${SCHEDULE_NAMES.labelOf(schedule)}`
  const narrow = `checkpoint:${name}|${sampling}|${bucket}${featuresOf(params).join('')}`
  return ['', `checkpoint:${name}`, narrow]
}

/** What is switched on beside a plain picture, each with its mark; none: keys are as they were before there was any. */
function featuresOf(params: GenerationParams): string[] {
  const { hires, imageToImage, refiner, restoreFaces, script, extra } = params
  const title = (text: string) => text.toLowerCase().slice(0, 60)
  const units = controlUnits(extra).length
  return [
    ...(hires === null || imageToImage !== null ? [] : ['|hires']),
    ...(hires?.checkpoint == null ? [] : ['|hires-checkpoint']),
    ...(imageToImage === null ? [] : ['|img2img']),
    ...(imageToImage?.mask == null ? [] : [imageToImage.onlyMasked ? '|only-masked' : '|mask']),
    ...(refiner === null ? [] : ['|refiner']),
    ...(restoreFaces === true ? ['|faces'] : []),
    ...(script === null ? [] : [`|script:${title(script.title)}`]),
    ...(units > 1 ? [`|units:${units}`] : []),
    ...extraScripts(extra)
      .map((each) => `|${title(each)}`)
      .sort()
      .slice(0, 8),
  ]
}

/** observed/predicted for this request: each level trusted n/(n+3) against its parent (docs/scheduling.md). */
export function correctionOf(corrections: Corrections, keys: readonly string[]): number {
  let correction = 1
  for (const key of keys) {
    const known = corrections[key]
    if (known === undefined) continue
    const trust = known.n / (known.n + TRUST)
    correction = trust * known.mean + (1 - trust) * correction
  }
  return correction
}

/** Every level takes note of the same ratio to the bare model; how far each is believed is decided when it is asked. */
export function withCorrection(
  corrections: Corrections,
  keys: readonly string[],
  seen: number,
): Record<string, LearnedMean> {
  const next: Record<string, LearnedMean> = { ...corrections }
  delete next[OUTLIER_KEY]
  for (const key of keys) next[key] = mixed(next[key], seen)
  return bounded(next)
}

/** How often the narrowest level was observed. */
export const observations = (corrections: Corrections, keys: readonly string[]): number =>
  corrections[keys.at(-1) ?? '']?.n ?? 0

/** The narrow levels could grow without end; the least seen of them go first. */
function bounded(corrections: Record<string, LearnedMean>): Record<string, LearnedMean> {
  const entries = Object.entries(corrections)
  if (entries.length <= MOST_KEPT) return corrections
  return Object.fromEntries(entries.sort(([, a], [, b]) => b.n - a.n).slice(0, MOST_KEPT / 2))
}
