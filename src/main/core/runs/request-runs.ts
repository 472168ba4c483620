import type { GenerationRequest } from '../../../shared/generation.ts'
import { hasVariants } from '../../../shared/prompt-variants.ts'
import { mostImages, runCount } from '../../../shared/run-count.ts'
import type { GenerationParams } from '../generation.ts'
import { drawnLengths, drawsPrompts, isDrawnAsBefore } from '../prompt/drawn-runs.ts'
import { lorasOf } from '../prompt/lora.ts'
import { highestSeedOf } from '../prompt/seeds.ts'
import { type StyleTexts, withStyles } from '../prompt/styles.ts'
import type { Wildcards } from '../prompt/wildcard-lists.ts'
import { baseParams } from './base-params.ts'
import { expand } from './expansion.ts'

/** Runs that cost a worker the same and that the same workers can make: dealt as one. */
export interface RequestPart {
  /** of its first run; of the others the texts, the seeds and the input may be other ones */
  readonly params: GenerationParams
  /** index of the first image of each of its runs */
  readonly firsts: readonly number[]
}

/** What its texts refer to, as it was when it was submitted; absent: nothing. */
export interface RequestTexts {
  readonly wildcards?: Wildcards | undefined
  readonly styleTexts?: StyleTexts | undefined
}

/** From here on some servers read a seed as a negative number (planning/server-limits.ts). */
const SIGNED = 2 ** 31

/** What the images of a request are made of, index by index: the same for the same request, seeds and lists, whenever it is asked. */
export class RequestRuns {
  readonly parts: readonly RequestPart[]
  /** images of each run; null: all images are one run */
  readonly runLength: number | null
  readonly #params: readonly GenerationParams[]
  readonly #partOfRun: readonly number[]
  readonly #begins = new Map<number, boolean>()

  /** Throws `bad-request` for a value that an axis of the grid cannot have. The request is one that `runProblem` has nothing against. */
  constructor(
    request: GenerationRequest,
    seeds: { readonly seed: number; readonly subseed: number },
    { wildcards, styleTexts = [] }: RequestTexts = {},
  ) {
    const base = { ...baseParams(request, seeds), ...(wildcards && { wildcards }) }
    const one = runCount(request) === 1
    const images = one ? mostImages(request) : request.images
    this.runLength = one ? null : images
    this.#params = expand(request, base).map((params) =>
      completed(withStyles(params, styleTexts), request, images),
    )
    const byKey = new Map<string, { params: GenerationParams; firsts: number[]; at: number }>()
    this.#partOfRun = this.#params.map((params, run) => {
      const key = one ? '' : keyOf(params)
      const part = byKey.get(key) ?? {
        params: one ? params : { ...params, runLength: images },
        firsts: [],
        at: byKey.size,
      }
      byKey.set(key, part)
      part.firsts.push(run * images)
      return part.at
    })
    this.parts = [...byKey.values()].map(({ params, firsts }) => ({
      params: drawsPrompts(params) ? { ...params, drawnLengths: drawnLengths(params, images) } : params,
      firsts,
    }))
  }

  /** Its runs, in the order of their indexes. */
  all(): { readonly first: number; readonly params: GenerationParams }[] {
    return this.#params.map((params, run) => ({ first: run * (this.runLength ?? 0), params }))
  }

  /** What the image of this index is made of, but for what it draws itself. */
  paramsOf(index: number): GenerationParams {
    const params = this.#params[this.#runAt(index)]
    if (params === undefined) throw new RangeError(`no run has image ${index}`)
    return params
  }

  /** Which of `parts` an index belongs to. */
  partOf(index: number): number {
    return this.#partOfRun[this.#runAt(index)] ?? 0
  }

  /** Some of its images are drawn prompts of their own. */
  get draws(): boolean {
    return this.parts.some(({ params }) => params.drawnLengths !== undefined)
  }

  /** Whether no request may have both this image and the one before it: another run begins, or other prompts were drawn for it. */
  begins(index: number): boolean {
    if (index === 0) return true
    if (this.runLength !== null && index % this.runLength === 0) return true
    let begins = this.#begins.get(index)
    if (begins === undefined) {
      const draws = this.parts[this.partOf(index)]?.params.drawnLengths !== undefined
      begins = draws && !isDrawnAsBefore(this.paramsOf(index), index)
      this.#begins.set(index, begins)
    }
    return begins
  }

  #runAt(index: number): number {
    return this.runLength === null ? 0 : Math.floor(index / this.runLength)
  }
}

/** With what follows from the others. */
function completed(params: GenerationParams, request: GenerationRequest, images: number): GenerationParams {
  const draws =
    request.variants === 'draw' &&
    (params.wildcards !== undefined || hasVariants(params.prompt) || hasVariants(params.negativePrompt))
  const highestSeed = highestSeedOf(request, params, images)
  return { ...params, highestSeed, ...(draws && { drawsVariants: true }) }
}

/** The same for parameters that cost alike and that the same workers can make; of what differs between the runs of one request. */
function keyOf(params: GenerationParams): string {
  const { checkpoint, vae, sampler, scheduler, steps, width, height, hires, refiner, styles } = params
  const { imageToImage, subseedStrength, input, prompt, highestSeed = 0 } = params
  const sized = params.upscale !== null || imageToImage?.ownSize === true || imageToImage?.onlyMasked === true
  return JSON.stringify([
    ...[checkpoint, vae, sampler, scheduler, steps, width, height, hires, refiner, styles],
    imageToImage !== null && imageToImage.mask !== null,
    ...[imageToImage?.denoisingStrength, subseedStrength > 0, highestSeed >= SIGNED],
    sized && input !== undefined ? [input.width, input.height] : null,
    lorasOf(prompt).sort(),
    drawsPrompts(params),
  ])
}
