import type { ImageToImage } from '../../../../shared/generation.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'

/** Changes how images are made from the pictures of the form, where they are. */
export function editHow(patch: Partial<ImageToImage>): void {
  const { imageToImage } = usePanel.getState().form
  if (imageToImage !== null) editForm({ imageToImage: { ...imageToImage, ...patch } })
}
