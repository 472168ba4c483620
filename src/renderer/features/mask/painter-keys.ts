import type { KeyPress } from '../../ui/shortcuts.ts'

export const TOOLS = ['brush', 'eraser', 'lasso', 'fill'] as const
export type Tool = (typeof TOOLS)[number]

/** What the painter can be asked for by a key. */
export type PainterAction =
  | { readonly does: 'tool'; readonly tool: Tool }
  /** steps of the brush's size */
  | { readonly does: 'size'; readonly steps: number }
  | { readonly does: 'undo' | 'redo' | 'invert' | 'all' | 'clear' | 'feather' }
  | { readonly does: 'zoom-in' | 'zoom-out' | 'fit' | 'actual' }

const PLAIN: ReadonlyMap<string, PainterAction> = new Map<string, PainterAction>([
  ['b', { does: 'tool', tool: 'brush' }],
  ['e', { does: 'tool', tool: 'eraser' }],
  ['l', { does: 'tool', tool: 'lasso' }],
  ['g', { does: 'tool', tool: 'fill' }],
  ['[', { does: 'size', steps: -1 }],
  [']', { does: 'size', steps: 1 }],
  ['i', { does: 'invert' }],
  ['a', { does: 'all' }],
  ['f', { does: 'feather' }],
  ['delete', { does: 'clear' }],
  ['+', { does: 'zoom-in' }],
  ['=', { does: 'zoom-in' }],
  ['-', { does: 'zoom-out' }],
  ['0', { does: 'fit' }],
  ['1', { does: 'actual' }],
])

/** What a press asks the painter for; null: nothing. On a Mac, Command stands for Ctrl. */
export function painterAction({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): PainterAction | null {
  const letter = key.toLowerCase()
  if (altKey) return null
  if (!ctrlKey && !metaKey) return PLAIN.get(letter) ?? null
  if (letter === 'z') return { does: shiftKey ? 'redo' : 'undo' }
  return letter === 'y' ? { does: 'redo' } : null
}

/** How each tool and change is called on keys. */
export const KEYS = {
  ...{ brush: 'B', eraser: 'E', lasso: 'L', fill: 'G', undo: 'Ctrl Z', redo: 'Ctrl Shift Z' },
  ...{ all: 'A', invert: 'I', clear: 'Del', feather: 'F', smaller: '[', larger: ']' },
} as const

/** Whole steps of the keyboard's brush: of its own width, so that strokes of it meet. */
export const keyStep = (size: number, far: boolean): number =>
  Math.max(1, Math.round(size / 4)) * (far ? 4 : 1)

/** Which way an arrow key points; null: it is none. */
export function arrowOf(key: string): { readonly x: number; readonly y: number } | null {
  switch (key) {
    case 'ArrowLeft':
      return { x: -1, y: 0 }
    case 'ArrowRight':
      return { x: 1, y: 0 }
    case 'ArrowUp':
      return { x: 0, y: -1 }
    case 'ArrowDown':
      return { x: 0, y: 1 }
    default:
      return null
  }
}
