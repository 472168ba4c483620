/** A job in the middle of a drag, in words. */
export interface JobDragFacts {
  readonly number: number
  /** places, from 0 */
  readonly from: number
  readonly at: number
  /** jobs in the queue */
  readonly of: number
}

/** Read with every grip. */
export const JOB_GRIP_INSTRUCTIONS =
  'Press space or enter to lift this job. Move it with the arrow keys. Press space to drop it, escape to put it back.'

export const liftedWords = ({ number, at, of }: JobDragFacts): string =>
  `Lifted job ${number}. It is number ${at + 1} of ${of} in the queue.`

export const overWords = ({ number, at, of }: JobDragFacts): string =>
  `Job ${number}: number ${at + 1} of ${of}.`

export function endedWords(facts: JobDragFacts, canceled: boolean): string {
  const { number, from, at, of } = facts
  if (canceled) return `Job ${number} is back where it was, number ${from + 1} of ${of}.`
  if (from === at) return `Job ${number} stays where it was.`
  return `Job ${number} is now number ${at + 1} of ${of} in the queue.`
}
