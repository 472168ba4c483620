import { controlUnits } from '../../../../shared/control-units.ts'
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
  /** in the answer, from 0, what stands between the images of the batch apart */
  readonly place: number
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
  const first = firstPosition(request, passed, info, options)
  const candidates = candidatesOf(request, passed, info, first)
  const labels = candidates.map(({ place, read }) => ({
    place,
    offset: offsetTold(request, place, read, info),
  }))
  const placement = placeByLabels(labels, request.count)
  const placed = new Map(candidates.map((each, at) => [each.image, { ...each, ...placement.images[at] }]))
  let substituted: Reason | null = null
  const images = passed.map((image): Verdict => {
    const { position } = image
    const found = placed.get(image)
    const offset = found?.offset ?? null
    if (found === undefined || offset === null) {
      const infotext = infotextOf(image, info, image.position)
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
  const larger = areAllLarger(request, passed)
  const all = passed.filter((image) => image.position >= first && (larger || !isGrid(request, image)))
  const every = maskStep(request, all, info, first)
  const pictures = all.filter(({ position }) => (position - first) % every === 0)
  // A server writes its text into all pictures of a request or into none, so those without are extras, unless the batch lacks them.
  const written = pictures.some(({ infotext }) => infotext !== null)
  const lacksText = (image: Passed) =>
    pictures.length === request.count &&
    info !== null &&
    (info.infotexts === null || image.position < info.infotexts.length)
  return pictures
    .filter((image) => image.infotext !== null || (written ? lacksText(image) : true))
    .map((image) => {
      const place = (image.position - first) / every
      const infotext = infotextOf(image, info, first + place)
      return { image, place, infotext, read: infotext === null ? null : readInfotext(infotext) }
    })
    .filter(({ place, read }) => read !== null || place < request.count)
}

/** Where the images of the batch begin: behind a grid, where there is one. */
function firstPosition(
  request: BatchRequest,
  passed: readonly Passed[],
  info: AnswerInfo | null,
  { interrupted }: { interrupted: boolean },
): number {
  const lead = passed.find(({ position }) => position === 0)
  const isLeadGrid = lead !== undefined && !areAllLarger(request, passed) && isGrid(request, lead)
  const told = info?.indexOfFirstImage ?? null
  if (told === null) return isLeadGrid ? 1 : 0
  // Told of one, with no more pictures than were asked for and a first one that is as large as they are: there is none.
  const none = lead !== undefined && !isLeadGrid && passed.length <= request.count && !interrupted
  return none ? 0 : told
}

/** As many as were asked for, and all as large as a grid: they are the images, by a server that makes another size. */
const areAllLarger = (request: BatchRequest, passed: readonly Passed[]): boolean =>
  passed.length >= request.count && passed.every((image) => isGrid(request, image))

/** `at`: its place among the texts of `info`. */
const infotextOf = (image: Passed, info: AnswerInfo | null, at: number): string | null =>
  image.infotext ?? info?.infotexts?.[at] ?? null

/**
 * How many pictures after the grid stand for one image of the batch: with the options return_mask and return_mask_composite a server puts
 * the mask, and the picture with it, behind each image, of which `info` has no texts (modules/processing.py). Where files hold no text
 * only their number tells.
 */
function maskStep(
  { params, count }: BatchRequest,
  pictures: readonly Passed[],
  info: AnswerInfo | null,
  first: number,
): number {
  const named = (info?.infotexts?.length ?? 0) - first
  if (params.imageToImage?.mask == null || named !== count) return 1
  if (pictures.some(({ infotext }) => infotext !== null)) return 1
  // One map for each unit stands behind them all.
  const beside = pictures.length - controlUnits(params.extra).length
  return [2, 3].find((step) => beside === step * count) ?? 1
}

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
