import type { JobId } from '../../../shared/ids.ts'
import { say } from '../../../shared/words/say.ts'
import type { WorkerView } from '../../../shared/worker.ts'
import type { Dispatcher } from '../../core/dispatch/dispatcher.ts'
import { namesOnTheirWay, uninterruptible } from './stopping-words.ts'

/**
 * So long servers have to stop, real ms: an interrupt goes out within a second, acts when a sampling step is over, and the answer has to be
 * encoded. What comes later is half done and would be dropped.
 */
const STOPPING_MS = 5_000
const LOOK_MS = 200

export interface StoppingDeps {
  readonly dispatcher: Pick<Dispatcher, 'arrived' | 'batches' | 'leave' | 'storageProblem'>
  readonly workers: () => readonly WorkerView[]
  readonly tell: (line: string) => void
}

/**
 * Sees to it that a cancelled job does not hold the process: servers that do not stop are left after some seconds in which no picture of
 * the job came, and everything is left where the disk takes no pictures. Servers that cannot be stopped are waited for. Looks until it is
 * disposed of.
 */
export class Stopping implements Disposable {
  readonly #id: JobId
  readonly #deps: StoppingDeps
  readonly #timer: NodeJS.Timeout
  readonly #left = Promise.withResolvers<void>()
  #arrived: number
  #since = performance.now()

  constructor(id: JobId, deps: StoppingDeps) {
    this.#id = id
    this.#deps = deps
    this.#arrived = deps.dispatcher.arrived(id)
    this.#timer = setInterval(() => this.#look(), LOOK_MS)
    this.#look()
  }

  /** Resolves when nobody is waited for any more. */
  get left(): Promise<void> {
    return this.#left.promise
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const { dispatcher, workers, tell } = this.#deps
    if (dispatcher.storageProblem !== null) {
      tell(say('cli.stopping-unstored'))
      dispatcher.leave(this.#id, () => true)
      this.#end()
      return
    }
    const [now, arrived] = [performance.now(), dispatcher.arrived(this.#id)]
    if (arrived !== this.#arrived) this.#since = now
    this.#arrived = arrived
    if (now - this.#since < STOPPING_MS) return
    const batches = dispatcher.batches(this.#id)
    const stubborn = uninterruptible(batches, workers())
    const silent = batches.filter(({ workerId }) => !stubborn.has(workerId))
    const names = namesOnTheirWay(silent, workers())
    if (names.length > 0)
      tell(say('cli.not-stopped', { count: names.length, workers: names, seconds: STOPPING_MS / 1000 }))
    dispatcher.leave(this.#id, (worker) => !stubborn.has(worker))
    if (stubborn.size === 0) this.#end()
  }

  #end(): void {
    clearInterval(this.#timer)
    this.#left.resolve()
  }
}
