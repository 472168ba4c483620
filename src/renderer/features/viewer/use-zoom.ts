import { type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { fitScale, keepInside, type Size, type View, ZOOM_STEP, zoomAt } from './zoom.ts'

const CENTRE = { x: 0, y: 0 }

/** Zoom and pan of one picture. Until something is zoomed it fits into the pane, whatever size that takes on. */
export function useZoom(picture: Size) {
  const pane = useRef<HTMLDivElement>(null)
  const [paneSize, setPaneSize] = useState<Size>({ width: 0, height: 0 })
  const [free, setFree] = useState<View | null>(null)
  const drag = useRef<{ x: number; y: number; view: View } | null>(null)
  const [enlarged, setEnlarged] = useState(false)
  const fitted: View = { scale: fitScale(paneSize, picture, enlarged), x: 0, y: 0 }
  const view = free ?? fitted

  useLayoutEffect(() => {
    const element = pane.current
    if (!element) return
    const measure = () => setPaneSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const zoom = (factor: number, point = CENTRE) =>
    setFree((before) => zoomAt(before ?? fitted, factor, point, paneSize, picture))
  const zoomLatest = useRef(zoom)
  zoomLatest.current = zoom

  useEffect(() => {
    const element = pane.current
    if (!element) return
    // React listens to the wheel passively; the page must not scroll under the picture.
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const box = element.getBoundingClientRect()
      const point = {
        x: event.clientX - box.left - box.width / 2,
        y: event.clientY - box.top - box.height / 2,
      }
      zoomLatest.current(ZOOM_STEP ** (-event.deltaY / 100), point)
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [])

  return {
    pane,
    view,
    fits: free === null,
    /** it is small and fits: the next `fit` enlarges it to the pane */
    canEnlarge: free === null && !enlarged && fitScale(paneSize, picture, true) > 1,
    zoomIn: () => zoom(ZOOM_STEP),
    zoomOut: () => zoom(1 / ZOOM_STEP),
    /** Shows the whole picture; again, fills the pane with a small one, and back. */
    fit: () => {
      if (free === null) setEnlarged(!enlarged)
      setFree(null)
    },
    /** as another picture begins: whole, and no larger than it is unless that was chosen */
    whole: () => setFree(null),
    /** one px of the picture is one of the screen */
    actualSize: () => setFree({ scale: 1, x: 0, y: 0 }),
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0) return
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
        if (free === null) zoom(1 / view.scale)
        else setFree(null)
      },
    },
  }
}
