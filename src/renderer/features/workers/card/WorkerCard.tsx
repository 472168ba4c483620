import { pointerIntersection } from '@dnd-kit/collision'
import { useSortable } from '@dnd-kit/react/sortable'
import { GripVertical } from 'lucide-react'
import { type MouseEvent, memo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { WorkerId } from '../../../../shared/ids.ts'
import { say } from '../../../../shared/words/say.ts'
import type { Lane } from '../../../../shared/worker.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { cx } from '../../../ui/class-names.ts'
import { ContextualMenu } from '../../../ui/Menu.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import { cardEntries } from '../actions/worker-actions.ts'
import { useWorkerFacts } from '../actions/worker-facts.ts'
import { dropWords } from '../board/lane-words.ts'
import { shownOrder } from '../board/shown-order.ts'
import { openSheet, useBoard } from '../board-store.ts'
import { selectRange, toggleSelected } from '../selected-cards.ts'
import { CardMenu } from './CardMenu.tsx'
import { CompactFace } from './CompactFace.tsx'
import { FullFace } from './FullFace.tsx'
import styles from './WorkerCard.module.css'

interface WorkerCardProps {
  readonly id: WorkerId
  /** place among the shown cards of its lane */
  readonly index: number
  readonly lane: Lane
  readonly compact: boolean
}

/**
 * A machine on the board: draws again only when it is moved, renamed or selected. What changes while it works is drawn
 * by its face.
 */
export const WorkerCard = memo(function WorkerCard({ id, index, lane, compact }: WorkerCardProps) {
  const { ref, handleRef, isDragSource } = useSortable({
    id,
    index,
    group: lane,
    type: 'worker',
    accept: 'worker',
    // A wide card still covers where it was while the pointer is in another lane already: the pointer is what counts.
    collisionDetector: pointerIntersection,
  })
  const { name, colour } = usePanel(
    useShallow((state) => {
      const config = state.workersById[id]?.config
      return { name: config?.name ?? '', colour: config?.colour ?? 0 }
    }),
  )
  const facts = useWorkerFacts(id)
  const open = useBoard(({ sheet }) => sheet !== null && 'workerId' in sheet && sheet.workerId === id)
  const from = useBoard(({ dragging }) => dragging?.from.lane ?? lane)
  const entries = cardEntries(facts)
  const Face = compact ? CompactFace : FullFace
  return (
    <ContextualMenu entries={entries} disabled={isDragSource}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the name inside is the button for it; this only widens its reach */}
      <li
        ref={ref}
        className={cx(styles.card, compact && styles.compact, isDragSource && styles.lifted)}
        style={tint(colour)}
        data-worker={id}
        data-selected={facts.selected || undefined}
        data-open={open || undefined}
        onClick={(event) => handleClick(event, id)}
      >
        <div className={styles.face}>
          <Face
            id={id}
            selected={facts.selected}
            grip={
              <button
                ref={handleRef}
                type="button"
                className={styles.grip}
                aria-label={say('workers.grip', { name })}
                aria-roledescription={say('panel.draggable')}
              >
                <GripVertical aria-hidden="true" />
              </button>
            }
            menu={<CardMenu name={name} entries={entries} />}
          />
        </div>
        {isDragSource && <p className={styles.slot}>{dropWords(name, from, lane)}</p>}
      </li>
    </ContextualMenu>
  )
})

function handleClick(event: MouseEvent<HTMLElement>, id: WorkerId): void {
  const target = event.target
  // What a menu or tooltip of this card floats elsewhere bubbles here too.
  if (event.defaultPrevented || !(target instanceof Element) || !event.currentTarget.contains(target)) return
  const button = target.closest('button, a, [data-no-drag]')
  if (button && !button.hasAttribute('data-name')) return
  if (event.ctrlKey || event.metaKey) toggleSelected(id)
  else if (event.shiftKey) selectRange(id, shownOrder())
  else openSheet({ kind: 'details', workerId: id })
}
