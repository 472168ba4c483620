import { type CSSProperties, memo } from 'react'
import type { BatchId, WorkerId } from '../../../shared/ids.ts'
import { say } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { MachineName } from '../../ui/MachineName.tsx'
import { tint } from '../../ui/worker-colour.ts'
import { blockLabel, blockSpoken } from './block-words.ts'
import styles from './Timeline.module.css'
import { along, blockKeys, placed, type TimeAxis, type TimelineBlock } from './timeline-geometry.ts'

interface TimelineTrackProps {
  readonly workerId: WorkerId
  readonly blocks: readonly TimelineBlock[]
  readonly axis: TimeAxis
  /** the one block of the timeline that Tab reaches */
  readonly tabbed: BatchId | null
  /** px from the first row */
  readonly top: number
}

/** The row of one worker. */
export function TimelineTrack({ workerId, blocks, axis, tabbed, top }: TimelineTrackProps) {
  const known = usePanel((state) => state.workersById[workerId]?.config.name)
  const name = known ?? say('generate.timeline.removed')
  const colour = usePanel((state) => state.workersById[workerId]?.config.colour)
  const keys = blockKeys(blocks)
  return (
    <div className={styles.row} style={{ ...tint(colour), transform: `translateY(${top}px)` }}>
      <MachineName name={name} className={styles.name} />
      <div className={styles.track}>
        {blocks.map((block, place) => (
          <Block
            key={keys[place]}
            block={block}
            axis={axis}
            worker={name}
            tabbable={block.batch.id === tabbed}
          />
        ))}
      </div>
    </div>
  )
}

interface BlockProps {
  readonly block: TimelineBlock
  readonly axis: TimeAxis
  readonly worker: string
  readonly tabbable: boolean
}

const Block = memo(function Block({ block, axis, worker, tabbable }: BlockProps) {
  const { batch, drawnFrom, endAt } = block
  const forecastEnd = usePanel((state) => state.liveByBatch[batch.id]?.predictedEndAt ?? 0)
  const start = placed(along(axis, drawnFrom))
  const end = placed(along(axis, batch.endedAt === null ? Math.max(forecastEnd, endAt) : endAt))
  return (
    <button
      type="button"
      className={styles.block}
      data-block={batch.id}
      data-state={batch.state}
      data-copy={batch.copy || undefined}
      tabIndex={tabbable ? 0 : -1}
      aria-label={blockSpoken(worker, block)}
      style={{ '--start': start, '--end': Math.max(end, start + 0.0005) } as CSSProperties}
    >
      <span>{blockLabel(block)}</span>
    </button>
  )
})
