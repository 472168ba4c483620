import { useEffect } from 'react'
import { discardUnsaved, openSheet, useBoard } from './board-store.ts'
import { clearSelection } from './selected-cards.ts'

/** Escape lets go of what is open, one thing at a time: a question, the selection, the sheet. */
export function useEscape(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      const { wanted, selected, sheet } = useBoard.getState()
      if (wanted) discardUnsaved(false)
      else if (selected.size > 0) clearSelection()
      else if (sheet) openSheet(null)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}
