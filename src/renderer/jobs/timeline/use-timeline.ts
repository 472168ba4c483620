import { useMemo } from 'react'
import type { JobId } from '../../../shared/ids.ts'
import type { JobView } from '../../../shared/job.ts'
import { NO_JOB_BATCHES } from '../../state/batches.ts'
import { fleetNow } from '../../state/fleet-clock.ts'
import { type PanelState, usePanel } from '../../state/panel-store.ts'
import { joinNarrow, type TimeAxis, type TimelineRow, timeAxis, timelineRows } from './timeline-geometry.ts'

/**
 * Rows and axis of a job's timeline; made anew when a batch changes or the axis must grow, not with every progress.
 * `leastOf`: narrowest block, as a part of the axis, for so many rows.
 */
export function useTimeline(
  job: JobView,
  over: boolean,
  leastOf: (rows: number) => number,
): { rows: TimelineRow[]; axis: TimeAxis } {
  const batches = usePanel((state) => state.batchesByJob[job.id] ?? NO_JOB_BATCHES)
  const order = usePanel((state) => state.workerOrder)
  const until = usePanel((state) => axisEnd(state, job.id, over))
  // biome-ignore lint/correctness/useExhaustiveDependencies: `until` says when a forecast moved the end of the axis
  return useMemo(() => {
    const now = fleetNow()
    const rows = timelineRows(batches, usePanel.getState().liveByBatch, order, now)
    const axis = timeAxis(job, rows, now, over)
    const least = leastOf(rows.length)
    return { axis, rows: rows.map((row) => ({ ...row, blocks: joinNarrow(row.blocks, axis, least) })) }
  }, [batches, order, job, over, until])
}

/** Where the axis ends by the newest forecast, epoch ms: its rounding keeps it still most of the time. */
function axisEnd(state: PanelState, jobId: JobId, over: boolean): number {
  const job = state.jobsById[jobId]
  if (!job || over) return 0
  const now = fleetNow()
  const batches = state.batchesByJob[jobId] ?? NO_JOB_BATCHES
  return timeAxis(job, timelineRows(batches, state.liveByBatch, [], now), now, over).until
}
