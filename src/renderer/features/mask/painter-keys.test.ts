import { describe, expect, it } from 'vitest'
import { arrowOf, keyStep, painterAction } from './painter-keys.ts'

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', true>> = {},
) => painterAction({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

describe('keys of the painter', () => {
  it.each([
    ['b', {}, { does: 'tool', tool: 'brush' }],
    ['E', { shiftKey: true }, { does: 'tool', tool: 'eraser' }],
    ['[', {}, { does: 'size', steps: -1 }],
    [']', {}, { does: 'size', steps: 1 }],
    ['Delete', {}, { does: 'clear' }],
    ['z', { ctrlKey: true }, { does: 'undo' }],
    ['Z', { metaKey: true, shiftKey: true }, { does: 'redo' }],
    ['y', { ctrlKey: true }, { does: 'redo' }],
    ['=', {}, { does: 'zoom-in' }],
    ['0', {}, { does: 'fit' }],
  ] as const)('%s with %o', (key, held, action) => {
    expect(press(key, held)).toEqual(action)
  })
  it('that mean something else are left alone', () => {
    expect([press('z'), press('b', { ctrlKey: true }), press('i', { altKey: true }), press('Tab')]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
  it('move the brush by a part of its size', () => {
    expect(arrowOf('ArrowUp')).toEqual({ x: 0, y: -1 })
    expect(arrowOf('Enter')).toBeNull()
    expect([keyStep(40, false), keyStep(40, true), keyStep(1, false)]).toEqual([10, 40, 1])
  })
})
