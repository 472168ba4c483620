import { type RefObject, useLayoutEffect, useState } from 'react'
import type { Size } from './zoom.ts'

/** How large an element is in CSS px, and how many px of the screen make one of those, as both change. */
export function usePaneSize(pane: RefObject<HTMLElement | null>): {
  readonly size: Size
  readonly density: number
} {
  const [measured, setMeasured] = useState({ size: { width: 0, height: 0 }, density: 1 })
  useLayoutEffect(() => {
    const element = pane.current
    if (!element) return
    const measure = () =>
      setMeasured({
        size: { width: element.clientWidth, height: element.clientHeight },
        density: window.devicePixelRatio,
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    // The window on another screen: the density changes, the pane may not.
    window.addEventListener('resize', measure)
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', measure)
    }
  }, [pane])
  return measured
}
