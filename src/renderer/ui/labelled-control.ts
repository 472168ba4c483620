/** A group of buttons can have the focus, too: it passes it on to the one that Tab reaches. */
const CONTROL = 'input, button, textarea, [contenteditable="true"], [tabindex="0"]'

/**
 * The control that is called so in a part of the page, by a label or by a name that is only read aloud; of a group of buttons the one that
 * Tab reaches. null: there is none, or none yet.
 */
export function labelledControl(within: ParentNode, name: string): HTMLElement | null {
  const label = [...within.querySelectorAll('label')].find(({ textContent }) => textContent === name)
  const named = label ? document.getElementById(label.htmlFor) : calledSo(within, name)
  if (named?.matches(CONTROL)) return named
  const group = label?.parentElement?.parentElement ?? named
  return group?.querySelector<HTMLElement>('[tabindex="0"], button:not([tabindex]), input') ?? null
}

const calledSo = (within: ParentNode, name: string): HTMLElement | null =>
  within.querySelector<HTMLElement>(`[aria-label=${JSON.stringify(name)}]`)
