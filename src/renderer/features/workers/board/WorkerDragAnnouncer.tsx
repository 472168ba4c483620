import { DragAnnouncer } from '../../../dragging/DragAnnouncer.tsx'
import { usePanel } from '../../../state/panel-store.ts'
import { useBoard } from '../board-store.ts'
import { placeOf } from './board-order.ts'
import { type DragFacts, endedWords, liftedWords, overWords } from './drag-words.ts'

type BoardState = ReturnType<typeof useBoard.getState>

function factsOf({ arranged, dragging }: BoardState): DragFacts | null {
  const at = arranged && dragging ? placeOf(arranged, dragging.id) : null
  if (!arranged || !dragging || !at) return null
  const name = usePanel.getState().workersById[dragging.id]?.config.name ?? ''
  return { name, from: dragging.from, at, laneSize: arranged[at.lane].length }
}

const WORDS = { lifted: liftedWords, over: overWords, ended: endedWords }

/** Says what dragging a machine does, for those who do not see it. */
export const WorkerDragAnnouncer = () => <DragAnnouncer store={useBoard} factsOf={factsOf} words={WORDS} />
