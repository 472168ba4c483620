/**
 * Escape in what is marked by `data-own-escape` (a name that is being typed) is for that alone. Radix hears of it before the field does, and would
 * close all that is around it.
 */
export function leaveOwnEscape(event: Event): void {
  if (document.activeElement?.closest('[data-own-escape]')) event.preventDefault()
}
