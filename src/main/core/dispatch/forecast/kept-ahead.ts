import type { KeptFleet } from './kept-fleet.ts'
import type { Ahead } from './kept-parts.ts'

/** What jobs in front have still to be sent, by the slots of a kept fleet. */
export class KeptAhead {
  readonly #fleet: KeptFleet
  #seconds = new Float64Array(0)

  constructor(fleet: KeptFleet) {
    this.#fleet = fleet
  }

  /** Takes note of it. `ahead`: seconds of each worker. */
  note(ahead: Ahead): void {
    const { size } = this.#fleet
    if (this.#seconds.length !== size) this.#seconds = new Float64Array(size)
    if (ahead.size === 0) this.#seconds.fill(0)
    else for (let at = 0; at < size; at++) this.#seconds[at] = ahead.get(this.#fleet.idOf(at)) ?? 0
  }

  /** Seconds that a slot is later. */
  readonly of = (at: number): number => this.#seconds[at] ?? 0
}
