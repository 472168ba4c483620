import { create } from 'zustand'
import type { InputPicture } from '../../../shared/input-picture.ts'

/** The picture of the form whose mask is painted; null: none is. */
export const useMaskPainting = create<{ readonly picture: InputPicture | null }>(() => ({ picture: null }))

/** Opens the painter on a picture of the form. */
export const askForMask = (picture: InputPicture): void => useMaskPainting.setState({ picture })

export const endMaskPainting = (): void => useMaskPainting.setState({ picture: null })
