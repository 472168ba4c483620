import type { Lane } from '../../../../shared/worker.ts'
import { LANE_WORDS, movedWords } from './lane-words.ts'

/** A card in the middle of a drag, in words. */
export interface DragFacts {
  readonly name: string
  readonly from: { readonly lane: Lane; readonly position: number }
  readonly at: { readonly lane: Lane; readonly position: number }
  /** cards in the lane it is above, itself included */
  readonly laneSize: number
}

/** Read with every grip. */
export const GRIP_INSTRUCTIONS =
  'Press space or enter to lift this machine. Move it with the arrow keys: up and down in its lane, left and right to other lanes. Press space to drop it, escape to put it back.'

export const liftedWords = ({ name, at, laneSize }: DragFacts): string =>
  `Lifted ${name}. It is in ${LANE_WORDS[at.lane].name}, place ${at.position + 1} of ${laneSize}.`

export const overWords = ({ name, at, laneSize }: DragFacts): string =>
  `${name} is above ${LANE_WORDS[at.lane].name}, place ${at.position + 1} of ${laneSize}: ${LANE_WORDS[at.lane].meaning}.`

export function endedWords(facts: DragFacts, canceled: boolean): string {
  const { name, from, at, laneSize } = facts
  if (canceled) return `${name} is back in ${LANE_WORDS[from.lane].name}, place ${from.position + 1}.`
  if (from.lane === at.lane && from.position === at.position) return `${name} stays where it was.`
  return `${movedWords(name, from.lane, at.lane)}, ${LANE_WORDS[at.lane].name}, place ${at.position + 1} of ${laneSize}.`
}
