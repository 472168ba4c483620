import { type RefObject, useEffect } from 'react'
import { usePanel } from '../../../state/panel-store.ts'

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
    if (activeElement?.matches('input, textarea') && !activeElement.closest('[data-state="closed"]')) return
    const prompt = form.current?.querySelector<HTMLTextAreaElement>('textarea')
    prompt?.focus({ preventScroll: true })
    prompt?.setSelectionRange(prompt.value.length, prompt.value.length)
  }, [form])
}
