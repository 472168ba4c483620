import type { WorkerId } from '../../../shared/ids.ts'
import type { GenerationParams } from '../generation.ts'
import type { FleetWorker } from '../ports.ts'

/** Clean batches at the limit after which a larger one is tried again. */
const CLEAN_BATCHES = 20

interface Limit {
  most: number
  clean: number
}

/** Pixels of one image at its largest, the hires pass included. */
export function pixelsOf(params: Pick<GenerationParams, 'width' | 'height' | 'hires'>): number {
  const scale = params.hires?.scale ?? 1
  return params.width * params.height * scale * scale
}

/**
 * The largest batch each worker can hold, per checkpoint and pixel bucket: learned from out-of-memory answers (halved), tried upward
 * again after 20 clean batches. Free VRAM says little (docs/scheduling.md), so nothing is guessed from it.
 */
export class MemoryLimits {
  readonly #limits = new Map<string, Limit>()

  #key(worker: WorkerId, checkpoint: string | null, params: GenerationParams): string {
    return `${worker}|${checkpoint ?? ''}|${Math.round(Math.log2(pixelsOf(params)) * 2)}`
  }

  /** b_max: the smallest of the user's pixel cap, the worker's own setting, what was learned, and the general setting. 0: not one fits. */
  most(worker: FleetWorker, checkpoint: string | null, params: GenerationParams, setting: number): number {
    if (worker.capabilities?.batches === false) return 1
    const cap =
      worker.pixelCap === null ? Number.POSITIVE_INFINITY : Math.floor(worker.pixelCap / pixelsOf(params))
    const learned =
      this.#limits.get(this.#key(worker.id, checkpoint, params))?.most ?? Number.POSITIVE_INFINITY
    return Math.max(0, Math.min(cap, learned, worker.maxBatch ?? setting))
  }

  /** An out-of-memory answer to a batch of `count`: half of it from now on; 0 when even one image did not fit. */
  exceeded(worker: WorkerId, checkpoint: string | null, params: GenerationParams, count: number): number {
    const most = Math.floor(count / 2)
    this.#limits.set(this.#key(worker, checkpoint, params), { most, clean: 0 })
    return most
  }

  /** A batch of `count` went well. */
  succeeded(worker: WorkerId, checkpoint: string | null, params: GenerationParams, count: number): void {
    const limit = this.#limits.get(this.#key(worker, checkpoint, params))
    if (limit === undefined || count < limit.most) return
    limit.clean++
    if (limit.clean >= CLEAN_BATCHES) {
      limit.most = limit.most + Math.max(1, Math.floor(limit.most / 2))
      limit.clean = 0
    }
  }
}
