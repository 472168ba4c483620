import type { WorkerId } from '../../../../shared/ids.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import type { Capabilities } from '../../../../shared/worker.ts'

/** A worker is let back in so often when its lists are read again; then it is left out for good. */
const MOST_SECOND_CHANCES = 3

/** `lists`: until what the worker can do was read again, as it was known then; `for-good`: for the whole job. */
export type Until = { readonly lists: Capabilities | null } | 'for-good'

interface Exclusion {
  readonly reason: Reason
  readonly until: Until
}

/** Who is left out of a job, and why. */
export class Exclusions {
  readonly #excluded = new Map<WorkerId, Exclusion>()
  readonly #times = new Map<WorkerId, number>()
  #changes = 0

  /** How often somebody was left out so far: as long as this is the same, `reason` answers the same of the same worker. */
  get changes(): number {
    return this.#changes
  }

  exclude(worker: WorkerId, reason: Reason, until: Until): void {
    this.#changes++
    const times = (this.#times.get(worker) ?? 0) + 1
    this.#times.set(worker, times)
    if (this.#excluded.get(worker)?.until === 'for-good') return
    this.#excluded.set(worker, { reason, until: times > MOST_SECOND_CHANCES ? 'for-good' : until })
  }

  /** Why this worker is left out; null: it is not. `capabilities`: as known now. */
  reason(worker: WorkerId, capabilities: Capabilities | null): Reason | null {
    const excluded = this.#excluded.get(worker)
    if (excluded === undefined) return null
    if (excluded.until !== 'for-good' && readAgain(excluded.until.lists, capabilities)) {
      this.#excluded.delete(worker)
      return null
    }
    return excluded.reason
  }
}

/** Lists that were read are new arrays; a checkpoint that was loaded is only another value beside the same ones. */
function readAgain(before: Capabilities | null, now: Capabilities | null): boolean {
  if (before === null || now === null) return before !== now
  return LISTS.some((list) => before[list] !== now[list])
}

const LISTS = [
  'checkpoints',
  'samplers',
  'schedulers',
  'upscalers',
  'latentUpscalers',
  'vaes',
  'loras',
  'scripts',
] as const
