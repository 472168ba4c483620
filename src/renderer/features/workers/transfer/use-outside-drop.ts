import { type DragEvent, useEffect, useRef, useState } from 'react'
import { openImport } from './open-import.ts'
import { readDropped, takeData } from './read-dropped.ts'

/** Types of what may be dropped; anything else keeps the cursor that says no. */
const TAKEN = ['Files', 'text/uri-list', 'text/plain']

const isTaken = ({ dataTransfer }: DragEvent) => TAKEN.some((type) => dataTransfer.types.includes(type))

/**
 * Takes files, links and texts dragged in from elsewhere, anywhere on an element. `over`: something that can be dropped
 * is above it.
 */
export function useOutsideDrop() {
  const [over, setOver] = useState(false)
  // Entering a child comes before leaving its parent: counted, so that the veil does not flicker.
  const depth = useRef(0)
  useEffect(() => {
    // A drag that ends outside the window leaves no event behind.
    const end = () => {
      depth.current = 0
      setOver(false)
    }
    addEventListener('blur', end)
    return () => removeEventListener('blur', end)
  }, [])
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
      event.preventDefault()
      depth.current = 0
      setOver(false)
      void readDropped(takeData(event.dataTransfer)).then(openImport)
    },
  }
  return { over, handlers }
}
