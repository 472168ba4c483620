import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react'

/**
 * What makes an element take things that are dragged in from outside. `isTaken`: whether it takes what is above it; `take`: it was dropped.
 * `over`: something that it takes is above it.
 */
export function useDropTarget(isTaken: (event: DragEvent) => boolean, take: (data: DataTransfer) => void) {
  const [over, setOver] = useState(false)
  // Entering a child comes before leaving its parent: counted, so that the veil does not flicker.
  const depth = useRef(0)
  const end = useCallback(() => {
    depth.current = 0
    setOver(false)
  }, [])
  useEffect(() => {
    // A drag that ends outside the window leaves no event behind.
    addEventListener('blur', end)
    return () => removeEventListener('blur', end)
  }, [end])
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (!isTaken(event)) return
      event.preventDefault()
      depth.current++
      setOver(true)
    },
    onDragOver: (event: DragEvent) => {
      if (!isTaken(event)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    },
    onDragLeave: () => {
      depth.current = Math.max(0, depth.current - 1)
      if (depth.current === 0) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      if (!isTaken(event)) return
      // Something inside it took what was dropped.
      const taken = event.isDefaultPrevented()
      event.preventDefault()
      end()
      if (!taken) take(event.dataTransfer)
    },
  }
  return { over, handlers }
}
