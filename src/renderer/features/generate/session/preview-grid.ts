/** How the images of a batch lie in its live preview. */
export interface PreviewGrid {
  readonly columns: number
  readonly rows: number
}

const ONE: PreviewGrid = { columns: 1, rows: 1 }
/** How far the shape of a preview may be from that of a grid: servers scale previews down and round. */
const TOLERANCE = 0.04

/**
 * sdwui previews a batch as a grid of its images (round(sqrt(count)) rows), other servers as the first image alone. Which it
 * is shows in the shape: `shape` is the preview's width / height divided by that of one image, `count` the images of the
 * batch. Where both have the same shape the grid is taken: it is sdwui's default.
 */
export function previewGrid(count: number, shape: number): PreviewGrid {
  if (count < 2) return ONE
  const rows = Math.round(Math.sqrt(count))
  const columns = Math.ceil(count / rows)
  const miss = Math.abs(Math.log(shape / (columns / rows)))
  return miss < TOLERANCE ? { columns, rows } : ONE
}

/** Where to lay the preview so that only the cell of the image at `place` of the batch shows; percent of the tile. */
export function cellOf({ columns, rows }: PreviewGrid, place: number) {
  return {
    width: `${columns * 100}%`,
    height: `${rows * 100}%`,
    left: `${-(place % columns) * 100}%`,
    top: `${-Math.floor(place / columns) * 100}%`,
  }
}
