import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Plane } from '../../inputs/mask/plane.ts'
import { channelsOf, Overlay } from './painting/overlay.ts'
import { Painting } from './painting/painting.ts'

/** A mask that is painted, and the canvas that shows it. */
export function usePainting(plane: Plane) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const overlay = useRef<Overlay | null>(null)
  const [painting] = useState(() => new Painting(plane, (tiles) => overlay.current?.mark(tiles)))
  useEffect(() => {
    if (!canvas.current) return
    const colour = getComputedStyle(canvas.current).getPropertyValue('--mask-paint')
    const shown = new Overlay(canvas.current, painting.plane, channelsOf(colour))
    overlay.current = shown
    return () => shown.stop()
  }, [painting])
  const standing = useSyncExternalStore(
    (listener) => painting.onStep(listener),
    () => painting.standing,
  )
  return { canvas, painting, standing }
}
