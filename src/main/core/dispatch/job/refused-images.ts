import type { WorkerId } from '../../../../shared/ids.ts'
import type { Run } from './index-pool.ts'

/** An image is tried elsewhere twice at most: the third refusal fails the job. */
const MOST_REFUSALS = 3

/** Which worker is not to be given which index again, as long as somebody else can make it. */
export class RefusedImages {
  /** index -> who refused it, once for each time */
  readonly #refusals = new Map<number, (WorkerId | null)[]>()
  /** index -> who made it in one colour, so that it is made again elsewhere (answer/one-colour.ts) */
  readonly #setAside = new Map<number, WorkerId>()

  /** Counts a refusal of these indexes; true when one of them was refused too often to try again. `by` null: nobody's fault. */
  refused(run: Run, by: WorkerId | null): boolean {
    let enough = false
    for (let index = run.first; index < run.first + run.count; index++) {
      const refusals = [...(this.#refusals.get(index) ?? []), by]
      this.#refusals.set(index, refusals)
      if (refusals.length >= MOST_REFUSALS) enough = true
    }
    return enough
  }

  setAside(index: number, maker: WorkerId): void {
    this.#setAside.set(index, maker)
  }

  /** Whose picture of this index was set aside; undefined: none was. */
  setAsideOf(index: number): WorkerId | undefined {
    return this.#setAside.get(index)
  }

  get anySetAside(): boolean {
    return this.#setAside.size > 0
  }

  /** Whether anything was refused, or set aside, at all: otherwise there is no need to ask who refused what. */
  get any(): boolean {
    return this.#refusals.size + this.#setAside.size > 0
  }

  by(index: number, worker: WorkerId): boolean {
    return this.#setAside.get(index) === worker || (this.#refusals.get(index)?.includes(worker) ?? false)
  }

  /** Refused by others, not by this worker: an image it should take on. */
  byOthersOnly(index: number, worker: WorkerId): boolean {
    const refusals = this.#refusals.get(index)
    return refusals !== undefined && !refusals.includes(worker) && refusals.some((by) => by !== null)
  }
}
