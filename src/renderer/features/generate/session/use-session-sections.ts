import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { gridViewOf, useGridViews } from '../../../grids/grid-views.ts'
import { NO_JOB_BATCHES } from '../../../state/batches.ts'
import { imageOwners } from '../../../state/image-owners.ts'
import { NO_JOB_IMAGES } from '../../../state/images.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useShownJob } from '../../../state/selectors.ts'
import { sessionJobs } from './session-jobs.ts'
import { type SessionSection, sessionSection } from './session-rows.ts'

/** The sections of the gallery of the session. Progress of batches does not make them anew. */
export function useSessionSections(width: number, least: number): SessionSection[] {
  const jobs = usePanel(useShallow(sessionJobs))
  const images = usePanel((state) => state.imagesByJob)
  const deleted = usePanel((state) => state.deletedByJob)
  const batches = usePanel((state) => state.batchesByJob)
  const views = useGridViews()
  const shownId = useShownJob()?.id
  // Where there is one job alone, the header of the screen says all that its heading would.
  const headedId = jobs.length === 1 ? shownId : undefined
  return useMemo(
    () =>
      jobs.map((job) =>
        sessionSection(
          {
            job,
            images: images[job.id] ?? NO_JOB_IMAGES,
            owners: imageOwners(batches[job.id] ?? NO_JOB_BATCHES),
            deleted: deleted[job.id],
            view: gridViewOf(views, job.id),
          },
          { width, least, headed: job.id === headedId },
        ),
      ),
    [jobs, images, deleted, batches, views, width, least, headedId],
  )
}
