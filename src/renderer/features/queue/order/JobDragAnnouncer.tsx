import { useEffect, useState } from 'react'
import { usePanel } from '../../../state/panel-store.ts'
import announcer from '../../workers/board/DragAnnouncer.module.css'
import { useQueue } from '../queue-store.ts'
import { endedWords, type JobDragFacts, liftedWords, overWords } from './drag-words.ts'

type QueueState = ReturnType<typeof useQueue.getState>

function factsOf({ arranged, dragging }: QueueState): JobDragFacts | null {
  if (!arranged || !dragging) return null
  const number = usePanel.getState().jobsById[dragging.id]?.number
  const at = arranged.indexOf(dragging.id)
  return number === undefined || at < 0 ? null : { number, from: dragging.from, at, of: arranged.length }
}

/** Says what a drag does, for those who do not see it. */
export function JobDragAnnouncer() {
  const [said, setSaid] = useState('')
  useEffect(
    () =>
      useQueue.subscribe((state, before) => {
        if (state.dragging === before.dragging && state.arranged === before.arranged) return
        const facts = factsOf(state)
        if (facts && !before.dragging) setSaid(liftedWords(facts))
        else if (facts && state.arranged !== before.arranged) setSaid(overWords(facts))
        const last = before.dragging && !state.dragging ? factsOf(before) : null
        if (last) setSaid(endedWords(last, state.dropCanceled))
      }),
    [],
  )
  return (
    <p className={announcer.announcer} role="status" aria-live="assertive">
      {said}
    </p>
  )
}
