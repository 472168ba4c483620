import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { NO_JOB_BATCHES } from '../../../state/batches.ts'
import { imageOwners } from '../../../state/image-owners.ts'
import { NO_JOB_IMAGES } from '../../../state/images.ts'
import { isOver } from '../../../state/jobs.ts'
import { type PanelState, usePanel } from '../../../state/panel-store.ts'
import { useShownJob } from '../../../state/selectors.ts'
import { type SessionSection, sessionSection } from './session-rows.ts'

/** The jobs that have a section: at work, seen at work, or with pictures; newest first. */
export function sessionJobs(state: PanelState) {
  return state.jobOrder
    .flatMap((id) => state.jobsById[id] ?? [])
    .filter((job) => !isOver(job) || state.seenAtWork[job.id] || state.imagesByJob[job.id])
    .reverse()
}

/** The sections of the gallery of the session. Progress of batches does not make them anew. */
export function useSessionSections(width: number, least: number): SessionSection[] {
  const jobs = usePanel(useShallow(sessionJobs))
  const images = usePanel((state) => state.imagesByJob)
  const deleted = usePanel((state) => state.deletedByJob)
  const batches = usePanel((state) => state.batchesByJob)
  const headedId = useShownJob()?.id
  return useMemo(
    () =>
      jobs.map((job) =>
        sessionSection(
          {
            job,
            images: images[job.id] ?? NO_JOB_IMAGES,
            owners: imageOwners(batches[job.id] ?? NO_JOB_BATCHES),
            deleted: deleted[job.id],
          },
          { width, least, headed: job.id === headedId },
        ),
      ),
    [jobs, images, deleted, batches, width, least, headedId],
  )
}
