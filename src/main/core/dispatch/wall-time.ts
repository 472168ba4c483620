import type { Clock } from '../ports.ts'

/** Fleet time as people read it. */
export class WallTime {
  readonly #clock: Clock
  #offsetMs: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#offsetMs = clock.wall() - clock.now()
  }

  /** Epoch ms of a moment in fleet ms. */
  readonly of = (fleetMs: number): number => fleetMs + this.#offsetMs

  /** This machine has slept: fleet time has left that out, the wall has not. */
  woke(): void {
    this.#offsetMs = this.#clock.wall() - this.#clock.now()
  }
}
