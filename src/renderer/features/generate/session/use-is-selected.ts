import type { ImageId, JobId } from '../../../../shared/ids.ts'
import { NO_JOB_IMAGES } from '../../../state/images.ts'
import { usePanel } from '../../../state/panel-store.ts'

/** Tells of an image of a job whether its picture is selected. */
export function useIsSelected(jobId: JobId, selected: ReadonlySet<ImageId>) {
  const images = usePanel((state) => state.imagesByJob[jobId]) ?? NO_JOB_IMAGES
  return (index: number | undefined): boolean => {
    const id = index === undefined ? undefined : images[index]
    return id !== undefined && selected.has(id)
  }
}
