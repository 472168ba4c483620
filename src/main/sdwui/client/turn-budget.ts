import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Shares out the turns of the event loop among all answers that are being read. Node hands over what is there in one turn, two megabytes
 * of each connection, and the worst bytes take 50 ns each: without a bound thirty servers would hold the main thread for seconds.
 */
export class TurnBudget {
  readonly #bytesPerTurn: number
  #spent = 0
  #renews = false

  constructor(bytesPerTurn: number) {
    this.#bytesPerTurn = bytesPerTurn
  }

  /** Resolves when these bytes may be worked on: at once, or in a later turn when this one has had its share. */
  async take(bytes: number): Promise<void> {
    while (this.#spent >= this.#bytesPerTurn) await nextTurn()
    this.#spent += bytes
    if (this.#renews) return
    this.#renews = true
    setImmediate(() => {
      this.#renews = false
      this.#spent = 0
    })
  }
}

/** A quarter of a megabyte of the worst bytes takes some 15 ms. */
export const ANSWERS_PER_TURN = new TurnBudget(256 << 10)
