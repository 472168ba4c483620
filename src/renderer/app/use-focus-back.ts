import { type RefObject, useEffect } from 'react'
import { isFocusNowhere } from '../ui/focus-when-drawn.ts'

/**
 * Gives the focus back when a message that has it goes: to what had it before. Not where it was put elsewhere in the meantime, nor
 * where a press beside everything took it away on purpose. `messages`: the element that all of them are in.
 */
export function useFocusBack(messages: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = messages.current
    if (!element) return
    const within = (target: EventTarget | null) => target instanceof Node && element.contains(target)
    let before: HTMLElement | null = null
    const note = ({ target, relatedTarget }: FocusEvent) => {
      if (!within(target)) before = null
      else if (relatedTarget instanceof HTMLElement && !within(relatedTarget)) before = relatedTarget
    }
    const press = ({ target }: Event) => {
      if (!within(target)) before = null
    }
    const changed = new MutationObserver(() => {
      if (before === null || !isFocusNowhere()) return
      before.focus({ preventScroll: true })
      before = null
    })
    // On the way down: nobody below can keep it from this.
    document.addEventListener('focusin', note, true)
    document.addEventListener('pointerdown', press, true)
    changed.observe(element, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', note, true)
      document.removeEventListener('pointerdown', press, true)
      changed.disconnect()
    }
  }, [messages])
}
