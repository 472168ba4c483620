import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import type { InfotextContext } from '../../sdwui/protocol/infotext-context.ts'
import type { ServerFacts } from '../../sdwui/protocol/server-facts.ts'
import { infoText } from '../../sdwui/protocol/write-info.ts'
import { infotextOf } from '../../sdwui/protocol/write-infotext.ts'
import type { AnswerImage } from '../../sdwui/server/engine.ts'
import { pictureFile, type SamplesFormat } from '../draw-picture.ts'
import type { FaultScript } from '../faults/fault-script.ts'
import type { Pixels } from '../picture/paint.ts'
import { labelledByFaults } from './changed-order.ts'
import type { PictureMaker } from './images-of-order.ts'

export interface AnswerSource {
  readonly order: GenerationOrder
  readonly made: readonly Buffer[]
  readonly context: InfotextContext
  readonly format: SamplesFormat
  readonly jobTimestamp: string
  readonly facts: ServerFacts
  /** the option return_grid */
  readonly returnGrid: boolean
  readonly extras: Extras
}

/** Pictures of an answer that nobody asked for. */
interface Extras {
  /** one behind all images for each unit of ControlNet */
  readonly maps: readonly Pixels[]
  /** stands behind each image; null: none does */
  readonly mask: Pixels | null
}

/**
 * Puts `images` and `info` together: a grid first when images are saved, masks behind the images and control maps behind them all, then
 * whatever the faults add, drop or spoil.
 */
export async function assembleAnswer(
  source: AnswerSource,
  pictures: PictureMaker,
  faults: FaultScript,
): Promise<{ images: readonly AnswerImage[]; info: string }> {
  const { order, made, context, format, extras } = source
  const labelled = labelledByFaults(order, faults, 'text')
  const kept = order.gridAlone === true ? [] : made
  const infotexts = kept.map((_, index) => infotextOf(source.facts.infotext, labelled, index, context) ?? '')
  const mask = extras.mask === null ? [] : [await pictureFile(extras.mask, null, format)]
  const images = kept
    .slice(0, Math.max(0, kept.length - (faults.find('fewer')?.images ?? 0)))
    .flatMap((image) => [image, ...mask])
  const grid =
    order.gridFirst === true ||
    (order.saveImages && source.returnGrid && made.length > 1) ||
    faults.find('grid') !== null
  if (grid) {
    const text = infotextOf(source.facts.infotext, labelled, 0, context) ?? ''
    images.unshift(await pictures.grid(order, text, format))
    infotexts.unshift(text)
  }
  for (const map of extras.maps) images.push(await pictureFile(map, null, format))
  for (let number = 0; number < (faults.find('extra')?.images ?? 0); number++)
    images.push(await pictures.control(order, number, format))
  const info = infoText({
    ...{
      order: labelledByFaults(order, faults, 'info'),
      context,
      infotexts,
      jobTimestamp: source.jobTimestamp,
      facts: source.facts,
    },
    indexOfFirstImage: Number(grid),
  })
  return { images: order.sendImages ? images.map((image, index) => spoilt(image, index, faults)) : [], info }
}

function spoilt(image: Buffer, index: number, faults: FaultScript): AnswerImage {
  if (index < (faults.find('empty')?.images ?? 0)) return index % 2 === 0 ? null : ''
  return index < (faults.find('damaged')?.images ?? 0)
    ? image.subarray(0, Math.floor(image.length * 0.6))
    : image
}
