import { useCallback, useMemo } from 'react'
import type { ImageId, JobId } from '../../../../shared/ids.ts'
import type { StoredImage } from '../../../../shared/job.ts'
import type { GridTable } from '../../../grids/grid-table.ts'
import { openInTable } from '../../../grids/open-in-table.ts'
import type { PictureSubject } from '../../../pictures/actions/picture-subject.ts'
import { usePictureSelection } from '../../../pictures/use-picture-selection.ts'
import { openViewer } from '../../../state/navigation.ts'
import { usePanel } from '../../../state/panel-store.ts'
import type { SessionSection } from './session-rows.ts'

/** Opens a picture of the session among those of its job, in a table among its neighbours there. */
export function openInSession(id: ImageId, table: GridTable | null = null): void {
  const { imagesById, imagesByJob } = usePanel.getState()
  const image = imagesById[id]
  if (!image) return
  const images = imagesByJob[image.jobId] ?? {}
  if (table === null) openViewer(id, Object.values(images))
  else openInTable(id, table, (index) => images[index])
}

/** The pictures of the session as things to act on: which are selected, and what an action on one is about. */
export function useSessionPictures(sections: readonly SessionSection[]) {
  const images = usePanel((state) => state.imagesByJob)
  const order = useMemo(
    () => sections.flatMap(({ job, indexes }) => indexes.flatMap((index) => images[job.id]?.[index] ?? [])),
    [sections, images],
  )
  const selection = usePictureSelection(order)
  const tableOf = useCallback(
    (jobId: JobId) => sections.find(({ job }) => job.id === jobId)?.table ?? null,
    [sections],
  )
  const { selected } = selection
  const chosen = useMemo(() => picturesOf(order.filter((id) => selected.has(id))), [order, selected])
  const subjectOf = useCallback(
    (id: ImageId): PictureSubject | null => {
      if (selected.size > 1 && selected.has(id)) return { images: chosen, trashed: false }
      const [image] = picturesOf([id])
      return image
        ? { images: [image], trashed: false, open: (one) => openInSession(one.id, tableOf(one.jobId)) }
        : null
    },
    [selected, chosen, tableOf],
  )
  return { images, selection, subjectOf, chosen: { images: chosen, all: order.length } }
}

function picturesOf(ids: readonly ImageId[]): StoredImage[] {
  const { imagesById } = usePanel.getState()
  return ids.flatMap((id) => imagesById[id] ?? [])
}
