import { type PointerEvent, useRef } from 'react'
import { recall, remember } from '../../ui/local-memory.ts'
import { usePictureView } from '../../ui/use-picture-view.ts'
import { fromMiddle, useWheel } from '../../ui/use-wheel.ts'
import { type Fitting, type Size, type View, ZOOM_STEP } from '../../ui/zoom.ts'

const isFitting = (value: unknown): value is Fitting => value === 'fit' || value === 'actual'

/** Zoom and pan of one picture. Until something is zoomed it lies as was chosen last, whatever size the pane takes on. */
export function useZoom(picture: Size) {
  const pane = useRef<HTMLDivElement>(null)
  const drag = useRef<{ x: number; y: number; view: View } | null>(null)
  const lies = usePictureView(pane, picture, () => recall<Fitting>('viewer.fitting', 'fit', isFitting))
  const { view, scale, corner, magnification, movable, fitting, zoom, reset } = lies
  useWheel(pane, (event, element) => zoom(ZOOM_STEP ** (-event.deltaY / 100), fromMiddle(event, element)))

  return {
    ...{ pane, magnification, scale, corner, movable, fitting },
    /** for this picture and the next ones, also after a restart */
    choose(next: Fitting) {
      lies.choose(next)
      remember('viewer.fitting', next)
    },
    zoomIn: () => zoom(ZOOM_STEP),
    zoomOut: () => zoom(1 / ZOOM_STEP),
    /** as another picture begins */
    reset,
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0 || !movable) return
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, y: event.clientY, view }
      },
      onPointerMove(event: PointerEvent) {
        if (!drag.current) return
        const { x, y, view: from } = drag.current
        lies.pan(event.clientX - x, event.clientY - y, from)
      },
      onPointerUp() {
        drag.current = null
      },
      onDoubleClick: lies.toggle,
    },
  }
}
