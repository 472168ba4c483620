import type { ImageId } from '../../../../shared/ids.ts'
import type { StoredImage } from '../../../../shared/job.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { TributaryError } from '../../failure.ts'
import type { RawImage } from '../../generation.ts'
import type { Clock, ImageMeta, ImageSink, SpooledImage } from '../../ports.ts'

export interface RetryingSinkDeps {
  readonly sink: ImageSink
  readonly clock: Clock
  /** ms between two tries while storing does not work */
  readonly retryEveryMs: () => number
  /** told when storing stops working, and null when it may work again */
  readonly onTrouble: (problem: Problem | null) => void
}

/** What is told while storing is tried again, and nowhere else: that it needs no one's help once there is room. */
const triedAgain = (problem: Problem): Problem =>
  problem.kind === 'storage-full' && problem.remedy !== null
    ? { ...problem, remedy: reason('dispatch.storing-goes-on', { remedy: problem.remedy }) }
    : problem

type Step = 'spool' | 'commit'
const OTHER: Readonly<Record<Step, Step>> = { spool: 'commit', commit: 'spool' }

/**
 * An ImageSink that never loses an image to a full or locked disk: it waits and tries again. Meanwhile the connection the image came
 * over is not read on, so what waits is bounded by one image per connection.
 */
export class RetryingSink {
  readonly #deps: RetryingSinkDeps
  /** what tries again at once, and what takes the next try back */
  readonly #waiting = new Map<() => void, () => void>()
  #stopped = false
  /** pictures that failed at a step and are tried again; the two may be on different disks */
  readonly #stuck: Record<Step, number> = { spool: 0, commit: 0 }
  #problem: Problem | null = null

  constructor(deps: RetryingSinkDeps) {
    this.#deps = deps
  }

  /** Why nothing can be stored now; null: as far as is known it can. */
  get problem(): Problem | null {
    return this.#problem
  }

  /** Tries again at once. */
  retryNow(): void {
    for (const wake of [...this.#waiting.keys()]) wake()
  }

  /** Tries no more, and keeps no timer: what waits stays where it is spooled, and its promises stay open. */
  stop(): void {
    this.#stopped = true
    for (const cancel of this.#waiting.values()) cancel()
    this.#waiting.clear()
  }

  /** Rejects only with what is no `storage-*` problem, or when `signal` gives up waiting. */
  spool(image: RawImage, signal: AbortSignal): Promise<SpooledImage> {
    return this.#until('spool', () => this.#deps.sink.spool(image), signal)
  }

  /** As `spool`. */
  commit(spooled: SpooledImage, meta: ImageMeta, signal: AbortSignal): Promise<StoredImage> {
    return this.#until('commit', () => this.#deps.sink.commit(spooled, meta), signal)
  }

  /** As `spool`. */
  attach(spooled: SpooledImage, beside: readonly ImageId[], signal: AbortSignal): Promise<void> {
    return this.#until('commit', () => this.#deps.sink.attach(spooled, beside), signal)
  }

  /** Never rejects: a temporary file that stays is swept away at the next start. */
  async discard(spooled: SpooledImage): Promise<void> {
    try {
      await this.#deps.sink.discard(spooled)
    } catch {
      // Nothing is lost with it: nobody wanted the picture.
    }
  }

  async #until<T>(step: Step, attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
    let failed = false
    const leave = () => {
      if (failed) this.#stuck[step]--
    }
    for (;;) {
      try {
        const value = await attempt()
        leave()
        this.#worked(step)
        return value
      } catch (error) {
        const refused = error instanceof TributaryError && error.kind.startsWith('storage-')
        if (refused && !signal.aborted) {
          if (!failed) this.#stuck[step]++
          failed = true
          this.#tell(error)
          await this.#pause(signal)
        }
        if (refused && !signal.aborted) continue
        leave()
        // With the last one that is stuck goes the last one who would notice that storing works again: the next picture will tell.
        if (refused && this.#stuck.spool + this.#stuck.commit === 0) this.#recovered()
        throw error
      }
    }
  }

  #tell(error: TributaryError): void {
    if (this.#problem?.kind === error.kind) return
    this.#problem = triedAgain(error.toProblem())
    this.#deps.onTrouble(this.#problem)
  }

  /** A picture passed a step. Where others are stuck at the other one, that says nothing about them. */
  #worked(step: Step): void {
    if (this.#stuck[OTHER[step]] === 0) this.#recovered()
  }

  #recovered(): void {
    if (this.#problem === null) return
    this.#problem = null
    this.#deps.onTrouble(null)
    this.retryNow()
  }

  #pause(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (this.#stopped) return
      const wake = () => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        cancel()
        resolve()
      }
      const cancel = this.#deps.clock.after(this.#deps.retryEveryMs(), wake)
      this.#waiting.set(wake, cancel)
      signal.addEventListener('abort', wake, { once: true })
    })
  }
}
