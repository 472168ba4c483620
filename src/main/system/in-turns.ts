import { setImmediate as nextTurn } from 'node:timers/promises'

/** ms of real time that work in steps takes of one turn of the event loop */
const A_TURN_MS = 8

/** Runs work in steps over as many turns of the event loop as it needs, so that the thread is never taken for long. */
export async function inTurns<Result>(steps: Generator<void, Result>): Promise<Result> {
  await nextTurn()
  const turns = new Turns()
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
    await turns.step()
  }
}

/** The turns of work that waits for other things as well: `step` is awaited after each of its steps. */
export class Turns {
  #began = performance.now()

  /** Resolves at once, or in the next turn of the event loop where this one has been used up. */
  async step(): Promise<void> {
    if (performance.now() - this.#began < A_TURN_MS) return
    await nextTurn()
    this.#began = performance.now()
  }
}
