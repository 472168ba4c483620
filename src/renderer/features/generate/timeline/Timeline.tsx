import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { BatchId, JobId } from '../../../../shared/ids.ts'
import type { JobView } from '../../../../shared/job.ts'
import { NO_JOB_BATCHES } from '../../../state/batches.ts'
import { fleetNow } from '../../../state/fleet-clock.ts'
import { isOver } from '../../../state/jobs.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { cx } from '../../../ui/class-names.ts'
import { BlockDetails, type Inspected } from './BlockDetails.tsx'
import { neighbourOf } from './block-navigation.ts'
import styles from './Timeline.module.css'
import { TimelineTrack } from './TimelineTrack.tsx'
import { along, joinNarrow, type TimeAxis, timeAxis, timelineRows } from './timeline-geometry.ts'

/** From this many rows on they are thin and scroll. */
const THIN_FROM = 7
/** Narrowest block of its own, as a part of the axis: about 3 px. */
const LEAST_BLOCK = 0.003
/** ms between two movements of the now-line. */
const MOVE_EVERY_MS = 250

/** Which worker computes what when: rows are workers, blocks are batches, right of the line is forecast. */
export function Timeline({ job }: { job: JobView }) {
  const over = isOver(job)
  const { rows, axis } = useTimeline(job, over)
  const tracks = useRef<HTMLDivElement>(null)
  useNowLine(tracks, axis, over)
  const [inspected, setInspected] = useState<Inspected | null>(null)
  const [tabbed, setTabbed] = useState<BatchId | null>(null)
  const thin = rows.length >= THIN_FROM
  const first = rows[0]?.blocks[0]?.batch.id ?? null
  const stillThere = rows.some(({ blocks }) => blocks.some(({ batch }) => batch.id === tabbed))

  const press = (event: KeyboardEvent) => {
    const id = blockIdAt(event.target)
    const target = id === null ? null : neighbourOf(event.key, id, rows)
    if (target === null) return
    event.preventDefault()
    tracks.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(target)}"]`)?.focus()
  }
  const inspect = (target: EventTarget) => {
    const id = blockIdAt(target)
    setInspected(id === null ? null : { batchId: id, near: (target as HTMLElement).getBoundingClientRect() })
  }
  if (rows.length === 0) return null
  return (
    <section
      aria-label={`Timeline of job ${job.number}`}
      className={cx(styles.timeline, thin && styles.thin)}
      onKeyDown={press}
      onPointerOver={(event) => inspect(event.target)}
      onPointerLeave={() => setInspected(null)}
      onFocus={(event) => {
        setTabbed(blockIdAt(event.target))
        inspect(event.target)
      }}
      onBlur={() => setInspected(null)}
    >
      <div ref={tracks} className={styles.tracks}>
        {rows.map((row) => (
          <TimelineTrack
            key={row.workerId}
            workerId={row.workerId}
            blocks={row.blocks}
            axis={axis}
            tabbed={stillThere ? tabbed : first}
          />
        ))}
        {!over && <div className={styles.now} aria-hidden="true" />}
      </div>
      {inspected && <BlockDetails jobId={job.id} inspected={inspected} from={axis.from} />}
    </section>
  )
}

const blockIdAt = (target: EventTarget): BatchId | null => {
  const id =
    target instanceof HTMLElement ? target.closest<HTMLElement>('[data-block]')?.dataset.block : undefined
  return id === undefined ? null : (id as BatchId)
}

/** Rows and axis; made anew when a batch changes or the axis must grow, not with every progress. */
function useTimeline(job: JobView, over: boolean) {
  const batches = usePanel((state) => state.batchesByJob[job.id] ?? NO_JOB_BATCHES)
  const order = usePanel((state) => state.workerOrder)
  const until = usePanel((state) => axisEnd(state, job.id, over))
  return useMemo(() => {
    const now = fleetNow()
    const rows = timelineRows(batches, usePanel.getState().liveByBatch, order, now)
    const axis = timeAxis(job, rows, now, over)
    return {
      axis,
      rows: rows.map((row) => ({ ...row, blocks: joinNarrow(row.blocks, axis, LEAST_BLOCK) })),
      until,
    }
  }, [batches, order, job, over, until])
}

/** Where the axis ends by the newest forecast, epoch ms: the rounding keeps it still most of the time. */
function axisEnd(state: ReturnType<typeof usePanel.getState>, jobId: JobId, over: boolean): number {
  const job = state.jobsById[jobId]
  if (!job || over) return 0
  const now = fleetNow()
  const rows = timelineRows(state.batchesByJob[jobId] ?? NO_JOB_BATCHES, state.liveByBatch, [], now)
  return timeAxis(job, rows, now, over).until
}

/** Moves the now-line without drawing anything again: blocks and line read `--now` (0..1). */
function useNowLine(tracks: React.RefObject<HTMLDivElement | null>, axis: TimeAxis, over: boolean): void {
  useLayoutEffect(() => {
    const move = () =>
      tracks.current?.style.setProperty('--now', over ? '2' : String(along(axis, fleetNow())))
    move()
    if (over) return
    const timer = setInterval(move, MOVE_EVERY_MS)
    return () => clearInterval(timer)
  }, [tracks, axis, over])
}
