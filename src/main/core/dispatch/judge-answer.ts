import type { ImageFlag } from '../../../shared/job.ts'
import type { AnswerInfo, BatchRequest } from '../generation.ts'
import { canonicalCheckpointName } from '../planning/eligibility.ts'
import { infotextNumber, readInfotext } from '../prompt/infotext.ts'
import { lorasOf } from '../prompt/lora.ts'
import { seedsOfIndex } from '../prompt/seeds.ts'

/** One image of an answer before anybody knows what it is. */
export interface Passed {
  readonly position: number
  readonly infotext: string | null
}

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
  let substituted: string | null = null
  const images = passed.map((image): Verdict => {
    const infotext = image.infotext ?? info?.infotexts?.[image.position] ?? null
    const index = indexOf(request, image.position, infotext, info)
    if (index === null || taken.has(index))
      return { position: image.position, index: null, infotext, flags: [] }
    taken.add(index)
    const flags: ImageFlag[] = options.interrupted ? ['partial'] : []
    const difference = differenceOf(request, infotext, info)
    if (difference !== null) {
      flags.push(difference.flag)
      substituted = difference.words
    }
    return { position: image.position, index, infotext, flags }
  })
  return { images, substituted }
}

function indexOf(
  request: BatchRequest,
  position: number,
  infotext: string | null,
  info: AnswerInfo | null,
): number | null {
  const first = info?.indexOfFirstImage ?? 0
  const place = position - first
  const inBatch = (offset: number) =>
    offset >= 0 && offset < request.count ? request.firstIndex + offset : null
  const read = infotext === null ? null : readInfotext(infotext)
  const seed = read === null ? null : infotextNumber(read, 'Seed')
  if (seed !== null) {
    if (position < first) return null
    if (request.params.subseedStrength === 0) return inBatch(seed - request.seed)
    const subseed = read === null ? null : infotextNumber(read, 'Variation seed')
    if (subseed !== null) return inBatch(subseed - request.subseed)
  }
  if (place < 0 || place >= request.count) return null
  // Nothing written in the image: trust the list of seeds when there is one, the place otherwise.
  const listed = request.params.subseedStrength === 0 ? info?.allSeeds?.[place] : info?.allSubseeds?.[place]
  if (listed === undefined) return inBatch(place)
  const own = seedsOfIndex(request.params, request.firstIndex + place)
  const expected = request.params.subseedStrength === 0 ? own.seed : own.subseed
  return listed === expected
    ? inBatch(place)
    : inBatch(listed - (request.params.subseedStrength === 0 ? request.seed : request.subseed))
}

function differenceOf(
  request: BatchRequest,
  infotext: string | null,
  info: AnswerInfo | null,
): { flag: ImageFlag; words: string } | null {
  const read = infotext === null ? null : readInfotext(infotext)
  const checkpoint = read?.parameters.get('Model') ?? info?.checkpointName ?? null
  if (request.checkpoint !== null && checkpoint !== null) {
    const [asked, got] = [canonicalCheckpointName(request.checkpoint), canonicalCheckpointName(checkpoint)]
    // Titles in a file system turn / and \ into _ in the model's name.
    if (asked.toLowerCase() !== got.toLowerCase() && !got.toLowerCase().endsWith(`_${asked.toLowerCase()}`))
      return { flag: 'other-checkpoint', words: `it used checkpoint ${got} instead of ${asked}` }
  }
  const sampler = read?.parameters.get('Sampler') ?? info?.samplerName ?? null
  if (sampler !== null && !sameSampler(request, sampler))
    return { flag: 'other-sampler', words: `it used sampler ${sampler} instead of ${request.params.sampler}` }
  const hashes = read?.parameters.get('Lora hashes')
  if (hashes !== undefined) {
    const missing = lorasOf(request.params.prompt).find((name) => !hashes.includes(`${name}:`))
    if (missing !== undefined) return { flag: 'lora-missing', words: `it did not load LoRA ${missing}` }
  }
  return null
}

/** "DPM++ 2M Karras" is "DPM++ 2M" with a schedule; older servers write the two as one name. */
function sameSampler(request: BatchRequest, got: string): boolean {
  const [asked, name] = [request.params.sampler.toLowerCase(), got.toLowerCase()]
  const schedule = request.params.scheduler.toLowerCase()
  return name === asked || name === `${asked} ${schedule}` || asked.startsWith(`${name} `)
}
