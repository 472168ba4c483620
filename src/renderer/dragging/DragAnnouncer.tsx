import { useEffect, useState } from 'react'
import type { StoreApi } from 'zustand'
import styles from './DragAnnouncer.module.css'

/** What a store tells of a drag in it. */
interface DragState {
  readonly dragging: unknown
  readonly arranged: unknown
  readonly dropCanceled: boolean
}

interface DragAnnouncerProps<State extends DragState, Facts> {
  readonly store: Pick<StoreApi<State>, 'subscribe'>
  /** null: nothing is dragged, or what is dragged is gone */
  readonly factsOf: (state: State) => Facts | null
  readonly words: {
    lifted(facts: Facts): string
    over(facts: Facts): string
    ended(facts: Facts, canceled: boolean): string
  }
}

/** Says what a drag does, for those who do not see it. The properties are the same objects for ever. */
export function DragAnnouncer<State extends DragState, Facts>({
  store,
  factsOf,
  words,
}: DragAnnouncerProps<State, Facts>) {
  const [said, setSaid] = useState('')
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.dragging === before.dragging && state.arranged === before.arranged) return
        const facts = factsOf(state)
        if (facts && !before.dragging) setSaid(words.lifted(facts))
        else if (facts && state.arranged !== before.arranged) setSaid(words.over(facts))
        const last = before.dragging && !state.dragging ? factsOf(before) : null
        if (last) setSaid(words.ended(last, state.dropCanceled))
      }),
    [store, factsOf, words],
  )
  return (
    <p className={styles.announcer} role="status" aria-live="assertive">
      {said}
    </p>
  )
}
