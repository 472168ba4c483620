let byKeys = false

if (typeof document !== 'undefined') {
  // Before anything that handles them moves the focus.
  document.addEventListener('keydown', ({ key }) => (byKeys = key === 'Tab'), { capture: true })
  document.addEventListener('pointerdown', () => (byKeys = false), { capture: true })
}

/** Whether the focus was last moved with Tab: by a person, on purpose, step by step. A click into a text field counts as `:focus-visible`, too. */
export const hasCameByKeys = (): boolean => byKeys
