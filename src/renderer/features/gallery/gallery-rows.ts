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

/** Row of the scrolled list that holds a picture; -1 when it is not there. */
export const rowOf = ({ rows }: GalleryGrid, place: number): number =>
  rows.findIndex((row) => row.kind === 'tiles' && place >= row.first && place < row.first + row.images.length)
