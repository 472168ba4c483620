import { setImmediate as nextTurn } from 'node:timers/promises'

/** ms of real time that work in steps takes of one turn of the event loop */
const A_TURN_MS = 8

/** Runs work in steps over as many turns of the event loop as it needs, so that the thread is never taken for long. */
export async function inTurns<Result>(steps: Generator<void, Result>): Promise<Result> {
  await nextTurn()
  let began = performance.now()
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
    if (performance.now() - began < A_TURN_MS) continue
    await nextTurn()
    began = performance.now()
  }
}
