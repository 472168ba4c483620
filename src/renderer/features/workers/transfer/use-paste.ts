import { useEffect } from 'react'
import { openImport } from './open-import.ts'
import { readDropped, takeData } from './read-dropped.ts'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.matches('input, textarea') || target.isContentEditable)

/** Ctrl+V on the board: as if it was dropped there. Pasting into a field stays pasting into that field. */
export function usePaste(): void {
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || !event.clipboardData) return
      event.preventDefault()
      void readDropped(takeData(event.clipboardData)).then(openImport)
    }
    addEventListener('paste', listen)
    return () => removeEventListener('paste', listen)
  }, [])
}
