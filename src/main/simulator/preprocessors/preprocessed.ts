import type { Pixels } from '../picture/paint.ts'
import { depthOf } from './depth.ts'
import { edgesOf } from './edges.ts'
import { poseIn } from './pose.ts'

/** The numbers of a preprocessor as a request names them; null: its own. */
export interface PreprocessorNumbers {
  readonly thresholdA: number | null
  readonly thresholdB: number | null
}

const OWN_NUMBERS: PreprocessorNumbers = { thresholdA: null, thresholdB: null }

/**
 * What a preprocessor makes of a picture, of the same size: lines for those that find outlines, far and near, a figure for those that find
 * people. Nothing is recognized here: it is for looking at and for telling which picture reached whom. One nobody here knows finds outlines.
 */
export function preprocessed(picture: Pixels, module: string, numbers = OWN_NUMBERS): Pixels {
  const name = module.toLowerCase()
  if (/^(none$|tile_)/.test(name)) return picture
  if (name.startsWith('invert')) return negativeOf(picture)
  if (name.startsWith('depth')) return depthOf(picture)
  if (/pose/.test(name)) return poseIn(picture)
  return edgesOf(picture, { low: numbers.thresholdA ?? 100, high: numbers.thresholdB ?? 200 })
}

const negativeOf = (picture: Pixels): Pixels => ({
  ...picture,
  rgb: Buffer.from(picture.rgb.map((value) => 255 - value)),
})
