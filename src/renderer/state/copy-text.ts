import { showDone } from './toasts.ts'

/** Puts a text on the clipboard and says so. `said`: "The prompt is on the clipboard". */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // The app grants pages no permissions, this one included; the old way needs none.
    copyBySelection(text)
  }
  showDone(said)
}

function copyBySelection(text: string): void {
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  // Inside an open dialog only its own elements may take the focus.
  const home = document.querySelector('[role="dialog"]') ?? document.body
  home.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
