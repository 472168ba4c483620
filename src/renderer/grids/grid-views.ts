import { create } from 'zustand'
import type { JobId } from '../../shared/ids.ts'
import { FIRST_VIEW, type GridView } from './grid-table.ts'

/** How each table is looked at, while the panel is open. */
export const useGridViews = create<Readonly<Record<JobId, GridView>>>(() => ({}))

export const gridViewOf = (views: Readonly<Record<JobId, GridView>>, jobId: JobId): GridView =>
  views[jobId] ?? FIRST_VIEW

/** Looks at the table of a job in another way. */
export function changeGridView(jobId: JobId, patch: Partial<GridView>): void {
  useGridViews.setState((views) => ({ [jobId]: { ...gridViewOf(views, jobId), ...patch } }))
}
