import { type DragEvent, useEffect } from 'react'
import { say } from '../../../../shared/words/say.ts'
import { foldersDropped } from '../../../inputs/folder-pictures.ts'
import { picturesIn, picturesPasted } from '../../../inputs/pictures-in.ts'
import { showRefusal } from '../../../state/toasts.ts'
import { useDropTarget } from '../../../ui/use-drop-target.ts'
import { takeDropped, takeFolders, takeIn, takeText } from '../review/take-in.ts'

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

/**
 * Takes pictures that are pasted while it is shown, and files that are dropped anywhere on an element, as pictures to start from or as texts about one. `over`:
 * something that can be dropped is above it.
 */
export function useIncomingPictures() {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (event.defaultPrevented) return
      const files = picturesPasted(event)
      if (files.length > 0) {
        event.preventDefault()
        takeIn(files)
      }
    }
    // Before the editor of the prompt takes it as text.
    const pasteText = (event: ClipboardEvent) => {
      const isElsewhere = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null
      if (isElsewhere || !takeText(event.clipboardData?.getData('text/plain') ?? '', event.target)) return
      event.preventDefault()
      event.stopPropagation()
    }
    addEventListener('paste', paste)
    addEventListener('paste', pasteText, { capture: true })
    return () => {
      removeEventListener('paste', paste)
      removeEventListener('paste', pasteText, { capture: true })
    }
  }, [])
  return useDropTarget(hasFiles, (data) => {
    const folders = foldersDropped(data)
    if (folders !== null) return void takeFolders(folders)
    const files = picturesIn(data)
    if (files.length > 0) void takeDropped(files)
    else showRefusal(say('start.no-picture-dropped'))
  })
}
