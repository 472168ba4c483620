import { Pencil, Trash2 } from 'lucide-react'
import { describe, expect, it, vi } from 'vitest'
import { type Action, menuEntries, tryAction } from './action.ts'
import { SHORTCUTS } from './shortcuts.ts'

interface Thing {
  readonly name: string
  readonly locked?: boolean
}

const done = vi.fn()
const rename: Action<Thing> = {
  name: ({ name }) => `Rename ${name}`,
  icon: Pencil,
  can: ({ locked }) => locked !== true,
  run: ({ name }) => done('rename', name),
}
const remove: Action<Thing> = {
  name: () => 'Remove',
  icon: Trash2,
  fits: ({ name }) => name !== 'root',
  danger: true,
  shortcut: SHORTCUTS.remove,
  run: ({ name }) => done('remove', name),
}

describe('a menu of actions', () => {
  const told = (thing: Thing) =>
    menuEntries([rename, 'line', remove], thing).map((entry) => {
      if (entry.kind !== undefined && entry.kind !== 'item') return entry.kind
      return [entry.label, entry.disabled, entry.danger, entry.keys]
    })

  it('says what each does with its subject, and whether it can', () => {
    expect(told({ name: 'a' })).toEqual([
      ['Rename a', false, undefined, undefined],
      'line',
      ['Remove', false, true, 'Del'],
    ])
    expect(told({ name: 'a', locked: true })[0]).toEqual(['Rename a', true, undefined, undefined])
  })

  it('leaves out what does not fit', () => {
    expect(told({ name: 'root' })).toEqual([['Rename root', false, undefined, undefined]])
  })

  it('has a line only between two groups of which something fits', () => {
    const kinds = (thing: Thing) =>
      menuEntries(['line', remove, 'line', 'line', rename, 'line', remove, 'line'], thing).map(
        ({ kind }) => kind ?? 'item',
      )
    expect(kinds({ name: 'a' })).toEqual(['item', 'line', 'item', 'line', 'item'])
    expect(kinds({ name: 'root' })).toEqual(['item'])
  })
})

describe('an action by a key', () => {
  it('is done only where the menu would offer it', () => {
    expect(tryAction(remove, { name: 'root' })).toBe(false)
    expect(tryAction(rename, { name: 'a', locked: true })).toBe(false)
    expect(done).not.toHaveBeenCalled()
    expect(tryAction(rename, { name: 'a' })).toBe(true)
    expect(done).toHaveBeenCalledExactlyOnceWith('rename', 'a')
  })
})
