import type { JobId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { GAP, gridLayout } from '../../ui/grid-layout.ts'

/** px of the line above the pictures of a job, and of the room below them. */
const HEADING = 40
const BELOW = 16

/** The pictures of one job, newest first. */
export interface GalleryGroup {
  readonly jobId: JobId
  readonly jobNumber: number
  readonly images: readonly StoredImage[]
  /** older pictures of it may not be read yet */
  readonly cut: boolean
}

/** A row of the scrolled list. */
type GalleryRow =
  | { readonly kind: 'heading'; readonly group: GalleryGroup; readonly height: number }
  | {
      readonly kind: 'tiles'
      readonly images: readonly StoredImage[]
      /** place of its first picture among all */
      readonly first: number
      readonly height: number
      /** px of a tile */
      readonly tileHeight: number
    }

/** The pictures by job; the job with the newest picture first. `complete`: nothing older is left to read. */
export function galleryGroups(images: readonly StoredImage[], complete: boolean): GalleryGroup[] {
  const groups = [...Map.groupBy(images, ({ jobId }) => jobId)]
  return groups.map(([jobId, own], index) => ({
    jobId,
    jobNumber: own[0]?.jobNumber ?? 0,
    images: own,
    cut: !complete && index === groups.length - 1,
  }))
}

export interface GalleryGrid {
  readonly rows: readonly GalleryRow[]
  /** px from the left edge of one tile to that of the next */
  readonly pitch: number
  /** px of a tile */
  readonly tileWidth: number
  /** all pictures in the order in which they are shown */
  readonly order: readonly StoredImage[]
}

/** The rows of a gallery `width` px wide whose tiles are at least `least` px wide. */
export function galleryGrid(groups: readonly GalleryGroup[], width: number, least: number): GalleryGrid {
  const rows: GalleryRow[] = []
  const order: StoredImage[] = []
  let tileWidth = 0
  for (const group of groups) {
    const [first] = group.images
    const layout = gridLayout(width, least, first ? first.width / first.height : 1)
    const { columns } = layout
    tileWidth = layout.tileWidth
    rows.push({ kind: 'heading', group, height: HEADING })
    for (let at = 0; at < group.images.length; at += columns) {
      const images = group.images.slice(at, at + columns)
      const last = at + columns >= group.images.length
      rows.push({
        kind: 'tiles',
        images,
        first: order.length,
        height: layout.tileHeight + (last ? BELOW : GAP),
        tileHeight: layout.tileHeight,
      })
      order.push(...images)
    }
  }
  return { rows, pitch: tileWidth + GAP, tileWidth, order }
}

/**
 * Where a key moves from a picture: left and right through all, up and down to the row above and below, also of another
 * job, in the same column or the last of a shorter row. null: the key does not move.
 */
export function movedTo({ rows, order }: GalleryGrid, from: number, key: string): number | null {
  const lines = rows.flatMap((row) => (row.kind === 'tiles' ? [row] : []))
  const clamp = (place: number) => Math.min(order.length - 1, Math.max(0, place))
  switch (key) {
    case 'ArrowLeft':
      return clamp(from - 1)
    case 'ArrowRight':
      return clamp(from + 1)
    case 'Home':
      return 0
    case 'End':
      return clamp(order.length - 1)
    case 'ArrowUp':
    case 'ArrowDown':
    case 'PageUp':
    case 'PageDown': {
      const line = lines.findIndex(({ first, images }) => from >= first && from < first + images.length)
      const by = { ArrowUp: -1, ArrowDown: 1, PageUp: -4, PageDown: 4 }[key]
      const target = lines[Math.min(lines.length - 1, Math.max(0, line + by))]
      const here = lines[line]
      if (!target || !here) return null
      return target.first + Math.min(from - here.first, target.images.length - 1)
    }
    default:
      return null
  }
}

/** Row of the scrolled list that holds a picture; -1 when it is not there. */
export const rowOf = ({ rows }: GalleryGrid, place: number): number =>
  rows.findIndex((row) => row.kind === 'tiles' && place >= row.first && place < row.first + row.images.length)
