/** px between tiles. */
export const GAP = 10
/** Narrowest and widest shape of a tile; pictures beyond are cropped in it. */
const ASPECT = { min: 0.6, max: 2.2 } as const

export interface GridLayout {
  readonly columns: number
  /** px of a tile */
  readonly tileWidth: number
  readonly tileHeight: number
}

/** As many columns of at least `least` px as fit into `width` px; the tiles share what is left. `aspect`: width / height. */
export function gridLayout(width: number, least: number, aspect: number): GridLayout {
  const columns = Math.max(1, Math.floor((width + GAP) / (least + GAP)))
  const tileWidth = Math.max(1, (width - (columns - 1) * GAP) / columns)
  return { columns, tileWidth, tileHeight: Math.round(tileWidth / tileShape(aspect)) }
}

/** Width / height of the tile of a picture with this one. */
export const tileShape = (aspect: number): number => Math.min(ASPECT.max, Math.max(ASPECT.min, aspect))

/** Where a key moves the focus in a grid of `count` tiles; null: the key does not move it. */
export function movedBy(key: string, from: number, count: number, columns: number): number | null {
  const target = {
    ArrowLeft: from - 1,
    ArrowRight: from + 1,
    ArrowUp: from - columns,
    ArrowDown: from + columns,
  }[key]
  if (target !== undefined) return target >= 0 && target < count ? target : from
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}

/** The places of the tiles that stand in some rows of a grid of `count` tiles, row by row. */
export const placesIn = (rows: readonly number[], columns: number, count: number): number[] =>
  rows.flatMap((row) =>
    Array.from({ length: columns }, (_, column) => row * columns + column).filter((place) => place < count),
  )
