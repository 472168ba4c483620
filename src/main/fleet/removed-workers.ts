import type { WorkerId } from '../../shared/ids.ts'
import type { WorkerEntry } from './worker-entry.ts'

/** A worker that was taken off the board, as it was. */
export interface Removed {
  readonly entry: WorkerEntry
  /** its place on the board */
  readonly at: number
  readonly password: string | null
}

/** Undo reaches this far back. */
const MOST = 20

/** Workers that were removed and can still be brought back, passwords in memory only. */
export class RemovedWorkers {
  readonly #removed = new Map<WorkerId, Removed>()

  /** Answers those that can be brought back no longer. */
  keep(removed: Removed): Removed[] {
    this.#removed.set(removed.entry.id, removed)
    const forgotten = [...this.#removed.values()].slice(0, -MOST)
    for (const { entry } of forgotten) this.#removed.delete(entry.id)
    return forgotten
  }

  get(id: WorkerId): Removed | undefined {
    return this.#removed.get(id)
  }

  take(id: WorkerId): Removed | undefined {
    const removed = this.#removed.get(id)
    this.#removed.delete(id)
    return removed
  }

  all(): Removed[] {
    return [...this.#removed.values()]
  }
}
