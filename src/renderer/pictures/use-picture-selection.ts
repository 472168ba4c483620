import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react'
import type { ImageId } from '../../shared/ids.ts'
import { nothingSelected, only, rangeOnly, type Selection, stillShown, toggled } from '../state/selection.ts'
import { isPress, SHORTCUTS } from '../ui/shortcuts.ts'

export interface PictureSelection {
  /** those of the pictures in sight that are selected */
  readonly selected: ReadonlySet<ImageId>
  /** Takes a click with Ctrl or Shift; answers false for a plain one, which means something else on each screen. */
  readonly click: (event: Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>, id: ImageId) => boolean
  /** Takes Space, Ctrl+A and Escape; answers false for other keys. */
  readonly press: (event: KeyboardEvent, id: ImageId) => boolean
  readonly only: (id: ImageId) => void
  /** from the picture touched last to this one */
  readonly extendTo: (id: ImageId, from: ImageId) => void
  readonly clear: () => void
}

/** Which pictures of a screen are selected. `order`: as they are shown; what is not among them any more is not selected either. */
export function usePictureSelection(order: readonly ImageId[]): PictureSelection {
  const [selection, setSelection] = useState<Selection<ImageId>>(nothingSelected)
  const shown = useRef(order)
  shown.current = order
  const selected = useMemo(() => stillShown(selection.selected, order), [selection, order])
  const hasAny = useRef(false)
  hasAny.current = selected.size > 0
  const steer = useMemo(
    (): Omit<PictureSelection, 'selected'> => ({
      click({ ctrlKey, metaKey, shiftKey }, id) {
        if (shiftKey) setSelection((before) => rangeOnly(before, id, shown.current))
        else if (ctrlKey || metaKey) setSelection((before) => toggled(before, id))
        else return false
        return true
      },
      press(event, id) {
        if (isPress(event, SHORTCUTS.selectAll))
          setSelection({ selected: new Set(shown.current), anchor: id })
        else if (event.key === ' ' && !event.altKey) setSelection((before) => toggled(before, id))
        else if (event.key === 'Escape' && hasAny.current) setSelection(nothingSelected)
        else return false
        event.preventDefault()
        return true
      },
      only: (id) => setSelection(only(id)),
      extendTo: (id, from) =>
        setSelection((before) =>
          rangeOnly(before.selected.size === 0 ? only(from) : before, id, shown.current),
        ),
      clear: () => setSelection(nothingSelected),
    }),
    [],
  )
  return useMemo(() => ({ ...steer, selected }), [steer, selected])
}
