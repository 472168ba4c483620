import type { ImageFlag } from '../../../shared/job.ts'
import type { AnswerInfo, BatchRequest, RawImage } from '../generation.ts'
import { type Infotext, infotextNumber, readInfotext } from '../prompt/infotext.ts'
import { differenceOf } from './differences.ts'

/** From so many times the size asked for on, in either direction, a picture is a grid of several. */
const GRID_FACTOR = 1.5

/** One image of an answer before anybody knows what it is. */
export type Passed = Pick<RawImage, 'position' | 'infotext' | 'width' | 'height'>

/** What one image of an answer turned out to be. `index` null: an extra (grid, mask, control image). */
export interface Verdict {
  readonly position: number
  readonly index: number | null
  readonly infotext: string | null
  readonly flags: readonly ImageFlag[]
}

export interface Judgement {
  readonly images: readonly Verdict[]
  /** the server made something else than asked, in words; its index goes back and the worker is left out */
  readonly substituted: string | null
}

/**
 * Matches the images of an answer to the indexes of its batch and checks that they are what was asked. By seed where an infotext or
 * `info` tells one, by position after the grid otherwise: servers prepend grids, append control images, and return fewer after
 * an interrupt. `info` null: the answer was cut short, or the server sends none.
 */
export function judgeAnswer(
  request: BatchRequest,
  passed: readonly Passed[],
  info: AnswerInfo | null,
  options: { interrupted: boolean },
): Judgement {
  const taken = new Set<number>()
  // A server writes its text into all pictures of a request or into none: those without are masks, control images, grids.
  const written = passed.some(({ infotext }) => infotext !== null)
  const lead = passed.find(({ position }) => position === 0)
  const first = info?.indexOfFirstImage ?? (lead !== undefined && isGrid(request, lead) ? 1 : 0)
  let substituted: string | null = null
  const images = passed.map((image): Verdict => {
    const infotext = image.infotext ?? info?.infotexts?.[image.position] ?? null
    const read = infotext === null ? null : readInfotext(infotext)
    const extra = (written && image.infotext === null) || isGrid(request, image)
    const index = extra ? null : indexOf(request, image.position - first, read, info)
    if (index === null || taken.has(index))
      return { position: image.position, index: null, infotext, flags: [] }
    taken.add(index)
    const flags: ImageFlag[] = options.interrupted ? ['partial'] : []
    const difference = differenceOf(request, read, info, options.interrupted ? null : image)
    if (difference !== null) {
      flags.push(difference.flag)
      substituted = difference.words
    }
    return { position: image.position, index, infotext, flags }
  })
  return { images, substituted }
}

/** A grid carries the text of its first image, so in an answer that broke off before `info` only its size tells. */
function isGrid({ params }: BatchRequest, image: Passed): boolean {
  const scale = params.hires?.scale ?? 1
  return (
    image.width >= params.width * scale * GRID_FACTOR || image.height >= params.height * scale * GRID_FACTOR
  )
}

/** `place`: position in the answer after the grid; negative: before the first image. */
function indexOf(
  request: BatchRequest,
  place: number,
  infotext: Infotext | null,
  info: AnswerInfo | null,
): number | null {
  const inBatch = (offset: number) =>
    offset >= 0 && offset < request.count ? request.firstIndex + offset : null
  if (place < 0) return null
  const varies = request.params.subseedStrength > 0
  const own = varies ? request.subseed : request.seed
  const told = infotext === null ? null : infotextNumber(infotext, varies ? 'Variation seed' : 'Seed')
  if (told !== null) return inBatch(told - own)
  // Nothing written in the image: trust the list of seeds when there is one, the place otherwise.
  if (place >= request.count) return null
  const listed = (varies ? info?.allSubseeds : info?.allSeeds)?.[place]
  return inBatch(listed === undefined ? place : listed - own)
}
