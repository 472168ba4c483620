import { describe, expect, it } from 'vitest'
import { isPress, SHORTCUTS, type Shortcut, screenShortcut, spokenKeys } from './shortcuts.ts'

const press = (key: string, held: readonly ('ctrl' | 'meta' | 'alt' | 'shift')[] = []) => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
})

describe('a shortcut', () => {
  it.each([
    [press('k', ['ctrl']), SHORTCUTS.palette, true],
    [press('K', ['meta']), SHORTCUTS.palette, true],
    [press('k'), SHORTCUTS.palette, false],
    [press('k', ['ctrl', 'alt']), SHORTCUTS.palette, false],
    [press('?'), SHORTCUTS.list, true],
    [press('?', ['shift']), SHORTCUTS.list, true],
    [press('z', ['ctrl']), SHORTCUTS.undo, true],
    [press('Z', ['ctrl', 'shift']), SHORTCUTS.undo, false],
    [press('ArrowUp', ['alt']), SHORTCUTS.moveUp, true],
    [press('ArrowUp'), SHORTCUTS.moveUp, false],
    [press('3', ['ctrl']), screenShortcut(2), true],
  ])('is told from other presses: %o', (pressed, shortcut, expected) => {
    expect(isPress(pressed, shortcut)).toBe(expected)
  })

  it.each([
    [SHORTCUTS.palette, 'Control+K'],
    [SHORTCUTS.moveUp, 'Alt+ArrowUp'],
    [SHORTCUTS.selectWithSpace, 'Control+Space'],
    [screenShortcut(0), 'Control+1'],
  ])('%o is said as %s', (shortcut, spoken) => {
    expect(spokenKeys(shortcut)).toBe(spoken)
  })

  it('of one list stands for one thing', () => {
    const pressed = Object.values<Shortcut>(SHORTCUTS).map(spokenKeys)
    expect(new Set(pressed).size).toBe(pressed.length)
  })
})
