import { useCallback, useMemo } from 'react'
import type { ImageId } from '../../../../shared/ids.ts'
import type { StoredImage } from '../../../../shared/job.ts'
import type { PictureSubject } from '../../../pictures/actions/picture-subject.ts'
import { usePictureSelection } from '../../../pictures/use-picture-selection.ts'
import { openViewer } from '../../../state/navigation.ts'
import { usePanel } from '../../../state/panel-store.ts'
import type { SessionSection } from './session-rows.ts'

/** Opens a picture of the session among those of its job. */
export function openInSession(id: ImageId): void {
  const { imagesById, imagesByJob } = usePanel.getState()
  const image = imagesById[id]
  if (image) openViewer(id, Object.values(imagesByJob[image.jobId] ?? {}))
}

/** The pictures of the session as things to act on: which are selected, and what an action on one is about. */
export function useSessionPictures(sections: readonly SessionSection[]) {
  const images = usePanel((state) => state.imagesByJob)
  const order = useMemo(
    () => sections.flatMap(({ job, indexes }) => indexes.flatMap((index) => images[job.id]?.[index] ?? [])),
    [sections, images],
  )
  const selection = usePictureSelection(order)
  const { selected } = selection
  const chosen = useMemo(() => picturesOf(order.filter((id) => selected.has(id))), [order, selected])
  const subjectOf = useCallback(
    (id: ImageId): PictureSubject | null => {
      if (selected.size > 1 && selected.has(id)) return { images: chosen, trashed: false }
      const [image] = picturesOf([id])
      return image ? { images: [image], trashed: false, open: (one) => openInSession(one.id) } : null
    },
    [selected, chosen],
  )
  return { images, selection, subjectOf, chosen: { images: chosen, all: order.length } }
}

function picturesOf(ids: readonly ImageId[]): StoredImage[] {
  const { imagesById } = usePanel.getState()
  return ids.flatMap((id) => imagesById[id] ?? [])
}
