/** Keys that do something: as they are written on keys, and what a press of them looks like. */
export interface Shortcut {
  readonly keys: string
  /** as KeyboardEvent.key says it; letters in lower case */
  readonly key: string
  /** with Ctrl, or with Command on a Mac */
  readonly ctrl?: true
  readonly alt?: true
  /** true: only with Shift; false: with Shift it stands for something else */
  readonly shift?: boolean
}

/** Every shortcut that is told in more than one place: in menus, on buttons, in the list of them (?), and where it is heard. */
export const SHORTCUTS = {
  palette: { keys: 'Ctrl K', key: 'k', ctrl: true },
  generate: { keys: 'Ctrl ↵', key: 'Enter', ctrl: true, shift: false },
  generateFirst: { keys: 'Ctrl Shift ↵', key: 'Enter', ctrl: true, shift: true },
  newDraft: { keys: 'Ctrl T', key: 't', ctrl: true, shift: false },
  nextDraft: { keys: 'Ctrl Page Down', key: 'PageDown', ctrl: true },
  previousDraft: { keys: 'Ctrl Page Up', key: 'PageUp', ctrl: true },
  pauseAll: { keys: 'Ctrl P', key: 'p', ctrl: true },
  list: { keys: '?', key: '?' },
  nextRegion: { keys: 'F6', key: 'F6', shift: false },
  previousRegion: { keys: 'Shift F6', key: 'F6', shift: true },
  open: { keys: '↵', key: 'Enter' },
  close: { keys: 'Esc', key: 'Escape' },
  favourite: { keys: 'F', key: 'f' },
  copy: { keys: 'Ctrl C', key: 'c', ctrl: true },
  save: { keys: 'Ctrl S', key: 's', ctrl: true },
  undo: { keys: 'Ctrl Z', key: 'z', ctrl: true, shift: false },
  remove: { keys: 'Del', key: 'Delete' },
  moveUp: { keys: 'Alt ↑', key: 'ArrowUp', alt: true },
  moveDown: { keys: 'Alt ↓', key: 'ArrowDown', alt: true },
  select: { keys: 'X', key: 'x' },
  selectWithSpace: { keys: 'Ctrl Space', key: ' ', ctrl: true },
  selectAll: { keys: 'Ctrl A', key: 'a', ctrl: true },
} as const satisfies Readonly<Record<string, Shortcut>>

/** The shortcut of the screen at a place in the rail, from 0: Ctrl 1 for the first. */
export const screenShortcut = (place: number): Shortcut => ({
  keys: `Ctrl ${place + 1}`,
  key: String(place + 1),
  ctrl: true,
})

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Whether a press is this shortcut. Where the shortcut says nothing of Shift, it does not matter: it may be needed to type the key. */
export function isPress({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress, shortcut: Shortcut): boolean {
  return (
    (key.length === 1 ? key.toLowerCase() : key) === shortcut.key &&
    (ctrlKey || metaKey) === (shortcut.ctrl ?? false) &&
    altKey === (shortcut.alt ?? false) &&
    shiftKey === (shortcut.shift ?? shiftKey)
  )
}

/** For `aria-keyshortcuts`: "Control+K". */
export function spokenKeys({ key, ctrl, alt, shift }: Shortcut): string {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key
  return [ctrl && 'Control', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join('+')
}
