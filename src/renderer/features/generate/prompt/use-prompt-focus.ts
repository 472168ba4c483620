import { type RefObject, useEffect } from 'react'
import { usePanel } from '../../../state/panel-store.ts'
import { focusPromptIn } from './editor/PromptEditor.tsx'

/**
 * Who comes to Generate can type the prompt at once, at its end. Not while something lies above the screen, and not from a field in which
 * somebody types.
 */
export function usePromptFocus(form: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { overlay, viewer } = usePanel.getState()
    // A palette that leads here is still drawn, but closed.
    const dialog = document.querySelector(':is([role="dialog"], [role="alertdialog"])[data-state="open"]')
    if (overlay !== null || viewer !== null || dialog) return
    const { activeElement } = document
    if (
      activeElement?.matches('input, textarea, [contenteditable]') &&
      !activeElement.closest('[data-state="closed"]')
    )
      return
    if (form.current) focusPromptIn(form.current)
  }, [form])
}
