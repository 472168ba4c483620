import type { StoredImage } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import { editForm } from '../state/edit-form.ts'
import { usePanel } from '../state/panel-store.ts'
import { showDone } from '../state/toasts.ts'
import { undoing } from '../state/undo.ts'
import { askForMask } from './mask/paint-mask.ts'
import { startFrom } from './start-from.ts'

/** Starts from a picture of the gallery alone, without a mask, and opens the painter on it. What was there before can be brought back. */
export async function paintOn(image: StoredImage): Promise<void> {
  const { inputs, imageToImage } = usePanel.getState().form
  editForm({
    inputs: [],
    imageToImage: imageToImage && { ...imageToImage, mask: null, ownMasks: undefined, invertMask: false },
  })
  const came = await startFrom([image])
  const [picture] = usePanel.getState().form.inputs
  const back = () => editForm({ inputs, imageToImage })
  if (came === 0 || picture === undefined) return back()
  if (inputs.length > 0) showDone(say('mask.inpaint.replaced', { count: inputs.length }), undoing(back))
  askForMask(picture)
}
