import type { ImageToImage } from '../../../../shared/generation.ts'
import { countOwnMasks } from '../../../../shared/own-masks.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { fieldsOf } from '../../../state/fields-of.ts'
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
  takeAway({ mask: null, invertMask: false }, () => say('start.mask.removed'))
}

/** Takes the masks away that single pictures have, with a way back. */
export function removeOwnMasks(): void {
  takeAway({ ownMasks: undefined }, (how) => say('start.own-mask.removed', { count: countOwnMasks(how) }))
}

/** `told`: what the message says of how images were made before. */
function takeAway(patch: Partial<ImageToImage>, told: (before: ImageToImage) => string): void {
  const how = usePanel.getState().form.imageToImage
  if (how === null) return
  editHow(patch)
  showDone(
    told(how),
    undoing(() => editHow(fieldsOf(how, patch))),
  )
}
