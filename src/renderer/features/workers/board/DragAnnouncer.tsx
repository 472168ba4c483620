import { useEffect, useState } from 'react'
import { usePanel } from '../../../state/panel-store.ts'
import { useBoard } from '../board-store.ts'
import { placeOf } from './board-order.ts'
import styles from './DragAnnouncer.module.css'
import { type DragFacts, endedWords, liftedWords, overWords } from './drag-words.ts'

type BoardState = ReturnType<typeof useBoard.getState>

function factsOf({ arranged, dragging }: BoardState): DragFacts | null {
  const at = arranged && dragging ? placeOf(arranged, dragging.id) : null
  if (!arranged || !dragging || !at) return null
  const name = usePanel.getState().workersById[dragging.id]?.config.name ?? ''
  return { name, from: dragging.from, at, laneSize: arranged[at.lane].length }
}

/** Says what a drag does, for those who do not see it. */
export function DragAnnouncer() {
  const [said, setSaid] = useState('')
  useEffect(
    () =>
      useBoard.subscribe((state, before) => {
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
    <p className={styles.announcer} role="status" aria-live="assertive">
      {said}
    </p>
  )
}
