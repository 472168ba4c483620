let lastKey: string | null = null
/** Keys that lead from one control to another. */
const LEADING = new Set(['Tab', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'F6'])

if (typeof document !== 'undefined') {
  // Before anything that handles them moves the focus.
  document.addEventListener('keydown', ({ key }) => (lastKey = key), { capture: true })
  document.addEventListener('pointerdown', () => (lastKey = null), { capture: true })
}

/** Whether the focus was last moved with Tab: by a person, on purpose, step by step. A click into a text field counts as `:focus-visible`, too. */
export const hasCameByKeys = (): boolean => lastKey === 'Tab'

/** Whether a person went to what has the focus, with Tab or within a bar of buttons; not where a dialog or menu that was closed gave it back. */
export const wasGoneTo = (): boolean => lastKey !== null && LEADING.has(lastKey)
