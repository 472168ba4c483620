import type { StoredImage } from '../../shared/job.ts'
import { imagesStored } from '../state/images.ts'
import { openViewer } from '../state/navigation.ts'
import { usePanel } from '../state/panel-store.ts'

/** Opens a picture in the viewer, among those it stands with. The viewer is given those of earlier sessions first. */
export function openPicture(image: StoredImage, among: readonly StoredImage[]): void {
  const { imagesById } = usePanel.getState()
  const unknown = among.filter(({ id }) => imagesById[id] === undefined)
  if (unknown.length > 0) usePanel.setState((state) => imagesStored(state, unknown))
  openViewer(
    image.id,
    among.map(({ id }) => id),
  )
}
