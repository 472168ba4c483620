import { say } from '../../../../shared/words/say.ts'
import type { Lane } from '../../../../shared/worker.ts'
import { laneName } from './lane-words.ts'

/** A card in the middle of a drag, in words. */
export interface DragFacts {
  readonly name: string
  readonly from: { readonly lane: Lane; readonly position: number }
  readonly at: { readonly lane: Lane; readonly position: number }
  /** cards in the lane it is over, itself included */
  readonly laneSize: number
}

const placeOf = ({ name, at, laneSize }: DragFacts) => ({
  name,
  lane: laneName(at.lane),
  place: at.position + 1,
  count: laneSize,
})

export const liftedWords = (facts: DragFacts): string => say('workers.drag.lifted', placeOf(facts))

export const overWords = (facts: DragFacts): string =>
  say(`workers.drag.over.${facts.at.lane}`, placeOf(facts))

export function endedWords(facts: DragFacts, canceled: boolean): string {
  const { name, from, at } = facts
  if (canceled) return say('workers.drag.back', { name, lane: laneName(from.lane), place: from.position + 1 })
  if (from.lane === at.lane && from.position === at.position) return say('workers.drag.stays', { name })
  return say(
    from.lane === at.lane ? 'workers.drag.ended.same' : `workers.drag.ended.${at.lane}`,
    placeOf(facts),
  )
}
