import { ROUTES, type Route } from '../state/ui.ts'

/** What a key press asks for, anywhere in the panel. */
export type Shortcut =
  | { do: 'go'; route: Route }
  | { do: 'palette' }
  | { do: 'generate' }
  | { do: 'shortcuts' }

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  /** the press went into a text field */
  readonly typing: boolean
}

/** The shortcut of a key press; null when it is none. On a Mac, Command stands for Ctrl. */
export function shortcutOf({ key, ctrlKey, metaKey, altKey, typing }: KeyPress): Shortcut | null {
  if (altKey) return null
  if (ctrlKey || metaKey) {
    if (key === 'k' || key === 'K') return { do: 'palette' }
    if (key === 'Enter') return { do: 'generate' }
    const route = ROUTES[Number(key) - 1]
    return /^[1-9]$/.test(key) && route ? { do: 'go', route } : null
  }
  return key === '?' && !typing ? { do: 'shortcuts' } : null
}
