import { type RefObject, useState } from 'react'
import { usePaneSize } from './use-pane-size.ts'
import {
  cornerOf,
  type Fitting,
  keepInside,
  openedView,
  overflows,
  type Point,
  type Size,
  type View,
  zoomAt,
} from './zoom.ts'

const CENTRE: Point = { x: 0, y: 0 }

/** How a picture lies in a pane. Until it is zoomed or moved it lies as was chosen, whatever size the pane takes on. */
export function usePictureView(
  pane: RefObject<HTMLElement | null>,
  picture: Size,
  first: Fitting | (() => Fitting) = 'fit',
) {
  const { size, density } = usePaneSize(pane)
  const [free, setFree] = useState<View | null>(null)
  const [chosen, setChosen] = useState(first)
  const opened = openedView(chosen, size, picture, density)
  const view = free ?? opened
  return {
    view,
    scale: view.scale,
    corner: cornerOf(view, size, picture, density),
    /** of the picture's own size, in px of the screen */
    magnification: view.scale * density,
    movable: overflows(view, size, picture),
    /** null: zoomed or moved since */
    fitting: free === null ? chosen : null,
    choose(next: Fitting) {
      setChosen(next)
      setFree(null)
    },
    /** `point`: px from the middle of the pane, which keeps what is under it */
    zoom: (factor: number, point = CENTRE) =>
      setFree((before) => zoomAt(before ?? opened, factor, point, size, picture)),
    /** px of the screen, from where it lies now or from another view */
    pan: (x: number, y: number, from?: View) =>
      setFree((before) => {
        const start = from ?? before ?? opened
        return keepInside({ ...start, x: start.x + x, y: start.y + y }, size, picture)
      }),
    /** The other fitting than the chosen one, until it lies as chosen again. */
    toggle: () =>
      setFree(free === null ? openedView(chosen === 'fit' ? 'actual' : 'fit', size, picture, density) : null),
    /** as chosen again */
    reset: () => setFree(null),
  }
}
