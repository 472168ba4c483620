import { useState } from 'react'
import type { ImageToImage } from '../../../shared/generation.ts'
import type { InputPicture } from '../../../shared/input-picture.ts'
import { withOwnMask } from '../../../shared/own-masks.ts'
import { say } from '../../../shared/words/say.ts'
import { addInputs } from '../../inputs/add-inputs.ts'
import { greyPng } from '../../inputs/mask/grey-png.ts'
import { noteMaskBounds } from '../../inputs/mask/mask-bounds.ts'
import { endMaskPainting } from '../../inputs/mask/paint-mask.ts'
import { invert, type Plane } from '../../inputs/mask/plane.ts'
import { editForm } from '../../state/edit-form.ts'
import { FIRST_IMAGE_TO_IMAGE } from '../../state/form-inputs.ts'
import { usePanel } from '../../state/panel-store.ts'
import { showProblem } from '../../state/toasts.ts'
import type { Painting } from './painting/painting.ts'
import { isSoft } from './raster/feather.ts'

/** Stores what was painted as a picture, and makes it the mask of the form, or of this picture alone; where nothing is painted, there is none. */
export function useMask(picture: InputPicture, painting: Painting, own: boolean) {
  const [busy, setBusy] = useState(false)
  const save = async () => {
    if (busy) return
    painting.endStroke()
    if (painting.standing.bounds === null) {
      use((how) => (own ? withOwnMask(how, picture.id, null) : { ...how, mask: null, invertMask: false }))
      return endMaskPainting()
    }
    setBusy(true)
    // What is painted is white; that of all may be used the other way round, and its own with it.
    const inverted = own && howNow().invertMask
    const plane = inverted ? invertedCopy(painting.plane) : painting.plane
    const file = new File([await greyPng(plane)], say('mask.file', { name: picture.name }))
    const { pictures, refused } = await addInputs([file], 'mask')
    const [mask] = pictures
    if (mask === undefined) {
      setBusy(false)
      const [problem] = refused
      if (problem) showProblem(say('mask.not-saved'), problem)
      return
    }
    if (!inverted) noteMaskBounds(mask.id, painting.standing.bounds)
    // Servers make every mask hard that they are not told to leave soft.
    const soft = isSoft(painting.plane)
    use((how) =>
      own
        ? { ...withOwnMask(how, picture.id, mask), softMask: how.softMask || soft }
        : { ...how, mask, invertMask: false, softMask: soft },
    )
    endMaskPainting()
  }
  return { busy, save }
}

const howNow = (): ImageToImage => usePanel.getState().form.imageToImage ?? FIRST_IMAGE_TO_IMAGE

const use = (change: (how: ImageToImage) => ImageToImage): void =>
  editForm({ imageToImage: change(howNow()) })

function invertedCopy(plane: Plane): Plane {
  const copy = { ...plane, values: plane.values.slice() }
  invert(copy)
  return copy
}
