/**
 * Focuses what `find` finds; when it is not drawn yet, with the next frame. At once where it can be, so that keys pressed
 * in quick succession start from where the last one led.
 */
export function focusWhenDrawn(find: () => HTMLElement | null | undefined): void {
  const drawn = find()
  if (drawn) drawn.focus()
  else requestAnimationFrame(() => find()?.focus())
}
