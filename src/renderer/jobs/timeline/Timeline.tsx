import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { BatchId } from '../../../shared/ids.ts'
import type { JobView } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { isOver } from '../../state/jobs.ts'
import { usePanel } from '../../state/panel-store.ts'
import { cx } from '../../ui/class-names.ts'
import { focusWhenDrawn } from '../../ui/focus-when-drawn.ts'
import edges from '../../ui/ScrollEdges.module.css'
import { useScrollEdges } from '../../ui/use-scroll-edges.ts'
import { BlockDetails, type Inspected } from './BlockDetails.tsx'
import { neighbourOf } from './block-navigation.ts'
import styles from './Timeline.module.css'
import { TimelineTrack } from './TimelineTrack.tsx'
import { useNowLine } from './use-now-line.ts'
import { useTimeline } from './use-timeline.ts'

/** From this many rows on they are thin; more than fit scroll. */
const THIN_FROM = 7
/** px of a row with the room below it. */
const ROW = { thick: 25, thin: 14 } as const
/** Characters of a name from which on all names get more room. */
const LONG_NAME = 14
/** Narrowest block of its own, as a part of the axis: wide enough to be pointed at, in thin rows also for its label. */
const LEAST_BLOCK = { thick: 0.014, thin: 0.024 } as const

/** Which worker computes what when: rows are workers, blocks are batches, right of the line is forecast. */
export function Timeline({ job }: { job: JobView }) {
  const over = isOver(job)
  const { rows, axis } = useTimeline(job, over, (count) => LEAST_BLOCK[thickness(count)])
  const look = thickness(rows.length)
  const wide = usePanel(({ workersById }) =>
    rows.some(({ workerId }) => (workersById[workerId]?.config.name.length ?? 0) > LONG_NAME),
  )
  const scroller = useRef<HTMLElement>(null)
  useScrollEdges(scroller, rows.length > 0)
  const tracks = useRef<HTMLDivElement>(null)
  useNowLine(tracks, axis, over)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW[look],
    overscan: 2,
    getItemKey: (index) => rows[index]?.workerId ?? index,
  })
  const [inspected, setInspected] = useState<Inspected | null>(null)
  const [tabbed, setTabbed] = useState<BatchId | null>(null)
  const blockOfId = (id: BatchId) =>
    rows.flatMap(({ blocks }) => blocks).find(({ batch }) => batch.id === id) ?? null
  const first = rows[0]?.blocks[0]?.batch.id ?? null

  const press = (event: KeyboardEvent) => {
    const id = blockIdAt(event.target)
    const target = id === null ? null : neighbourOf(event.key, id, rows)
    if (target === null) return
    event.preventDefault()
    virtualizer.scrollToIndex(rows.findIndex(({ blocks }) => blocks.some(({ batch }) => batch.id === target)))
    focusWhenDrawn(() => tracks.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(target)}"]`))
  }
  const inspect = (target: EventTarget) => {
    const id = blockIdAt(target)
    const block = id === null ? null : blockOfId(id)
    const near = target instanceof HTMLElement ? target.getBoundingClientRect() : null
    setInspected(
      block && near ? { batchId: block.batch.id, joined: block.batches > 1 ? block : null, near } : null,
    )
  }
  if (rows.length === 0) return null
  return (
    <section
      ref={scroller}
      aria-label={say('generate.timeline', { number: job.number })}
      className={cx(
        styles.timeline,
        edges.edges,
        look === 'thin' && styles.thin,
        wide && styles.wide,
        job.state === 'cancelled' && styles.cancelled,
      )}
      onKeyDown={press}
      onPointerOver={(event) => inspect(event.target)}
      onPointerLeave={() => setInspected(null)}
      onFocus={(event) => {
        setTabbed(blockIdAt(event.target))
        inspect(event.target)
      }}
      onBlur={() => setInspected(null)}
    >
      <div ref={tracks} className={styles.tracks} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return row ? (
            <TimelineTrack
              key={row.workerId}
              workerId={row.workerId}
              blocks={row.blocks}
              axis={axis}
              tabbed={tabbed !== null && blockOfId(tabbed) ? tabbed : first}
              top={start}
            />
          ) : null
        })}
        {!over && <div className={styles.now} data-now aria-hidden="true" />}
      </div>
      {inspected && <BlockDetails jobId={job.id} inspected={inspected} from={axis.from} />}
    </section>
  )
}

const thickness = (rows: number): 'thick' | 'thin' => (rows >= THIN_FROM ? 'thin' : 'thick')

function blockIdAt(target: EventTarget): BatchId | null {
  if (!(target instanceof HTMLElement)) return null
  const id = target.closest<HTMLElement>('[data-block]')?.dataset.block
  return id === undefined ? null : (id as BatchId)
}
