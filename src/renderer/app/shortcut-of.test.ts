import { describe, expect, it } from 'vitest'
import { type KeyPress, shortcutOf } from './shortcut-of.ts'

const press = (key: string, patch: Partial<KeyPress> = {}) =>
  shortcutOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, typing: false, ...patch })

describe('shortcuts', () => {
  it('lead to the screens with Ctrl and a digit, also while typing', () => {
    expect(press('1', { ctrlKey: true })).toEqual({ do: 'go', route: 'generate' })
    expect(press('5', { metaKey: true, typing: true })).toEqual({ do: 'go', route: 'settings' })
    expect(press('6', { ctrlKey: true })).toBeNull()
    expect(press('2')).toBeNull()
  })
  it('start a job, the palette and the list of shortcuts', () => {
    expect(press('Enter', { ctrlKey: true, typing: true })).toEqual({ do: 'generate', priority: 'normal' })
    expect(press('Enter', { ctrlKey: true, shiftKey: true, typing: true })).toEqual({
      do: 'generate',
      priority: 'first',
    })
    expect(press('k', { ctrlKey: true })).toEqual({ do: 'palette' })
    expect(press('p', { ctrlKey: true, typing: true })).toEqual({ do: 'pause-all' })
    expect(press('?')).toEqual({ do: 'shortcuts' })
  })
  it('lead to the next part of the window and back with F6, also while typing', () => {
    expect(press('F6', { typing: true })).toEqual({ do: 'region', step: 1 })
    expect(press('F6', { shiftKey: true })).toEqual({ do: 'region', step: -1 })
    expect(press('F6', { ctrlKey: true })).toBeNull()
  })
  it('take a deletion back, but not with Shift, which means to do it again', () => {
    expect(press('z', { ctrlKey: true })).toEqual({ do: 'undo' })
    expect(press('Z', { ctrlKey: true, shiftKey: true })).toBeNull()
  })
  it('leave a question mark in a text alone, and every press with Alt', () => {
    expect(press('?', { typing: true })).toBeNull()
    expect(press('1', { ctrlKey: true, altKey: true })).toBeNull()
  })
})
