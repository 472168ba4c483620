import { type PointerEvent, useRef, useState } from 'react'
import { recall, remember } from '../../ui/local-memory.ts'
import { usePaneSize } from '../../ui/use-pane-size.ts'
import { fromMiddle, useWheel } from '../../ui/use-wheel.ts'
import {
  cornerOf,
  type Fitting,
  keepInside,
  openedView,
  overflows,
  type Size,
  type View,
  ZOOM_STEP,
  zoomAt,
} from '../../ui/zoom.ts'

const CENTRE = { x: 0, y: 0 }

const isFitting = (value: unknown): value is Fitting => value === 'fit' || value === 'actual'

/** Zoom and pan of one picture. Until something is zoomed it lies as was chosen last, whatever size the pane takes on. */
export function useZoom(picture: Size) {
  const pane = useRef<HTMLDivElement>(null)
  const { size: paneSize, density } = usePaneSize(pane)
  const [free, setFree] = useState<View | null>(null)
  const drag = useRef<{ x: number; y: number; view: View } | null>(null)
  const [fitting, setFitting] = useState(() => recall<Fitting>('viewer.fitting', 'fit', isFitting))
  const opened = openedView(fitting, paneSize, picture, density)
  const view = free ?? opened
  const movable = overflows(view, paneSize, picture)
  const choose = (next: Fitting) => {
    setFitting(next)
    setFree(null)
    remember('viewer.fitting', next)
  }

  const zoom = (factor: number, point = CENTRE) =>
    setFree((before) => zoomAt(before ?? opened, factor, point, paneSize, picture))
  useWheel(pane, (event, element) => zoom(ZOOM_STEP ** (-event.deltaY / 100), fromMiddle(event, element)))

  return {
    pane,
    /** of the picture's own size, in px of the screen */
    magnification: view.scale * density,
    scale: view.scale,
    corner: cornerOf(view, paneSize, picture, density),
    movable,
    /** null: zoomed or moved since */
    fitting: free === null ? fitting : null,
    /** for this picture and the next ones, also after a restart */
    choose,
    zoomIn: () => zoom(ZOOM_STEP),
    zoomOut: () => zoom(1 / ZOOM_STEP),
    /** as another picture begins */
    reset: () => setFree(null),
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0 || !movable) return
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, y: event.clientY, view }
      },
      onPointerMove(event: PointerEvent) {
        if (!drag.current) return
        const { x, y, view: from } = drag.current
        const moved = { ...from, x: from.x + event.clientX - x, y: from.y + event.clientY - y }
        setFree(keepInside(moved, paneSize, picture))
      },
      onPointerUp() {
        drag.current = null
      },
      onDoubleClick() {
        if (free !== null) setFree(null)
        else setFree(openedView(fitting === 'fit' ? 'actual' : 'fit', paneSize, picture, density))
      },
    },
  }
}
