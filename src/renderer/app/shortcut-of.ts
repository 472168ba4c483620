import type { Priority } from '../../shared/priority.ts'
import { ROUTES, type Route } from '../state/ui.ts'
import { isPress, type KeyPress as Press, SHORTCUTS, screenShortcut } from '../ui/shortcuts.ts'

/** What a key press asks for, anywhere in the panel. */
export type Shortcut =
  | { do: 'go'; route: Route }
  | { do: 'palette' }
  | { do: 'generate'; priority: Priority }
  | { do: 'pause-all' }
  | { do: 'new-draft' }
  /** to the next draft, or the one before */
  | { do: 'draft'; step: 1 | -1 }
  | { do: 'shortcuts' }
  /** to the next part of the window, or the one before */
  | { do: 'region'; step: 1 | -1 }
  /** takes back what the newest message with Undo offers to, else the last deletion of pictures */
  | { do: 'undo' }

export interface KeyPress extends Press {
  /** the press went into a text field */
  readonly typing: boolean
}

/** The shortcut of a key press; null when it is none. On a Mac, Command stands for Ctrl. */
export function shortcutOf(press: KeyPress): Shortcut | null {
  if (isPress(press, SHORTCUTS.palette)) return { do: 'palette' }
  if (isPress(press, SHORTCUTS.generate)) return { do: 'generate', priority: 'normal' }
  if (isPress(press, SHORTCUTS.generateFirst)) return { do: 'generate', priority: 'first' }
  if (isPress(press, SHORTCUTS.newDraft)) return { do: 'new-draft' }
  if (isPress(press, SHORTCUTS.nextDraft)) return { do: 'draft', step: 1 }
  if (isPress(press, SHORTCUTS.previousDraft)) return { do: 'draft', step: -1 }
  if (isPress(press, SHORTCUTS.pauseAll)) return { do: 'pause-all' }
  if (isPress(press, SHORTCUTS.nextRegion)) return { do: 'region', step: 1 }
  if (isPress(press, SHORTCUTS.previousRegion)) return { do: 'region', step: -1 }
  const route = ROUTES.find((_, position) => isPress(press, screenShortcut(position)))
  if (route !== undefined) return { do: 'go', route }
  if (isPress(press, SHORTCUTS.undo) && !press.typing) return { do: 'undo' }
  return isPress(press, SHORTCUTS.list) && !press.typing ? { do: 'shortcuts' } : null
}
