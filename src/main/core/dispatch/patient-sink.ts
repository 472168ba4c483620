import type { StoredImage } from '../../../shared/job.ts'
import type { Problem } from '../../../shared/problem.ts'
import { TributaryError } from '../failure.ts'
import type { RawImage } from '../generation.ts'
import type { Clock, ImageMeta, ImageSink, SpooledImage } from '../ports.ts'

const RETRY_MS = 5_000

/**
 * An ImageSink that never loses an image to a full or locked disk: it waits and tries again. Meanwhile the connection the image came
 * over is not read on, so what waits is bounded by one image per connection.
 */
export class PatientSink {
  readonly #sink: ImageSink
  readonly #clock: Clock
  readonly #onTrouble: (problem: Problem | null) => void
  #waiting = new Set<() => void>()
  #problem: Problem | null = null

  /** `onTrouble` is told when storing stops working, and null when it works again. */
  constructor(sink: ImageSink, clock: Clock, onTrouble: (problem: Problem | null) => void) {
    this.#sink = sink
    this.#clock = clock
    this.#onTrouble = onTrouble
  }

  get problem(): Problem | null {
    return this.#problem
  }

  /** Tries again at once. */
  retryNow(): void {
    for (const wake of [...this.#waiting]) wake()
  }

  spool(image: RawImage, signal: AbortSignal): Promise<SpooledImage> {
    return this.#until(() => this.#sink.spool(image), signal)
  }

  commit(spooled: SpooledImage, meta: ImageMeta, signal: AbortSignal): Promise<StoredImage> {
    return this.#until(() => this.#sink.commit(spooled, meta), signal)
  }

  discard(spooled: SpooledImage): Promise<void> {
    return this.#sink.discard(spooled)
  }

  async #until<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (;;) {
      try {
        const value = await attempt()
        if (this.#problem !== null) {
          this.#problem = null
          this.#onTrouble(null)
          this.retryNow()
        }
        return value
      } catch (error) {
        if (!(error instanceof TributaryError) || !error.kind.startsWith('storage-') || signal.aborted)
          throw error
        if (this.#problem?.message !== error.message) {
          this.#problem = error.toProblem()
          this.#onTrouble(this.#problem)
        }
        await this.#pause(signal)
        if (signal.aborted) throw error
      }
    }
  }

  #pause(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        cancel()
        resolve()
      }
      const cancel = this.#clock.after(RETRY_MS, wake)
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake, { once: true })
    })
  }
}
