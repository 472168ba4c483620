import { create } from 'zustand'
import type { InputPicture } from '../../../../shared/input-picture.ts'

/** A text about how a picture was made, to be looked at before it changes the form. */
export type Reviewed =
  | { readonly from: 'picture'; readonly infotext: string; readonly picture: InputPicture }
  /** `file`: its name; null: it was pasted. `paste`: puts it where it was pasted, as text; null: it was no field */
  | {
      readonly from: 'text'
      readonly infotext: string
      readonly file: string | null
      readonly paste: (() => void) | null
    }

export const useReview = create<{ readonly reviewed: Reviewed | null }>(() => ({ reviewed: null }))

/** Characters of a text that is looked at. */
export const MOST_TEXT = 200_000

/** Whether a text tells how a picture was made: sdwui's line of parameters stands in it. */
export const isInfotext = (text: string): boolean =>
  text.length <= MOST_TEXT && /(^|\n)Steps: \d{1,5},/.test(text)
