import { useState } from 'react'
import type { InputPicture } from '../../../shared/input-picture.ts'
import { say } from '../../../shared/words/say.ts'
import { addInputs } from '../../inputs/add-inputs.ts'
import { greyPng } from '../../inputs/mask/grey-png.ts'
import { noteMaskBounds } from '../../inputs/mask/mask-bounds.ts'
import { endMaskPainting } from '../../inputs/mask/paint-mask.ts'
import { editForm } from '../../state/edit-form.ts'
import { FIRST_IMAGE_TO_IMAGE } from '../../state/form-inputs.ts'
import { usePanel } from '../../state/panel-store.ts'
import { showProblem } from '../../state/toasts.ts'
import type { Painting } from './painting/painting.ts'
import { isSoft } from './raster/feather.ts'

/** Stores what was painted as a picture, and makes it the mask of the form; where nothing is painted, the form has none. */
export function useMask(picture: InputPicture, painting: Painting) {
  const [busy, setBusy] = useState(false)
  const save = async () => {
    if (busy) return
    painting.endStroke()
    if (painting.standing.bounds === null) {
      use({ mask: null, invertMask: false })
      return endMaskPainting()
    }
    setBusy(true)
    const file = new File([await greyPng(painting.plane)], say('mask.file', { name: picture.name }))
    const { pictures, refused } = await addInputs([file], 'mask')
    const [mask] = pictures
    if (mask === undefined) {
      setBusy(false)
      const [problem] = refused
      if (problem) showProblem(say('mask.not-saved'), problem)
      return
    }
    noteMaskBounds(mask.id, painting.standing.bounds)
    // Servers make every mask hard that they are not told to leave soft.
    use({ mask, invertMask: false, softMask: isSoft(painting.plane) })
    endMaskPainting()
  }
  return { busy, save }
}

function use(patch: Partial<typeof FIRST_IMAGE_TO_IMAGE>): void {
  const { imageToImage } = usePanel.getState().form
  editForm({ imageToImage: { ...(imageToImage ?? FIRST_IMAGE_TO_IMAGE), ...patch } })
}
