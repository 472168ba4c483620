import { expect, it } from 'vitest'
import { CELLS, movedCell } from './preset-cells.ts'

const last = CELLS.length - 1

it.each([
  ['ArrowDown', { row: 3, column: 2 }, { row: 4, column: 2 }],
  ['ArrowUp', { row: 3, column: 2 }, { row: 2, column: 2 }],
  ['ArrowRight', { row: 3, column: 0 }, { row: 3, column: 1 }],
  ['ArrowLeft', { row: 3, column: 1 }, { row: 3, column: 0 }],
  ['Home', { row: 3, column: 1 }, { row: 0, column: 1 }],
  ['End', { row: 3, column: 1 }, { row: 9, column: 1 }],
])('%s leads through the presets and what can be done with them', (key, from, to) => {
  expect(movedCell(key, from, 10)).toEqual(to)
})

it.each([
  ['ArrowUp', { row: 0, column: 0 }],
  ['ArrowDown', { row: 9, column: 0 }],
  ['ArrowLeft', { row: 5, column: 0 }],
  ['ArrowRight', { row: 5, column: last }],
  ['x', { row: 5, column: 0 }],
])('%s leads nowhere from an edge, nor does another key', (key, from) => {
  expect(movedCell(key, from, 10)).toBeNull()
})
