import { type RefObject, useState } from 'react'
import { usePaneSize } from '../../ui/use-pane-size.ts'
import {
  cornerOf,
  type Fitting,
  keepInside,
  openedView,
  type Size,
  type View,
  ZOOM_STEP,
  zoomAt,
} from '../../ui/zoom.ts'

const CENTRE = { x: 0, y: 0 }

/** How the picture lies while it is painted on; until something is zoomed or moved, all of it is in sight. */
export function usePaintView(pane: RefObject<HTMLElement | null>, picture: Size) {
  const { size, density } = usePaneSize(pane)
  const [free, setFree] = useState<View | null>(null)
  const [fitting, setFitting] = useState<Fitting>('fit')
  const opened = openedView(fitting, size, picture, density)
  const view = free ?? opened
  const corner = cornerOf(view, size, picture, density)
  return {
    scale: view.scale,
    corner,
    /** of the picture's own size, in px of the screen */
    magnification: view.scale * density,
    /** null: zoomed or moved since */
    fitting: free === null ? fitting : null,
    choose(next: Fitting) {
      setFitting(next)
      setFree(null)
    },
    /** `steps`: how often by ZOOM_STEP; `point`: px from the middle of the pane, which keeps what is under it */
    zoom: (steps: number, point = CENTRE) =>
      setFree((before) => zoomAt(before ?? opened, ZOOM_STEP ** steps, point, size, picture)),
    /** px of the screen */
    pan: (x: number, y: number) =>
      setFree((before) => {
        const from = before ?? opened
        return keepInside({ ...from, x: from.x + x, y: from.y + y }, size, picture)
      }),
  }
}

export type PaintView = ReturnType<typeof usePaintView>
