import { useEffect } from 'react'
import { create } from 'zustand'
import type { InputId, InputPicture } from '../../../shared/input-picture.ts'
import { boundsOf, invert, type Rect } from './plane.ts'
import { readMask } from './read-mask.ts'

/** What is known of masks: the rectangle around what is painted anew; null: nothing is, or the mask cannot be read. */
const useKnown = create<Readonly<Record<string, Rect | null>>>(() => ({}))
const asked = new Set<string>()

const keyOf = (id: InputId, inverted: boolean) => `${id} ${inverted ? 'inverted' : 'plain'}`

/** Notes what is painted in a mask, where that is known without reading it. */
export const noteMaskBounds = (id: InputId, bounds: Rect | null): void =>
  useKnown.setState({ [keyOf(id, false)]: bounds })

/**
 * The rectangle around what is painted anew, in px of the mask; null: not known yet. A mask is read when it is first asked about, and not again.
 * `mask` null: nobody asks.
 */
export function useMaskBounds(mask: InputPicture | null, inverted: boolean): Rect | null {
  const key = mask === null ? null : keyOf(mask.id, inverted)
  const known = useKnown((all) => (key === null ? null : all[key]))
  useEffect(() => {
    if (mask === null || key === null || known !== undefined || asked.has(key)) return
    asked.add(key)
    void readMask(mask.id, mask).then(
      (plane) => {
        if (inverted) invert(plane)
        useKnown.setState({ [key]: boundsOf(plane) })
      },
      // It is gone or cannot be read: whoever sends it tells. Nothing is drawn around it.
      () => useKnown.setState({ [key]: null }),
    )
  }, [mask, key, known, inverted])
  return known ?? null
}
