import { controlUnits } from '../../../../shared/control-units.ts'
import type { WorkerId } from '../../../../shared/ids.ts'
import type { GenerationParams } from '../../generation.ts'
import { largestPixels, type Sized } from '../../image-size.ts'
import type { FleetWorker } from '../../ports.ts'
import type { KnownMemory } from '../../speed/worker-speed.ts'

/**
 * Bytes a batch takes at the very least for each of its pixels, beside the model: a first guess from free memory keeps off only what
 * cannot be. A guess that is too high costs one request that runs out of memory, one that is too low costs speed.
 */
const LEAST_BYTES_PER_PIXEL = 512

/** Clean batches at the limit after which the middle between it and a batch that was too large is tried, */
const CLEAN_BEFORE_MIDDLE = 3
/** and after which a size is tried again of which nobody knows that it fits: where nothing lies between, or nothing failed. */
const CLEAN_BEFORE_LARGER = 20

type OfMemory = Sized & Partial<Pick<GenerationParams, 'extra'>>

interface Limit {
  /** never below 1: the next job may try one image again */
  most: number
  /** batches at the limit that went well since it was set */
  clean: number
  /** the largest batch that went well; where a try upward falls back to */
  good: number
  /** the smallest batch that was too large; null: none was, as far as is known */
  bad: number | null
}

/**
 * What limits are learned for: a checkpoint (by canonical name), a bucket of half a doubling of the pixels, and what takes memory of its
 * own beside them: an input that is encoded, units of ControlNet, an upscaler.
 */
export function memoryKey(checkpoint: string | null, params: OfMemory): string {
  const units = controlUnits(params.extra ?? {}).length
  const pixels = `${Math.round(Math.log2(largestPixels(params)) * 2)}`
  if (params.upscale != null) return `upscale|${pixels}`
  const from = params.imageToImage == null ? '' : '|img2img'
  return `${checkpoint ?? ''}|${pixels}${from}${units === 0 ? '' : `|units:${units}`}`
}

/**
 * The largest batch each worker can hold, per checkpoint and pixel bucket: learned from out-of-memory answers (halved), then
 * found by bisection: after 3 clean batches the middle between what fits and what did not is tried. Until something is known the free memory gives a first guess, which is raised in the same way.
 */
export class MemoryLimits {
  readonly #limits = new Map<string, Limit>()
  readonly #keep: (worker: WorkerId, key: string, known: KnownMemory) => void
  #changes = 0

  /** `keep` is told of every new limit, so that it outlives a restart: it comes back as the worker's `speed.memory`. */
  constructor(keep: (worker: WorkerId, key: string, known: KnownMemory) => void = () => undefined) {
    this.#keep = keep
  }

  /** How often a limit has changed so far: as long as this is the same, `most` answers the same of the same worker. */
  get changes(): number {
    return this.#changes
  }

  #set(key: string, limit: Limit): void {
    this.#limits.set(key, limit)
    this.#changes++
  }

  #key(worker: WorkerId, checkpoint: string | null, params: GenerationParams): string {
    return `${worker}|${memoryKey(checkpoint, params)}`
  }

  /** What was learned here, or before the last start, or by a benchmark. */
  #known(worker: FleetWorker, checkpoint: string | null, params: GenerationParams): Limit | undefined {
    const key = this.#key(worker.id, checkpoint, params)
    const kept = worker.speed.memory?.[memoryKey(checkpoint, params)]
    if (kept !== undefined && !this.#limits.has(key)) this.#set(key, { ...kept, clean: 0, bad: null })
    return this.#limits.get(key)
  }

  /** Where nothing was learned and less than `wanted` can fit: as many as the free memory may hold, never none. */
  #guess(
    worker: FleetWorker,
    checkpoint: string | null,
    params: GenerationParams,
    wanted: number,
  ): Limit | undefined {
    if (worker.freeBytes == null) return undefined
    const most = Math.max(1, Math.floor(worker.freeBytes / (LEAST_BYTES_PER_PIXEL * largestPixels(params))))
    if (most >= wanted) return undefined
    const guess = { most, clean: 0, good: 0, bad: null }
    this.#set(this.#key(worker.id, checkpoint, params), guess)
    return guess
  }

  /**
   * b_max: the smallest of the user's pixel cap, the worker's own setting, what was learned, and the general setting. 0: not one fits.
   * Pictures are made larger one by one and in tiles, so that no cap is needed.
   */
  most(worker: FleetWorker, checkpoint: string | null, params: GenerationParams, setting: number): number {
    if (params.upscale !== null) return 1
    const { pixelCap } = worker
    const cap = pixelCap === null ? Number.POSITIVE_INFINITY : Math.floor(pixelCap / largestPixels(params))
    if (worker.capabilities?.batches === false) return Math.min(cap, 1)
    const wanted = Math.max(0, Math.min(cap, worker.maxBatch ?? setting))
    const limit = this.#known(worker, checkpoint, params) ?? this.#guess(worker, checkpoint, params, wanted)
    return Math.min(wanted, limit?.most ?? wanted)
  }

  /**
   * An out-of-memory answer to a batch of `count`: half of it from now on, or what is known to fit if that is more; 0 when even one
   * image did not fit. That 0 is the answer for the job at hand only; what is remembered is 1.
   */
  exceeded(worker: WorkerId, checkpoint: string | null, params: GenerationParams, count: number): number {
    const key = this.#key(worker, checkpoint, params)
    const known = this.#limits.get(key)
    const good = known !== undefined && known.good < count ? known.good : 0
    // Two requests may have been on their way: the limit the first one's failure set stands.
    const most = Math.min(known?.most ?? Number.POSITIVE_INFINITY, Math.max(Math.floor(count / 2), good))
    const bad = Math.min(count, known?.bad ?? count)
    this.#set(key, { most: Math.max(1, most), clean: 0, good, bad })
    this.#keep(worker, memoryKey(checkpoint, params), { most: Math.max(1, most), good })
    return count <= 1 ? 0 : most
  }

  /** Of a batch of several, one image came: one at a time from now on, until a larger batch is tried again. */
  madeOne(worker: WorkerId, checkpoint: string | null, params: GenerationParams): void {
    this.#set(this.#key(worker, checkpoint, params), { most: 1, clean: 0, good: 1, bad: null })
    this.#keep(worker, memoryKey(checkpoint, params), { most: 1, good: 1 })
  }

  /** A batch of `count` went well. */
  succeeded(worker: WorkerId, checkpoint: string | null, params: GenerationParams, count: number): void {
    const limit = this.#limits.get(this.#key(worker, checkpoint, params))
    if (limit === undefined) return
    limit.good = Math.max(limit.good, count)
    if (count < limit.most) return
    limit.clean++
    const next = largerOf(limit)
    if (next === null) return
    // A size that was too large once is tried again: there may be more memory now.
    if (limit.bad !== null && next >= limit.bad) limit.bad = null
    limit.most = next
    limit.clean = 0
    this.#changes++
    this.#keep(worker, memoryKey(checkpoint, params), { most: limit.most, good: limit.good })
  }
}

/** The size to try next; null: not yet. */
function largerOf({ most, clean, bad }: Limit): number | null {
  const middle = bad === null ? most : Math.floor((most + bad) / 2)
  if (middle > most) return clean >= CLEAN_BEFORE_MIDDLE ? middle : null
  return clean >= CLEAN_BEFORE_LARGER ? most + Math.max(1, Math.floor(most / 2)) : null
}
