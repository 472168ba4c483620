import { DragAnnouncer } from '../../../dragging/DragAnnouncer.tsx'
import { usePanel } from '../../../state/panel-store.ts'
import { useQueue } from '../../../state/queue-ui.ts'
import { endedWords, type JobDragFacts, liftedWords, overWords } from './drag-words.ts'

type QueueState = ReturnType<typeof useQueue.getState>

function factsOf({ arranged, dragging }: QueueState): JobDragFacts | null {
  if (!arranged || !dragging) return null
  const number = usePanel.getState().jobsById[dragging.id]?.number
  const at = arranged.indexOf(dragging.id)
  return number === undefined || at < 0 ? null : { number, from: dragging.from, at, of: arranged.length }
}

const WORDS = { lifted: liftedWords, over: overWords, ended: endedWords }

/** Says what dragging a job does, for those who do not see it. */
export const JobDragAnnouncer = () => <DragAnnouncer store={useQueue} factsOf={factsOf} words={WORDS} />
