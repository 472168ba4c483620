import { pythonError, type ServerError } from '../../sdwui/protocol/server-error.ts'

const GIB = 2 ** 30
/** CUDA itself and the desktop. */
const SYSTEM_BYTES = 0.6 * GIB
/** An SD 1.5 model in half precision, with what torch keeps around it. */
const MODEL_BYTES = 2.2 * GIB
/** Activations of sampling and decoding, per px of a batch: 512x512 takes 0.7 GB. */
const BYTES_PER_PIXEL = 2_600

/** The memory of the simulated GPU. */
export class VideoMemory {
  readonly total: number
  #working = 0
  #loaded = false
  outOfMemoryCount = 0
  #peak = 0

  constructor(total: number) {
    this.total = total
  }

  setLoaded(loaded: boolean): void {
    this.#loaded = loaded
  }

  /** a model is where the GPU can use it */
  get isLoaded(): boolean {
    return this.#loaded
  }

  get used(): number {
    return Math.min(this.total, SYSTEM_BYTES + this.allocated)
  }

  get allocated(): number {
    return (this.#loaded ? MODEL_BYTES : 0) + this.#working
  }

  get peak(): number {
    return Math.max(this.#peak, this.allocated)
  }

  /** Takes what a batch of so many px needs; the error of the real one where it does not fit. Release with `free`. */
  take(pixels: number): ServerError | null {
    const wanted = pixels * BYTES_PER_PIXEL
    const free = this.total - SYSTEM_BYTES - MODEL_BYTES
    if (wanted > free) return this.outOfMemory(wanted, free)
    this.#working = wanted
    this.#peak = Math.max(this.#peak, this.allocated)
    return null
  }

  free(): void {
    this.#working = 0
  }

  outOfMemory(wanted = this.total, free = 0): ServerError {
    this.outOfMemoryCount++
    const gib = (bytes: number) => `${(Math.max(0, bytes) / GIB).toFixed(2)} GiB`
    return pythonError(
      'OutOfMemoryError',
      `CUDA out of memory. Tried to allocate ${gib(wanted)}. GPU 0 has a total capacity of ${gib(this.total)} of which ${gib(free)} is free. Including non-PyTorch memory, this process has ${gib(this.used)} memory in use. If reserved but unallocated memory is large try setting PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True to avoid fragmentation.`,
    )
  }

  /** Body of GET /sdapi/v1/memory (sdapi.md section 5), bytes. */
  report(): unknown {
    const { rss } = process.memoryUsage()
    const ram = 32 * GIB
    const current = this.allocated
    const level = { current, peak: this.peak }
    return {
      ram: { free: ram - rss, used: rss, total: ram },
      cuda: {
        system: { free: this.total - this.used, used: this.used, total: this.total },
        active: level,
        allocated: level,
        reserved: level,
        inactive: { current: 0, peak: 0 },
        events: { retries: 0, oom: this.outOfMemoryCount },
      },
    }
  }
}
