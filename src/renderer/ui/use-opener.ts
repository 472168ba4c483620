import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Who has the focus while a dialog opens; of an entry of a menu, which is gone by the time the dialog closes, the button of the menu. */
export function useOpener(open: boolean): RefObject<HTMLElement | null> {
  const opener = useRef<HTMLElement>(null)
  // Before the dialog, which is drawn later, takes it.
  useLayoutEffect(() => {
    if (!open) return
    const active = document.activeElement
    const button = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
    opener.current = (button ? document.getElementById(button) : active) as HTMLElement | null
  }, [open])
  return opener
}
