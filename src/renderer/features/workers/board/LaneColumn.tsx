import { pointerIntersection } from '@dnd-kit/collision'
import { useDroppable } from '@dnd-kit/react'
import type { CSSProperties } from 'react'
import { memo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { whole } from '../../../../shared/words/format-number.ts'
import { speedWords } from '../../../../shared/words/format-speed.ts'
import { say } from '../../../../shared/words/say.ts'
import type { Lane } from '../../../../shared/worker.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { shownIpm } from '../../../state/workers.ts'
import { useBoard } from '../board-store.ts'
import { WorkerCard } from '../card/WorkerCard.tsx'
import { laneIds } from './board-order.ts'
import { emptyPlace } from './drag-handlers.ts'
import styles from './LaneColumn.module.css'
import { dropWords, laneMeaning, laneName } from './lane-words.ts'

/** Below the cards in it, which count first while something is dragged above them. */
const BELOW_CARDS = 1

interface LaneColumnProps {
  readonly lane: Lane
  readonly compact: boolean
}

/**
 * A lane: what it means, what it adds up to, its cards. It scrolls by itself. Lanes share the width by how many machines
 * they hold; an empty one stays narrow, also while a card is carried into it.
 */
export const LaneColumn = memo(function LaneColumn({ lane, compact }: LaneColumnProps) {
  const { ref } = useDroppable({
    id: lane,
    type: 'lane',
    accept: acceptByPointer,
    collisionDetector: pointerIntersection,
    collisionPriority: BELOW_CARDS,
  })
  const arranged = useBoard((state) => state.arranged)
  const search = useBoard((state) => state.search)
  const under = useBoard(
    ({ dragging }) => dragging !== null && arranged?.[lane].includes(dragging.id) === true,
  )
  const ids = usePanel(useShallow((state) => laneIds(state, arranged, lane, search)))
  const [name, meaning] = [laneName(lane), laneMeaning(lane)]
  const dropping = useDropWords(lane, under)
  const settled = usePanel((state) => laneIds(state, null, lane, '').length)
  return (
    <section
      ref={ref}
      className={styles.lane}
      aria-label={name}
      data-lane={lane}
      data-under={under || undefined}
      data-empty={settled === 0 || undefined}
      style={settled === 0 ? undefined : ({ '--share': settled } as CSSProperties)}
    >
      <header className={styles.head}>
        <h3>{name}</h3>
        <p className={styles.meaning} title={meaning}>
          {dropping ?? meaning}
        </p>
        <LaneTotal lane={lane} />
      </header>
      <ul
        className={styles.cards}
        data-compact={compact || undefined}
        aria-label={say('workers.lane.machines', { lane: name })}
      >
        {ids.map((id, index) => (
          <WorkerCard key={id} id={id} index={index} lane={lane} compact={compact} />
        ))}
        {ids.length === 0 && (
          <EmptyPlace
            lane={lane}
            words={say(search === '' ? 'workers.lane.empty' : 'workers.lane.none-found')}
          />
        )}
      </ul>
    </section>
  )
})

/** The keyboard goes from card to card and to empty places; the lane itself would be a third kind of step. */
const acceptByPointer = ({ type }: { readonly type?: unknown }) =>
  type === 'worker' && useBoard.getState().dragging?.byKeyboard !== true

/** What dropping the card above this lane will do; null while there is none. */
function useDropWords(lane: Lane, under: boolean): string | null {
  const dragging = useBoard((state) => (under ? state.dragging : null))
  const name = usePanel((state) => (dragging ? state.workersById[dragging.id]?.config.name : undefined))
  return dragging && name !== undefined ? dropWords(name, dragging.from.lane, lane) : null
}

function EmptyPlace({ lane, words }: { lane: Lane; words: string }) {
  const { ref } = useDroppable({
    id: emptyPlace(lane),
    type: 'place',
    accept: 'worker',
    collisionDetector: pointerIntersection,
  })
  return (
    <li ref={ref} className={styles.none}>
      {words}
    </li>
  )
}

/** "3 · 39.9 ipm" */
function LaneTotal({ lane }: { lane: Lane }) {
  const words = usePanel((state) => {
    const workers = laneIds(state, null, lane, '').flatMap((id) => state.workersById[id] ?? [])
    const speed = workers.reduce((sum, worker) => sum + (shownIpm(worker) ?? 0), 0)
    if (workers.length === 0) return ''
    return speed > 0 ? `${whole(workers.length)} · ${speedWords(speed)}` : whole(workers.length)
  })
  return words === '' ? null : <p className={styles.total}>{words}</p>
}
