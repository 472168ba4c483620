/** What can be done with a preset, from left to right. */
export const CELLS = ['use', 'overwrite', 'rename', 'delete'] as const

/** A place in the list of presets: which one, and which of its buttons. Both from 0. */
export interface Cell {
  readonly row: number
  readonly column: number
}

/** Where a key leads among the buttons of `rows` presets; null: nowhere. */
export function movedCell(key: string, { row, column }: Cell, rows: number): Cell | null {
  const to = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row: 0, column },
    End: { row: rows - 1, column },
  }[key]
  if (to === undefined) return null
  return to.row < 0 || to.row >= rows || to.column < 0 || to.column >= CELLS.length ? null : to
}
