import { controlModelOf } from '../../sdwui/protocol/controlnet-lists.ts'
import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import { pythonError } from '../../sdwui/protocol/server-error.ts'
import type { ResolvedOptions } from '../options.ts'
import type { Pixels } from '../picture/paint.ts'
import { decodePixels, mixed, resized } from '../picture/raster.ts'
import { preprocessed } from '../preprocessors/preprocessed.ts'
import { type DecodedInputs, decoded } from './init-images.ts'

/** How much of a picture a unit of full weight decides, 0..1. */
const INFLUENCE = 0.2

/** A unit of ControlNet that is switched on. */
interface Control {
  /** what its preprocessor made of its picture, at the size of the images */
  readonly map: Pixels
  /** 0..1 */
  readonly share: number
}

/** What ControlNet does to the images of an order. */
export interface Controls {
  /** appended to the images, one for each unit */
  readonly maps: readonly Pixels[]
  of(drawn: Pixels): Pixels
}

/** The units of an order, in their order. Rejects with what its job fails with: a model, a preprocessor or a picture that is not there. */
export async function controlsOf(
  order: GenerationOrder,
  inputs: DecodedInputs,
  { controlnet }: Pick<ResolvedOptions, 'controlnet'>,
): Promise<Controls | null> {
  const units = controlnet === null ? [] : unitsOf(order.parameters)
  if (controlnet === null || units.length === 0) return null
  const controls: Control[] = []
  for (const unit of units) {
    const [model, module] = [String(unit.model ?? 'None'), String(unit.module ?? 'none').toLowerCase()]
    if (!/^none$/i.test(model) && controlModelOf(controlnet.models, model) === undefined)
      throw pythonError('RuntimeError', `model not found: ${model}`)
    if (!controlnet.modules.some((known) => known.toLowerCase() === module))
      throw pythonError('AssertionError', `preprocessor ${module} is not there`)
    const given = pictureOf(unit)
    const picture = given === null ? inputs.images[0] : await decoded(given, decodePixels)
    if (picture === undefined)
      throw pythonError('ValueError', 'controlnet is enabled but no input image is given')
    const numbers = { thresholdA: threshold(unit.threshold_a), thresholdB: threshold(unit.threshold_b) }
    const map = await resized(preprocessed(picture, module, numbers), order, 'crop')
    const weight = typeof unit.weight === 'number' ? unit.weight : 1
    controls.push({ map, share: INFLUENCE * Math.min(1, Math.max(0, weight)) })
  }
  return {
    maps: controls.map(({ map }) => map),
    of: (drawn) =>
      controls.reduce(
        (made, { map, share }) =>
          made.width === map.width && made.height === map.height ? mixed(made, map, share) : made,
        drawn,
      ),
  }
}

/** A number of a preprocessor; what is none, or below 0, stands for its own. */
const threshold = (value: unknown): number | null => (typeof value === 'number' && value >= 0 ? value : null)

type Unit = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Unit =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Units of the always-on script, whatever case its title has; what is no object is passed over. */
function unitsOf({ alwayson_scripts: scripts }: Unit): Unit[] {
  if (!isObject(scripts)) return []
  return Object.entries(scripts)
    .filter(([title]) => title.toLowerCase() === 'controlnet')
    .flatMap(([, script]) => (isObject(script) && Array.isArray(script.args) ? script.args : []))
    .filter((unit): unit is Unit => isObject(unit) && unit.enabled !== false)
}

/** Clients write it as text, as `{image, mask}`, or under its older name. */
function pictureOf({ image, input_image }: Unit): unknown {
  const given = image ?? input_image ?? null
  return isObject(given) ? (given.image ?? null) : given
}
