import { useEffect, useMemo, useState } from 'react'
import type { GenerationRequest } from '../../../shared/generation.ts'
import type { JobId } from '../../../shared/ids.ts'
import { type GridTable, gridTable } from '../../grids/grid-table.ts'
import { gridViewOf, useGridViews } from '../../grids/grid-views.ts'
import { requestOfJob } from '../../pictures/request-of-job.ts'

/** The table of the one job that is shown; null: no job is, or it has no grid, or nobody knows any more what it was asked for. */
export function useJobTable(jobId: JobId | null): GridTable | null {
  const [known, setKnown] = useState<{ jobId: JobId; request: GenerationRequest } | null>(null)
  const views = useGridViews()
  useEffect(() => {
    if (jobId === null) return
    let ended = false
    void requestOfJob(jobId).then((request) => {
      if (!ended && request !== undefined) setKnown({ jobId, request })
    })
    return () => {
      ended = true
    }
  }, [jobId])
  return useMemo(
    () =>
      known !== null && known.jobId === jobId
        ? gridTable(known.request, gridViewOf(views, known.jobId))
        : null,
    [known, jobId, views],
  )
}
