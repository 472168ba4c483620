import { create } from 'zustand'
import type { InputPicture } from '../../../shared/input-picture.ts'

interface MaskPainting {
  /** the picture of the form that is painted on; null: none is */
  readonly picture: InputPicture | null
  /** the mask is for that picture alone */
  readonly own: boolean
}

/** What is painted on. */
export const useMaskPainting = create<MaskPainting>(() => ({ picture: null, own: false }))

/** Opens the painter on a picture of the form. `own`: for a mask of that picture alone. */
export const askForMask = (picture: InputPicture, own = false): void =>
  useMaskPainting.setState({ picture, own })

export const endMaskPainting = (): void => useMaskPainting.setState({ picture: null })
