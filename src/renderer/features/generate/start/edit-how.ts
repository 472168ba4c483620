import type { ImageToImage } from '../../../../shared/generation.ts'
import { countOwnMasks } from '../../../../shared/own-masks.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { showDone } from '../../../state/toasts.ts'
import { undoing } from '../../../state/undo.ts'

/** Changes how images are made from the pictures of the form, where they are. */
export function editHow(patch: Partial<ImageToImage>): void {
  const { imageToImage } = usePanel.getState().form
  if (imageToImage !== null) editForm({ imageToImage: { ...imageToImage, ...patch } })
}

/** Takes the mask of all pictures away, with a way back. */
export function removeMask(): void {
  const how = usePanel.getState().form.imageToImage
  if (how === null) return
  const { mask, invertMask } = how
  editHow({ mask: null, invertMask: false })
  showDone(
    say('start.mask.removed'),
    undoing(() => editHow({ mask, invertMask })),
  )
}

/** Takes the masks away that single pictures have, with a way back. */
export function removeOwnMasks(): void {
  const how = usePanel.getState().form.imageToImage
  if (how === null) return
  const { ownMasks } = how
  editHow({ ownMasks: undefined })
  showDone(
    say('start.own-mask.removed', { count: countOwnMasks(how) }),
    undoing(() => editHow({ ownMasks })),
  )
}
