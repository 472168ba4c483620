import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react'
import { say } from '../../../../shared/words/say.ts'
import { picturesIn, picturesPasted } from '../../../inputs/pictures-in.ts'
import { startFrom } from '../../../inputs/start-from.ts'
import { showRefusal } from '../../../state/toasts.ts'

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

/**
 * Takes pictures that are pasted while it is shown, and files that are dropped anywhere on an element, as pictures to start from. `over`:
 * something that can be dropped is above it.
 */
export function useIncomingPictures() {
  const [over, setOver] = useState(false)
  // Entering a child comes before leaving its parent: counted, so that the veil does not flicker.
  const depth = useRef(0)
  const end = useCallback(() => {
    depth.current = 0
    setOver(false)
  }, [])
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = event.defaultPrevented ? [] : picturesPasted(event)
      if (files.length === 0) return
      event.preventDefault()
      void startFrom(files)
    }
    // A drag that ends outside the window leaves no event behind.
    addEventListener('blur', end)
    addEventListener('paste', paste)
    return () => {
      removeEventListener('blur', end)
      removeEventListener('paste', paste)
    }
  }, [end])
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      depth.current++
      setOver(true)
    },
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    },
    onDragLeave: () => {
      depth.current = Math.max(0, depth.current - 1)
      if (depth.current === 0) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      end()
      const files = picturesIn(event.dataTransfer)
      if (files.length > 0) void startFrom(files)
      else showRefusal(say('start.no-picture-dropped'))
    },
  }
  return { over, handlers }
}
