import { DragDropProvider, DragOverlay } from '@dnd-kit/react'
import { useMemo } from 'react'
import { WorkerId } from '../../../../shared/ids.ts'
import { say } from '../../../../shared/words/say.ts'
import { dragPlugins, SENSORS } from '../../../dragging/sensors.ts'
import { LiftedCard } from '../card/LiftedCard.tsx'
import styles from './Board.module.css'
import { handleBoardKey } from './board-keys.ts'
import { LANES } from './board-order.ts'
import { handleDragEnd, handleDragOver, handleDragStart } from './drag-handlers.ts'
import { LaneColumn } from './LaneColumn.tsx'
import { useCompact } from './use-compact.ts'
import { WorkerDragAnnouncer } from './WorkerDragAnnouncer.tsx'

/** The lanes and their cards, and what is dragged between them. */
export function Board() {
  const compact = useCompact()
  const plugins = useMemo(() => dragPlugins(say('workers.drag.instructions')), [])
  return (
    <DragDropProvider
      sensors={SENSORS}
      plugins={plugins}
      onDragStart={handleDragStart}
      onDragOver={handleDragOver}
      onDragEnd={handleDragEnd}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys pressed on the cards arrive here */}
      <div className={styles.lanes} data-compact={compact || undefined} onKeyDown={handleBoardKey}>
        {LANES.map((lane) => (
          <LaneColumn key={lane} lane={lane} compact={compact} />
        ))}
      </div>
      <DragOverlay className={styles.overlay ?? ''}>
        {(source) => <LiftedCard id={WorkerId.parse(source.id)} compact={compact} />}
      </DragOverlay>
      <WorkerDragAnnouncer />
    </DragDropProvider>
  )
}
