import { say } from '../../../../shared/words/say.ts'

/** A job in the middle of a drag, in words. */
export interface JobDragFacts {
  readonly number: number
  /** places, from 0 */
  readonly from: number
  readonly at: number
  /** jobs in the queue */
  readonly of: number
}

/** People count from 1. The number of a job is its name, not an amount. */
const told = (number: number, place: number, count: number) => ({
  number: String(number),
  place: place + 1,
  count,
})

export const liftedWords = ({ number, at, of }: JobDragFacts): string =>
  say('queue.drag.lifted', told(number, at, of))

export const overWords = ({ number, at, of }: JobDragFacts): string =>
  say('queue.drag.over', told(number, at, of))

export function endedWords({ number, from, at, of }: JobDragFacts, canceled: boolean): string {
  if (canceled) return say('queue.drag.back', told(number, from, of))
  if (from === at) return say('queue.drag.stays', { number })
  return say('queue.drag.ended', told(number, at, of))
}
