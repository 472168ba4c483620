import { nextFrame } from '../state/event-queue.ts'

/** A list that is drawn as it was dragged until the facts have caught up. */
export interface Arranged {
  /** something of it is in the air */
  readonly isLifted: () => boolean
  /** draws the list as the facts are again */
  readonly giveBack: () => void
}

/**
 * Tells the main process of moves. The list is given back to the facts when the newest of them is over: at once where it was refused,
 * else two frames later, because the event that tells of it is taken in with the next frame. `ask` resolves with whether it was done.
 */
export function createMoves({
  isLifted,
  giveBack,
}: Arranged): (ask: () => Promise<boolean>) => Promise<boolean> {
  let newest = 0
  return async (ask) => {
    const move = ++newest
    const done = await ask()
    const settle = () => {
      // What was lifted meanwhile has the list; it is given back when that is dropped.
      if (move === newest && !isLifted()) giveBack()
    }
    if (done) nextFrame(() => nextFrame(settle))
    else settle()
    return done
  }
}
