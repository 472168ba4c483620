import { type Infotext, infotextNumber, readInfotext } from '../../../../shared/infotext.ts'
import type { ImageFlag } from '../../../../shared/job.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import type { AnswerInfo, BatchRequest } from '../../generation.ts'
import { possibleSizes } from '../../image-size.ts'
import type { Passed } from '../request/passed.ts'
import { differenceOf } from './answer-differences.ts'
import { judgeScripted } from './judge-scripted.ts'
import type { Judgement, OtherSeeds, Verdict } from './judgement.ts'
import { isScheduleUnconfirmed } from './sampling-told.ts'
import { placeByLabels, type SeedLabel } from './seed-labels.ts'

/** From so many times the size asked for on, in either direction, a picture is a grid of several. */
const GRID_FACTOR = 1.5

/** An image that may be one of the batch, and its text. */
interface Candidate {
  readonly image: Passed
  readonly infotext: string | null
  readonly read: Infotext | null
}

/**
 * Matches the images of an answer to the indexes of its batch and checks that they are what was asked. By seed where an infotext or
 * `info` tells one, by position after the grid otherwise (`placeByLabels` has the rules): servers prepend grids, append control images,
 * return fewer after an interrupt, and label images wrongly. `info` null: the answer was cut short, or the server sends none.
 */
export function judgeAnswer(
  request: BatchRequest,
  passed: readonly Passed[],
  info: AnswerInfo | null,
  options: { interrupted: boolean },
): Judgement {
  if (request.params.script !== null) return judgeScripted(request, passed, info, options)
  const lead = passed.find(({ position }) => position === 0)
  const first = info?.indexOfFirstImage ?? (lead !== undefined && isGrid(request, lead) ? 1 : 0)
  const candidates = candidatesOf(request, passed, info, first)
  const labels = candidates.map(({ image, read }) => {
    const place = image.position - first
    return { place, offset: offsetTold(request, place, read, info) }
  })
  const placement = placeByLabels(labels, request.count)
  const placed = new Map(candidates.map((each, at) => [each.image, { ...each, ...placement.images[at] }]))
  let substituted: Reason | null = null
  const images = passed.map((image): Verdict => {
    const { position } = image
    const found = placed.get(image)
    const offset = found?.offset ?? null
    if (found === undefined || offset === null) {
      const infotext = infotextOf(image, info)
      // What carries another seed is nothing that was asked for.
      return {
        position,
        index: null,
        infotext,
        flags: [],
        ...(found === undefined ? { attached: true } : {}),
      }
    }
    const flags: ImageFlag[] = options.interrupted ? ['partial'] : []
    if (found.confirmed === false) flags.push('seed-not-confirmed')
    const difference = differenceOf(request, found.read, info, options.interrupted ? null : image)
    if (difference !== null) {
      flags.push(difference.flag)
      substituted = difference.what
    } else if (isScheduleUnconfirmed(request, found.read, info)) flags.push('schedule-not-confirmed')
    const index = request.firstIndex + offset
    return { position, index, infotext: found.infotext, flags }
  })
  const other = placement.otherSeed === null ? undefined : labels[placement.otherSeed]
  return { images, substituted, otherSeeds: other === undefined ? null : otherSeedsOf(request, other) }
}

/** The images that may be of the batch; the others are grids, masks, control images. */
function candidatesOf(
  request: BatchRequest,
  passed: readonly Passed[],
  info: AnswerInfo | null,
  first: number,
): Candidate[] {
  const pictures = passed.filter((image) => image.position >= first && !isGrid(request, image))
  // A server writes its text into all pictures of a request or into none, so those without are extras, unless the batch lacks them.
  const written = pictures.some(({ infotext }) => infotext !== null)
  const lacksText = (image: Passed) =>
    pictures.length === request.count &&
    info !== null &&
    (info.infotexts === null || image.position < info.infotexts.length)
  return pictures
    .filter((image) => image.infotext !== null || (written ? lacksText(image) : true))
    .map((image) => {
      const infotext = infotextOf(image, info)
      return { image, infotext, read: infotext === null ? null : readInfotext(infotext) }
    })
    .filter(({ image, read }) => read !== null || image.position - first < request.count)
}

const infotextOf = (image: Passed, info: AnswerInfo | null): string | null =>
  image.infotext ?? info?.infotexts?.[image.position] ?? null

/** A grid carries the text of its first image, so in an answer that broke off before `info` only its size tells. */
function isGrid({ params }: BatchRequest, image: Passed): boolean {
  const sizes = possibleSizes(params)
  return (
    // Of what is made larger there are none.
    params.upscale === null &&
    sizes.length > 0 &&
    sizes.every(
      ({ width, height }) => image.width >= width * GRID_FACTOR || image.height >= height * GRID_FACTOR,
    )
  )
}

/**
 * What an image says of its seed, less that of the batch's first image; null: nothing. With a variation its variation seed
 * counts. `place`: in the answer after the grid.
 */
function offsetTold(
  request: BatchRequest,
  place: number,
  infotext: Infotext | null,
  info: AnswerInfo | null,
): number | null {
  const { upscale, subseedStrength } = request.params
  // Made larger, a picture keeps the text of whoever made it: its place in the answer tells which it is.
  if (upscale !== null) return null
  const varies = subseedStrength > 0
  const own = varies ? request.subseed : request.seed
  const told = infotext === null ? null : infotextNumber(infotext, varies ? 'Variation seed' : 'Seed')
  // Nothing written in the image: trust the list of seeds when there is one.
  const number = told ?? (varies ? info?.allSubseeds : info?.allSeeds)?.[place] ?? null
  return number === null || number < 0 ? null : number - own
}

function otherSeedsOf(request: BatchRequest, { place, offset }: SeedLabel): OtherSeeds {
  const own = request.params.subseedStrength > 0 ? request.subseed : request.seed
  return { made: own + (offset ?? 0), asked: own + place }
}
