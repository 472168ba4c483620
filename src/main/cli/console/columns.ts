/** One line of a table: each text, padded to its width in characters where it has one. */
export const columns = (...cells: readonly (readonly [text: string, width?: number])[]): string =>
  `  ${cells.map(([text, width = 0]) => text.padEnd(width)).join(' ')}`.trimEnd()
