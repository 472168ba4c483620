import { type DragEvent, useEffect } from 'react'
import { say } from '../../../../shared/words/say.ts'
import { picturesIn, picturesPasted } from '../../../inputs/pictures-in.ts'
import { startFrom } from '../../../inputs/start-from.ts'
import { showRefusal } from '../../../state/toasts.ts'
import { useDropTarget } from '../../../ui/use-drop-target.ts'

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

/**
 * Takes pictures that are pasted while it is shown, and files that are dropped anywhere on an element, as pictures to start from. `over`:
 * something that can be dropped is above it.
 */
export function useIncomingPictures() {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = event.defaultPrevented ? [] : picturesPasted(event)
      if (files.length === 0) return
      event.preventDefault()
      void startFrom(files)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [])
  return useDropTarget(hasFiles, (data) => {
    const files = picturesIn(data)
    if (files.length > 0) void startFrom(files)
    else showRefusal(say('start.no-picture-dropped'))
  })
}
