import { DragDropProvider, DragOverlay } from '@dnd-kit/react'
import { useMemo } from 'react'
import { JobId } from '../../../shared/ids.ts'
import { whole } from '../../../shared/words/format-number.ts'
import { say } from '../../../shared/words/say.ts'
import { dragPlugins, SENSORS } from '../../dragging/sensors.ts'
import { usePanel } from '../../state/panel-store.ts'
import { useQueue } from '../../state/queue-ui.ts'
import { LiftedJob, OpenJob } from './OpenJob.tsx'
import { handleDragEnd, handleDragOver, handleDragStart } from './order/drag-handlers.ts'
import { JobDragAnnouncer } from './order/JobDragAnnouncer.tsx'
import { shownOrder } from './order/queue-order.ts'
import styles from './QueueScreen.module.css'

/** From so many on, those that are done are far below. */
const LONG = 12

/** The jobs that are not over, in the order in which machines are given to them. */
export function OpenList({ onPast }: { readonly onPast: () => void }) {
  const order = usePanel((state) => state.queueOrder)
  const arranged = useQueue((state) => state.arranged)
  const shown = useMemo(() => shownOrder(order, arranged), [order, arranged])
  const plugins = useMemo(() => dragPlugins(say('queue.drag.instructions')), [])
  if (shown.length === 0) return null
  return (
    <section aria-label={say('queue.open')}>
      <div className={styles.top}>
        <h3 className={styles.heading}>
          {say('queue.open')} <span>{whole(shown.length)}</span>
        </h3>
        {shown.length > LONG && (
          <button type="button" className={styles.jump} onClick={onPast}>
            {say('queue.go-to-done')}
          </button>
        )}
      </div>
      <DragDropProvider
        sensors={SENSORS}
        plugins={plugins}
        onDragStart={handleDragStart}
        onDragOver={handleDragOver}
        onDragEnd={handleDragEnd}
      >
        <ul className={styles.jobs}>
          {shown.map((id, index) => (
            <OpenJob key={id} id={id} index={index} />
          ))}
        </ul>
        <DragOverlay>{(source) => <LiftedJob id={JobId.parse(source.id)} />}</DragOverlay>
        <JobDragAnnouncer />
      </DragDropProvider>
    </section>
  )
}
